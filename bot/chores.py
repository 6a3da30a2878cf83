"""Work that waits in the database: workbooks to read, quotes and analyses to print, data to export."""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

from sqlalchemy import RowMapping
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import invoice_papers, payruns, pictures, portfolios, price_lists
from bot.keeping import download
from bot.office import Office
from bot.quote_papers import accepted_copy, keep_proof, named
from bot.worker import (
    ReadWorkbook,
    TooSlow,
    Worker,
    WorkerLost,
    count_norm,
    make_analysis,
    make_export,
    make_praise,
    make_report,
    print_quote,
    read_workbook,
)
from domain.export import ExportForm
from domain.fault import Fault
from domain.half_year import HalfYear
from domain.operations import analyses as analysing
from domain.operations import norms
from domain.operations import prices as pricing
from domain.operations import quotes as quoting
from domain.operations import studies as studying
from domain.operations.access import Action, may
from domain.person import Person
from domain.place import place
from domain.scope import Scope
from domain.storage import analyses, cards, jobs, outbox, people, quotes, studies
from domain.storage.transaction import Transaction
from domain.texts import N_

log = logging.getLogger(__name__)

STEP_BACK = 5.0
"""Seconds before a workbook that Telegram did not hand out is asked for again."""
SMALL: Mapping[str, tuple[str, str]] = {
    "contact_report": ("review", "contact"),
    "praise": ("analysis", "analysis"),
    "accepted_quote": ("quote", "quote"),
}
"""Kinds of jobs whose papers have no row of their own: given to who asked, on the card of a kind, about a thing."""


class Paper(Protocol):
    """A file of its own noun: how it is made, and what is said when it cannot be."""

    async def make(self, office: Office, worker: Worker, job: RowMapping) -> None: ...

    def given_up(self, tx: Transaction, job: RowMapping, office: Office) -> None: ...


PAPERS: Mapping[str, Paper] = {
    "invoice": invoice_papers,
    "payrun": payruns,
    "picture": pictures,
    "portfolio": portfolios,
    "prices": price_lists,
}
"""Kinds of jobs that have a room of their own."""
OWNERS_ALONE = N_("This is a price list; only the owner changes it.")
TRIES = 3
"""How often a job is tried before it is said to have failed."""


class Chores:
    """Does one kind of waiting work after the other."""

    def __init__(self, office: Office, worker: Worker) -> None:
        self._office = office
        self._worker = worker
        self._lost: Counter[int] = Counter()

    async def read_workbooks(self) -> bool:
        """Reads the next workbook that waits; says whether there was one."""
        waiting = await self._office.read(studies.waiting_uploads)
        if not waiting:
            return False
        upload = await self._office.read(lambda tx: studies.get_upload(tx, waiting[0]))
        if upload is not None:
            await self._read_workbook(upload)
        return True

    async def _read_workbook(self, upload: RowMapping) -> None:
        office, id = self._office, upload["id"]
        sender = await office.read(lambda tx: people.get(tx, upload["person_id"]))
        language = sender.language if sender else office.settings.language
        found = await self._found(upload, language)
        if found is None:
            return
        path = f"workbooks/{id}-marked.xlsx" if found.marked else ""
        if path:
            await asyncio.to_thread(office.media.put, path, found.marked)
        await office.write(lambda tx: self._workbook_read(tx, id, sender, found, path))

    async def _found(self, upload: RowMapping, language: str) -> ReadWorkbook | None:
        """What is in a workbook; None when it has to be asked for again."""
        office, id = self._office, upload["id"]
        try:
            data = await download(office.bot, upload["file_id"])
            return await self._worker.do(read_workbook, data, upload["filename"], language, office.settings.timezone)
        except (BadRequest, Forbidden):
            return _unreadable(N_("The file could not be fetched from Telegram; please send it again."))
        except TelegramError as failure:
            log.warning("a workbook has to wait: %s", type(failure).__name__)
            await asyncio.sleep(STEP_BACK)
            return None
        except WorkerLost as lost:
            self._lost[id] += 1
            if self._lost[id] < TRIES and not isinstance(lost, TooSlow):
                return None
            return _unreadable(N_("Reading the workbook took too long; please make it smaller."))
        except Exception:
            # it would fail again, and hold up the workbooks behind it
            log.exception("a workbook could not be read")
            return _unreadable(N_("The file is damaged; save it again as .xlsx and send it anew."))

    def _workbook_read(
        self, tx: Transaction, upload_id: int, sender: Person | None, found: ReadWorkbook, marked: str
    ) -> None:
        if found.listed is not None and pricing.is_owner(sender):
            pricing.note_read(tx, upload_id=upload_id, sha256=found.sha256, listed=found.listed)
        else:
            studying.note_read(
                tx,
                upload_id=upload_id,
                sha256=found.sha256,
                study=found.study,
                faults=found.faults if found.listed is None else [Fault(OWNERS_ALONE)],
                warnings=found.warnings,
            )
        if sender is None:
            return
        here = place("workbook", upload=upload_id)
        if not cards.become(tx, sender.chat_id, here, here, self._office.now):
            outbox.tell(tx, sender, "workbook_read", self._office.now, upload=upload_id)
        if marked:
            outbox.tell(tx, sender, "workbook_marked", self._office.now, upload=upload_id, path=marked)

    async def print_papers(self) -> bool:
        """Does the jobs that wait; says whether there were any."""
        waiting = await self._office.read(lambda tx: jobs.waiting(tx, self._office.now))
        for job in waiting:
            await self._print(job)
        return bool(waiting)

    async def _print(self, job: RowMapping) -> None:
        office, id = self._office, job["id"]
        own = {
            "quote": self._quote,
            "analysis": self._analysis,
            "contact_report": self._contact_report,
            "praise": self._praise,
            "export": self._export,
            "norm": self._norm,
            "accepted_quote": self._accepted_quote,
            "quote_proof": self._quote_proof,
        }
        try:
            if job["kind"] in PAPERS:
                await PAPERS[job["kind"]].make(office, self._worker, job)
            else:
                await own[job["kind"]](job)
        except Exception as failure:
            if not isinstance(failure, WorkerLost):
                log.exception("a job of kind %s failed", job["kind"])
            name = type(failure).__name__
            if job["attempts"] + 1 >= TRIES:
                await office.write(lambda tx: self._given_up(tx, job, name))
            else:
                due_at = office.now + timedelta(seconds=1 + job["attempts"])
                await office.write(lambda tx: jobs.again(tx, id, due_at, name))

    def _given_up(self, tx: Transaction, job: RowMapping, name: str) -> None:
        """Says that a paper could not be made, to the one who waits for it."""
        jobs.failed(tx, job["id"], name)
        if job["kind"] in SMALL:
            self._small_paper_done(tx, job, people.get(tx, job["ids"]["by"]), "paper_failed")
            return
        if job["kind"] in {"norm", "quote_proof"}:
            # nobody waits for it: reports do without, and the next one asks for it again; Telegram keeps a letter
            return
        if job["kind"] in PAPERS:
            PAPERS[job["kind"]].given_up(tx, job, self._office)
            return
        if job["kind"] == "export":
            self._export_failed(tx, job)
            return
        kind, id = job["kind"], job["ids"][job["kind"]]
        row = {"quote": quotes.get, "analysis": analyses.get}[kind](tx, id)
        maker = people.get(tx, row["made_by"]) if row is not None else None
        if row is None or maker is None:
            return
        if kind == "analysis":
            # one that was to be made again is there as it was
            analyses.change(tx, id, state="made" if row["path"] else "failed")
        self._back_to_study(tx, row, kind)
        outbox.tell(tx, maker, "paper_failed", self._office.now)

    async def _quote(self, job: RowMapping) -> None:
        office, id = self._office, job["ids"]["quote"]
        row = await office.read(lambda tx: quotes.get(tx, id))
        study = await office.read(lambda tx: studies.get(tx, row["study_id"])) if row else None
        if row is None or study is None:
            raise LookupError("quote")
        language = studies.definition(study).terms.report_language
        pdf = await self._worker.do(
            print_quote, dict(row["document"]), language, office.settings.imprint, study["simulated"]
        )
        path = f"quotes/{named(row)}.pdf"
        sha256 = await asyncio.to_thread(office.media.put, path, pdf)

        def made(tx: Transaction) -> None:
            jobs.done(tx, job["id"])
            printed = row["document"]
            quoting.note_made(tx, quote_id=id, path=path, sha256=sha256, printed=printed, now=office.now)
            self._back_to_study(tx, row, "quote")

        await office.write(made)

    async def _accepted_quote(self, job: RowMapping) -> None:
        await self._small_paper(job, await accepted_copy(self._office, self._worker, job), "accepted_quote")

    async def _quote_proof(self, job: RowMapping) -> None:
        await keep_proof(self._office, job)

    async def _analysis(self, job: RowMapping) -> None:
        office, id = self._office, job["ids"]["analysis"]
        row = await office.read(lambda tx: analyses.get(tx, id))
        if row is None:
            raise LookupError("analysis")
        pdf, kept = await self._worker.do(
            make_analysis,
            office.settings.database_url,
            office.agency,
            row["study_id"],
            row["wave_id"],
            row["language"],
            office.settings.imprint,
            office.now,
            Scope.of(row["scope"]),
            row["wording"],
        )
        path = f"analyses/{id}.pdf"
        sha256 = await asyncio.to_thread(office.media.put, path, pdf)

        def made(tx: Transaction) -> None:
            jobs.done(tx, job["id"])
            analysing.note_made(tx, analysis_id=id, path=path, sha256=sha256, now=office.now, **kept)
            self._back_to_study(tx, row, "analysis")

        await office.write(made)

    async def _norm(self, job: RowMapping) -> None:
        office, first = self._office, date.fromisoformat(job["ids"]["first"])
        parts = await self._worker.do(count_norm, office.settings.database_url, office.agency, HalfYear.of(first))

        def counted(tx: Transaction) -> None:
            jobs.done(tx, job["id"])
            norms.keep(tx, first=first, parts=parts, now=office.now)

        await office.write(counted)

    async def _contact_report(self, job: RowMapping) -> None:
        office, ids = self._office, job["ids"]
        settings = office.settings
        pdf = await self._worker.do(
            make_report,
            settings.database_url,
            office.agency,
            ids["contact"],
            ids["language"],
            settings.imprint,
            office.now,
        )
        await self._small_paper(job, pdf, "contact_report")

    async def _praise(self, job: RowMapping) -> None:
        office, ids = self._office, job["ids"]
        row = await office.read(lambda tx: analyses.get(tx, ids["analysis"]))
        if row is None:
            raise LookupError("analysis")
        settings = office.settings
        pdf = await self._worker.do(
            make_praise,
            settings.database_url,
            office.agency,
            row["study_id"],
            row["wave_id"],
            Scope.of(row["scope"]),
            ids["unit"],
            ids["language"],
            settings.imprint,
            office.now,
        )
        await self._small_paper(job, pdf, "praise" if pdf else "no_praise")

    async def _small_paper(self, job: RowMapping, pdf: bytes, notice: str) -> None:
        path = f"papers/{job['id']}.pdf" if pdf else ""
        if path:
            await asyncio.to_thread(self._office.media.put, path, pdf)

        def made(tx: Transaction) -> None:
            jobs.done(tx, job["id"])
            self._small_paper_done(tx, job, people.get(tx, job["ids"]["by"]), notice, path=path)

        await self._office.write(made)

    def _small_paper_done(
        self, tx: Transaction, job: RowMapping, asker: Person | None, notice: str, *, path: str = ""
    ) -> None:
        """Turns the card that waited for a small paper into the one it was asked from, and tells of it."""
        if asker is None:
            return
        ids, waited = job["ids"], place("making", what=job["kind"], job=job["id"])
        kind, about = SMALL[job["kind"]]
        back = place(kind, **{about: ids[about]})
        cards.become(tx, asker.chat_id, waited, back, self._office.now)
        outbox.tell(tx, asker, notice, self._office.now, **{**ids, "path": path})

    async def _export(self, job: RowMapping) -> None:
        office, form = self._office, ExportForm(job["ids"]["form"])
        row, reader = await office.read(lambda tx: self._export_for(tx, job))
        content = await self._worker.do(
            make_export,
            office.settings.database_url,
            office.agency,
            row["study_id"],
            row["wave_id"],
            Scope.of(row["scope"]),
            reader.language,
            office.settings.imprint,
            office.now,
            form,
            not may(reader, Action.RUN),
        )
        path = f"exports/{row['id']}-{reader.id}.{form.ending}"
        await asyncio.to_thread(office.media.put, path, content)

        def made(tx: Transaction) -> None:
            jobs.done(tx, job["id"])
            analysing.exported(tx, to=reader, analysis_id=row["id"], form=form, path=path, now=office.now)
            self._after_export(tx, job, reader, row["study_id"])

        await office.write(made)

    def _export_for(self, tx: Transaction, job: RowMapping) -> tuple[RowMapping, Person]:
        """The analysis whose data are wanted, and who wants them; both as they are now."""
        reader = people.get(tx, job["ids"]["person"])
        if reader is None:
            raise LookupError("person")
        return analysing.readable(tx, reader, job["ids"]["analysis"])[0], reader

    def _export_failed(self, tx: Transaction, job: RowMapping) -> None:
        row, reader = analyses.get(tx, job["ids"]["analysis"]), people.get(tx, job["ids"]["person"])
        if row is not None and reader is not None:
            self._after_export(tx, job, reader, row["study_id"])
            outbox.tell(tx, reader, "export_failed", self._office.now)

    def _after_export(self, tx: Transaction, job: RowMapping, reader: Person, study_id: int) -> None:
        """Turns the card that waited for this very file into what its reader goes on from."""
        waited = place("exporting", analysis=job["ids"]["analysis"], form=job["ids"]["form"])
        home = place("study", study=study_id) if may(reader, Action.RUN) else place("reports")
        cards.become(tx, reader.chat_id, waited, home, self._office.now)

    def _back_to_study(self, tx: Transaction, row: RowMapping, what: str) -> None:
        """Turns the card that waited for this very paper into the study's."""
        maker = people.get(tx, row["made_by"])
        waited = place("making", **{"what": what, what: row["id"]})
        if maker is not None:
            cards.become(tx, maker.chat_id, waited, place("study", study=row["study_id"]), self._office.now)


def _unreadable(message: str) -> ReadWorkbook:
    return ReadWorkbook("", None, (Fault(message),), (), b"")
