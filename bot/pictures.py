"""Makes the pictures of pages that people have asked for."""

import asyncio

from sqlalchemy import RowMapping

from bot.office import Office
from bot.worker import Worker, make_picture
from domain.operations import pictures
from domain.operations.analyses import readable
from domain.person import Person
from domain.storage import jobs, outbox, people
from domain.storage.transaction import Transaction


async def make(office: Office, worker: Worker, job: RowMapping) -> None:
    """Makes the picture that a job is about, of the paper as it is now, and gives it to who asked."""
    ids = job["ids"]
    row, reader = await office.read(lambda tx: _asked(tx, job))
    pdf = await asyncio.to_thread(office.media.get, row["path"])
    content = await worker.do(make_picture, pdf, ids["page"])
    path = f"pictures/{row['id']}-{reader.id}-{ids['page']}.png"
    await asyncio.to_thread(office.media.put, path, content)

    def made(tx: Transaction) -> None:
        jobs.done(tx, job["id"])
        pictures.made(tx, to=reader, analysis_id=row["id"], page=ids["page"], path=path, now=office.now)

    await office.write(made)


def _asked(tx: Transaction, job: RowMapping) -> tuple[RowMapping, Person]:
    """The analysis, and who wants a page of it; both as they are now."""
    reader = people.get(tx, job["ids"]["person"])
    if reader is None:
        raise LookupError("person")
    return readable(tx, reader, job["ids"]["analysis"])[0], reader


def given_up(tx: Transaction, job: RowMapping, office: Office) -> None:
    """Says that a picture could not be made, to the one who waits for it."""
    reader = people.get(tx, job["ids"]["person"])
    if reader is not None:
        outbox.tell(tx, reader, "export_failed", office.now)
