"""A long form: its next card, and its way in from a workbook."""

import io
import json
from datetime import UTC, datetime

from openpyxl import Workbook

from bench.timing import median_seconds, ratio
from domain.form import Form, fill, offered_choices
from domain.workbook import read

QUESTIONS, RULES, CHOICES, REGIONS = 200, 40, 2_000, 20
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _workbook() -> bytes:
    """200 questions, every fifth with a relevance rule; the last ones choose a region and one of 2,000 towns in it."""
    book = Workbook()
    survey = book.create_sheet("survey", 0)
    survey.append(["type", "name", "label", "required", "relevant", "choice_filter"])
    for number in range(QUESTIONS - 2):
        rule = f"${{q{number - 1}}} < 900 and not(${{q0}} = '')" if number and number % 5 == 0 else ""
        survey.append(["integer", f"q{number}", f"Question {number}", "yes", rule, ""])
    survey.append(["select_one regions", "region", "Which region?", "yes", "${q1} < 900", ""])
    survey.append(["select_one towns", "town", "Which town?", "yes", "", "region = ${region}"])
    choices = book.create_sheet("choices", 1)
    choices.append(["list_name", "name", "label", "region"])
    for number in range(REGIONS):
        choices.append(["regions", f"r{number}", f"Region {number}", ""])
    for number in range(CHOICES - REGIONS):
        choices.append(["towns", f"t{number}", f"Town {number}", f"r{number % REGIONS}"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _form(data: bytes) -> Form:
    form = read(data, "long.xlsx").form
    if form is None:
        raise AssertionError("the long form is not whole")
    return form


def measure() -> dict[str, float]:
    """Returns how long a form of 200 questions, 40 rules and 2,000 choices takes to be played on, and to be read."""
    data = _workbook()
    form = _form(data)
    answers = {f"q{number}": str(number) for number in range(QUESTIONS - 2)} | {"region": "r7"}
    definition = json.dumps(form.model_dump(mode="json"))
    town = form.question("town")

    def card() -> object:
        filled = fill(form, answers, {}, now=NOW)
        return filled.questions(), offered_choices(form, town, filled, now=NOW)

    return {
        "next card of 200 questions / reading the form's JSON": ratio(card, lambda: json.loads(definition)),
        "next card of 200 questions and 2,000 choices, ms": median_seconds(card) * 1000,
        "its fill alone, ms": median_seconds(lambda: fill(form, answers, {}, now=NOW)) * 1000,
        "workbook of 2,000 choices read / its JSON": ratio(lambda: _form(data), lambda: json.loads(definition), 3),
        "workbook of 2,000 choices read, ms": median_seconds(lambda: _form(data), 3) * 1000,
    }
