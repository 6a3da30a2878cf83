"""How much of what was measured is the hand that measured it."""

from collections.abc import Mapping, Sequence

from reporting.statistics.values import ShopperEffect


def shopper_effect(groups: Mapping[str, Sequence[float]]) -> ShopperEffect:
    """Returns the one-way intraclass correlation ICC(1) of values by shopper (-1..1), and what it costs.

    icc = (MSB - MSW) / (MSB + (n0 - 1) MSW), n0 = (N - sum(n^2)/N) / (k - 1); design effect 1 + (sum(n^2)/N - 1) icc,
    at least 1; effective n = N / design effect. All None with fewer than two shoppers, with one contact each, or with
    no variation at all. Shrout & Fleiss 1979, Psychological Bulletin 86(2); Kish 1965, Survey Sampling, 5.4.
    """
    filled = [list(values) for values in groups.values() if len(values)]
    n, k = sum(len(values) for values in filled), len(filled)
    if k < 2 or n == k:
        return ShopperEffect(None, None, None)
    grand = sum(sum(values) for values in filled) / n
    means = [sum(values) / len(values) for values in filled]
    between = sum(len(values) * (mean - grand) ** 2 for values, mean in zip(filled, means, strict=True)) / (k - 1)
    within = sum((value - mean) ** 2 for values, mean in zip(filled, means, strict=True) for value in values) / (n - k)
    squares = sum(len(values) ** 2 for values in filled) / n
    spread = between + ((n - squares) / (k - 1) - 1) * within
    if spread == 0:
        return ShopperEffect(None, None, None)
    icc = (between - within) / spread
    effect = 1 + (squares - 1) * max(icc, 0.0)
    return ShopperEffect(icc, effect, n / effect)
