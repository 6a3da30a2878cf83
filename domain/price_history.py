"""How prices and rates of VAT have changed, and will change."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from domain.price_list import Item, Price, What
from domain.refusal import Refusal
from domain.thing import Thing


class InForceAlready(Refusal):
    """What has been in force is history, and stays."""


class NoPriceToEnd(Refusal):
    """A price that is not there cannot end."""


class PriceChange(Thing):
    """A price from a day on, or none any more."""

    id: int
    what: What
    valid_from: date
    amount: Decimal | None
    """Of one unit without VAT; of expenses the most that is paid. None: there is no price from that day on."""
    vat_percent: Decimal | None = None
    """None: the general rate."""
    set_by: int | None = None

    @property
    def price(self) -> Price | None:
        """The price that it begins."""
        if self.amount is None:
            return None
        is_cap = self.what.item is Item.EXPENSES
        return Price(
            item=self.what.item,
            service=self.what.service,
            channel=self.what.channel,
            scenario=self.what.scenario,
            price=Decimal(0) if is_cap else self.amount,
            cap=self.amount if is_cap else None,
            vat_percent=self.vat_percent,
            valid_from=self.valid_from,
        )


class VatChange(Thing):
    """A general rate of VAT from a day on."""

    id: int
    percent: Decimal
    valid_from: date
    set_by: int | None = None


def of(changes: Iterable[PriceChange], what: What) -> Sequence[PriceChange]:
    """Returns the changes of exactly one price, oldest first; of two from one day the later set one is last."""
    own = (change for change in changes if change.what == what)
    return sorted(own, key=lambda change: (change.valid_from, change.id))


def in_force(changes: Iterable[PriceChange], day: date) -> dict[What, PriceChange]:
    """Returns the last change of each price until a day, in the order of items; those that have ended are left out."""
    newest: dict[What, PriceChange] = {}
    for change in sorted(changes, key=lambda change: (change.valid_from, change.id)):
        if change.valid_from <= day:
            newest[change.what] = change
    return {what: newest[what] for what in sorted(newest, key=order) if newest[what].amount is not None}


def prices_on(changes: Iterable[PriceChange], day: date) -> tuple[Price, ...]:
    """Returns the price list of a day."""
    return tuple(price for change in in_force(changes, day).values() if (price := change.price))


def order(what: What) -> tuple[object, ...]:
    """The order in which prices are listed: by item, the widest first."""
    return list(Item).index(what.item), what.specific, what.service.casefold(), what.channel or "", what.scenario or ""
