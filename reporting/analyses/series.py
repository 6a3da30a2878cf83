"""One thing from wave to wave, and its change between the last two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from reporting import ladder, statistics
from reporting.analyses.sameness import Kind, Reason
from reporting.measured import Measured, Unit
from reporting.statistics import Change

SURE = 0.05
"""The corrected p under which a change is told."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """One thing from wave to wave."""

    kind: Kind
    headline: bool
    values: tuple[Measured | None, ...]
    """Oldest first, the present wave last; None where it was not measured as it is now."""
    change: Change | None
    """The present wave − the one before, on the value's own scale; None when they are not compared."""
    p: float | None
    """Corrected for how many changes were tested with it; None when it was not tested."""
    reworded: bool = False
    """Whether the question reads otherwise than in the wave before."""
    reason: Reason | None = None
    """Why it is not compared with the wave before."""

    @property
    def now(self) -> Measured:
        """The present value."""
        assert self.values[-1] is not None
        return self.values[-1]

    @property
    def before(self) -> Measured | None:
        """The value in the wave before, if it was measured alike."""
        return self.values[-2]

    @property
    def has_values(self) -> bool:
        """Whether it has been measured at all."""
        return any(value is not None and value.n for value in self.values)

    @property
    def name(self) -> str:
        """Its name among its kind."""
        return self.now.name

    @property
    def survives(self) -> bool:
        """Whether the change is more than chance, after the correction."""
        return self.p is not None and self.p < SURE

    @property
    def direction(self) -> int:
        """1 up, -1 down, 0 when it cannot be told."""
        if not self.survives or self.change is None or not self.change.difference:
            return 0
        return 1 if self.change.difference > 0 else -1

    def printed(self) -> dict[str, Any]:
        """Returns its numbers as plain data."""
        change = self.change or Change(None, None, None, None)
        return {
            "values": [None if one is None else one.printed() for one in self.values],
            "difference": change.difference,
            "low": change.low,
            "high": change.high,
            "p": change.p,
            "corrected_p": self.p,
            "survives": self.survives,
            "reworded": self.reworded,
            "not_compared": None if self.reason is None else self.reason.value,
        }


def change_of(unit: Unit, before: np.ndarray, after: np.ndarray, *, is_share: bool = False) -> Change | None:
    """Returns after − before on the value's own scale; None under five contacts, no p under ten on a side.

    The values are as `Answers` gives them; `is_share` tells that scores are 0 and 100 alone.
    """
    least = min(len(before), len(after))
    if least < ladder.VALUE_FROM:
        return None
    if unit is Unit.NPS:
        change = statistics.nps_change(nps_counts(before), nps_counts(after))
    elif unit is Unit.PERCENT or is_share:
        change = _of_share(before > 0, after > 0)
    else:
        change = statistics.mean_change(before, after)
    return change if least >= ladder.TESTS_FROM else replace(change, p=None)


def nps_counts(answers: np.ndarray) -> tuple[int, int, int]:
    """Returns promoters, detractors and n of answers 0..10."""
    return int((answers >= 9).sum()), int((answers <= 6).sum()), len(answers)


def _of_share(before: np.ndarray, after: np.ndarray) -> Change:
    change = statistics.share_change((int(before.sum()), len(before)), (int(after.sum()), len(after)))
    difference, low, high = (None if one is None else 100 * one for one in (change.difference, change.low, change.high))
    return Change(difference, low, high, change.p)


def corrected(series: Sequence[Series]) -> tuple[Series, ...]:
    """Returns the series with their p corrected: Holm over the headlines, Benjamini and Hochberg over the others."""
    found: dict[int, float] = {}
    for headline, correct in ((True, statistics.holm), (False, statistics.benjamini_hochberg)):
        tested = [(place, one.change.p) for place, one in enumerate(series) if one.headline is headline and one.change]
        known = [(place, p) for place, p in tested if p is not None]
        found |= dict(zip([place for place, _ in known], correct([p for _, p in known]), strict=True))
    return tuple(replace(one, p=found.get(place)) for place, one in enumerate(series))
