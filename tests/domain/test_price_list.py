"""Which price is taken of several."""

from decimal import Decimal

import pytest

from domain.price_list import Item, Price, find
from domain.scenario import Kind
from domain.service import Channel

EVERY = Price(item=Item.FEE, price=Decimal(15))
COMPLAINTS = Price(item=Item.FEE, price=Decimal(16), scenario=Kind.COMPLAINT)
CALLS = Price(item=Item.FEE, price=Decimal(17), channel=Channel.PHONE)
BILLING = Price(item=Item.FEE, price=Decimal(18), service="laskutus")
BILLING_CALLS = Price(item=Item.FEE, price=Decimal(19), service="laskutus", channel=Channel.PHONE)
RESEARCH = Price(item=Item.RESEARCH, price=Decimal("2.40"))
LIST = (BILLING_CALLS, BILLING, CALLS, COMPLAINTS, EVERY, RESEARCH)


@pytest.mark.parametrize(
    ("service", "channel", "scenario", "taken"),
    [
        ("laskutus", Channel.PHONE, Kind.COMPLAINT, BILLING_CALLS),
        ("laskutus", Channel.EMAIL, Kind.COMPLAINT, BILLING),
        ("Laskutus", Channel.EMAIL, Kind.INQUIRY, BILLING),
        ("vikailmoitus", Channel.PHONE, Kind.COMPLAINT, CALLS),
        ("vikailmoitus", Channel.EMAIL, Kind.COMPLAINT, COMPLAINTS),
        ("vikailmoitus", Channel.EMAIL, Kind.INQUIRY, EVERY),
    ],
)
def test_the_service_goes_before_the_channel_and_the_channel_before_the_kind(
    service: str, channel: Channel, scenario: Kind, taken: Price
) -> None:
    for listed in (LIST, LIST[::-1]):
        assert find(listed, Item.FEE, service=service, channel=channel, scenario=scenario) == taken


def test_a_price_of_something_else_is_no_price() -> None:
    assert find(LIST, Item.EXTRA) is None
    assert find((BILLING, CALLS, COMPLAINTS), Item.FEE, service="vikailmoitus", channel=Channel.EMAIL) is None


def test_of_two_equal_ones_the_last_is_taken() -> None:
    later = RESEARCH.model_copy(update={"price": Decimal("2.50")})
    assert find((RESEARCH, later), Item.RESEARCH, service="laskutus", channel=Channel.PHONE) == later
