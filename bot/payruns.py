"""Makes the files by which a pay run is handed to payroll."""

import asyncio

from sqlalchemy import RowMapping

from bot.office import Office
from bot.worker import Worker, make_payrun
from domain.operations import pay
from domain.pay import RunFile
from domain.person import Person
from domain.storage import jobs, outbox, people
from domain.storage.transaction import Transaction


async def make(office: Office, worker: Worker, job: RowMapping) -> None:
    """Makes the file that a job is about, of the run as it was made, and gives it to who asked."""
    row, reader = await office.read(lambda tx: _asked(tx, job))
    form = RunFile(job["ids"]["form"])
    content = await worker.do(
        make_payrun, row["payments"], row["number"], row["begins_on"], row["ends_on"], reader.language, form, office.now
    )
    path = f"exports/payrun-{row['id']}-{reader.id}.{form}"
    await asyncio.to_thread(office.media.put, path, content)

    def made(tx: Transaction) -> None:
        jobs.done(tx, job["id"])
        outbox.tell(tx, reader, "payrun_made", office.now, payrun=row["id"], form=form.value, path=path)

    await office.write(made)


def _asked(tx: Transaction, job: RowMapping) -> tuple[RowMapping, Person]:
    reader = people.get(tx, job["ids"]["person"])
    if reader is None:
        raise LookupError("person")
    return pay.a_run(tx, reader, job["ids"]["payrun"]), reader


def given_up(tx: Transaction, job: RowMapping, office: Office) -> None:
    """Says that the file could not be made, to the one who waits for it."""
    reader = people.get(tx, job["ids"]["person"])
    if reader is not None:
        outbox.tell(tx, reader, "paper_failed", office.now)
