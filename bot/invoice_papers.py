"""Makes the files of invoice bases: PDF, Excel, and an e-invoice where the agency has told what it needs."""

import asyncio

from sqlalchemy import RowMapping

from bot.office import Office
from bot.worker import Worker, print_invoice
from domain.operations import invoices as operations
from domain.place import place
from domain.storage import cards, invoice_bases, jobs, outbox, people, studies
from domain.storage.transaction import Transaction


async def make(office: Office, worker: Worker, job: RowMapping) -> None:
    """Makes the files of the invoice basis that a job is about, and gives them to the one who asked."""
    id = job["ids"]["invoice"]
    row = await office.read(lambda tx: invoice_bases.get(tx, id))
    study_row = await office.read(lambda tx: studies.get(tx, row["study_id"])) if row else None
    if row is None or study_row is None:
        raise LookupError("invoice")
    language = studies.definition(study_row).terms.report_language
    printed = dict(row["document"])
    files = await worker.do(print_invoice, printed, language, office.settings.imprint, study_row["simulated"])
    paths = {form: f"invoices/{row['number']}.{form}" for form in files}
    for form, content in files.items():
        await asyncio.to_thread(office.media.put, paths[form], content)

    def made(tx: Transaction) -> None:
        jobs.done(tx, job["id"])
        operations.note_made(tx, basis_id=id, printed=printed, paths=paths, now=office.now)
        _back(tx, row, office)

    await office.write(made)


def given_up(tx: Transaction, job: RowMapping, office: Office) -> None:
    """Says that the files could not be made, to the one who waits for them."""
    row = invoice_bases.get(tx, job["ids"]["invoice"])
    maker = people.get(tx, row["made_by"]) if row else None
    if row is not None and maker is not None:
        _back(tx, row, office)
        outbox.tell(tx, maker, "paper_failed", office.now)


def _back(tx: Transaction, row: RowMapping, office: Office) -> None:
    """Turns the card that waited for this very paper into the study's."""
    maker = people.get(tx, row["made_by"])
    if maker is not None:
        waited = place("making", what="invoice", invoice=row["id"])
        cards.become(tx, maker.chat_id, waited, place("study", study=row["study_id"]), office.now)
