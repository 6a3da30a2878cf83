from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import CENT, cents, net, vat_by_rate

RATES = st.sampled_from([Decimal(0), Decimal(10), Decimal("13.5"), Decimal("25.5")])
NETS = st.decimals(0, 100_000, places=2)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("1.015", "1.02"), ("923.916", "923.92"), ("-0.005", "-0.01")],
)
def test_half_a_cent_is_rounded_up(exact: str, rounded: str) -> None:
    assert cents(Decimal(exact)) == Decimal(rounded)


def test_a_line_is_rounded_once_after_multiplying() -> None:
    assert net(Decimal(3), Decimal("0.335")) == Decimal("1.01")


def test_vat_is_computed_on_the_sum_of_a_rates_lines_and_not_line_by_line() -> None:
    lines = [(Decimal("25.5"), Decimal("0.02"))] * 3
    assert vat_by_rate(lines) == {Decimal("25.5"): Decimal("0.02")}
    assert sum(cents(rate * amount / 100) for rate, amount in lines) == Decimal("0.03")


def test_rates_are_told_from_the_highest() -> None:
    assert list(vat_by_rate([(Decimal(10), Decimal(1)), (Decimal("25.5"), Decimal(1))])) == [Decimal("25.5"), 10]


def test_nothing_has_no_vat() -> None:
    assert vat_by_rate([]) == {}


@given(st.lists(st.tuples(RATES, NETS)))
def test_vat_never_strays_from_the_exact_one_by_more_than_half_a_cent_a_rate(
    lines: list[tuple[Decimal, Decimal]],
) -> None:
    exact = sum((rate * amount / 100 for rate, amount in lines), Decimal(0))
    rates = vat_by_rate(lines)
    assert abs(sum(rates.values(), Decimal(0)) - exact) <= len(rates) * CENT / 2
    assert all(amount == cents(amount) for amount in rates.values())
