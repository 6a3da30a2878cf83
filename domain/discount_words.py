"""Discounts and hours as people type them: `10 % regular client`, `150 € first study`, `2.5`."""

import re
from decimal import Decimal

from domain.adjustments import Discount
from domain.money import CENT
from domain.refusal import Refusal

REASON = 200
"""Longest reason, in characters."""
MOST_HOURS = Decimal(1000)
_NUMBER = r"([0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,9})(?:[.,]([0-9]{1,2}))?"
_DISCOUNT = re.compile(rf"[-–−]?\s*{_NUMBER}\s*(%|prosenttia|percent|€|euroa|euro|euros|eur)(?!\w)[\s,;:–-]*(.*)", re.I)
_HOURS = re.compile(rf"{_NUMBER}\s*(?:h|t|tuntia|tunti|hours?|hrs?)?", re.I)
_SHARES = {"%", "prosenttia", "percent"}


class NotADiscount(Refusal):
    """That is neither a share nor an amount."""


class DiscountReasonNeeded(Refusal):
    """A discount says why it is given."""


class NotEstimatedHours(Refusal):
    """That is no number of hours."""


def read_discount(text: str) -> Discount:
    """Returns a typed discount (NotADiscount, DiscountReasonNeeded)."""
    found = _DISCOUNT.fullmatch(" ".join(text.split()))
    if found is None:
        raise NotADiscount
    value, reason = _number(found[1], found[2]), found[4].strip()
    is_share = found[3].lower() in _SHARES
    if not value or (is_share and value > 100):
        raise NotADiscount
    if not any(letter.isalpha() for letter in reason) or not reason.isprintable():
        raise DiscountReasonNeeded
    if is_share:
        return Discount(reason=reason[:REASON], percent=value)
    return Discount(reason=reason[:REASON], amount=value.quantize(CENT))


def read_hours(text: str) -> Decimal:
    """Returns typed hours, 0 or more (NotEstimatedHours)."""
    found = _HOURS.fullmatch(" ".join(text.split()))
    if found is None:
        raise NotEstimatedHours
    hours = _number(found[1], found[2])
    if hours > MOST_HOURS:
        raise NotEstimatedHours
    return hours


def _number(whole: str, cents: str | None) -> Decimal:
    return Decimal(f"{whole.replace(' ', '')}.{cents or 0}")
