"""What to mend first: how far each touchpoint is from its target, against how much it matters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from domain.metric import Measure
from domain.study import Study
from reporting.analyses.drivers import Drivers
from reporting.measured import Measured
from reporting.statistics import Estimate

FEWEST = 3
"""Touchpoints from which a matrix shows anything."""


class Importance(StrEnum):
    """How much a touchpoint matters, the best that the contacts bear."""

    SHARE = "share"
    """Its share of what the touchpoints explain of the outcome, 0..1."""
    CORRELATION = "correlation"
    """Its correlation with the outcome, -1..1."""
    WEIGHT = "weight"
    """Its share of the weights agreed in the study, 0..1: an agreement, so without an interval."""


@dataclass(frozen=True, kw_only=True)
class Priority:
    """A touchpoint in the matrix."""

    number: int
    """By which it is found in the picture, in the customer's order."""
    measured: Measured
    """Against its own target, or the study's where it has none."""
    importance: Estimate

    @property
    def gap(self) -> tuple[float, float, float]:
        """Value - target, and both ends of its 95 % interval."""
        low, high = self.measured.interval or (0.0, 0.0)
        target = self.measured.target or 0.0
        return (self.measured.value or 0.0) - target, low - target, high - target


@dataclass(frozen=True, kw_only=True)
class Priorities:
    """The matrix; empty where fewer than three touchpoints have a target, a value and an importance."""

    kind: Importance
    rows: tuple[Priority, ...]

    @property
    def middle(self) -> float:
        """The mean importance, by which the matrix is divided."""
        return sum(row.importance.value or 0.0 for row in self.rows) / max(len(self.rows), 1)

    @property
    def first(self) -> tuple[Priority, ...]:
        """Those told to be below their targets that matter more than the mean, the most important first."""
        below = [row for row in self.rows if row.measured.verdict is not None and row.measured.verdict.side < 0]
        found = [row for row in below if (row.importance.value or 0.0) > self.middle]
        return tuple(sorted(found, key=lambda row: (-(row.importance.value or 0.0), row.number)))

    def printed(self) -> dict[str, Any]:
        """Returns the numbers as plain data."""
        rows = {row.measured.name: _printed(row) for row in self.rows}
        return {"importance": self.kind.value, "touchpoints": rows, "first": [r.measured.name for r in self.first]}


def _printed(row: Priority) -> dict[str, Any]:
    gap, low, high = row.gap
    one = row.importance
    return {
        "number": row.number,
        "gap": {"value": gap, "low": low, "high": high},
        "importance": {"value": one.value, "low": one.low, "high": one.high},
    }


def priorities(study: Study, touchpoints: Sequence[Measured], drivers: Drivers) -> Priorities:
    """Returns the touchpoints with a target and a value against the best importance that all of these have."""
    aimed = [_aimed(part, study) for part in touchpoints]
    known = [part for part in aimed if part.verdict is not None]
    for kind, found in ((Importance.SHARE, _shares(drivers)), (Importance.CORRELATION, _correlations(drivers))):
        held = [part for part in known if part.name in found]
        if len(held) >= FEWEST and 2 * len(held) > len(known):
            return _numbered(kind, held, found)
    weights = _weights(study)
    held = [part for part in known if part.name in weights]
    return _numbered(Importance.WEIGHT, held if len(held) >= FEWEST else [], weights)


def _aimed(part: Measured, study: Study) -> Measured:
    return part if part.target is not None else replace(part, target=study.terms.target)


def _numbered(kind: Importance, parts: Sequence[Measured], found: dict[str, Estimate]) -> Priorities:
    rows = (Priority(number=number, measured=part, importance=found[part.name]) for number, part in enumerate(parts, 1))
    return Priorities(kind=kind, rows=tuple(rows))


def _shares(drivers: Drivers) -> dict[str, Estimate]:
    return {row.name: row.share for row in drivers.rows if row.share is not None}


def _correlations(drivers: Drivers) -> dict[str, Estimate]:
    return {row.name: row.moving.estimate for row in drivers.rows if row.moving is not None}


def _weights(study: Study) -> dict[str, Estimate]:
    weights: dict[str, float] = {}
    for question in study.form.questions:
        if question.measure is Measure.SCORE and question.touchpoint:
            weights[question.touchpoint] = weights.get(question.touchpoint, 0.0) + question.weight
    total = sum(weights.values())
    return {name: Estimate(weight / total, None, None, 0) for name, weight in weights.items() if weight > 0}
