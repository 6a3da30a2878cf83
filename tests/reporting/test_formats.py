"""Numbers and dates as each language writes them; `_` stands for a hard space."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from reporting.formats import Formats

FI, EN = Formats("fi"), Formats("en")


def hard(text: str) -> str:
    return text.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("told", "finnish", "english"),
    [
        (lambda f: f.money(Decimal("1234.5")), "1_234,50_€", "€1,234.50"),
        (lambda f: f.money(Decimal("-1234.5")), "−1_234,50_€", "−€1,234.50"),
        (lambda f: f.percent(85), "85_%", "85%"),
        (lambda f: f.span(5.5, 7.7, 1), "5,5–7,7", "5.5–7.7"),
        (lambda f: f.span(-20, 45), "−20_–_45", "−20_–_45"),
        (lambda f: f.number(-3), "−3", "−3"),
        (lambda f: f.number(-0.4), "0", "0"),
        (lambda f: f.number(2.5), "3", "3"),
        (lambda f: f.day(date(2026, 10, 31)), "31.10.2026", "31_October_2026"),
        (lambda f: f.days(date(2026, 10, 1), date(2026, 10, 31)), "1.–31.10.2026", "1–31_October_2026"),
        (lambda f: f.days(date(2026, 9, 1), date(2026, 10, 31)), "1.9.–31.10.2026", "1_September_–_31_October_2026"),
        (lambda f: f.days(date(2026, 9, 1), date(2026, 9, 1)), "1.9.2026", "1_September_2026"),
        (lambda f: f.clock(datetime(2026, 10, 31, 14, 30)), "14.30", "14:30"),  # noqa: DTZ001
    ],
)
def test_a_language_writes_numbers_and_dates_its_own_way(told: object, finnish: str, english: str) -> None:
    assert callable(told)
    assert told(FI) == hard(finnish)
    assert told(EN) == hard(english)


def test_a_period_over_the_new_year_has_both_years() -> None:
    assert FI.days(date(2026, 12, 1), date(2027, 1, 31)) == hard("1.12.2026_–_31.1.2027")
