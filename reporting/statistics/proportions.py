"""Shares and the Net Promoter Score, and how they changed."""

from functools import lru_cache
from math import sqrt

import numpy as np
from scipy.special import gammaln, ndtr, ndtri, xlog1py, xlogy

from reporting.statistics.values import LEVEL, NOTHING, Change, Estimate, clip

Counts = tuple[int, int, int]
"""Promoters, detractors, n."""

EXACT_UP_TO = 100
"""Contacts on each side up to which two shares are compared by an exact test."""

_GRID = 2000
"""Points of the nuisance parameter among which the exact test looks for its worst case."""


def z(level: float) -> float:
    """Returns the normal quantile of a two-sided interval: 1.96 for 0.95."""
    return float(ndtri((1 + level) / 2))


def nps(promoters: int, detractors: int, n: int, *, level: float = LEVEL) -> Estimate:
    """Returns the Net Promoter Score, 100 (P - D) / n in -100..100, with an adjusted Wald interval.

    n' = n + 3, P' = P + 3/4, D' = D + 3/4, s' = (P' - D') / n', SE' = sqrt((P'/n' + D'/n' - s'^2) / n'); clipped to the
    scale. No value for n = 0, no interval for n < 2. Rocks 2016, The American Statistician 70(4).
    """
    if n == 0:
        return NOTHING
    value = 100 * (promoters - detractors) / n
    if n < 2:
        return Estimate(value, None, None, n)
    centre, error = adjusted_score(promoters, detractors, n)
    reach = z(level) * error
    return Estimate(value, clip(100 * (centre - reach), -100, 100), clip(100 * (centre + reach), -100, 100), n)


def nps_change(before: Counts, after: Counts, *, level: float = LEVEL) -> Change:
    """Returns the change of NPS in points (-200..200), with z and interval of the adjusted values (see `nps`).

    Each side is (promoters, detractors, n). Nothing for n = 0, no interval nor p when a side has n < 2.
    """
    if 0 in (before[2], after[2]):
        return Change(None, None, None, None)
    difference = 100 * ((after[0] - after[1]) / after[2] - (before[0] - before[1]) / before[2])
    if min(before[2], after[2]) < 2:
        return Change(difference, None, None, None)
    (first, first_error), (second, second_error) = adjusted_score(*before), adjusted_score(*after)
    centre, error = second - first, sqrt(first_error**2 + second_error**2)
    reach = z(level) * error
    p = 2 * float(ndtr(-abs(centre) / error))
    return Change(difference, clip(100 * (centre - reach), -200, 200), clip(100 * (centre + reach), -200, 200), p)


def adjusted_score(promoters: int, detractors: int, n: int) -> tuple[float, float]:
    """Returns the score with the pseudo-answers of `nps` and its standard error, both as shares of one."""
    size, up, down = n + 3, promoters + 0.75, detractors + 0.75
    score = (up - down) / size
    return score, sqrt((up / size + down / size - score**2) / size)


def share(count: int, n: int, *, level: float = LEVEL) -> Estimate:
    """Returns count / n in 0..1 with Wilson's interval.

    (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n). No value for n = 0, no interval for n < 2.
    Brown, Cai & DasGupta 2001, Statistical Science 16(2).
    """
    if n == 0:
        return NOTHING
    p = count / n
    if n < 2:
        return Estimate(p, None, None, n)
    low, high = _wilson(p, n, level)
    return Estimate(p, low, high, n)


def _wilson(p: float, n: int, level: float) -> tuple[float, float]:
    square = z(level) ** 2
    centre = (p + square / (2 * n)) / (1 + square / n)
    reach = z(level) * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n)
    # the ends are exact at none and at all; rounding must not leave the value outside
    return (0.0 if p == 0 else clip(centre - reach, 0, p)), (1.0 if p == 1 else clip(centre + reach, p, 1))


def share_change(before: tuple[int, int], after: tuple[int, int], *, level: float = LEVEL) -> Change:
    """Returns the change of a share (-1..1) with Newcombe's interval; each side is (count, n).

    p is Boschloo's exact test up to 100 contacts on each side, and above it the z test with N - 1 (Campbell 2007,
    Statistics in Medicine 26(19)). Nothing for n = 0, no interval nor p when a side has n < 2.
    Newcombe 1998, Statistics in Medicine 17(8), method 10; Boschloo 1970, Statistica Neerlandica 24(1).
    """
    (x1, n1), (x2, n2) = before, after
    if 0 in (n1, n2):
        return Change(None, None, None, None)
    p1, p2 = x1 / n1, x2 / n2
    if min(n1, n2) < 2:
        return Change(p2 - p1, None, None, None)
    (l1, u1), (l2, u2) = _wilson(p1, n1, level), _wilson(p2, n2, level)
    low = p2 - p1 - sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2)
    high = p2 - p1 + sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2)
    exact = max(n1, n2) <= EXACT_UP_TO
    p = _boschloo(x1, n1, x2, n2) if exact else _n_minus_one(x1, n1, x2, n2)
    return Change(p2 - p1, clip(low, -1, 1), clip(high, -1, 1), p)


def _n_minus_one(x1: int, n1: int, x2: int, n2: int) -> float:
    total = n1 + n2
    pooled = (x1 + x2) / total
    if pooled in (0, 1):
        return 1.0
    statistic = (x2 / n2 - x1 / n1) / sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2)) * sqrt((total - 1) / total)
    return 2 * float(ndtr(-abs(statistic)))


def _boschloo(x1: int, n1: int, x2: int, n2: int) -> float:
    """Twice the smaller one-sided p, at most 1."""
    fewer = _boschloo_less(x1, n1, x2, n2)
    more = _boschloo_less(n1 - x1, n1, n2 - x2, n2)
    return min(1.0, 2 * min(fewer, more))


def _boschloo_less(x1: int, n1: int, x2: int, n2: int) -> float:
    """The largest chance, over the common share, of a table no likelier than ours under Fisher's one-sided test."""
    fisher = _fisher_less(n1, n2)
    # with x1 given, the more on the other side the less likely: so many of the other side are too few
    enough = (fisher > fisher[x1, x2] * (1 + 1e-7)).sum(axis=1)
    coarse = np.linspace(0, 1, _GRID + 1)
    chances = _chance(enough, _coarse(n1), _coarse(n2))
    best = float(coarse[int(np.argmax(chances))])
    fine = np.linspace(max(best - 1 / _GRID, 0), min(best + 1 / _GRID, 1), 200)
    return float(max(chances.max(), _chance(enough, _binomial(n1, fine), _binomial(n2, fine)).max()))


def _fisher_less(n1: int, n2: int) -> np.ndarray:
    """P(X1 <= x1 | x1 + x2) for every table, shape (n1 + 1, n2 + 1)."""
    first = _log_binomial(n1, np.arange(n1 + 1))[:, None]
    second = _log_binomial(n2, np.arange(n2 + 1))[None, :]
    total = np.arange(n1 + 1)[:, None] + np.arange(n2 + 1)[None, :]
    likelihood = np.exp(first + second - _log_binomial(n1 + n2, total))
    tail: np.ndarray = np.zeros(likelihood.shape)
    for x1 in range(n1 + 1):
        tail[x1] = likelihood[x1]
        if x1:
            # one fewer on this side is one more on the other, the sum being given
            tail[x1, :-1] += tail[x1 - 1, 1:]
    return tail


def _log_binomial(n: int, k: np.ndarray) -> np.ndarray:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def _chance(enough: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The chance, at each common share, that the second side has enough for what the first one has."""
    tails = np.zeros((len(second), second.shape[1] + 1))
    tails[:, :-1] = second[:, ::-1].cumsum(axis=1)[:, ::-1]
    return np.asarray((first * tails[:, enough]).sum(axis=1))


@lru_cache(maxsize=4)
def _coarse(n: int) -> np.ndarray:
    """Binomial chances at every point of the grid."""
    return _binomial(n, np.linspace(0, 1, _GRID + 1))


def _binomial(n: int, shares: np.ndarray) -> np.ndarray:
    """Binomial chances, shape (shares, n + 1)."""
    k = np.arange(n + 1)[None, :]
    logs = _log_binomial(n, k) + xlogy(k, shares[:, None]) + xlog1py(n - k, -shares[:, None])
    return np.asarray(np.exp(logs))
