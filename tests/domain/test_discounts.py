from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.adjustments import Discount
from domain.discounts import DiscountTooLarge, discount_lines
from domain.money import split
from domain.price_list import Item

HIGH, LOW = Decimal("25.5"), Decimal(10)
Nets = list[tuple[Item, Decimal, Decimal]]


def off(nets: Nets, *discounts: Discount) -> list[tuple[str, Decimal, str]]:
    return [(line.reason, line.vat_percent, str(line.net)) for line in discount_lines(nets, discounts)]


def test_a_discount_on_the_whole_is_split_over_the_rates_in_proportion() -> None:
    nets = [(Item.SETUP, HIGH, Decimal("890.00")), (Item.RESEARCH, LOW, Decimal("110.00"))]
    assert off(nets, Discount(reason="new client", amount=Decimal(100))) == [
        ("new client", HIGH, "-89.00"),
        ("new client", LOW, "-11.00"),
    ]


def test_one_cent_of_two_equal_rates_is_taken_off_the_higher_one() -> None:
    nets = [(Item.RESEARCH, LOW, Decimal(5)), (Item.SETUP, HIGH, Decimal(5))]
    assert off(nets, Discount(reason="r", amount=Decimal("0.01"))) == [("r", HIGH, "-0.01")]


def test_discounts_are_taken_one_after_the_other() -> None:
    nets = [(Item.SETUP, HIGH, Decimal(1000))]
    first, second = Discount(reason="a", percent=Decimal(10)), Discount(reason="b", percent=Decimal(5))
    assert off(nets, first, second) == [("a", HIGH, "-100.00"), ("b", HIGH, "-45.00")]


def test_a_discount_on_an_item_leaves_the_others() -> None:
    nets = [(Item.SETUP, HIGH, Decimal(1000)), (Item.RESEARCH, LOW, Decimal(100))]
    half = Discount(reason="many", percent=Decimal(50), item=Item.RESEARCH)
    assert off(nets, half) == [("many", LOW, "-50.00")]


@pytest.mark.parametrize("nets", [[], [(Item.SETUP, HIGH, Decimal(10))]])
def test_more_than_there_is_cannot_be_taken_off(nets: Nets) -> None:
    with pytest.raises(DiscountTooLarge):
        off(nets, Discount(reason="r", amount=Decimal("10.01")))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"amount": 5, "percent": 5},
        {"amount": 0},
        {"amount": -1},
        {"percent": 101},
        {"percent": 5, "reason": ""},
    ],
)
def test_a_discount_is_an_amount_or_a_share_above_nothing_and_has_a_reason(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Discount.model_validate({"reason": "r", **values})


@given(cents=st.integers(0, 10**9), weights=st.lists(st.integers(0, 10**8), min_size=1, max_size=9).filter(any))
def test_parts_sum_up_to_the_whole_and_none_is_a_cent_off_its_share(cents: int, weights: list[int]) -> None:
    parts = [int(part * 100) for part in split(Decimal(cents).scaleb(-2), [Decimal(weight) for weight in weights])]
    assert sum(parts) == cents
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - cents * weight) < sum(weights)


@given(
    cents=st.lists(
        st.tuples(st.sampled_from(list(Item)), st.sampled_from([HIGH, LOW]), st.integers(0, 99)), min_size=1
    ),
    shares=st.lists(st.integers(1, 100), min_size=1, max_size=6),
)
def test_no_rate_is_ever_reduced_below_nothing(cents: list[tuple[Item, Decimal, int]], shares: list[int]) -> None:
    nets = [(item, rate, Decimal(net).scaleb(-2)) for item, rate, net in cents]
    try:
        taken = discount_lines(nets, [Discount(reason="r", percent=Decimal(share)) for share in shares])
    except DiscountTooLarge:
        return  # nothing was left of it
    for rate in (HIGH, LOW):
        there = sum((net for _, at, net in nets if at == rate), Decimal(0))
        assert there + sum((line.net for line in taken if line.vat_percent == rate), Decimal(0)) >= 0
