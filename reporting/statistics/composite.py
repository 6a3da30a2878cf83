"""A weighted mean of scores."""

from collections.abc import Iterable

from reporting.statistics.values import Score

LEAST_COVERAGE = 0.5
"""The share of weight that must have been answered before a composite is told."""


def composite(items: Iterable[tuple[float | None, float]]) -> Score:
    """Returns sum(w s) / sum(w) over the answered of (score 0..100 or None, weight), and the weight they cover (0..1).

    None leaves both sides of the mean and lowers the coverage. No value under half coverage; nothing has coverage 0.
    """
    everything = list(items)
    answered = [(score, weight) for score, weight in everything if score is not None]
    applicable, covered = sum(weight for _, weight in everything), sum(weight for _, weight in answered)
    if not applicable:
        return Score(None, 0.0)
    coverage = covered / applicable
    if coverage < LEAST_COVERAGE:
        return Score(None, coverage)
    return Score(sum(score * weight for score, weight in answered) / covered, coverage)
