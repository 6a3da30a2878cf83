"""Makes the price list as a workbook for the owner who has asked for it."""

import asyncio

from sqlalchemy import RowMapping

from bot.office import Office
from bot.worker import Worker, write_price_list
from domain.clock import day_of
from domain.operations import prices
from domain.person import Person
from domain.price_history import PriceChange
from domain.storage import jobs, outbox, people
from domain.storage.transaction import Transaction


async def make(office: Office, worker: Worker, job: RowMapping) -> None:
    """Makes the workbook of the prices as they are now, and of those to come."""
    today = day_of(office.now, office.settings.timezone)

    def asked(tx: Transaction) -> tuple[Person, list[PriceChange], str]:
        owner = people.get(tx, job["ids"]["person"])
        if owner is None:
            raise LookupError("person")
        return owner, prices.standing(tx, by=owner, today=today), prices.currency(tx, by=owner)

    owner, changes, currency = await office.read(asked)
    content = await worker.do(write_price_list, changes, currency, owner.language)
    path = f"exports/prices-{job['id']}.xlsx"
    await asyncio.to_thread(office.media.put, path, content)

    def made(tx: Transaction) -> None:
        jobs.done(tx, job["id"])
        outbox.tell(tx, owner, "prices_made", office.now, path=path)

    await office.write(made)


def given_up(tx: Transaction, job: RowMapping, office: Office) -> None:
    """Says that the workbook could not be made, to the one who waits for it."""
    owner = people.get(tx, job["ids"]["person"])
    if owner is not None:
        outbox.tell(tx, owner, "export_failed", office.now)
