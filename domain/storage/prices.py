"""The agency's prices and rates of VAT, each with its day; what has been in force stays."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from domain.price_history import PriceChange, VatChange, prices_on
from domain.price_list import Item, Price, What
from domain.scenario import Kind
from domain.service import Channel
from domain.storage.tables import agency, price, vat_rate
from domain.storage.transaction import Transaction
from domain.vat import VatRate


def changes(tx: Transaction) -> Sequence[PriceChange]:
    """Returns every change of a price there has been, or will be, in the order in which they were set."""
    return [
        PriceChange(
            id=row["id"],
            what=What(
                item=Item(row["item"]),
                service=row["service"],
                channel=Channel(row["channel"]) if row["channel"] else None,
                scenario=Kind(row["scenario"]) if row["scenario"] else None,
            ),
            valid_from=row["valid_from"],
            amount=row["cap"] if row["item"] == Item.EXPENSES else row["price"],
            vat_percent=row["vat_percent"],
            set_by=row["set_by"],
        )
        for row in tx.all(price)
    ]


def price_list(tx: Transaction, day: date) -> tuple[Price, ...]:
    """Returns the agency's prices of a day."""
    return prices_on(changes(tx), day)


def add(
    tx: Transaction,
    *,
    what: What,
    amount: Decimal | None,
    vat_percent: Decimal | None,
    valid_from: date,
    by: int,
    now: datetime,
) -> int:
    """Adds a price from a day on; no amount ends it."""
    is_cap = what.item is Item.EXPENSES
    return tx.add(
        price,
        item=what.item.value,
        service=what.service,
        channel=what.channel.value if what.channel else "",
        scenario=what.scenario.value if what.scenario else "",
        price=Decimal(0) if is_cap and amount is not None else amount,
        cap=amount if is_cap else None,
        vat_percent=vat_percent,
        valid_from=valid_from,
        set_by=by,
        set_at=now,
    )


def take_back(tx: Transaction, id: int, after: date) -> bool:
    """Takes back a change that begins after a day; False when there is none."""
    return tx.remove(price, price.c.id == id, price.c.valid_from > after) == 1


def vat_changes(tx: Transaction) -> Sequence[VatChange]:
    """Returns the general rates of VAT by their days; of two from one day the later set one is last."""
    return [
        VatChange(id=row["id"], percent=row["percent"], valid_from=row["valid_from"], set_by=row["set_by"])
        for row in tx.all(vat_rate, order=(vat_rate.c.valid_from, vat_rate.c.id))
    ]


def vat_rates(tx: Transaction) -> tuple[VatRate, ...]:
    """Returns the general rates of VAT by their days."""
    return tuple(VatRate(percent=change.percent, valid_from=change.valid_from) for change in vat_changes(tx))


def add_vat(tx: Transaction, *, percent: Decimal, valid_from: date, by: int, now: datetime) -> int:
    """Adds a general rate of VAT from a day on."""
    return tx.add(vat_rate, percent=percent, valid_from=valid_from, set_by=by, set_at=now)


def take_back_vat(tx: Transaction, id: int, after: date) -> bool:
    """Takes back a rate that begins after a day; False when there is none."""
    return tx.remove(vat_rate, vat_rate.c.id == id, vat_rate.c.valid_from > after) == 1


def currency(tx: Transaction) -> str:
    """Returns the currency of the agency's prices, by ISO 4217."""
    return str(tx.connection.scalar(select(agency.c.currency).where(agency.c.id == tx.agency)))


def set_currency(tx: Transaction, code: str) -> None:
    """Changes the currency of the agency's prices."""
    tx.connection.execute(agency.update().where(agency.c.id == tx.agency).values(currency=code))
