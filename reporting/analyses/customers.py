"""What a client's own customers answered, beside the mystery shoppers: two sources, never mixed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from domain.figures.cells import folded
from domain.figures.own import Figure, OwnFigures, in_force, overlapping, pooled
from domain.label import Label
from domain.metric import TOP_BOXES_FROM, Measure, Question
from domain.storage import tables
from domain.texts import Words
from reporting import ladder, statistics
from reporting.analyses.metrics import ends
from reporting.frames import Frames
from reporting.measured import Measured, Unit, asked_mean, in_percent, recommended
from reporting.statistics import Estimate
from reporting.verdicts import LIKELY

MEASURES = {Measure.NPS: "NPS", Measure.CSAT: "CSAT", Measure.CES: "CES"}


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One measure of the customers, and of the shoppers where they were asked it."""

    measure: Measure
    customers: Measured
    shoppers: Measured | None

    @property
    def apart(self) -> bool | None:
        """Whether the two 95 % intervals have nothing in common; None with too few of either, or on two scales."""
        if self.shoppers is None or self.shoppers.scale != self.customers.scale:
            return None
        mine, theirs = self.customers.interval, self.shoppers.interval
        if mine is None or theirs is None or min(self.customers.n, self.shoppers.n) < ladder.TESTS_FROM:
            return None
        return mine[0] > theirs[1] or mine[1] < theirs[0]

    def printed(self) -> dict[str, Any]:
        """Returns its numbers as plain data."""
        return {
            "customers": self.customers.printed(),
            "shoppers": self.shoppers.printed() if self.shoppers else None,
        }


@dataclass(frozen=True, kw_only=True)
class Customers:
    """A client's own figures of the time in which the contacts were made."""

    pairs: tuple[Pair, ...]
    """A pair for each question of the study that has such figures."""
    groups: tuple[Pair, ...]
    """The same by the customers' background; shoppers where a unit, service or profile is called so."""
    first: date
    last: date
    """The days of the figures, which may be more than those of the contacts."""

    @property
    def beside(self) -> bool:
        """Whether both have a value in some measure, so that there is something to look at."""
        return any(
            pair.customers.value is not None and pair.shoppers is not None and pair.shoppers.value is not None
            for pair in self.pairs
        )

    def printed(self) -> dict[str, Any]:
        """Returns its numbers as plain data."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "pairs": {pair.customers.name: pair.printed() for pair in self.pairs},
            "groups": {pair.customers.name: pair.printed() for pair in self.groups},
        }


def saved(connection: Connection, *, agency: int, study: int) -> tuple[Figure, ...]:
    """Returns the figures of a study's client that count: of a period what the newest saved file says."""
    of = tables.figures.c
    mine = (of.agency_id == agency, of.study_id == study, of.kind == "own", of.state == "saved")
    files = connection.execute(select(of.content).where(*mine).order_by(of.saved_at.desc(), of.id.desc())).scalars()
    return tuple(in_force(OwnFigures.model_validate(content).figures for content in files))


def beside(frames: Frames, figures: Sequence[Figure], words: Words) -> Customers | None:
    """Returns the customers beside the shoppers; None without figures of what was asked, of the days of the contacts.

    Figures of a period that has a day in common with the contacts' are counted whole.
    """
    days = frames.contacts["started"].dropna()
    if days.empty:
        return None
    of_time = overlapping(figures, days.min().date(), days.max().date())
    pairs = tuple(_pairs(frames, [figure for figure in of_time if not figure.column], words))
    if not pairs:
        return None
    used = {pair.measure for pair in pairs}
    counted = [figure for figure in of_time if figure.measure in used]
    return Customers(
        pairs=pairs,
        groups=tuple(_groups(frames, [figure for figure in counted if figure.column], words)),
        first=min(figure.first for figure in counted),
        last=max(figure.last for figure in counted),
    )


def _asked(frames: Frames, measure: Measure) -> list[Question]:
    return [question for question in frames.study.form.questions if question.measure is measure]


def _pairs(frames: Frames, figures: Sequence[Figure], words: Words) -> Iterator[Pair]:
    for measure, called in MEASURES.items():
        whole = pooled([figure for figure in figures if figure.measure is measure])
        asked = _asked(frames, measure)
        for question in asked if whole is not None else ():
            label = called if len(asked) == 1 else f"{called}: {frames.study.form.label(question, words.language)}"
            if whole is not None:
                shoppers = _of_shoppers(frames, question, label, np.full(frames.n, True))
                yield Pair(measure=measure, customers=_of_customers(question.name, label, whole), shoppers=shoppers)


def _groups(frames: Frames, figures: Sequence[Figure], words: Words) -> Iterator[Pair]:
    """The measures by background, where the customers are enough for a value."""
    found: defaultdict[tuple[str, str, Measure], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.column, figure.group, figure.measure].append(figure)
    order = list(MEASURES)
    for (column, group, measure), some in sorted(
        found.items(), key=lambda pair: (*pair[0][:2], order.index(pair[0][2]))
    ):
        whole, asked = pooled(some), _asked(frames, measure)
        if whole is None:
            continue
        label = words("{column}: {group}", column=column, group=group)
        customers = _of_customers(f"{column}:{group}:{measure}", label, whole)
        among = _called(frames, group)
        shoppers = _of_shoppers(frames, asked[0], label, among) if among is not None and len(asked) == 1 else None
        if customers.value is not None:
            yield Pair(measure=measure, customers=customers, shoppers=shoppers)


def _called(frames: Frames, group: str) -> np.ndarray | None:
    """Which contacts are of the unit, service or profile that the customers' group is called by; None when none is."""
    study = frames.study
    for column, things in (("unit", study.units), ("service", study.services), ("profile", study.profiles)):
        for thing in things:
            if folded(group) in _names(thing.name, thing.label):
                return np.asarray(frames.contacts[column] == thing.name)
    return None


def _names(name: str, label: Label) -> set[str]:
    return {folded(one) for one in (name, *label.root.values())}


def _of_shoppers(frames: Frames, question: Question, label: str, among: np.ndarray) -> Measured:
    values = frames.coded.of(question.name, "number")[among]
    values, (low, high) = values[~np.isnan(values)], ends(frames.study, question)
    match question.measure:
        case Measure.NPS:
            return recommended(question.name, label, values, None)
        case Measure.CSAT:
            satisfied = int((values >= low + TOP_BOXES_FROM * (high - low)).sum())
            return in_percent(question.name, label, satisfied, len(values), None)
        case _:
            return asked_mean(question.name, label, values, (low, high), None)


def _of_customers(name: str, label: str, figure: Figure) -> Measured:
    """A figure as a value with its interval; without one where its file told no more than the value."""
    if figure.measure is Measure.CSAT and figure.camps is not None:
        return in_percent(name, label, figure.camps[0], figure.n, None)
    scale = (-100.0, 100.0) if figure.measure is Measure.NPS else (figure.low, figure.high)
    if figure.measure is Measure.CES and figure.answers:
        values = np.repeat([value for value, _ in figure.answers], [count for _, count in figure.answers])
        return asked_mean(name, label, values, scale, None)
    estimate = narrow = Estimate(figure.value, None, None, figure.n)
    if figure.measure is Measure.NPS and figure.camps is not None:
        estimate = statistics.nps(*figure.camps, figure.n)
        narrow = statistics.nps(*figure.camps, figure.n, level=LIKELY)
    unit = {Measure.NPS: Unit.NPS, Measure.CSAT: Unit.PERCENT}.get(figure.measure, Unit.MEAN)
    if unit is Unit.PERCENT:
        scale = (0.0, 100.0)
    return Measured(name=name, label=label, unit=unit, scale=scale, estimate=estimate, narrow=narrow)
