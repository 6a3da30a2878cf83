"""Makes the reports of all studies of a client that have been asked for."""

import asyncio

from sqlalchemy import RowMapping

from bot.office import Office
from bot.worker import Worker, make_portfolio
from domain.operations import portfolios as operations
from domain.place import place
from domain.storage import cards, jobs, people, portfolios
from domain.storage.transaction import Transaction


async def make(office: Office, worker: Worker, job: RowMapping) -> None:
    """Makes the report that a job is about, and gives it to the one who asked."""
    id = job["ids"]["portfolio"]
    row = await office.read(lambda tx: portfolios.get(tx, id))
    if row is None:
        raise LookupError("portfolio")
    pdf, headlines = await worker.do(
        make_portfolio,
        office.settings.database_url,
        office.agency,
        row["client_id"],
        tuple(row["studies"]),
        row["language"],
        office.settings.imprint,
        office.now,
    )
    path = f"portfolios/{id}.pdf"
    sha256 = await asyncio.to_thread(office.media.put, path, pdf)

    def made(tx: Transaction) -> None:
        jobs.done(tx, job["id"])
        operations.note_made(tx, portfolio_id=id, path=path, sha256=sha256, headlines=headlines, now=office.now)
        _back(tx, row, office)

    await office.write(made)


def given_up(tx: Transaction, job: RowMapping, office: Office) -> None:
    """Says that a report could not be made, to the one who waits for it."""
    row = portfolios.get(tx, job["ids"]["portfolio"])
    if row is not None:
        operations.note_failed(tx, portfolio_id=row["id"], now=office.now)
        _back(tx, row, office)


def _back(tx: Transaction, row: RowMapping, office: Office) -> None:
    """Turns the card that waited for this very report into the list it was asked from."""
    maker = people.get(tx, row["made_by"])
    if maker is not None:
        waited = place("making", what="portfolio", portfolio=row["id"])
        cards.become(tx, maker.chat_id, waited, place("analysis_of"), office.now)
