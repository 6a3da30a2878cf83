"""What the agency's work costs, and what it pays for others' work."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.refusal import Refusal
from domain.scenario import Kind
from domain.service import Channel
from domain.texts import N_
from domain.thing import Thing


class Item(StrEnum):
    """What is priced, and by what unit."""

    SETUP = "setup"
    """Study of value, promise and goals with the choice of metrics, per service."""
    RESEARCH = "research"
    """Contacts, per expected minute."""
    ANALYSIS = "analysis"
    """The outcome analysis, per study."""
    EXTRA = "extra"
    """Work beyond the content, per hour."""
    FEE = "fee"
    """What a shopper earns, per contact; no client sees it."""
    EXPENSES = "expenses"
    """What a shopper has to buy or pay on the way, per contact: at cost, up to a cap."""

    @property
    def unit(self) -> str:
        """What one of it is."""
        return {"setup": "service", "research": "minute", "analysis": "study", "extra": "hour"}.get(self, "contact")

    @property
    def is_quoted(self) -> bool:
        """Whether every quote needs its price."""
        return self in {Item.SETUP, Item.RESEARCH, Item.ANALYSIS, Item.EXTRA}

    @property
    def narrowed_by(self) -> frozenset[str]:
        """By what its prices may differ: service, channel, scenario (a kind of it)."""
        if self in {Item.ANALYSIS, Item.EXTRA}:
            return frozenset()
        return frozenset({"service", "channel"} if self.is_quoted else {"service", "channel", "scenario"})


ITEMS: Mapping[Item, str] = {
    Item.SETUP: N_("Setup, per service"),
    Item.RESEARCH: N_("Research, per minute"),
    Item.ANALYSIS: N_("Outcome analysis, per study"),
    Item.EXTRA: N_("Extra work, per hour"),
    Item.FEE: N_("Shopper’s fee, per contact"),
    Item.EXPENSES: N_("Expenses, at most per contact"),
}
"""What they are called on screens."""


class PriceMissing(Refusal):
    """Neither the study nor the agency's list has the price of an item."""


class What(Thing):
    """What a price is of: an item, of every service, channel and kind of scenario unless one is named."""

    item: Item
    service: str = ""
    """Name of a service; empty: of every service."""
    channel: Channel | None = None
    scenario: Kind | None = None

    def covers(self, service: str, channel: Channel | None, scenario: Kind | None) -> bool:
        """Whether all that it names is so."""
        return (
            (not self.service or self.service.casefold() == service.casefold())
            and self.channel in {None, channel}
            and self.scenario in {None, scenario}
        )

    @property
    def specific(self) -> tuple[bool, bool, bool]:
        """Its rank among those that cover a thing: naming the service goes before the channel, that before the kind."""
        return bool(self.service), self.channel is not None, self.scenario is not None


class Price(Thing):
    """The price of one unit of an item without VAT, in the agency's currency."""

    item: Item
    price: Decimal
    vat_percent: Decimal | None = None
    """None: the general rate of the day on which the work ends."""
    service: str = ""
    channel: Channel | None = None
    scenario: Kind | None = None
    cap: Decimal | None = None
    """The most of expenses, a contact; expenses have no other price."""
    valid_from: date | None = None
    """None: in a study's own workbook."""

    @property
    def what(self) -> What:
        """What it is of."""
        return What(item=self.item, service=self.service, channel=self.channel, scenario=self.scenario)


def find(
    prices: Iterable[Price],
    item: Item,
    *,
    service: str = "",
    channel: Channel | None = None,
    scenario: Kind | None = None,
) -> Price | None:
    """Returns the most specific price of an item for a service, a channel and a kind of scenario; None without one.

    A price fits when all that it names fits. Of several the one that names the service is taken, else the one that
    names the channel, else the one that names the kind of scenario; of equal ones the last. `prices` are of one day.
    """
    fitting = [price for price in prices if price.item is item and price.what.covers(service, channel, scenario)]
    return max(reversed(fitting), key=lambda price: price.what.specific, default=None)
