"""What shoppers get back: a study's own terms go before the agency's, however narrow those are."""

from decimal import Decimal

from domain.fees import expenses_of
from domain.person import Role
from domain.price_list import Item, Price
from domain.service import Channel
from domain.storage.transaction import Transaction
from tests import agency


def cap(most: int, channel: Channel | None = None) -> Price:
    return Price(item=Item.EXPENSES, price=Decimal(0), cap=Decimal(most), channel=channel)


def test_a_studys_own_cap_goes_before_a_narrower_one_of_the_agency(tx: Transaction) -> None:
    agency.planned(tx, agency.join(tx, Role.COORDINATOR, "Kaisa"))
    contact = agency.contact(tx, "HAVU-003")
    listed = (cap(10), cap(20, contact.channel))
    plain = agency.sample()
    own = plain.model_copy(update={"prices": (*plain.prices, cap(30))})
    found = [expenses_of(study, contact, listed) for study in (own, plain)]
    assert [price and price.cap for price in found] == [30, 20]
    assert expenses_of(plain, contact, ()) is None
