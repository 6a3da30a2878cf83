"""Means and medians, and how means changed."""

from bisect import bisect_left
from collections.abc import Sequence
from math import gcd, sqrt

import numpy as np
from scipy.special import bdtr, stdtr, stdtrit

from reporting.statistics.values import LEVEL, NOTHING, Change, Estimate, Numbers, clip

PLAIN_FROM = 30
"""Values from which the plain t interval of a mean is trusted."""
END_WEIGHT = 0.25
"""Of an answer, added at each end of the scale below that."""
EXACT_UP_TO = 30
"""Values on each side up to which two means are compared by exact permutation."""
GRID = 0.1
"""The step to which values are rounded for the exact permutation."""


def mean(values: Numbers, low_end: float, high_end: float, *, level: float = LEVEL) -> Estimate:
    """Returns the mean of values on a scale from low_end to high_end, with a t interval clipped to the scale.

    Below 30 values, or when all are equal, a quarter of an answer is added at each end of the scale before the interval
    is counted (n' = n + 0.5, df = n' - 1): at the ceiling the plain t has no width. No value of nothing, no interval of
    one. The pseudo-observations are those of the adjusted Wald family (Agresti & Coull 1998, The American
    Statistician 52(2)) carried over to a bounded scale.
    """
    x = np.asarray(values, dtype=float)
    n = len(x)
    if n == 0:
        return NOTHING
    lowest, highest = float(x.min()), float(x.max())
    value = clip(float(np.mean(x)), lowest, highest)
    if n < 2:
        return Estimate(value, None, None, n)
    centre, error, df = level_of(x, low_end, high_end)
    reach = t(df, level) * error
    return Estimate(value, clip(centre - reach, low_end, high_end), clip(centre + reach, low_end, high_end), n)


def level_of(values: np.ndarray, low_end: float, high_end: float) -> tuple[float, float, float]:
    """Returns centre, standard error and degrees of freedom as `mean` counts them of two values or more."""
    plain = len(values) >= PLAIN_FROM and values.max() > values.min()
    return _plain(values) if plain else _adjusted(values, low_end, high_end)


def _plain(values: Numbers) -> tuple[float, float, float]:
    return float(np.mean(values)), float(np.std(values, ddof=1)) / sqrt(len(values)), len(values) - 1


def _adjusted(values: Numbers, low_end: float, high_end: float) -> tuple[float, float, float]:
    """The mean, its standard error and the degrees of freedom with the ends' pseudo-observations."""
    x = np.asarray([*values, low_end, high_end], dtype=float)
    weights = np.asarray([1.0] * len(values) + [END_WEIGHT] * 2)
    size = float(weights.sum())
    centre = float((weights * x).sum()) / size
    variance = float((weights * (x - centre) ** 2).sum()) / (size - 1)
    return centre, sqrt(variance / size), size - 1


def t(df: float, level: float) -> float:
    """Returns the quantile of Student's t of a two-sided interval: 2.26 for 9 degrees of freedom and 0.95."""
    return float(stdtrit(df, (1 + level) / 2))


def mean_change(before: Numbers, after: Numbers, *, level: float = LEVEL) -> Change:
    """Returns mean(after) - mean(before) with Welch's interval and a two-sided p.

    p is the share of all divisions of the pooled values that differ at least as much (exact permutation, counted by
    dynamic programming over sums on a grid of 0.1) up to 30 values on each side, Welch's t above. Nothing of
    nothing, no interval nor p when a side has one value. Welch 1947, Biometrika 34; Pagano & Tritchler 1983, JASA
    78(382).
    """
    if not len(before) or not len(after):
        return Change(None, None, None, None)
    difference = float(np.mean(after) - np.mean(before))
    if min(len(before), len(after)) < 2:
        return Change(difference, None, None, None)
    error, df = _welch(before, after)
    reach = t(df, level) * error if error else 0.0
    exact = max(len(before), len(after)) <= EXACT_UP_TO
    p = _permutation(before, after) if exact else _welch_p(difference, error, df)
    return Change(difference, difference - reach, difference + reach, p)


def _welch(before: Numbers, after: Numbers) -> tuple[float, float]:
    """The standard error of the difference and Satterthwaite's degrees of freedom."""
    first, second = (float(np.var(side, ddof=1)) / len(side) for side in (before, after))
    if first + second == 0:
        return 0.0, len(before) + len(after) - 2
    df = (first + second) ** 2 / (first**2 / (len(before) - 1) + second**2 / (len(after) - 1))
    return sqrt(first + second), df


def _welch_p(difference: float, error: float, df: float) -> float:
    if error == 0:
        return 1.0 if difference == 0 else 0.0
    return 2 * float(stdtr(df, -abs(difference) / error))


def _permutation(before: Numbers, after: Numbers) -> float:
    fewer, more = ([round(value / GRID) for value in side] for side in sorted((before, after), key=len))
    floor = min(*fewer, *more)
    step = gcd(*(value - floor for value in (*fewer, *more))) or 1
    fewer, more = ([(value - floor) // step for value in side] for side in (fewer, more))
    ways = _ways([*fewer, *more], len(fewer))
    sums, total, n1, n2 = np.arange(len(ways)), sum(fewer) + sum(more), len(more), len(fewer)
    # differences times n1 n2, so that equality is exact
    observed = abs(sum(fewer) * n1 - sum(more) * n2)
    differences = np.abs(sums * n1 - (total - sums) * n2)
    return float(min(1.0, ways[differences >= observed].sum() / ways.sum()))


def _ways(values: Sequence[int], taken: int) -> np.ndarray:
    """How many choices of `taken` values have each sum, shape (sum of all + 1,)."""
    ways = np.zeros((taken + 1, sum(values) + 1))
    ways[0, 0] = 1
    reach = 0
    # the smallest first: as long as few have been passed, no sum is large
    for passed, value in enumerate(sorted(values), start=1):
        fewest = max(taken - (len(values) - passed), 1)
        for chosen in range(min(passed, taken), fewest - 1, -1):
            ways[chosen, value : reach + value + 1] += ways[chosen - 1, : reach + 1]
        reach += value
    return np.asarray(ways[taken])


def median(values: Numbers, *, level: float = LEVEL) -> Estimate:
    """Returns the median with an order-statistic interval: for times, which have long tails.

    From the k-th smallest to the k-th largest value, k the largest whose coverage 1 - 2 P(B(n, 1/2) < k) reaches the
    level (n = 10: 2nd to 9th). No value of nothing, and no interval below six values at 95 %.
    Conover 1999, Practical Nonparametric Statistics, 3.2.
    """
    n = len(values)
    if n == 0:
        return NOTHING
    ordered = np.sort(np.asarray(values, dtype=float))
    # the coverage falls as k rises
    k = bisect_left(range(1, n // 2 + 1), True, key=lambda k: 1 - 2 * float(bdtr(k - 1, n, 0.5)) < level)
    low, high = (float(ordered[k - 1]), float(ordered[n - k])) if k else (None, None)
    return Estimate(float(np.median(ordered)), low, high, n)


def weighted_mean(values: Numbers, weights: Numbers, *, level: float = LEVEL) -> Estimate:
    """Returns sum(w x) / sum(w) with a t interval on Kish's effective n = sum(w)^2 / sum(w^2), df = n_eff - 1.

    SE = sqrt(s2 / n_eff), s2 = sum(w (x - m)^2) / sum(w) · n_eff / (n_eff - 1). Not clipped; `n` counts the
    values. No value of nothing, no interval when the effective n does not exceed 1. Kish 1965, Survey Sampling, 11.7.
    """
    w, x = np.asarray(weights, dtype=float), np.asarray(values, dtype=float)
    if not len(x) or not w.sum():
        return NOTHING
    centre = float((w * x).sum() / w.sum())
    effective = float(w.sum() ** 2 / (w**2).sum())
    if effective <= 1 + 1e-9:
        return Estimate(centre, None, None, len(x))
    variance = float((w * (x - centre) ** 2).sum() / w.sum()) * effective / (effective - 1)
    reach = t(effective - 1, level) * sqrt(variance / effective)
    return Estimate(centre, centre - reach, centre + reach, len(x))
