"""The next card of a long form."""

import json
from datetime import UTC, datetime

from bench.timing import median_seconds, ratio
from domain.form import Form, fill
from domain.label import Label
from domain.metric import Question, QuestionType

QUESTIONS, RULES = 200, 40
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _form() -> Form:
    questions = tuple(
        Question(
            name=f"q{number}",
            type=QuestionType.INTEGER,
            label=Label({"en": f"Question {number}"}),
            row=number + 2,
            required="true()",
            relevant=(f"${{q{number - 1}}} < 900 and not(${{q0}} = '')",) if number and number % 5 == 0 else (),
        )
        for number in range(QUESTIONS)
    )
    return Form(
        form_id="long",
        title="Long",
        version="1",
        default_language="en",
        languages=("en",),
        questions=questions,
        choices={},
    )


def measure() -> dict[str, float]:
    """Returns how long a form of 200 questions and 40 relevance rules takes to be filled again after an answer."""
    form = _form()
    answers = {f"q{number}": str(number) for number in range(QUESTIONS - 1)}
    definition = json.dumps(form.model_dump(mode="json"))

    def filled() -> object:
        return fill(form, answers, {}, now=NOW).questions()

    return {
        "next card of 200 questions / reading the form's JSON": ratio(filled, lambda: json.loads(definition)),
        "next card of 200 questions, ms": median_seconds(filled) * 1000,
    }
