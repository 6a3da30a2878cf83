"""How much of what was measured is the hand that measured it."""

from collections.abc import Mapping

import numpy as np

from reporting.statistics.values import Numbers, ShopperEffect


def shopper_effect(groups: Mapping[str, Numbers]) -> ShopperEffect:
    """Returns the one-way intraclass correlation ICC(1) of values by shopper (-1..1), and what it costs.

    icc = (MSB - MSW) / (MSB + (n0 - 1) MSW), n0 = (N - sum(n^2)/N) / (k - 1); design effect 1 + (sum(n^2)/N - 1) icc,
    at least 1; effective n = N / design effect. All None with fewer than two shoppers, with one contact each, or with
    no variation at all. Shrout & Fleiss 1979, Psychological Bulletin 86(2); Kish 1965, Survey Sampling, 5.4.
    """
    filled = [np.asarray(values, dtype=float) for values in groups.values() if len(values)]
    n, k = sum(map(len, filled)), len(filled)
    if k < 2 or n == k:
        return ShopperEffect(None, None, None)
    grand = float(sum(values.sum() for values in filled)) / n
    between = float(sum(len(values) * (values.mean() - grand) ** 2 for values in filled)) / (k - 1)
    within = float(sum(((values - values.mean()) ** 2).sum() for values in filled)) / (n - k)
    squares = sum(len(values) ** 2 for values in filled) / n
    spread = between + ((n - squares) / (k - 1) - 1) * within
    if spread == 0:
        return ShopperEffect(None, None, None)
    icc = (between - within) / spread
    effect = 1 + (squares - 1) * max(icc, 0.0)
    return ShopperEffect(icc, effect, n / effect)
