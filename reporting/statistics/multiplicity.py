"""Several tests at once: the more one looks, the more one finds."""

from collections.abc import Sequence


def holm(p: Sequence[float]) -> tuple[float, ...]:
    """Returns p-values adjusted so that the chance of any false finding stays in bounds (headline tests).

    The k-th smallest of m is multiplied by m - k + 1, never less than the one before, at most 1; in the order given.
    Empty for nothing. Holm 1979, Scandinavian Journal of Statistics 6(2).
    """
    adjusted, highest = [0.0] * len(p), 0.0
    for rank, place in enumerate(sorted(range(len(p)), key=lambda place: p[place])):
        highest = max(highest, min(1.0, p[place] * (len(p) - rank)))
        adjusted[place] = highest
    return tuple(adjusted)


def benjamini_hochberg(p: Sequence[float]) -> tuple[float, ...]:
    """Returns p-values adjusted so that the share of false ones among findings stays in bounds (a heat map's cells).

    The k-th smallest of m is multiplied by m / k, never more than the one after, at most 1; in the order given. Empty
    for nothing. Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57(1).
    """
    adjusted, lowest = [0.0] * len(p), 1.0
    for rank, place in sorted(enumerate(sorted(range(len(p)), key=lambda place: p[place]), start=1), reverse=True):
        lowest = min(lowest, p[place] * (len(p) / rank))
        adjusted[place] = lowest
    return tuple(adjusted)
