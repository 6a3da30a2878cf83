"""How things move together: correlations, and how an outcome's variation is shared among what moves with it."""

from collections.abc import Sequence
from math import factorial, sqrt

import numpy as np

from reporting.statistics.proportions import z
from reporting.statistics.values import LEVEL, NOTHING, Estimate

MOST_DRIVERS = 14
"""Every subset of the drivers is fitted, so their number is bounded: 2^14 fits take a second."""


def correlation(r: float, n: int, controlled: int = 0, *, level: float = LEVEL) -> Estimate:
    """Returns r in -1..1 with Fisher's interval tanh(atanh r ± z / sqrt(n - controlled - 3)).

    `controlled` is the number of variables partialled out. Nothing for n = 0; no interval when n - controlled <= 3 or r
    is ±1. Fisher 1921, Metron 1.
    """
    if n == 0:
        return NOTHING
    if n - controlled <= 3 or abs(r) >= 1:
        return Estimate(r, None, None, n)
    centre, reach = np.arctanh(r), z(level) / sqrt(n - controlled - 3)
    return Estimate(r, float(np.tanh(centre - reach)), float(np.tanh(centre + reach)), n)


def drivers(correlations: Sequence[Sequence[float]], with_outcome: Sequence[float]) -> tuple[float, ...]:
    """Returns each driver's share of R2 (0..1, summing to one): what it adds, averaged over all orders of entry.

    `correlations` has shape (k, k), `with_outcome` shape (k,), 1 <= k <= 14; the outcome must not contain the drivers.
    All zeros when nothing is explained, empty for no drivers. Lindeman, Merenda & Gold 1980; Grömping 2007, The
    American Statistician 61(2); Thomas, Zumbo, Kwan & Schweitzer 2014 reject Johnson's weights.
    """
    k = len(with_outcome)
    if k > MOST_DRIVERS:
        raise ValueError(f"at most {MOST_DRIVERS} drivers")
    explained = _explained(np.asarray(correlations, dtype=float), np.asarray(with_outcome, dtype=float))
    added = np.zeros(k)
    for subset, before in enumerate(explained):
        size = subset.bit_count()
        if size == k:
            continue
        weight = factorial(size) * factorial(k - size - 1) / factorial(k)
        for driver in range(k):
            if not subset >> driver & 1:
                added[driver] += weight * (explained[subset | 1 << driver] - before)
    total = explained[-1]
    return tuple(float(part / total) if total > 0 else 0.0 for part in added)


def _explained(correlations: np.ndarray, with_outcome: np.ndarray) -> list[float]:
    """R2 of every subset of the drivers; a subset's number has the bits of its drivers."""
    k = len(with_outcome)
    result = [0.0]
    for subset in range(1, 1 << k):
        chosen = [driver for driver in range(k) if subset >> driver & 1]
        beta = np.linalg.lstsq(correlations[np.ix_(chosen, chosen)], with_outcome[chosen], rcond=None)[0]
        result.append(float(beta @ with_outcome[chosen]))
    return result
