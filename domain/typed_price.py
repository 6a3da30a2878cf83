"""Prices and percentages as people type them: `2,40`, `2.40 €/min from 1.1.2027`, `25,5 % 1.9.2024`."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.answer_moment import read_day
from domain.answer_value import number
from domain.refusal import Refusal
from domain.unreadable import NotADate, NotANumber

MOST = Decimal(100_000)
FINEST = 4
"""Decimals of a price; one by the minute may be finer than a cent."""
_THOUSANDS = " \u00a0\u2009\u202f"
_TYPED = re.compile(
    rf"(?:€\s*)?(?P<price>[+\-−–]?\d{{1,3}}(?:[{_THOUSANDS}]\d{{3}}(?!\d))+(?:[.,]\d+)?|[+\-−–]?\d*[.,]?\d+)"
    r"\s*(?:€|%|(?:[a-zA-Z]{3}|e|euroa?)(?![^\W\d_]))?(?:\s*/\s*[a-zåäö]+)?"
    r"(?:[\s,;]+(?:from\s+|alkaen\s+)?(?P<day>\S.*?))?(?:\s+(?:alkaen|on|onwards))?\.?"
)


class NotAPrice(Refusal):
    """What was typed is no price, or no price and a day."""


class PriceOutOfRange(Refusal):
    """A price goes from nothing to `most`."""


class PriceTooFine(Refusal):
    """A price has at most `decimals` decimals."""


class NotAPercentage(Refusal):
    """A rate of VAT goes from 0 to 100 per cent."""


@dataclass(frozen=True)
class TypedPrice:
    """A number, and the day from which it is meant."""

    number: Decimal
    day: date


def read(text: str, today: date) -> TypedPrice:
    """Returns a number and a day as typed, today when none was; a day without its year is ahead (NotAPrice)."""
    typed = _TYPED.fullmatch(" ".join(text.split(" ")).strip())
    if typed is None:
        raise NotAPrice
    try:
        day = read_day(typed["day"], today, ahead=True) if typed["day"] else today
        return TypedPrice(number(typed["price"]), day)
    except (NotANumber, NotADate):
        raise NotAPrice from None


def ensure_price(amount: Decimal, decimals: int) -> None:
    """Refuses what cannot be a price: below nothing, too much, or too fine."""
    if not 0 <= amount <= MOST:
        raise PriceOutOfRange(most=MOST)
    if -int(amount.normalize().as_tuple().exponent) > decimals:
        raise PriceTooFine(decimals=decimals)


def ensure_percent(percent: Decimal) -> None:
    """Refuses what cannot be a rate of VAT."""
    if not 0 <= percent < 100 or -int(percent.normalize().as_tuple().exponent) > 2:
        raise NotAPercentage
