"""A row a contact and a column a question, as KoboToolbox exports a form with the values of its XML."""

from collections.abc import Iterable, Iterator
from math import isnan

import pandas as pd

from domain.metric import Question, QuestionType
from reporting.export import values
from reporting.export.extract import Extract, plain_moment
from reporting.export.plain import KOBO, as_csv
from reporting.export.table import Cell


def wide_csv(extract: Extract) -> bytes:
    """Returns the wave as CSV (UTF-8 with its mark, `;`, decimal points), laid out like KoboToolbox's export.

    First what is known of the contact, under names that begin with `_`: its code, its wave where several are counted
    together, the shopper's code (for the agency alone),
    service, unit, scenario, profile, channel and outcome by their names in the workbook, the start in the study's own
    time, wait and length in minutes, and the index. Then a column a question by its name, in the form's order, with the
    value as the form stores it: choices by their names, several of them parted by a space and then once more in a
    column a choice, `question/choice`, 1 or 0, empty where the question was not answered. Last the comments, a column
    a question, and what was told of the whole contact. A name that is taken already gets a number.

    Not here: attachments and their names, what did not apply, notes of the form, scores (see the tidy files).
    """
    layout = _Layout(extract)
    return as_csv(layout.heads, layout.rows(), KOBO)


class _Layout:
    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._several_waves = len(extract.frames.waves) > 1
        form = extract.frames.study.form
        self._asked = [question for question in form.questions if values.is_exported(question)]
        self._choices = {question.name: _several(extract, question) for question in self._asked}
        self.heads = _unique([*self._of_contact(), *self._of_questions(), *self._of_comments()])

    def _of_contact(self) -> Iterator[str]:
        yield from ["_simulated"] if self._extract.frames.simulated else []
        yield "_contact"
        yield from ["_wave"] if self._several_waves else []
        yield from [] if self._extract.for_client else ["_shopper"]
        yield from ("_service", "_unit", "_scenario", "_profile", "_channel", "_outcome")
        yield from ("_started", "_wait_minutes", "_length_minutes", "_index")

    def _of_questions(self) -> Iterator[str]:
        for question in self._asked:
            yield question.name
            yield from (f"{question.name}/{choice}" for choice in self._choices[question.name])

    def _of_comments(self) -> Iterator[str]:
        yield from (f"{question.name}_comment" for question in self._asked if question.type.is_asked)
        yield "_whole_contact"

    def rows(self) -> list[tuple[Cell, ...]]:
        """Returns a row a contact."""
        contacts = self._extract.frames.contacts
        given: dict[int, dict[str, tuple[str, str]]] = {contact: {} for contact in contacts.index}
        frame = self._extract.frames.answers[["contact", "question", "value", "comment"]]
        for contact, question, value, comment in frame.itertuples(index=False, name=None):
            given[contact][question] = (value, comment)
        columns = ["wave", "shopper", "service", "unit", "scenario", "profile", "channel", "outcome", "started"]
        told = contacts[[*columns, "wait", "length", "index"]].itertuples(name=None)
        return [
            (*self._contact(row), *self._questions(given[row[0]]), *self._comments(given[row[0]], row[0]))
            for row in told
        ]

    def _contact(self, row: tuple[object, ...]) -> Iterator[Cell]:
        contact, wave, shopper, *of = row
        started, numbers = of[6], of[7:]
        yield from ["1"] if self._extract.frames.simulated else []
        yield self._extract.contacts[int(str(contact))]
        yield from [str(wave)] if self._several_waves else []
        if self._extract.shoppers is not None:
            yield self._extract.shoppers.get(str(shopper), "")
        yield from map(str, of[:6])
        yield (
            None if not isinstance(started, pd.Timestamp) or pd.isna(started) else plain_moment(started.to_pydatetime())
        )
        for number in numbers:
            yield number if isinstance(number, float) and not isnan(number) else None

    def _questions(self, given: dict[str, tuple[str, str]]) -> Iterator[Cell]:
        for question in self._asked:
            value = given.get(question.name, ("", ""))[0]
            yield values.cell(self._extract, question, value)
            ticked = value.split()
            for choice in self._choices[question.name]:
                yield int(choice in ticked) if value else None

    def _comments(self, given: dict[str, tuple[str, str]], contact: int) -> Iterator[Cell]:
        for question in self._asked:
            if question.type.is_asked:
                yield self._extract.said(given.get(question.name, ("", ""))[1])
        yield self._extract.said(self._extract.frames.stories.get(contact, ""))


def _several(extract: Extract, question: Question) -> list[str]:
    """The choices that get a column each; a name that stands twice in a list gets one."""
    if question.type is not QuestionType.SELECT_MULTIPLE:
        return []
    return list(dict.fromkeys(choice.name for choice in extract.frames.study.form.choices_of(question)))


def _unique(names: Iterable[str]) -> list[str]:
    taken: set[str] = set()
    told = []
    for name in names:
        one, number = name, 1
        while one in taken:
            number += 1
            one = f"{name}_{number}"
        taken.add(one)
        told.append(one)
    return told
