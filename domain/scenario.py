"""What the shopper does in a contact."""

from decimal import Decimal
from enum import StrEnum

from domain.label import Label
from domain.thing import Thing


class Kind(StrEnum):
    """What sort of business the customer has."""

    INQUIRY = "inquiry"
    BOOKING = "booking"
    ORDER = "order"
    COMPLAINT = "complaint"
    FEEDBACK = "feedback"
    PURCHASE = "purchase"


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
    """Overrides the service's fee, in euros."""
    stop_at: Label = Label({})
    afterwards: Label = Label({})
