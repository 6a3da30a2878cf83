"""The outcome analysis beside a plain document of as many pages and words."""

import io
from datetime import UTC, datetime

from fpdf import FPDF
from pypdf import PdfReader

from bench.timing import median_seconds, ratio
from reporting import outcome_analysis
from tests.reporting.field import Field, database, havu

CONTACTS = 200
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _plain(pages: list[str]) -> bytes:
    document = FPDF()
    document.set_font("Helvetica", size=9)
    for text in pages:
        document.add_page()
        document.multi_cell(0, 4, text.encode("latin-1", "replace").decode("latin-1"))
    return bytes(document.output())


def measure() -> dict[str, float]:
    """Returns how many times as long the whole report takes as its words alone, warm, and how long that is."""
    engine = database()
    with engine.connect() as connection:
        Field(connection, havu()).contacts(CONTACTS)

        def report() -> bytes:
            return outcome_analysis.make(
                connection, agency=1, study=1, wave=1, language="fi", agency_name="Toteuma Oy", now=NOW
            ).pdf

        pages = [page.extract_text() for page in PdfReader(io.BytesIO(report())).pages]
        figures = {
            f"analysis of {CONTACTS} contacts / its words alone": ratio(report, lambda: _plain(pages), 5),
            f"analysis of {CONTACTS} contacts, ms": median_seconds(report, 5) * 1000,
        }
    engine.dispose()
    return figures
