"""Discounts as lines of a quote, to the cent and at the rates of VAT that they reduce."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from domain import money
from domain.adjustments import Discount
from domain.price_list import Item
from domain.refusal import Refusal
from domain.thing import Thing

Part = tuple[Item, Decimal]
"""The lines of an item at one rate of VAT."""


class DiscountTooLarge(Refusal):
    """A discount takes off more than there is."""


class DiscountLine(Thing):
    """What one discount takes off at one rate of VAT."""

    reason: str
    item: Item | None = None
    """What it is taken off; None: off the whole."""
    percent: Decimal | None = None
    """The share, when it is one."""
    vat_percent: Decimal
    net: Decimal
    """Without VAT, in whole cents; never above zero."""


def discount_lines(nets: Iterable[tuple[Item, Decimal, Decimal]], discounts: Iterable[Discount]) -> list[DiscountLine]:
    """Returns the lines of discounts; `nets` are items, rates of VAT and nets of what is charged (DiscountTooLarge).

    Each discount is taken from what those before it have left, and is split over the rates in proportion.
    """
    left: dict[Part, Decimal] = {}
    for item, rate, net in nets:
        left[item, rate] = left.get((item, rate), Decimal(0)) + net
    return [line for discount in discounts for line in _take(discount, left)]


def _take(discount: Discount, left: dict[Part, Decimal]) -> Iterator[DiscountLine]:
    """The lines of one discount; `left` is what remains after it."""
    parts = sorted((part for part in left if discount.item in {None, part[0]}), key=lambda part: (-part[1], part[0]))
    whole = sum((left[part] for part in parts), Decimal(0))
    amount = _amount(discount, whole)
    if amount > whole or not whole:
        raise DiscountTooLarge(reason=discount.reason, left=str(whole))
    off: dict[Decimal, Decimal] = {}
    for part, share in zip(parts, money.split(amount, [left[part] for part in parts]), strict=True):
        left[part] -= share
        off[part[1]] = off.get(part[1], Decimal(0)) + share
    for rate, net in off.items():
        if net:
            yield DiscountLine(
                reason=discount.reason, item=discount.item, percent=discount.percent, vat_percent=rate, net=-net
            )


def _amount(discount: Discount, whole: Decimal) -> Decimal:
    """What it takes off a sum, rounded half up."""
    if discount.percent is not None:
        return money.cents(whole * discount.percent / 100)
    assert discount.amount is not None
    return money.cents(discount.amount)
