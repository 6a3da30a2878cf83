from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.adjustments import Discount
from domain.discount_words import (
    MOST_HOURS,
    DiscountReasonNeeded,
    NotADiscount,
    NotEstimatedHours,
    read_discount,
    read_hours,
)


@pytest.mark.parametrize(
    ("text", "percent", "amount", "reason"),
    [
        ("10 % pitkä asiakkuus", "10", None, "pitkä asiakkuus"),
        ("12,5% toistuva tilaus", "12.5", None, "toistuva tilaus"),
        ("-5 prosenttia: kevätkampanja", "5", None, "kevätkampanja"),
        ("150 € first study", None, "150.00", "first study"),
        ("1 500,50 euroa – sovittu", None, "1500.50", "sovittu"),
        ("99.9 eur small fault", None, "99.90", "small fault"),
    ],
)
def test_a_share_or_an_amount_is_read_with_its_reason(
    text: str, percent: str | None, amount: str | None, reason: str
) -> None:
    assert read_discount(text) == Discount(
        reason=reason,
        percent=Decimal(percent) if percent else None,
        amount=Decimal(amount) if amount else None,
    )


@pytest.mark.parametrize(
    "text", ["", "kymmenen", "10", "0 % x", "101 % x", "0,00 € x", "1.234,56 € x", "10 percentage x"]
)
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(NotADiscount):
        read_discount(text)


@pytest.mark.parametrize("text", ["10 %", "150 €", "10 % -", "150 € 123"])
def test_a_discount_has_a_reason(text: str) -> None:
    with pytest.raises(DiscountReasonNeeded):
        read_discount(text)


@pytest.mark.parametrize(("text", "hours"), [("2.5", "2.5"), ("2,5 h", "2.5"), ("0", "0"), ("12 tuntia", "12")])
def test_hours_are_read(text: str, hours: str) -> None:
    assert read_hours(text) == Decimal(hours)


@pytest.mark.parametrize("text", ["", "-1", "2 päivää", "1001", "two"])
def test_what_is_no_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(NotEstimatedHours):
        read_hours(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        given_ = read_discount(text)
    except (NotADiscount, DiscountReasonNeeded):
        pass
    else:
        assert (given_.percent is None) != (given_.amount is None)
    with suppress(NotEstimatedHours):
        assert 0 <= read_hours(text) <= MOST_HOURS
