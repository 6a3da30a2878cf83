"""How two things move together over contacts, and how surely, with the shopper's hand reckoned in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atanh, erfc, sqrt
from typing import Any

import numpy as np
import pandas as pd

from reporting import statistics
from reporting.statistics import Estimate

SURE = 0.05
"""The corrected p under which two things are said to move together."""
_FEWEST = 3
"""Contacts up to which Fisher's z has no variance."""
_STILL = 1e-9
"""Below this standard deviation a thing does not move at all."""


@dataclass(frozen=True)
class Moving:
    """A correlation -1..1 over contacts; None is told where one of the two does not move."""

    estimate: Estimate
    """Its n is how many independent contacts those with both are worth."""
    n: int
    """Contacts with both."""
    p: float
    """Two-sided; corrected where several were tested."""

    @property
    def is_sure(self) -> bool:
        """Whether the two are said to move together."""
        return self.p < SURE

    def printed(self) -> dict[str, Any]:
        """Returns its numbers as plain data."""
        return {
            "r": self.estimate.value,
            "low": self.estimate.low,
            "high": self.estimate.high,
            "n": self.n,
            "effective_n": self.estimate.n,
            "p": self.p,
        }


def moving(first: np.ndarray, then: np.ndarray, shoppers: np.ndarray) -> Moving | None:
    """Returns the correlation of two values a contact, NaN where one is missing; None when one of them does not move.

    The interval is Fisher's on n / (1 + (m - 1) a b): a and b are the parts of the two that are the shopper's hand
    (ICC, at least 0), m the contacts that a shopper made, since two things that share a hand seem to agree.
    """
    both = ~np.isnan(first) & ~np.isnan(then)
    x, y, hands = first[both], then[both], shoppers[both]
    n = len(x)
    if n < 2 or min(np.std(x), np.std(y)) < _STILL:
        return None
    r = float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1))
    effective = int(n / _hand(x, y, hands))
    estimate = statistics.correlation(r, max(effective, 1))
    return Moving(estimate, n, _p(estimate))


def _hand(x: np.ndarray, y: np.ndarray, shoppers: np.ndarray) -> float:
    """By how many times the shoppers' shared hand makes fewer of the contacts (>= 1)."""
    codes, hands = pd.factorize(shoppers)
    sizes = np.bincount(codes)
    shares = [
        statistics.shopper_effect({str(code): values[codes == code] for code in range(len(hands))}).icc or 0.0
        for values in (x, y)
    ]
    return 1 + (float((sizes**2).sum()) / len(x) - 1) * max(shares[0], 0.0) * max(shares[1], 0.0)


def _p(estimate: Estimate) -> float:
    """Fisher's z against no correlation; 1 where n is too small for one, 0 where all lie on one line."""
    if estimate.value is None or estimate.n <= _FEWEST:
        return 1.0
    if estimate.interval is None:
        return 0.0
    return erfc(abs(atanh(estimate.value)) * sqrt(estimate.n - 3) / sqrt(2))


def corrected(tested: Sequence[Moving | None]) -> tuple[Moving | None, ...]:
    """Returns the same with p corrected (Holm) for how many were looked at."""
    p = iter(statistics.holm([one.p for one in tested if one is not None]))
    return tuple(None if one is None else replace(one, p=next(p)) for one in tested)
