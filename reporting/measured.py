"""One measured thing: its value as an estimate over contacts, against its target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from reporting import ladder, statistics
from reporting.statistics import Estimate, Numbers
from reporting.verdicts import LIKELY, Verdict, verdict

LONGEST_IN_TITLE = 60
"""Characters of a label that still goes into a title."""


class Unit(StrEnum):
    """What a value is counted in."""

    POINTS = "points"
    """An index or a score, 0..100."""
    NPS = "nps"
    """-100..100."""
    PERCENT = "percent"
    """A share, 0..100 %."""
    MEAN = "mean"
    """The mean of an asked scale, on that scale."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A named value over n contacts on a scale; `reached` of them were at the target (None without one)."""

    name: str
    label: str
    unit: Unit
    scale: tuple[float, float]
    estimate: Estimate
    narrow: Estimate
    target: float | None = None
    reached: int | None = None
    called: str = ""
    """A short name, where the label is a question that may be long."""

    @property
    def headline(self) -> str:
        """What it is called in titles and sentences: its label, unless that is longer than a title bears."""
        return self.called if self.called and len(self.label) > LONGEST_IN_TITLE else self.label

    @property
    def n(self) -> int:
        """Contacts behind it."""
        return self.estimate.n

    @property
    def rung(self) -> ladder.Rung:
        """How far up the small-number ladder it is."""
        return ladder.rung(self.n)

    @property
    def value(self) -> float | None:
        """The value where the ladder lets it be told."""
        return self.estimate.value if self.rung.shows_value else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval where the ladder lets it be told."""
        return self.estimate.interval if self.rung.shows_value else None

    @property
    def gap(self) -> float | None:
        """Value - target on its own scale; None without either."""
        return None if self.value is None or self.target is None else self.value - self.target

    @property
    def relative_gap(self) -> float:
        """The gap as a share of the scale (-1..1), by which different scales are compared; 0 without one."""
        return (self.gap or 0.0) / (self.scale[1] - self.scale[0])

    @cached_property
    def verdict(self) -> Verdict | None:
        """Where it stands against its target; None without a target, or with too few contacts."""
        if self.value is None or self.target is None or self.interval is None or self.narrow.interval is None:
            return None
        return verdict(self.value, self.interval, self.narrow.interval, self.target)

    def printed(self) -> dict[str, Any]:
        """Returns its numbers as plain data."""
        low, high = self.interval or (None, None)
        return {
            "label": self.label,
            "n": self.n,
            "value": self.value,
            "low": low,
            "high": high,
            "target": self.target,
            "verdict": self.verdict.value if self.verdict else None,
            "reached": self.reached,
        }


def points(name: str, label: str, values: Numbers, target: float | None = None) -> Measured:
    """Returns the mean of one score (0..100) a contact."""
    return _mean(name, label, Unit.POINTS, values, (0.0, 100.0), target)


def all_or_nothing(name: str, label: str, values: Numbers, target: float | None = None) -> Measured:
    """Returns the mean of scores that are either 0 or 100: a share, whose interval is Wilson's."""
    count = int((np.asarray(values, dtype=float) == 100).sum())
    return replace(in_percent(name, label, count, len(values), target), unit=Unit.POINTS)


def asked_mean(name: str, label: str, values: Numbers, scale: tuple[float, float], target: float | None) -> Measured:
    """Returns the mean of answers on their own scale (CES)."""
    return _mean(name, label, Unit.MEAN, values, scale, target)


def _mean(
    name: str, label: str, unit: Unit, values: Numbers, scale: tuple[float, float], target: float | None
) -> Measured:
    return Measured(
        name=name,
        label=label,
        unit=unit,
        scale=scale,
        estimate=statistics.mean(values, *scale),
        narrow=statistics.mean(values, *scale, level=LIKELY),
        target=target,
        reached=None if target is None else int((np.asarray(values, dtype=float) >= target).sum()),
    )


def recommended(name: str, label: str, values: Numbers, target: float | None) -> Measured:
    """Returns NPS from answers 0..10: 9 and 10 promote, 0 to 6 detract."""
    x = np.asarray(values, dtype=float)
    counts = (int((x >= 9).sum()), int((x <= 6).sum()), len(x))
    estimate, narrow = statistics.nps(*counts), statistics.nps(*counts, level=LIKELY)
    scale = (-100.0, 100.0)
    reached = counts[0]
    return Measured(
        name=name,
        label=label,
        unit=Unit.NPS,
        scale=scale,
        estimate=estimate,
        narrow=narrow,
        target=target,
        reached=reached,
    )


def in_percent(name: str, label: str, count: int, n: int, target: float | None) -> Measured:
    """Returns count / n as per cent; the target is in per cent too."""
    estimate, narrow = (_hundredfold(statistics.share(count, n, level=level)) for level in (0.95, LIKELY))
    return Measured(
        name=name,
        label=label,
        unit=Unit.PERCENT,
        scale=(0.0, 100.0),
        estimate=estimate,
        narrow=narrow,
        target=target,
        reached=count,
    )


def _hundredfold(share: Estimate) -> Estimate:
    value, low, high = (None if part is None else 100 * part for part in (share.value, share.low, share.high))
    return Estimate(value, low, high, share.n)


def printed(parts: Mapping[str, Measured] | Sequence[Measured]) -> dict[str, Any]:
    """Returns the numbers of several by their names."""
    things = parts.values() if isinstance(parts, Mapping) else parts
    return {thing.name: thing.printed() for thing in things}
