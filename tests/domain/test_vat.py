from datetime import date
from decimal import Decimal

import pytest

from domain.vat import FINLAND, VatRate, VatRateMissing, rate_on


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2013, 1, 1), "24"),
        (date(2024, 8, 31), "24"),
        (date(2024, 9, 1), "25.5"),
        (date(2030, 1, 1), "25.5"),
    ],
)
def test_a_day_has_the_rate_that_was_in_force(day: date, percent: str) -> None:
    assert rate_on(FINLAND, day) == rate_on(FINLAND[::-1], day) == Decimal(percent)


def test_of_two_from_the_same_day_the_later_one_stands() -> None:
    mended = VatRate(percent=Decimal(26), valid_from=date(2024, 9, 1))
    assert rate_on((*FINLAND, mended), date(2026, 1, 1)) == Decimal(26)


def test_a_day_before_every_rate_has_none() -> None:
    with pytest.raises(VatRateMissing):
        rate_on(FINLAND, date(2012, 12, 31))
