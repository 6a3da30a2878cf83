"""The process in which heavy things are made: workbooks read, quotes and analyses printed.

It is started by `spawn`, and imports what is heavy inside its functions, so that the bot's own process stays small.
"""

import asyncio
import gc
import hashlib
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import connection
from typing import Any, TypeVar

from sqlalchemy import Connection

from domain.export import ExportForm
from domain.fault import Fault
from domain.half_year import HalfYear
from domain.imprint import Imprint
from domain.manuscript import Manuscript
from domain.pay import RunFile
from domain.price_differences import Listed
from domain.price_history import PriceChange
from domain.scope import WHOLE, Scope
from domain.study import Study

Made = TypeVar("Made")

PATIENCE = 120.0
"""Seconds that one piece of work may take; a hostile workbook must not hold up the others for ever."""


@dataclass(frozen=True)
class ReadWorkbook:
    """What the worker found in a workbook."""

    sha256: str
    study: Study | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    marked: bytes
    """The same workbook with comments in its faulty cells; empty when it is whole, or cannot be opened."""
    listed: tuple[Listed, ...] | None = None
    """The price list that it is instead of a study."""


def read_workbook(data: bytes, filename: str, language: str, timezone: str) -> ReadWorkbook:
    """Reads a study workbook; in the worker."""
    from domain.texts import Words
    from domain.workbook import marked_copy, read

    reading = read(data, filename, timezone=timezone)
    placed = [fault for fault in reading.faults if fault.sheet]
    return ReadWorkbook(
        sha256=hashlib.sha256(data).hexdigest(),
        study=reading.study if not reading.faults else None,
        faults=reading.faults,
        warnings=reading.warnings,
        marked=marked_copy(data, reading.faults, Words(language)) if placed else b"",
        listed=reading.listed,
    )


def write_price_list(changes: Sequence[PriceChange], currency: str, language: str) -> bytes:
    """Writes a price list as a workbook; in the worker."""
    from domain.texts import Words
    from domain.workbook.price_book import write

    return write(changes, currency, Words(language))


def print_quote(
    document: dict[str, Any],
    language: str,
    imprint: Imprint,
    simulated: bool,
    accepted: dict[str, Any] | None = None,
    timezone: str = "UTC",
) -> bytes:
    """Prints a quote, and when it has been accepted by whom and when, in a time zone; in the worker."""
    from domain.acceptance import Acceptance
    from domain.quote import Quote
    from reporting.pdf.quote import make

    return make(
        Quote.model_validate(document),
        language=language,
        imprint=imprint,
        simulated=simulated,
        acceptance=Acceptance.model_validate(accepted) if accepted else None,
        timezone=timezone,
    )


def print_invoice(document: dict[str, Any], language: str, imprint: Imprint, simulated: bool) -> dict[str, bytes]:
    """Makes the files of an invoice basis by their endings; no e-invoice while the seller lacks a detail."""
    from domain.invoice_basis import InvoiceBasis
    from reporting.export.finvoice import as_finvoice
    from reporting.export.invoice_basis import as_workbook
    from reporting.pdf.invoice_basis import make

    basis = InvoiceBasis.model_validate(document)
    files = {
        "pdf": make(basis, language=language, imprint=imprint, simulated=simulated),
        "xlsx": as_workbook(basis, language),
    }
    return files if basis.seller.missing else {**files, "xml": as_finvoice(basis, language)}


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    """Opens the database to read; afterwards lets go of what reports leave behind in cycles."""
    from domain.storage.database import open_engine, reading

    engine = open_engine(url)
    try:
        with reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()
        gc.collect()


def make_analysis(
    url: str,
    agency: int,
    study: int,
    wave: int,
    language: str,
    imprint: Imprint,
    now: datetime,
    scope: Scope = WHOLE,
    wording: dict[str, Any] | None = None,
) -> tuple[bytes, dict[str, Any]]:
    """Makes an outcome analysis from the database, and what is kept of it beside the PDF; in the worker."""
    from reporting.outcome_analysis import make
    from reporting.pdf.picture import headings

    with _reading(url) as connection:
        document = make(
            connection,
            agency=agency,
            study=study,
            wave=wave,
            scope=scope,
            language=language,
            imprint=imprint,
            now=now,
            edited=Manuscript.stored(wording),
        )
    kept: dict[str, Any] = {
        "headlines": document.summary,
        "decisions": document.proposals,
        "standing": document.standing,
        "predictions": document.predictions,
        "wording": document.manuscript.to_json(),
        "pages": headings(document.pdf),
    }
    return document.pdf, kept


def make_picture(pdf: bytes, page: int) -> bytes:
    """Makes a page of a paper a picture (PNG); in the worker."""
    from reporting.pdf.picture import picture

    return picture(pdf, page)


def make_portfolio(
    url: str, agency: int, client: int, studies: tuple[int, ...], language: str, imprint: Imprint, now: datetime
) -> tuple[bytes, tuple[str, ...]]:
    """Makes the report of several studies of a client, and its headlines; in the worker."""
    from reporting.portfolio import make

    with _reading(url) as connection:
        document = make(
            connection, agency=agency, client=client, studies=studies, language=language, imprint=imprint, now=now
        )
    return document.pdf, document.summary


def count_norm(url: str, agency: int, half: HalfYear) -> tuple[tuple[object, ...], ...]:
    """Counts what a half-year adds to the agency's norm; in the worker."""
    from reporting.analyses.norm_parts import count

    with _reading(url) as connection:
        return count(connection, agency=agency, half=half)


def make_report(url: str, agency: int, contact: int, language: str, imprint: Imprint, now: datetime) -> bytes:
    """Prints the report of one contact; in the worker."""
    from reporting.one_contact import make

    with _reading(url) as connection:
        return make(connection, agency=agency, contact=contact, language=language, imprint=imprint, now=now)


def make_praise(
    url: str,
    agency: int,
    study: int,
    wave: int,
    scope: Scope,
    unit: str,
    language: str,
    imprint: Imprint,
    now: datetime,
) -> bytes:
    """Prints praise for a unit, nothing when there is none to print; in the worker."""
    from reporting.praise import make

    with _reading(url) as connection:
        return make(
            connection,
            agency=agency,
            study=study,
            wave=wave,
            scope=scope,
            unit=unit,
            language=language,
            imprint=imprint,
            now=now,
        )


def make_export(
    url: str,
    agency: int,
    study: int,
    wave: int,
    scope: Scope,
    language: str,
    imprint: Imprint,
    now: datetime,
    form: ExportForm,
    for_client: bool,
) -> bytes:
    """Makes a file of a wave's data from the database; in the worker."""
    from reporting.export.files import make

    with _reading(url) as connection:
        return make(
            connection,
            agency=agency,
            study=study,
            wave=wave,
            scope=scope,
            language=language,
            imprint=imprint,
            now=now,
            form=form,
            for_client=for_client,
        )


def make_payrun(
    payments: Sequence[Mapping[str, Any]],
    number: str,
    begins_on: date,
    ends_on: date,
    language: str,
    form: RunFile,
    now: datetime,
) -> bytes:
    """Makes a file of a pay run; in the worker."""
    from reporting.export.payrun import make

    return make(payments, number=number, begins_on=begins_on, ends_on=ends_on, language=language, form=form, now=now)


def _end_with_the_bot() -> None:
    """Lets the worker end when the bot's process has, in whatever way: a pool's own worker would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


class WorkerLost(Exception):
    """The worker process died; the work may be tried again."""


class TooSlow(WorkerLost):
    """The work took too long, and was ended."""


class Worker:
    """One process beside the bot's own; a new one when it dies."""

    def __init__(self) -> None:
        self._pool = self._start()
        self._free = asyncio.Lock()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_end_with_the_bot)

    async def do(self, work: Callable[..., Made], *arguments: object) -> Made:
        """Does a piece of work in the process, when it is free (WorkerLost when it dies, TooSlow after PATIENCE)."""
        async with self._free:
            try:
                async with asyncio.timeout(PATIENCE):
                    return await asyncio.get_running_loop().run_in_executor(self._pool, work, *arguments)
            except BrokenProcessPool:
                self._replace()
                raise WorkerLost from None
            except TimeoutError:
                self._replace()
                raise TooSlow from None

    def _replace(self) -> None:
        self.close(kill=True)
        self._pool = self._start()

    def close(self, *, kill: bool = False) -> None:
        """Ends the process, at once when told to."""
        processes = list((self._pool._processes or {}).values()) if kill else []  # the pool has no way to kill its own
        self._pool.shutdown(wait=not kill, cancel_futures=True)
        for process in processes:
            process.kill()
