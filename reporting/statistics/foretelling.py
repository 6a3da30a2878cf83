"""What the next wave will show, with an interval: what sampling does, and from three waves on how waves differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from reporting.statistics.means import level_of, t
from reporting.statistics.proportions import Counts, adjusted_score
from reporting.statistics.values import LEVEL, NOTHING, Estimate, Numbers, clip

VARYING_FROM = 3
"""Waves from which their own variation is taken into account; two would need a t of one degree of freedom, 12.7."""


@dataclass(frozen=True)
class _Wave:
    """One wave: its raw value, and centre, variance of one answer and size with the pseudo-observations."""

    value: float
    centre: float
    variance: float
    size: float
    n: int
    df: float


def next_mean(waves: Sequence[Numbers], low_end: float, high_end: float, *, level: float = LEVEL) -> Estimate:
    """Returns the mean that a next wave of as many values as the newest one will have, with its prediction interval.

    `waves` are the values (low_end..high_end) of each wave, oldest first. The value is the mean of all values below
    three waves, and of the waves' means from three on. The interval, clipped to the scale, reaches over

    - centre ± t(N - k) sqrt(s² (1/m + 1/N)), s² pooled within the waves and m the newest one's size: what sampling does
      to the mean of m further values (Hahn & Meeker 1991, Statistical Intervals, 4.8), and
    - from three waves on, value ± t(k - 1) sqrt(S² (1 + 1/k) + s² (1/m - 1/h)), S² the variance of the waves' means and
      h the harmonic mean of their sizes: the waves' means are the observations, so it holds however much the waves
      differ (one-way random effects: Higgins, Thompson & Spiegelhalter 2009, JRSS A 172(1), 3.2, with k - 1 degrees of
      freedom since no variance is split in two).

    Centre, s² and N have the pseudo-observations of `mean`. No value of nothing, no interval when a wave has one
    value. No trend is looked for.
    """
    known = [np.asarray(values, dtype=float) for values in waves if len(values)]
    if any(len(values) < 2 for values in known):
        return _alone([float(values.mean()) for values in known], [len(values) for values in known])
    return _foretold([_mean(values, low_end, high_end) for values in known], low_end, high_end, level)


def _mean(values: np.ndarray, low_end: float, high_end: float) -> _Wave:
    centre, error, df = level_of(values, low_end, high_end)
    return _Wave(float(values.mean()), centre, error**2 * (df + 1), df + 1, len(values), df)


def next_nps(waves: Sequence[Counts], *, level: float = LEVEL) -> Estimate:
    """Returns the NPS (-100..100) that a next wave of as many answers will have, with its prediction interval.

    Each wave is (promoters, detractors, n), oldest first; as `next_mean` of the values 100, 0 and -100, with the
    pseudo-answers of `nps` (Rocks 2016).
    """
    known = [counts for counts in waves if counts[2]]
    if any(n < 2 for _, _, n in known):
        return _alone([100 * (up - down) / n for up, down, n in known], [n for _, _, n in known])
    return _foretold([_score(*counts) for counts in known], -100, 100, level)


def _score(promoters: int, detractors: int, n: int) -> _Wave:
    score, error = adjusted_score(promoters, detractors, n)
    size = n + 3
    return _Wave(100 * (promoters - detractors) / n, 100 * score, 1e4 * error**2 * size, size, n, size - 1)


def _alone(values: Sequence[float], sizes: Sequence[int]) -> Estimate:
    return Estimate(float(np.average(values, weights=sizes)), None, None, sizes[-1])


def _foretold(waves: Sequence[_Wave], low: float, high: float, level: float) -> Estimate:
    if not waves:
        return NOTHING
    m, size, df = waves[-1].n, sum(wave.size for wave in waves), sum(wave.df for wave in waves)
    within = sum(wave.variance * wave.df for wave in waves) / df
    centre = sum(wave.centre * wave.size for wave in waves) / size
    value = sum(wave.value * wave.n for wave in waves) / sum(wave.n for wave in waves)
    reach = t(df, level) * sqrt(within * (1 / m + 1 / size))
    ends = [centre - reach, centre + reach]
    if len(waves) >= VARYING_FROM:
        value, reach = _between(waves, within, level)
        ends += [value - reach, value + reach]
    return Estimate(value, clip(min(ends), low, high), clip(max(ends), low, high), m)


def _between(waves: Sequence[_Wave], within: float, level: float) -> tuple[float, float]:
    """The mean of the waves' values, and how far from it the next one may lie when the waves go on differing as now."""
    k, values = len(waves), np.asarray([wave.value for wave in waves])
    sizes = np.asarray([wave.n for wave in waves])
    variance = float(values.var(ddof=1)) * (1 + 1 / k) + within * float(1 / sizes[-1] - (1 / sizes).mean())
    return float(values.mean()), t(k - 1, level) * sqrt(max(variance, 0.0))
