"""The answers of a wave as a table of numbers, unpacked from the contacts' digests."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from domain.answer import AnswerState
from domain.score import score
from domain.storage.digests import NO_COMMENTS, as_given
from domain.study import Study
from reporting.digests import Digest

VALUED = (AnswerState.GIVEN, AnswerState.CALCULATED)
"""States of an answer that carry a value."""
APPLIES = (*VALUED, AnswerState.SKIPPED)
"""States of an answer whose question concerned the contact."""

NONE = -1
"""In a cell: the contact has no answer to the question."""
LONGEST_NUMBER = 40
"""Letters above which a value is words."""


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


def unpacked(digests: Sequence[Digest], contacts: np.ndarray, study: Study) -> Coded:
    """Returns what applies of the answers in contacts' digests; `contacts` are their ids, rising.

    Shape of the table: (contacts, questions).
    """
    book: list[tuple[str, str, str]] = []
    columns = {question.name: place for place, question in enumerate(study.form.questions)}
    numbers: dict[tuple[str, str], _Numbers] = {}
    found: list[tuple[np.ndarray, int, np.ndarray]] = []
    for asked, members in _alike(digests).items():
        rows, questions = _rows(contacts, members), json.loads(asked)
        lines = "\n".join([one.given for one in members]).split("\n")
        for place, (question, state) in enumerate(questions):
            if state in APPLIES:
                known = numbers.setdefault((question, state), _Numbers(question, state, book))
                coded = map(known.__getitem__, lines[place :: len(questions)])
                column = columns.setdefault(question, len(columns))
                found.append((rows, column, np.fromiter(coded, np.int32, len(members))))
    cells = np.full((len(contacts), len(columns)), NONE, dtype=np.int32)
    for rows, column, values in found:
        cells[rows, column] = values
    return Coded(contacts, columns, cells, _scored(study, book), _comments(digests, contacts, columns, cells))


def _alike(digests: Sequence[Digest]) -> Mapping[str, list[Digest]]:
    """The digests by what was asked: there are few different ones."""
    alike: defaultdict[str, list[Digest]] = defaultdict(list)
    for one in digests:
        alike[one.asked].append(one)
    return alike


def _rows(contacts: np.ndarray, digests: Sequence[Digest]) -> np.ndarray:
    return np.searchsorted(contacts, np.asarray([one.contact for one in digests], dtype=np.int64))


def _comments(
    digests: Sequence[Digest], contacts: np.ndarray, columns: Mapping[str, int], cells: np.ndarray
) -> dict[int, dict[int, str]]:
    """Those of answers that apply."""
    commented = [one for one in digests if one.comments != NO_COMMENTS]
    comments: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for row, one in zip(_rows(contacts, commented).tolist(), commented, strict=True):
        for question, comment in json.loads(one.comments).items():
            column = columns.get(question)
            if column is not None and cells[row, column] != NONE:
                comments[column][row] = comment
    return comments


def _scored(study: Study, book: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(book, columns=["question", "value", "state"], dtype=object)
    asked = {question.name: question for question in study.form.questions}
    # without choices and without a scale no words have a score
    scorable = {name for name, one in asked.items() if one.list_name or score(study.form, one, "0") is not None}
    told = frame[frame["question"].isin(scorable)]
    pairs = list(zip(told["question"], told["value"], strict=True))
    # different states have numbers of their own, and the same few values
    scores = {(name, value): score(study.form, asked[name], value) for name, value in set(pairs)}
    frame["score"] = pd.Series([scores[pair] for pair in pairs], index=told.index, dtype=float)
    short = frame["value"][[len(value) <= LONGEST_NUMBER for _, value, _ in book]]
    frame["number"] = pd.to_numeric(short, errors="coerce").astype(float)
    return frame


class _Numbers(dict[str, int]):
    """The numbers of a question's values in one state, by their lines; a new one gets the next number."""

    def __init__(self, question: str, state: str, book: list[tuple[str, str, str]]) -> None:
        self._about = (question, state)
        self._book = book

    def __missing__(self, line: str) -> int:
        question, state = self._about
        self[line] = number = len(self._book)
        self._book.append((question, as_given(line), state))
        return number
