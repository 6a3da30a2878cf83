from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.currency import NotACurrency, read_currency
from domain.typed_price import NotAPrice, PriceOutOfRange, PriceTooFine, TypedPrice, ensure_price, read
from reporting.formats import Formats

TODAY = date(2026, 11, 22)
NEW_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("typed", "number", "day"),
    [
        ("2,40", "2.40", TODAY),
        ("2.40", "2.40", TODAY),
        (" 2,40 € ", "2.40", TODAY),
        ("€2.40", "2.40", TODAY),
        ("2,40 €/min", "2.40", TODAY),
        ("2.40 SEK", "2.40", TODAY),
        ("2,40 e", "2.40", TODAY),
        ("2,40e", "2.40", TODAY),
        ("890 euroa", "890", TODAY),
        ("2,40 e/min 1.1.2027", "2.40", NEW_YEAR),
        ("890", "890", TODAY),
        ("1 200", "1200", TODAY),
        ("1 200,50 €", "1200.50", TODAY),
        ("2.40 1.1.2027", "2.40", NEW_YEAR),
        ("2,40 1.1.", "2.40", NEW_YEAR),
        ("2 1.1.2027", "2", NEW_YEAR),
        ("1 200 1.1.2027", "1200", NEW_YEAR),
        ("2,40 € alkaen 1.1.2027", "2.40", NEW_YEAR),
        ("2,40 1.1.2027 alkaen", "2.40", NEW_YEAR),
        ("2.40 from 2027-01-01", "2.40", NEW_YEAR),
        ("2,40, 1.1.2027", "2.40", NEW_YEAR),
        ("25,5 % 1.1.2027", "25.5", NEW_YEAR),
        ("3 huomenna", "3", TODAY + timedelta(days=1)),
        ("0", "0", TODAY),
    ],
)
def test_a_price_is_read_as_people_type_it(typed: str, number: str, day: date) -> None:
    assert read(typed, TODAY) == TypedPrice(Decimal(number), day)


@pytest.mark.parametrize("typed", ["", "€", "two", "2,40 kissa", "2..4", "1e3", "2.4.0.1", "2,40 31.2.2027", "2 40 60"])
def test_what_is_no_price_is_not_guessed_at(typed: str) -> None:
    with pytest.raises(NotAPrice):
        read(typed, TODAY)


@given(
    amount=st.decimals(0, 99_999, places=2),
    language=st.sampled_from(["fi", "en"]),
    day=st.none() | st.dates(TODAY, date(2031, 1, 1)),
)
def test_a_price_that_was_printed_is_read_back(amount: Decimal, language: str, day: date | None) -> None:
    shown = Formats(language).money(amount)
    typed = shown if language == "fi" else shown.replace(",", "")
    written = f" {day.day}.{day.month}.{day.year}" if day else ""
    assert read(typed + written, TODAY) == TypedPrice(amount, day or TODAY)


@given(st.text(max_size=30))
def test_anything_typed_is_a_price_or_none(text: str) -> None:
    try:
        found = read(text, TODAY)
    except NotAPrice:
        return
    assert found.number.is_finite()


def test_a_price_has_its_bounds() -> None:
    ensure_price(Decimal("2.3455"), 4)
    with pytest.raises(PriceTooFine):
        ensure_price(Decimal("18.005"), 2)
    for amount in ("-0.01", "100000.01"):
        with pytest.raises(PriceOutOfRange):
            ensure_price(Decimal(amount), 2)


def test_a_currency_is_one_that_is_used_now_and_has_hundredths() -> None:
    assert read_currency(" sek ") == "SEK"
    for typed in ("FIM", "JPY", "ISK", "EU", "€", ""):
        with pytest.raises(NotACurrency):
            read_currency(typed)
