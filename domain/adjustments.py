"""What a coordinator sets in a quote by hand: hours, discounts, and setup charged or waived."""

from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from domain.price_list import Item
from domain.thing import Thing


class Discount(Thing):
    """Something off, with its reason: an amount or a share of what is left after the discounts before it."""

    reason: str = Field(min_length=1)
    amount: Decimal | None = Field(default=None, gt=0)
    """Without VAT, in whole cents after rounding."""
    percent: Decimal | None = Field(default=None, gt=0, le=100)
    item: Item | None = None
    """What it is taken off; None: off the whole."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.amount is None) == (self.percent is None):
            raise ValueError("a discount is either an amount or a share")
        return self


class SetupDecision(Thing):
    """Setup of one service charged or waived by hand, whatever its fingerprint says."""

    service: str
    """Its name."""
    charged: bool
    reason: str = Field(min_length=1)
    by: str
    """Who decided, as the agency calls them."""


class Adjustments(Thing):
    """All that was set by hand; nothing, when nothing was."""

    extra_hours: Decimal = Field(default=Decimal(0), ge=0)
    """Estimated hours of work beyond the content."""
    discounts: tuple[Discount, ...] = ()
    """In the order in which they are taken."""
    setups: tuple[SetupDecision, ...] = ()
    """At most one a service counts: the last."""
