"""Quotes' other papers: the copy that says who has accepted one, and letters that show an acceptance."""

import asyncio
import re

from sqlalchemy import RowMapping

from bot.keeping import download
from bot.office import Office
from bot.worker import Worker, print_quote
from domain.operations import acceptances
from domain.storage import jobs, quotes, studies
from domain.storage.transaction import Transaction


def named(row: RowMapping) -> str:
    """Returns what a quote's files are called: `2026-001`, a later version `2026-001_2`."""
    return str(row["number"]).replace("/", "_")


async def accepted_copy(office: Office, worker: Worker, job: RowMapping) -> bytes:
    """Returns the PDF of an accepted quote with its acceptance."""
    row = await office.read(lambda tx: quotes.get(tx, job["ids"]["quote"]))
    study_row = await office.read(lambda tx: studies.get(tx, row["study_id"])) if row else None
    if row is None or study_row is None:
        raise LookupError("quote")
    terms = studies.definition(study_row).terms
    return await worker.do(
        print_quote,
        dict(row["document"]),
        terms.report_language,
        office.settings.imprint,
        study_row["simulated"],
        row["acceptance"],
        terms.timezone,
    )


async def keep_proof(office: Office, job: RowMapping) -> None:
    """Makes our own copy of the letter or picture that shows an acceptance."""
    id = job["ids"]["quote"]
    row = await office.read(lambda tx: quotes.get(tx, id))
    proof = row["acceptance"]["proof"] if row and row["acceptance"] else None
    path, sha256 = "", ""
    if row is not None and proof is not None:
        found = re.search(r"\.[A-Za-z0-9]{1,5}$", proof["name"])
        ending = found[0].lower() if found else (".jpg" if proof["kind"] == "photo" else "")
        path = f"quotes/{named(row)}_accepted_by{ending}"
        sha256 = await asyncio.to_thread(office.media.put, path, await download(office.bot, proof["file_id"]))

    def kept(tx: Transaction) -> None:
        jobs.done(tx, job["id"])
        if path:
            acceptances.note_proof(tx, quote_id=id, path=path, sha256=sha256)

    await office.write(kept)
