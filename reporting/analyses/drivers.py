"""What moves together with the outcome: each touchpoint's correlation, and its share when there are enough contacts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from domain.metric import Measure, Question
from reporting import ladder
from reporting.analyses.moving import Moving, corrected, moving
from reporting.analyses.parts import by_contact
from reporting.analyses.shares import Ranks, Shares, shares
from reporting.frames import Frames
from reporting.measured import Measured
from reporting.statistics import Estimate
from reporting.statistics.association import MOST_DRIVERS
from reporting.statistics.composite import LEAST_COVERAGE

OUTCOMES = (Measure.NPS, Measure.CSAT, Measure.CES)
"""Asked measures that are taken as the outcome, the first that has answers."""


@dataclass(frozen=True, kw_only=True)
class Driver:
    """A touchpoint beside the outcome."""

    name: str
    label: str
    n: int
    """Contacts with both."""
    moving: Moving | None
    """From 30 contacts on, when both move at all."""
    share: Estimate | None = None
    """Of what the touchpoints explain together, 0..1, with a bootstrap interval; from 100 contacts on."""
    rank: Ranks | None = None
    """The best and the worst place that its interval, corrected for their number, leaves it; those whose intervals
    overlap share a place."""


@dataclass(frozen=True, kw_only=True)
class Drivers:
    """The touchpoints beside an outcome that does not contain them."""

    measure: Measure | None
    """What the outcome is; None for the index without the touchpoint that it is held against."""
    label: str
    n: int
    """Contacts with the outcome."""
    rows: tuple[Driver, ...]
    """In the customer's order, or by share when they are ranked."""
    complete: int
    """Contacts with the outcome and every touchpoint that is told."""
    explained: float | None
    """R2 (0..1) of all of them together; None when it was not counted."""
    is_explained: bool
    """Whether that is more than nothing, so that sharing it out means something."""

    @property
    def told(self) -> tuple[Driver, ...]:
        """Those that have a correlation."""
        return tuple(row for row in self.rows if row.moving is not None)

    @property
    def ranked(self) -> bool:
        """Whether they have shares and ranks."""
        return any(row.share is not None for row in self.rows)

    def printed(self) -> dict[str, Any]:
        """Returns the numbers as plain data."""
        return {
            "outcome": "index" if self.measure is None else self.measure.value,
            "n": self.n,
            "complete": self.complete,
            "explained": self.explained,
            "touchpoints": {row.name: _printed(row) for row in self.rows},
        }


def _printed(row: Driver) -> dict[str, Any]:
    share = None if row.share is None else {"value": row.share.value, "low": row.share.low, "high": row.share.high}
    correlation = None if row.moving is None else row.moving.printed()
    return {"label": row.label, "n": row.n, "correlation": correlation, "share": share, "rank": row.rank}


def drivers(frames: Frames, touchpoints: Sequence[Measured], label: str) -> Drivers:
    """Returns what the asked outcome moves together with; the index stands for it (`label`) when none was asked."""
    question = _outcome(frames)
    if question is None:
        return _beside_the_index(frames, touchpoints, label)
    outcome = frames.coded.of(question.name, "number")
    scores = by_contact(frames, lambda one: "" if _holds(one, question) else one.touchpoint)
    rows = [_driver(frames, part, _column(scores, part.name), outcome) for part in touchpoints if part.name in scores]
    known = int((~np.isnan(outcome)).sum())
    found = Drivers(
        measure=question.measure,
        label=label,
        n=known,
        rows=_corrected(rows),
        complete=0,
        explained=None,
        is_explained=False,
    )
    return _shared(found, scores, outcome)


def _outcome(frames: Frames) -> Question | None:
    asked = [q for measure in OUTCOMES for q in frames.study.form.questions if q.measure is measure]
    return next((question for question in asked if len(frames.coded.known(question.name, "number"))), None)


def _holds(question: Question, outcome: Question) -> bool:
    """Whether a score is calculated out of the outcome."""
    return outcome.name in re.findall(r"\$\{\s*([\w.-]+)\s*\}", question.calculation)


def _beside_the_index(frames: Frames, touchpoints: Sequence[Measured], label: str) -> Drivers:
    """Every touchpoint has an outcome of its own: the index without it. What differs cannot be shared out or ranked."""
    scores, rows = by_contact(frames, lambda one: one.touchpoint), []
    for part in touchpoints:
        rest = by_contact(frames, partial(_rest, part.name))
        if part.name in scores and "rest" in rest:
            rows.append(_driver(frames, part, _column(scores, part.name), _column(rest, "rest")))
    n = int(frames.contacts["index"].notna().sum())
    return Drivers(
        measure=None, label=label, n=n, rows=_corrected(rows), complete=0, explained=None, is_explained=False
    )


def _rest(touchpoint: str, question: Question) -> str:
    """Where a question belongs when a touchpoint stands against all others."""
    return "" if question.touchpoint in {"", touchpoint} else "rest"


def _column(scores: pd.DataFrame, name: str) -> np.ndarray:
    return scores[name].to_numpy(dtype=float)


def _driver(frames: Frames, part: Measured, values: np.ndarray, outcome: np.ndarray) -> Driver:
    n = int((~np.isnan(values) & ~np.isnan(outcome)).sum())
    bears = n >= ladder.EVERYTHING_FROM
    shoppers = frames.contacts["shopper"].to_numpy()
    return Driver(name=part.name, label=part.label, n=n, moving=moving(values, outcome, shoppers) if bears else None)


def _corrected(rows: Sequence[Driver]) -> tuple[Driver, ...]:
    tested = corrected([row.moving for row in rows])
    return tuple(replace(row, moving=one) for row, one in zip(rows, tested, strict=True))


def _shared(found: Drivers, scores: pd.DataFrame, outcome: np.ndarray) -> Drivers:
    """The same with shares and ranks, when enough contacts have them all and they explain anything.

    A touchpoint that most contacts did not have is left out, for it would take those contacts along.
    """
    names = [row.name for row in found.told if row.n >= LEAST_COVERAGE * found.n]
    values = scores[names].to_numpy(dtype=float)
    whole = ~np.isnan(outcome) & ~np.isnan(values).any(axis=1)
    found = replace(found, complete=int(whole.sum()) if names else 0)
    if not 2 <= len(names) <= MOST_DRIVERS or found.complete < ladder.DRIVERS_FROM:
        return found
    counted = shares(names, values[whole], outcome[whole])
    if counted is None:
        return found
    found = replace(found, explained=counted.explained, is_explained=counted.is_explained)
    return replace(found, rows=_ranked(found.rows, counted)) if counted.is_explained else found


def _ranked(rows: Sequence[Driver], counted: Shares) -> tuple[Driver, ...]:
    told = [replace(row, share=counted.of.get(row.name), rank=counted.ranks.get(row.name)) for row in rows]
    return tuple(sorted(told, key=lambda row: (row.share is None, -(row.share.value or 0) if row.share else 0)))
