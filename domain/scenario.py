"""What the shopper does in a contact."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from domain.label import Label
from domain.texts import N_
from domain.thing import Thing


class Kind(StrEnum):
    """What sort of business the customer has."""

    INQUIRY = "inquiry"
    BOOKING = "booking"
    ORDER = "order"
    COMPLAINT = "complaint"
    FEEDBACK = "feedback"
    PURCHASE = "purchase"


KINDS: Mapping[Kind, str] = {
    Kind.INQUIRY: N_("inquiry"),
    Kind.BOOKING: N_("booking"),
    Kind.ORDER: N_("order"),
    Kind.COMPLAINT: N_("complaint"),
    Kind.FEEDBACK: N_("feedback"),
    Kind.PURCHASE: N_("purchase"),
}
"""What they are called on screens and papers."""


class Scenario(Thing):
    """The business a shopper comes with: a brief, where to stop, and what is undone afterwards."""

    name: str
    kind: Kind
    label: Label
    brief: Label
    service: str
    profiles: tuple[str, ...] = ()
    """Profiles it suits; empty suits all."""
    fee: Decimal | None = None
    """Overrides the service's fee."""
    stop_at: Label = Label({})
    afterwards: Label = Label({})
