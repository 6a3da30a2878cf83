"""How what several things explain together is shared among them, with bootstrap intervals and ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from scipy.special import fdtrc

from reporting.statistics import Estimate
from reporting.statistics.association import lmg
from reporting.statistics.values import LEVEL

SAMPLES, FEWER_SAMPLES = 500, 200
"""How often the contacts are drawn anew; fewer times when there are so many drivers that each takes long."""
MANY_DRIVERS = 10
HANDFULS = 1_000
"""So many are drawn where there are at least twice as many contacts, each of contacts put together by chance."""
_CHUNK = 50
"""Samples that are counted at once, so that the subsets of many drivers fit in memory."""
_STILL = 1e-9
SURE = 0.05

Ranks = tuple[int, int]
"""The best and the worst place from one on; alike for one that surely has its place."""


@dataclass(frozen=True)
class Shares:
    """What each driver has of R2."""

    of: Mapping[str, Estimate]
    """Shares 0..1 that sum to one, with their intervals."""
    ranks: Mapping[str, Ranks]
    explained: float
    """R2 of all together, 0..1."""
    is_explained: bool
    """Whether an F test says that they explain anything."""


def shares(names: Sequence[str], values: np.ndarray, outcome: np.ndarray) -> Shares | None:
    """Returns LMG shares with percentile intervals over contacts drawn anew; None when something does not move.

    `values` has shape (contacts, drivers), `outcome` shape (contacts,); nothing may be missing. The order of contacts
    and of drivers does not matter, and the same data give the same intervals: the seed is made of them. Of 2,000
    contacts and more, handfuls are drawn: their sums vary as those of contacts drawn one by one, and a hundred thousand
    take no longer. Lindeman, Merenda & Gold 1980; Grömping 2006, Journal of Statistical Software 17(1); Efron 1979,
    Annals of Statistics 7(1).
    """
    n, k = values.shape
    order = np.argsort(names)
    data = np.column_stack([values[:, order], outcome])
    data = data[np.lexsort(data.T)]
    if n <= k + 1 or data.std(axis=0).min() < _STILL:
        return None
    samples = SAMPLES if k <= MANY_DRIVERS else FEWER_SAMPLES
    chance = _chance(data)
    sums = _sums((data - data.mean(axis=0)) / data.std(axis=0), chance)
    spread = _correlations(_drawn(sums, samples, chance), k + 1)
    parts = np.array_split(spread, max(len(spread) // _CHUNK, 1))
    counted = [lmg(part[:, :k, :k], part[:, :k, k]) for part in parts]
    found, explained = np.vstack([one for one, _ in counted]), float(counted[0][1][0])
    ordered = [names[place] for place in order]
    estimates = _estimates(ordered, found, n, LEVEL)
    # as many are set against each other as there are, so places come from intervals that all hold at once
    together = _estimates(ordered, found, n, 1 - (1 - LEVEL) / k)
    return Shares(estimates, ranks(together), explained, _p(explained, n, k) < SURE)


def _estimates(names: Sequence[str], found: np.ndarray, n: int, level: float) -> dict[str, Estimate]:
    """The shares in the first row with percentile intervals from the others."""
    low, high = np.quantile(found[1:], [(1 - level) / 2, (1 + level) / 2], axis=0)
    ends = zip(names, found[0].tolist(), low.tolist(), high.tolist(), strict=True)
    return {name: Estimate(value, least, most, n) for name, value, least, most in ends}


def _chance(data: np.ndarray) -> np.random.Generator:
    digest = sha256(np.ascontiguousarray(np.round(data, 6) + 0.0).tobytes()).digest()
    return np.random.default_rng(np.frombuffer(digest, dtype=np.uint32))


def _sums(data: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """What is drawn, shape (contacts or handfuls, sums): how many contacts, the sum of each column, of each product."""
    n, columns = data.shape
    first, then = np.triu_indices(columns)
    sums = np.column_stack([np.ones(n), data, data[:, first] * data[:, then]])
    if n < 2 * HANDFULS:
        return sums
    return np.asarray(np.add.reduceat(sums[chance.permutation(n)], np.arange(HANDFULS) * n // HANDFULS))


def _drawn(sums: np.ndarray, samples: int, chance: np.random.Generator) -> np.ndarray:
    """The sums of all, then of each sample, shape (1 + samples, sums)."""
    n = len(sums)
    drawn = chance.integers(0, n, size=(samples, n)) + n * np.arange(samples)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=samples * n).reshape(samples, n)
    return np.asarray(np.vstack([np.ones(n), counts]) @ sums)


def _correlations(sums: np.ndarray, columns: int) -> np.ndarray:
    """Correlations in every sample, shape (samples, columns, columns); what does not move in a sample has none."""
    first, then = np.triu_indices(columns)
    averages = sums[:, 1:] / sums[:, :1]
    means = averages[:, :columns]
    products = np.zeros((len(sums), columns, columns))
    products[:, first, then] = products[:, then, first] = averages[:, columns:]
    spread = products - means[:, :, None] * means[:, None, :]
    deviation = np.sqrt(np.maximum(np.diagonal(spread, axis1=1, axis2=2), 0))
    scale = deviation[:, :, None] * deviation[:, None, :]
    return np.asarray(np.divide(spread, scale, out=np.zeros_like(spread), where=scale > _STILL))


def _p(explained: float, n: int, k: int) -> float:
    """The F test of R2 = 0."""
    if explained >= 1:
        return 0.0
    return float(fdtrc(k, n - k - 1, max(explained, 0.0) / k / ((1 - explained) / (n - k - 1))))


def ranks(estimates: Mapping[str, Estimate]) -> dict[str, Ranks]:
    """Returns the best and the worst place that each may have: behind those whose whole interval is above its own.

    Two whose intervals overlap always have a place in common.
    """
    ends = {name: estimate.interval or (0.0, 1.0) for name, estimate in estimates.items()}
    return {
        name: (
            1 + sum(other[0] > high for other in ends.values()),
            len(ends) - sum(other[1] < low for other in ends.values()),
        )
        for name, (low, high) in ends.items()
    }
