"""A study beside the agency's norm: the other clients' contacts of the newest half-years that bear one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from math import inf, sqrt
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from domain.half_year import HalfYear
from domain.metric import TOP_BOXES_FROM, Measure
from domain.operations.norms import MOST_HALVES
from domain.service import CHANNELS, Channel
from domain.storage import tables
from domain.texts import N_, Words
from reporting import ladder, statistics
from reporting.analyses.metrics import ends
from reporting.analyses.norm_cells import Cell, Release, releases
from reporting.analyses.norm_parts import INDEX, WAIT, Part, name_of
from reporting.frames import Frames
from reporting.measured import Measured, Unit, asked_mean, in_percent, points, recommended
from reporting.statistics import Estimate
from reporting.statistics.values import LEVEL
from reporting.verdicts import LIKELY, Verdict, verdict

NAMES = {
    Measure.NPS: N_("Mystery shopper's NPS"),
    Measure.CSAT: N_("Mystery shopper's CSAT"),
    Measure.CES: N_("Mystery shopper's CES"),
}
"""What a question is called where it is the only one of its measure."""
FLIPPED = dict(zip(Verdict, reversed(Verdict), strict=True))
ROUGHLY = 10
"""Contacts of a norm are told in tens."""


@dataclass(frozen=True, kw_only=True)
class Norm:
    """One cell of the norm as one reader may see it: the mean of the other clients' values, each client counting once.

    `estimate` and `narrow` are the 95 % and 68 % t intervals over clients (a client is a cluster of contacts: Hansen,
    Hurwitz & Madow 1953, Sample Survey Methods and Theory I, ch. 6), rounded as they are told; its n counts clients.
    """

    name: str
    channels: frozenset[str]
    estimate: Estimate
    narrow: Estimate
    contacts: int
    """In tens, rounded down."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A value of the study beside the norm for it."""

    own: Measured
    """`name` and `label` say of what and in which channels."""
    norm: Norm
    verdict: Verdict

    @property
    def is_wait(self) -> bool:
        """Whether it is minutes, of which fewer are better."""
        return self.norm.name == WAIT

    @property
    def sign(self) -> Verdict:
        """The verdict by what is better: a longer wait is below."""
        return FLIPPED[self.verdict] if self.is_wait else self.verdict

    def printed(self) -> dict[str, Any]:
        """Returns its numbers as plain data."""
        return {
            **self.own.printed(),
            "verdict": self.verdict.value,
            "norm": self.norm.estimate.value,
            "norm_low": self.norm.estimate.low,
            "norm_high": self.norm.estimate.high,
            "clients": self.norm.estimate.n,
            "contacts": self.norm.contacts,
        }


@dataclass(frozen=True)
class Neighbours:
    """A study beside other companies: of which half-years they are, and the rows."""

    first: date
    last: date
    rows: tuple[Beside, ...]


def neighbours(
    connection: Connection, frames: Frames, words: Words, *, agency: int, study: int, now: datetime
) -> Neighbours | None:
    """Returns the study beside the newest norm, which is two years old at most; None where there is none.

    A simulated study is beside nobody.
    """
    newest = None if frames.simulated else newest_release(connection, agency=agency, now=now)
    if newest is None:
        return None
    of = tables.study.c
    client = connection.scalar(select(of.client_id).where(of.agency_id == agency, of.id == study))
    rows = tuple(_rows(frames, [norm(cell, client or 0) for cell in newest.cells], words))
    return Neighbours(newest.first.first, newest.last.until - timedelta(days=1), rows) if rows else None


def newest_release(connection: Connection, *, agency: int, now: datetime) -> Release | None:
    """Returns the agency's newest norm that is not too old, before anybody's own contacts are left out of it."""
    of = tables.norm.c
    kept = connection.execute(select(of.until, of.parts).where(of.agency_id == agency).order_by(of.until)).all()
    halves = {HalfYear.of(until).before(1): [Part(*part) for part in parts] for until, parts in kept}
    made = releases(halves)
    if not made or made[-1].last < HalfYear.of(now.date()).before(MOST_HALVES):
        return None
    return made[-1]


def norm(cell: Cell, client: int) -> Norm:
    """Returns a cell as one client may see it: without its own contacts."""
    others = {other: about for other, about in cell.clients.items() if other != client}
    low, high = _scale(cell.name)
    decimals = 0 if high - low >= 100 and cell.name != WAIT else 1
    values = [value for value, _ in others.values()]
    wide, narrow = (_over_clients(values, low, high, level) for level in (LEVEL, LIKELY))
    return Norm(
        name=cell.name,
        channels=cell.channels,
        estimate=_rounded(wide, decimals),
        narrow=_rounded(narrow, decimals),
        contacts=sum(n for _, n in others.values()) // ROUGHLY * ROUGHLY,
    )


def _scale(name: str) -> tuple[float, float]:
    if name == Measure.NPS:
        return -100.0, 100.0
    if name == WAIT:
        return 0.0, inf
    low, high = name.split(":")[1].split("-") if ":" in name else ("0", "100")
    return float(low), float(high)


def _over_clients(values: Sequence[float], low: float, high: float, level: float) -> Estimate:
    """The mean of means with a plain t interval, clipped: the ends of a scale of answers tell nothing of means."""
    found = statistics.weighted_mean(values, [1.0] * len(values), level=level)
    if found.low is None or found.high is None:
        return found
    return replace(found, low=max(low, found.low), high=min(high, found.high))


def _rounded(estimate: Estimate, decimals: int) -> Estimate:
    def told(part: float | None) -> float | None:
        return None if part is None else round(part, decimals)

    return Estimate(told(estimate.value), told(estimate.low), told(estimate.high), estimate.n)


@dataclass(frozen=True)
class _Own:
    """What the study has of one thing: a value for each contact, NaN where there is none, and how they are measured."""

    name: str
    """What it is called in a norm."""
    question: str
    """Which question it is; empty for the index and waits."""
    label: str
    values: np.ndarray
    measured: Callable[[str, str, np.ndarray], Measured]
    """Makes it of a name, a label and values."""

    def of(self, channels: Iterable[str], label: str, among: np.ndarray) -> Measured:
        """Returns the study's own value of some contacts, under a name that no other has."""
        key = ":".join((self.question or self.name, "+".join(sorted(channels))))
        return self.measured(key, label, self.values[among])


def _owned(frames: Frames, words: Words) -> Iterator[_Own]:
    """The index, each asked question, and the waits."""
    study, contacts = frames.study, frames.contacts
    yield _Own(INDEX, "", words("Index"), contacts["index"].to_numpy(dtype=float), points)
    for question in study.form.questions:
        if name := name_of(study, question):
            alone = [one.measure for one in study.form.questions].count(question.measure) == 1
            label = words(NAMES[question.measure]) if alone else study.form.label(question, words.language)
            values = frames.coded.of(question.name, "number")
            yield _Own(name, question.name, label, values, partial(_asked, name, ends(study, question)))
    yield _Own(WAIT, "", words("Wait, median"), contacts["wait"].to_numpy(dtype=float), _waited)


def _asked(name: str, scale: tuple[float, float], key: str, label: str, values: np.ndarray) -> Measured:
    low, high = scale
    if name == Measure.NPS:
        return recommended(key, label, values, None)
    if name == Measure.CSAT:
        satisfied = int((values >= low + TOP_BOXES_FROM * (high - low)).sum())
        return in_percent(key, label, satisfied, len(values), None)
    return asked_mean(key, label, values, scale, None)


def _waited(key: str, label: str, values: np.ndarray) -> Measured:
    wide, narrow = (statistics.median(values, level=level) for level in (LEVEL, LIKELY))
    longest = float(values.max()) or 1.0
    return Measured(name=key, label=label, unit=Unit.MEAN, scale=(0.0, longest), estimate=wide, narrow=narrow)


def _rows(frames: Frames, norms: Sequence[Norm], words: Words) -> Iterator[Beside]:
    """Each thing over all channels first, at the study's own mix of them, and then by channel."""
    channels = frames.contacts["channel"].to_numpy()
    for own in _owned(frames, words):
        known = ~np.isnan(own.values)
        among = {one: known & np.isin(channels, list(one.channels)) for one in norms if one.name == own.name}
        shares = {one: int(mine.sum()) for one, mine in among.items() if mine.any()}
        if len(shares) > 1 and own.name != WAIT and sum(shares.values()) == known.sum():
            label = words("{metric}, all", metric=own.label)
            mixed = _mixed(own.name, shares)
            yield from _beside(own.of(["all"], label, known), mixed)
        for one in shares:
            where = ", ".join(words(CHANNELS[Channel(channel)]) for channel in sorted(one.channels))
            label = f"{own.label}, {where}"
            yield from _beside(own.of(one.channels, label, among[one]), one)


def _mixed(name: str, shares: Mapping[Norm, int]) -> Norm:
    """The norm at the study's own mix of channels, out of cells that are told anyway (direct standardisation).

    Its interval adds the cells' halves by their shares, as if their errors went together: never too narrow.
    """
    total = sum(shares.values())

    def mix(part: Callable[[Norm], Estimate]) -> Estimate:
        value, low, high = (
            round(sum(n / total * getattr(part(one), end) for one, n in shares.items()), 1)
            for end in ("value", "low", "high")
        )
        return Estimate(value, low, high, min(part(one).n for one in shares))

    return Norm(
        name=name,
        channels=frozenset[str]().union(*(one.channels for one in shares)),
        estimate=mix(lambda one: one.estimate),
        narrow=mix(lambda one: one.narrow),
        contacts=sum(one.contacts for one in shares),
    )


def _beside(own: Measured, beside: Norm) -> Iterator[Beside]:
    """A row where the study has enough contacts for a value."""
    wide, narrow = difference(own.estimate, beside.estimate), difference(own.narrow, beside.narrow)
    if own.n < ladder.VALUE_FROM or own.value is None or beside.estimate.value is None:
        return
    if wide is not None and narrow is not None:
        found = verdict(own.value - beside.estimate.value, wide, narrow, 0.0)
        yield Beside(own=own, norm=beside, verdict=found)


def difference(own: Estimate, other: Estimate) -> tuple[float, float] | None:
    """Returns the interval of own - other from the intervals of both, which are independent; None without one.

    Recovered from the distances of each value to its ends (MOVER: Zou & Donner 2008, Statistics in Medicine 27(10)).
    """
    if own.value is None or other.value is None or own.interval is None or other.interval is None:
        return None
    (low, high), (other_low, other_high) = own.interval, other.interval
    middle = own.value - other.value
    below = sqrt((own.value - low) ** 2 + (other_high - other.value) ** 2)
    above = sqrt((high - own.value) ** 2 + (other.value - other_low) ** 2)
    return middle - below, middle + above
