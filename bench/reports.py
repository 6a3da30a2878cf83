"""The outcome analysis beside a plain document of its words, beside other studies' data, and in the worker."""

import asyncio
import io
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from pypdf import PdfReader

from bench.timing import median_seconds, ratio
from bench.waves import write
from bot.worker import Worker, make_analysis
from domain.imprint import Imprint
from domain.storage.database import open_engine, reading
from reporting import outcome_analysis

COPIES, OTHERS, GREAT = 23, 10, 460
"""Of the wave copied: 200,000 answers in a study, 2 million in ten others, 4 million."""
LONG = bool(os.environ.get("BENCH_LONG"))
"""Whether to measure what takes ten minutes too: a study of 4 million answers, and 300 reports instead of 40."""
WARM, REPORTS = 10, 300 if LONG else 40
PROBE = 0.005
"""Seconds that the loop means to sleep while the worker is at work."""
PRINTED_BY = Imprint(agency="Toteuma Oy")
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _plain(pages: list[str]) -> bytes:
    document = FPDF()
    document.set_font("Helvetica", size=9)
    for text in pages:
        document.add_page()
        document.multi_cell(0, 4, text.encode("latin-1", "replace").decode("latin-1"))
    return bytes(document.output())


def _report(url: str) -> Callable[[], bytes]:
    """Returns what reads, counts and prints the wave of a database, on a connection of its own each time."""
    engine = open_engine(url)

    def make() -> bytes:
        with reading(engine) as connection:
            return outcome_analysis.make(
                connection, agency=1, study=1, wave=1, language="fi", imprint=PRINTED_BY, now=NOW
            ).pdf

    return make


async def _in_the_worker(url: str) -> tuple[float, float]:
    """Returns the p99 of how late (ms) the loop wakes while reports are made, and how the worker's memory grew."""
    worker, late, sizes = Worker(), list[float](), list[int]()

    async def probe() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(PROBE)
            late.append((time.perf_counter() - began - PROBE) * 1000)

    await worker.do(make_analysis, url, 1, 1, 1, "fi", PRINTED_BY, NOW)
    probing = asyncio.create_task(probe())
    for _ in range(REPORTS):
        await worker.do(make_analysis, url, 1, 1, 1, "fi", PRINTED_BY, NOW)
        sizes.append(await worker.do(_resident))
    probing.cancel()
    worker.close()
    return sorted(late)[int(0.99 * len(late))], sizes[-1] / sizes[WARM - 1]


def _resident() -> int:
    """Pages of memory that the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1])


def measure() -> dict[str, float]:
    """Returns how many times as long the whole report takes as its words alone, warm, and what else is promised."""
    with tempfile.TemporaryDirectory() as folder:
        url = write(Path(folder) / "one.db", COPIES)
        report, amid = _report(url), _report(write(Path(folder) / "many.db", COPIES, others=OTHERS))
        pdf = report()
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
        lag, growth = asyncio.run(_in_the_worker(url))
        figures = {
            "analysis of 200,000 answers / its words alone": ratio(report, lambda: _plain(pages), 5),
            "amid 2 million of other studies / alone": ratio(amid, report, 5),
            "analysis of 200,000 answers, ms": median_seconds(report, 5) * 1000,
            "its pages": len(pages),
            "its file, KiB": len(pdf) / 1024,
            "event loop's lag meanwhile, p99, ms": lag,
            f"worker's memory, report {REPORTS} / report {WARM}": growth,
        }
        if LONG:
            great = _report(write(Path(folder) / "great.db", GREAT))
            figures["analysis of 4 million answers, s"] = median_seconds(great, 1)
    return figures
