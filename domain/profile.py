"""The customer whom the shopper plays."""

from domain.label import Label
from domain.thing import Thing


class Profile(Thing):
    """A kind of customer, with a background that the shopper takes on."""

    name: str
    label: Label
    background: Label


class Alias(Thing):
    """Who the shopper may say they are; used in one contact at a time."""

    alias: str
    profile: str
    name: str
    email: str = ""
    phone: str = ""
    customer_number: str = ""
    order_number: str = ""
