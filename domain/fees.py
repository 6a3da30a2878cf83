"""What shoppers earn, and what they get back."""

from collections.abc import Iterable
from decimal import Decimal

from domain.contact import Contact
from domain.price_list import Item, Price, PriceMissing, find
from domain.study import Study


def fee_of(study: Study, scenario: str, price_list: Iterable[Price]) -> Decimal:
    """Returns what a contact of a scenario pays: by the study's own workbook, else by the agency's list (PriceMissing).

    `price_list` is of the day on which the contact is planned: what was promised then stays.
    """
    own = study.fee(scenario)
    if own is not None:
        return own
    planned = study.scenario(scenario)
    service = study.service(planned.service)
    listed = find(price_list, Item.FEE, service=service.name, channel=service.channel, scenario=planned.kind)
    if listed is None:
        raise PriceMissing(item=Item.FEE, service=service.name)
    return listed.price


def expenses_of(study: Study, contact: Contact, price_list: Iterable[Price]) -> Price | None:
    """Returns what lets a contact cost its shopper something, and how much: the study's own, else the agency's."""
    kind = study.scenario(contact.scenario).kind
    for prices in (study.prices, price_list):
        if found := find(prices, Item.EXPENSES, service=contact.service, channel=contact.channel, scenario=kind):
            return found
    return None
