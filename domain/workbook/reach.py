"""Targets that so few contacts cannot prove: even a perfect result would leave them within the uncertainty."""

import math
from collections.abc import Iterable
from statistics import NormalDist

from domain.metric import Measure
from domain.study import Study
from domain.texts import N_
from domain.workbook.book import Book
from domain.workbook.cells import Cells
from domain.workbook.survey_sheet import Asked

_Z = NormalDist().inv_cdf(0.975)
_NORMAL_FROM = 30
"""From so many answers a mean of equal values has no width at all (t interval)."""


def perfect_share(n: int) -> float:
    """Returns the lower 95 % bound of a share when all n answers are top ones, 0..1; 0 with none.

    Wilson's interval at x = n is n / (n + z²) (Brown, Cai, DasGupta 2001).
    """
    return n / (n + _Z**2)


def perfect_mean(n: int) -> float:
    """Returns the lower 95 % bound of a mean when all n values stand at the top of a scale 0..1; 0 with none.

    Below 30 a quarter of an answer is added at each end of the scale first (n' = n + 1/2, df = n' - 1).
    """
    if n >= _NORMAL_FROM:
        return 1.0
    if n < 1:
        return 0.0
    count = n + 0.5
    mean = (n + 0.25) / count
    variance = ((n + 0.25) * (1 - mean) ** 2 + 0.25 * mean**2) / (count - 1)
    return max(0.0, mean - _t(count - 1) * math.sqrt(variance / count))


def _t(freedom: float) -> float:
    """Quantile 0.975 of Student's t by Cornish-Fisher (Abramowitz and Stegun 26.7.5); within 0.5 % from df = 3."""
    z = _Z
    terms = (
        z,
        (z**3 + z) / (4 * freedom),
        (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2),
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3),
    )
    return sum(terms)


def perfect_nps(n: int) -> float:
    """Returns the lower 95 % bound of NPS when all n are promoters, -100..100.

    Adjusted Wald: n' = n + 3, P' = n + 3/4, D' = 3/4 (Rocks 2016).
    """
    count = n + 3
    promoters, detractors = (n + 0.75) / count, 0.75 / count
    value = promoters - detractors
    return 100 * max(-1.0, value - _Z * math.sqrt((promoters + detractors - value**2) / count))


def warn_unreachable(book: Book, study: Study, asked: Iterable[Asked]) -> None:
    """Warns about targets above what a perfect result of a wave could show, counting every contact that may answer."""
    for service, cells in zip(study.services, book.rows("services"), strict=True):
        _warn(cells, service.contacts, service.target, 100 * perfect_mean(service.contacts))
    highest = {
        Measure.SCORE: 100 * perfect_mean(study.contacts),
        Measure.CSAT: 100 * perfect_share(study.contacts),
        Measure.NPS: perfect_nps(study.contacts),
    }
    for each in asked:
        _warn(each.cells, study.contacts, each.question.target, highest.get(each.question.measure))


def _warn(cells: Cells, n: int, target: float | None, most: float | None) -> None:
    if target is not None and most is not None and target > most:
        message = N_(
            "With {n} contacts even a perfect result could not be shown to reach {target}; {most} is the most."
        )
        cells.warn("target", message, n=n, target=f"{target:g}", most=math.floor(most))
