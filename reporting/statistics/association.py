"""How things move together: correlations, and how an outcome's variation is shared among what moves with it."""

from collections.abc import Sequence
from math import factorial, sqrt

import numpy as np

from reporting.statistics.proportions import z
from reporting.statistics.values import LEVEL, NOTHING, Estimate

MOST_DRIVERS = 14
"""Every subset of the drivers is fitted, so their number is bounded."""
NOTHING_LEFT = 1e-9
"""Variance (of 1) below which a variable is taken to be held by others, and R2 to be none."""


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
    if not k:
        return ()
    shares, _ = lmg(np.asarray([correlations], dtype=float), np.asarray([with_outcome], dtype=float))
    return tuple(float(share) for share in shares[0])


def lmg(correlations: np.ndarray, with_outcome: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the shares of R2 of several samples at once, shape (samples, k), and R2 itself, shape (samples,).

    `correlations` has shape (samples, k, k), `with_outcome` shape (samples, k). A driver that the others already hold
    whole adds nothing. All zeros in a sample in which nothing is explained.
    """
    samples, k = with_outcome.shape
    explained = _explained(correlations, with_outcome)
    sizes = np.asarray([subset.bit_count() for subset in range(1 << k)])
    weights = np.asarray([factorial(n) * factorial(max(k - n - 1, 0)) / factorial(k) for n in range(k + 1)])[sizes]
    added = np.empty((samples, k))
    for driver in range(k):
        without = np.flatnonzero(~np.arange(1 << k) >> driver & 1)
        added[:, driver] = weights[without] @ (explained[without | 1 << driver] - explained[without])
    total = explained[-1]
    shares = np.divide(added, total[:, None], out=np.zeros_like(added), where=total[:, None] > NOTHING_LEFT)
    return shares, total


def _explained(correlations: np.ndarray, with_outcome: np.ndarray) -> np.ndarray:
    """R2 of every subset of the drivers in every sample, shape (2^k, samples); a subset's number has its drivers' bits.

    Driver by driver everything that is left is taken once as it is and once with the driver swept out of it.
    """
    samples, k = with_outcome.shape
    left = np.ones((1, samples, k + 1, k + 1))
    left[0, :, :k, :k] = correlations
    left[0, :, :k, k] = left[0, :, k, :k] = with_outcome
    for _ in range(k):
        own, rest, between = left[..., 0, 0], left[..., 1:, 1:], left[..., 0, 1:]
        slope = np.divide(between, own[..., None], out=np.zeros_like(between), where=own[..., None] > NOTHING_LEFT)
        left = np.concatenate([rest, rest - slope[..., :, None] * between[..., None, :]])
    return np.asarray(1 - left[..., 0, 0])
