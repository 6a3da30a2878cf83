from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.amount import read_amount


@pytest.mark.parametrize(
    ("typed", "amount", "words"),
    [
        ("12,50", "12.50", ""),
        ("12.5", "12.50", ""),
        ("12", "12.00", ""),
        ("12,50 €", "12.50", ""),
        ("12,50e", "12.50", ""),
        ("€ 12.50", "12.50", ""),
        ("EUR 12", "12.00", ""),
        ("1 234,50 €", "1234.50", ""),
        ("Bussilippu 3,20", "3.20", "Bussilippu"),
        ("3,20 euroa bussilippu", "3.20", "bussilippu"),
        ("bus ticket: 3.20", "3.20", "bus ticket"),
        ("−15,00 paid twice", "-15.00", "paid twice"),
        ("-15 paid twice", "-15.00", "paid twice"),
        ("+5", "5.00", ""),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, amount: str, words: str) -> None:
    assert read_amount(typed) == (Decimal(amount), words)


@pytest.mark.parametrize(
    "typed", ["", "bussilippu", "3,20 ja 4,10", "12,505", "21.11.2026", "HAVU-017", "1.2.3", "12€50"]
)
def test_what_is_no_amount_or_several_is_not_guessed(typed: str) -> None:
    assert read_amount(typed) is None


@given(st.integers(0, 999_999_999), st.sampled_from([",", "."]), st.sampled_from(["", " €", "e", " euroa"]))
def test_every_sum_of_cents_comes_back(cents: int, comma: str, unit: str) -> None:
    assert read_amount(f"{cents // 100}{comma}{cents % 100:02}{unit}") == (Decimal(cents) / 100, "")


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    found = read_amount(typed)
    assert found is None or found[0] == found[0].quantize(Decimal("0.01"))
