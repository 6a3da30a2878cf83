"""From values to places on the page."""

from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np


@dataclass(frozen=True)
class Scale:
    """A straight line from values low..high to mm start..end; values beyond the ends are drawn at them."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Returns the place of a value."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)

    def at_all(self, values: np.ndarray) -> np.ndarray:
        """Returns the places of values, shape (n,)."""
        inside = np.clip(values, self.low, self.high)
        return np.asarray(self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start))

    def ticks(self, most: int = 5) -> list[float]:
        """Returns round values along the scale, at most so many and one more."""
        step = round_step((self.high - self.low) / most)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [round(number * step, 9) for number in range(first, last + 1)]


def round_step(least: float) -> float:
    """Returns the smallest of 1, 2, 2.5, 5, 10 times a power of ten that is no smaller than `least` (> 0)."""
    power = 10.0 ** floor(log10(least))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= least - 1e-12)


def reaching(highest: float) -> float:
    """Returns a round end for a scale from zero that holds `highest`; 1 for nothing."""
    if highest <= 0:
        return 1.0
    step = round_step(highest / 5)
    return ceil(highest / step - 1e-9) * step
