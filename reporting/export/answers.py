"""Tidy data: a row an answer, and a row a contact with its times."""

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any

import pandas as pd

from domain.answer import AnswerState
from domain.contact import Outcome
from domain.metric import Question
from domain.service import CHANNELS, Channel
from domain.texts import N_
from reporting.export import values
from reporting.export.extract import Extract, plain_moment
from reporting.export.table import Cell, Column, Table

STATES: Mapping[str, str] = {
    AnswerState.GIVEN: N_("given"),
    AnswerState.CALCULATED: N_("calculated"),
    AnswerState.SKIPPED: N_("skipped"),
}
OUTCOMES: Mapping[str, str] = {Outcome.ANSWERED: N_("answered"), Outcome.NO_ANSWER: N_("nobody answered")}


def answers(extract: Extract) -> Table:
    """Returns a row an answer, by contact in the form's order; what was told of a whole contact comes last of it.

    Score is 0..100, empty where an answer has none. What did not apply to a contact has no row.
    """
    words = extract.words
    columns = (
        *_contact_columns(extract),
        Column(name="metric", heading=words("Metric"), width=18),
        Column(name="label", heading=words("Question"), width=44),
        Column(name="touchpoint", heading=words("Touchpoint"), width=20),
        Column(name="value", heading=words("Value"), width=14),
        Column(name="value_label", heading=words("Meaning"), width=26),
        Column(name="score", heading=words("Score"), width=8, decimals=1),
        Column(name="comment", heading=words("Comment"), width=50),
        Column(name="state", heading=words("State"), width=11),
    )
    return Table(name="answers", title=words("Answers"), columns=columns, rows=[*_answers(extract)])


def timings(extract: Extract) -> Table:
    """Returns a row a contact: how it went, when it started, wait and length in minutes, and its index (0..100)."""
    words = extract.words
    columns = (
        *_contact_columns(extract),
        Column(name="outcome", heading=words("Outcome"), width=18),
        Column(name="started", heading=words("Started"), width=17),
        Column(name="wait_minutes", heading=words("Wait, min"), width=11, decimals=1),
        Column(name="length_minutes", heading=words("Length, min"), width=12, decimals=1),
        Column(name="index", heading=words("Index"), width=9, decimals=1),
    )
    abouts = _abouts(extract)
    rows: list[tuple[Cell, ...]] = [
        (
            *abouts[contact],
            words(OUTCOMES.get(outcome, outcome)),
            plain_moment(None if pd.isna(started) else started.to_pydatetime()),
            *(_known(number) for number in numbers),
        )
        for contact, outcome, started, *numbers in _moments(extract)
    ]
    return Table(name="timings", title=words("Timings"), columns=columns, rows=rows)


def _moments(extract: Extract) -> Iterator[Any]:
    frame = extract.frames.contacts[["outcome", "started", "wait", "length", "index"]]
    return iter(frame.itertuples(name=None))


def _known(number: float) -> float | None:
    return None if isnan(number) else float(number)


def _contact_columns(extract: Extract) -> tuple[Column, ...]:
    """What every row says of its contact: its wave when there are several; the shopper's code to the agency alone."""
    words = extract.words
    wave = (Column(name="wave", heading=words("Wave"), width=12),) if len(extract.frames.waves) > 1 else ()
    shopper = () if extract.for_client else (Column(name="shopper", heading=words("Shopper"), width=9),)
    return (
        Column(name="contact", heading=words("Contact"), width=11),
        *wave,
        *shopper,
        Column(name="service", heading=words("Service"), width=20),
        Column(name="unit", heading=words("Unit"), width=18),
        Column(name="scenario", heading=words("Scenario"), width=24),
        Column(name="profile", heading=words("Profile"), width=20),
        Column(name="channel", heading=words("Channel"), width=11),
    )


def _abouts(extract: Extract) -> dict[int, tuple[Cell, ...]]:
    """What every row says of its contact, by contact."""
    study, shoppers = extract.frames.study, extract.shoppers
    parts = (study.services, study.units, study.scenarios, study.profiles)
    names = [{one.name: extract.called(one.label) or one.name for one in part} for part in parts]
    kinds = ["service", "unit", "scenario", "profile"]
    found: dict[int, tuple[Cell, ...]] = {}
    columns = ["wave", "shopper", "channel", *kinds]
    for contact, wave, shopper, channel, *of in extract.frames.contacts[columns].itertuples(name=None):
        when = (wave,) if len(extract.frames.waves) > 1 else ()
        who = () if shoppers is None else (shoppers.get(shopper, ""),)
        called = [labels.get(name, name) for labels, name in zip(names, of, strict=True)]
        found[contact] = (extract.contacts[contact], *when, *who, *called, extract.words(CHANNELS[Channel(channel)]))
    return found


def _answers(extract: Extract) -> Iterator[tuple[Cell, ...]]:
    abouts, tell = _abouts(extract), _Tell(extract)
    by_contact: dict[int, list[tuple[int, tuple[Cell, ...]]]] = {contact: [] for contact in abouts}
    frame = extract.frames.answers[["contact", "question", "value", "comment", "score", "state"]]
    for contact, name, *told in frame.itertuples(index=False, name=None):
        if name in tell.places:
            by_contact[contact].append((tell.places[name], tell.row(name, *told)))
    for contact, rows in by_contact.items():
        yield from (abouts[contact] + row for _, row in sorted(rows, key=lambda row: row[0]))
        if contact in extract.frames.stories:
            yield abouts[contact] + tell.story(extract.frames.stories[contact])


class _Tell:
    """Tells answers in a reader's words; each different value once."""

    def __init__(self, extract: Extract) -> None:
        form = extract.frames.study.form
        asked = [question for question in form.questions if values.is_exported(question)]
        touchpoints = {point.name: extract.called(point.label) for point in extract.frames.study.touchpoints}
        self._extract = extract
        self._questions = {question.name: question for question in asked}
        self.places = {question.name: place for place, question in enumerate(asked)}
        self._labels = {question.name: form.label(question, extract.words.language) for question in asked}
        self._touchpoints = {
            question.name: touchpoints.get(question.touchpoint, question.touchpoint) or None for question in asked
        }
        self._states = {state: extract.words(said) for state, said in STATES.items()}
        self._cells: dict[tuple[str, str], tuple[Cell, Cell]] = {}

    def row(self, name: str, value: str, comment: str, score: float, state: str) -> tuple[Cell, ...]:
        """Returns an answer's own cells."""
        if (name, value) not in self._cells:
            self._cells[name, value] = self._cell(self._questions[name], value)
        return (
            name,
            self._labels[name],
            self._touchpoints[name],
            *self._cells[name, value],
            None if isnan(score) else score,
            self._extract.said(comment) or None,
            self._states.get(state, state),
        )

    def story(self, text: str) -> tuple[Cell, ...]:
        """Returns the cells of what was told of a whole contact."""
        words = self._extract.words
        return (None, words("The whole contact"), None, None, None, None, self._extract.said(text), words("given"))

    def _cell(self, question: Question, value: str) -> tuple[Cell, Cell]:
        return values.cell(self._extract, question, value), values.label(self._extract, question, value) or None
