"""What the statistics give back."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Numbers = Sequence[float] | np.ndarray
"""Plain numbers, or shape (n,)."""

LEVEL = 0.95
"""The confidence of an interval unless another is asked for."""


@dataclass(frozen=True)
class Estimate:
    """A value with its confidence interval; None where it does not exist: a value of nothing, an interval of one."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends, or None."""
        return None if self.low is None or self.high is None else (self.low, self.high)


NOTHING = Estimate(None, None, None, 0)
"""The estimate of no data."""


@dataclass(frozen=True)
class Change:
    """After − before: the difference of the raw values, the interval of the adjusted ones, and a two-sided p."""

    difference: float | None
    low: float | None
    high: float | None
    p: float | None


@dataclass(frozen=True)
class Score:
    """A composite 0..100, and the share of weight it rests on (0..1)."""

    value: float | None
    coverage: float


@dataclass(frozen=True)
class ShopperEffect:
    """How much of the differences is the shopper's hand, and how many contacts that leaves the sample worth."""

    icc: float | None
    design_effect: float | None
    effective_n: float | None


def clip(value: float, low: float, high: float) -> float:
    """Returns the value, or the end of the scale that it is beyond."""
    return float(min(max(value, low), high))
