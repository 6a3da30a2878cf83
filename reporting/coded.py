"""The answers of a wave as a table of numbers: the database packs them contact by contact, here they are unpacked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, func, select, text

from domain.answer import AnswerState
from domain.score import score
from domain.storage import tables
from domain.study import Study

VALUED = (AnswerState.GIVEN, AnswerState.CALCULATED)
"""States of an answer that carry a value."""
APPLIES = (*VALUED, AnswerState.SKIPPED)
"""States of an answer whose question concerned the contact."""

NONE = -1
"""In a cell: the contact has no answer to the question."""
LONGEST_NUMBER = 40
"""Letters above which a value is words."""
_SEPARATOR = "\x1f"


@dataclass(frozen=True, eq=False)
class Coded:
    """A row for each contact, a column for each question; a cell is the number of the answer in `answers`, or NONE.

    answers: the different answers, by number: question, value, state, score (0..100 or NaN), number (NaN when none).
    comments: by column and row, those that are not empty.
    """

    contacts: np.ndarray
    """Ids of the rows, rising."""
    columns: dict[str, int]
    """Where each question is: the form's in its order, then those that it no longer has."""
    cells: np.ndarray
    answers: pd.DataFrame
    comments: dict[int, dict[int, str]]

    def column(self, question: str) -> np.ndarray:
        """Returns the answers to a question, a number for each contact."""
        place = self.columns.get(question)
        return np.full(len(self.contacts), NONE) if place is None else np.asarray(self.cells[:, place])

    def of(self, question: str, what: str) -> np.ndarray:
        """Returns `score` or `number` of the answers to a question, a value for each contact, NaN where there is none.

        Shape (contacts,).
        """
        return np.asarray(self._numbers[what][self.column(question)])

    @cached_property
    def _numbers(self) -> dict[str, np.ndarray]:
        """Score and number of each answer, and NaN in the last place, where NONE points."""
        return {what: np.append(self.answers[what].to_numpy(dtype=float), np.nan) for what in ("score", "number")}

    def known(self, question: str, what: str) -> np.ndarray:
        """Returns the same without those that have none, in the contacts' order."""
        values = self.of(question, what)
        return np.asarray(values[~np.isnan(values)])

    def counts(self, question: str) -> dict[str, int]:
        """Returns how many contacts gave each value, the empty one too."""
        column = self.column(question)
        numbers, counts = np.unique(column[column != NONE], return_counts=True)
        values = self.answers["value"].to_numpy()[numbers]
        found: defaultdict[str, int] = defaultdict(int)
        for value, count in zip(values, counts.tolist(), strict=True):
            found[value] += count
        return dict(found)

    def words(self, question: str, *, comments: bool) -> Iterator[tuple[int, str]]:
        """Yields the row and the words of each value that is not empty, or of each comment, in the contacts' order."""
        if comments:
            yield from sorted(self.comments.get(self.columns.get(question, NONE), {}).items())
            return
        values = self.answers["value"].to_numpy()
        column = self.column(question)
        for row in np.flatnonzero(column != NONE).tolist():
            if text := values[column[row]]:
                yield row, text

    def frame(self) -> pd.DataFrame:
        """Returns a row for each answer: contact, question, value, state, comment, score, number."""
        rows, columns = np.nonzero(self.cells != NONE)
        numbers = self.cells[rows, columns]
        frame = self.answers.take(numbers).reset_index(drop=True)
        frame.insert(0, "contact", self.contacts[rows])
        comments = np.full(self.cells.shape, "", dtype=object)
        for column, told in self.comments.items():
            comments[list(told), column] = list(told.values())
        frame.insert(4, "comment", comments[rows, columns])
        return frame


def read(connection: Connection, counted: Select[Any], contacts: np.ndarray, study: Study) -> Coded:
    """Reads what applies of the answers of contacts; `counted` selects their ids, which `contacts` has rising.

    The short answers come a contact at a time, packed by the database out of an index that holds them all; long ones
    and commented ones row by row, out of an index that holds no others. Neither looks at other contacts' answers.
    """
    unpacking = _Unpacking(contacts, {question.name: place for place, question in enumerate(study.form.questions)})
    for contact in unpacking.packed(connection.execute(packed_query(counted)).all()):
        unpacking.plain(connection.execute(_torn(contact)).all())
    unpacking.plain(connection.execute(words_query(counted)).all())
    return Coded(contacts, unpacking.columns, unpacking.cells(), _scored(study, unpacking.book), unpacking.comments)


def packed_query(counted: Select[Any]) -> Select[Any]:
    """Selects contact, states, questions and values of the short answers, a row for each contact.

    Of whatever state: to look at each answer's would take a third of the time.
    """
    of = tables.answer.c
    packed = (func.aggregate_strings(column, _SEPARATOR) for column in (of.state, of.question, of.value))
    short = (of.contact_id.in_(counted), text(tables.SHORT))
    return select(of.contact_id, *packed).where(*short).group_by(of.contact_id)


def _rows() -> Select[Any]:
    of = tables.answer.c
    applies = of.state.in_([str(state) for state in APPLIES])
    return select(of.contact_id, of.question, of.value, of.state, of.comment).where(applies)


def words_query(counted: Select[Any]) -> Select[Any]:
    """Selects contact, question, value, state and comment of the answers that are long or commented."""
    return _rows().where(tables.answer.c.contact_id.in_(counted), text(f"({tables.WORDY})"))


def _torn(contact: int) -> Select[Any]:
    """The answers of a contact of which one holds the separator itself."""
    return _rows().where(tables.answer.c.contact_id == contact)


def _scored(study: Study, book: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(book, columns=["question", "value", "state"], dtype=object)
    asked = {question.name: question for question in study.form.questions}
    # without choices and without a scale no words have a score
    scorable = {name for name, one in asked.items() if one.list_name or score(study.form, one, "0") is not None}
    told = frame[frame["question"].isin(scorable)]
    pairs = list(zip(told["question"], told["value"], strict=True))
    # commented answers have numbers of their own, and the same few values
    scores = {(name, value): score(study.form, asked[name], value) for name, value in set(pairs)}
    frame["score"] = pd.Series([scores[pair] for pair in pairs], index=told.index, dtype=float)
    short = frame["value"][[len(value) <= LONGEST_NUMBER for _, value, _ in book]]
    frame["number"] = pd.to_numeric(short, errors="coerce").astype(float)
    return frame


class _Numbers(dict[str, int]):
    """The numbers of a question's values in one state; a new value gets the next one."""

    def __init__(self, question: str, state: str, book: list[tuple[str, str, str]]) -> None:
        self._about = (question, state)
        self._book = book

    def __missing__(self, value: str) -> int:
        question, state = self._about
        self[value] = number = len(self._book)
        self._book.append((question, value, state))
        return number


class _Unpacking:
    """Cells as they are found."""

    def __init__(self, contacts: np.ndarray, columns: dict[str, int]) -> None:
        self._contacts = contacts
        self.columns = columns
        self.book: list[tuple[str, str, str]] = []
        """Question, value and state of each different answer, by number."""
        self.comments: defaultdict[int, dict[int, str]] = defaultdict(dict)
        self._numbers: dict[tuple[str, str], _Numbers] = {}
        self._found: list[tuple[np.ndarray, int | list[int], np.ndarray]] = []

    def packed(self, groups: Sequence[Any]) -> Iterator[int]:
        """Takes (contact, states, questions, values); gives back whose values hold a separator of their own."""
        alike: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        for contact, states, questions, values in groups:
            if values.count(_SEPARATOR) == states.count(_SEPARATOR):
                alike[states, questions].append((contact, values))
            else:
                yield contact
        for (states, questions), members in alike.items():
            asked = list(zip(questions.split(_SEPARATOR), states.split(_SEPARATOR), strict=True))
            values = _SEPARATOR.join([packed for _, packed in members]).split(_SEPARATOR)
            rows = self._rows([contact for contact, _ in members])
            for place, (name, state) in enumerate(asked):
                if state in APPLIES:
                    numbers = map(self._of(name, state).__getitem__, values[place :: len(asked)])
                    self._found.append((rows, self._column(name), np.fromiter(numbers, np.int32, len(members))))

    def plain(self, rows: Sequence[Any]) -> None:
        """Takes (contact, question, value, state, comment)."""
        if not rows:
            return
        contacts, questions, values, states, comments = zip(*rows, strict=True)
        asked = {question: self._column(question) for question in dict.fromkeys(questions)}
        places, columns = self._rows(contacts), [asked[question] for question in questions]
        # words are seldom the same twice: each gets a number of its own
        self._found.append((places, columns, np.arange(len(self.book), len(self.book) + len(rows))))
        self.book.extend(zip(questions, values, states, strict=True))
        for place, column, comment in zip(places.tolist(), columns, comments, strict=True):
            if comment:
                self.comments[column][place] = comment

    def cells(self) -> np.ndarray:
        """Returns the table."""
        cells = np.full((len(self._contacts), len(self.columns)), NONE, dtype=np.int32)
        for rows, columns, numbers in self._found:
            cells[rows, columns] = numbers
        return cells

    def _rows(self, contacts: Sequence[int]) -> np.ndarray:
        return np.searchsorted(self._contacts, np.asarray(contacts, dtype=np.int64))

    def _column(self, question: str) -> int:
        return self.columns.setdefault(question, len(self.columns))

    def _of(self, question: str, state: str) -> _Numbers:
        known = self._numbers.get((question, state))
        if known is None:
            known = self._numbers[question, state] = _Numbers(question, state, self.book)
        return known
