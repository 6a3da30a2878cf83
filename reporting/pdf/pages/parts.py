"""What several pages set in the same way: their heading, tables of measured values, and the note under a figure."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from domain.study import RECOMMENDED_CONTACTS
from reporting.figures.marks import SIGN, sign
from reporting.findings.standing import standing
from reporting.formats import HARD_SPACE
from reporting.measured import Measured
from reporting.pdf import looks
from reporting.pdf.canvas import Canvas
from reporting.pdf.looks import HEADINGS, LEAD
from reporting.pdf.table import Cell, Column, Mark, table
from reporting.telling import NOTHING
from reporting.verdicts import Verdict

STAR = "*"
"""Beside a verdict from so few contacts that it is only indicative."""
_HEADING = 38.0
"""What heading and lead take with the white above, in mm."""

if TYPE_CHECKING:
    from domain.texts import Words
    from reporting.pdf.document import PdfDocument
    from reporting.pdf.outcome_analysis import Report
    from reporting.telling import Telling


class Paper(Protocol):
    """What headings and tables need of any report: its document, and the reader's words."""

    @property
    def pdf(self) -> "PdfDocument":
        """The document."""

    @property
    def telling(self) -> "Telling":
        """How values are told."""

    @property
    def words(self) -> "Words":
        """The reader's words."""


def begin(report: Paper, heading: str, lead: str, *, height: float = looks.PAGE_HEIGHT) -> None:
    """Begins a part with its heading and what it says in a sentence; on a new page unless its height (mm) fits here."""
    if height + _HEADING > report.pdf.room:
        report.pdf.add_page()
    report.pdf.space(9)
    report.pdf.heading(2, heading, style=HEADINGS[1])
    report.pdf.paragraph(lead, LEAD)


def note(report: "Report", scale: str) -> str:
    """Returns what stands under a figure: n, scale and source."""
    return report.words(
        "Contacts: {n}. {scale} Source: {wave}, reviewed by {agency}.",
        n=report.analysis.frames.n,
        scale=scale,
        wave=report.analysis.frames.wave,
        agency=report.agency,
    )


def interval_scale(report: Paper) -> str:
    """Returns how to read a dot with its whisker."""
    return report.words(
        "Scale 0–100. Dot: mean; line: its 95% interval; upright bar: target; hollow dot: indicative (5–9 contacts)."
    )


def in_prose(report: Paper, kind: str, rows: Iterable[str]) -> str:
    """Returns a figure's description for those who listen: what kind it is, and every row of it."""
    return report.words("{kind}. It shows: {rows}.", kind=kind, rows="; ".join(rows))


def in_full(report: Paper, measured: Measured, name: str = "") -> str:
    """Returns a row of a figure for those who listen: what is printed of it, also where n bears no value."""
    text, telling = standing(measured, report.telling, name).text, report.telling
    if measured.value is not None:
        return text
    count = telling.value(measured).replace(NOTHING, "")
    return f"{text} ({'; '.join(part for part in (count, telling.facts(measured)) if part)})"


def dots(report: Paper) -> str:
    """Returns what a figure of dots and whiskers is called."""
    return report.words("Dots with their intervals and targets on a scale")


def few_contacts(report: "Report", service: Measured) -> str:
    """Returns the warning that stands beside a service with fewer contacts than is recommended."""
    return report.words(
        "{service}: fewer contacts ({n}) than the recommended {least}, so its values are uncertain.",
        service=service.label,
        n=service.n,
        least=RECOMMENDED_CONTACTS,
    )


def verdict_cell(report: Paper, measured: Measured) -> Cell:
    """Returns a verdict with its sign."""
    star = f"{HARD_SPACE}{STAR}" if measured.rung.is_indicative else ""
    return Cell(report.telling.short(measured) + star, mark=Mark(width=SIGN + 1.6, draw=drawn(measured.verdict)))


class drawn:  # noqa: N801 - a function that remembers its verdict
    def __init__(self, verdict: Verdict | None) -> None:
        self.verdict = verdict

    def __call__(self, canvas: Canvas, x: float, y: float) -> None:
        sign(canvas, x + SIGN / 2, y, self.verdict)


def measured_table(
    report: Paper, head: str, rows: Sequence[Measured], *, caption: str = "", exact: bool = False
) -> None:
    """Sets a table of values: label, n, value, interval, target and verdict."""
    words, telling = report.words, report.telling
    columns = (
        Column(head=head, width=64),
        Column(head="n", width=10, align="right"),
        Column(head=words("Value"), width=15, align="right"),
        Column(head=words("95% interval"), width=25, align="right"),
        Column(head=words("Target"), width=15, align="right"),
        Column(head=words("Result"), width=37),
    )
    cells = [
        (
            row.label,
            telling.formats.number(row.n),
            telling.value(row, exact=exact),
            telling.interval(row, exact=exact),
            telling.target(row),
            verdict_cell(report, row),
        )
        for row in rows
    ]
    table(report.pdf, columns, cells, caption=caption, note=starred(report, rows))


def starred(report: Paper, rows: Iterable[Measured]) -> str:
    """Returns what the star in a table means, nothing when it has none."""
    if not any(row.rung.is_indicative for row in rows):
        return ""
    return f"{STAR}{HARD_SPACE}" + report.words("indicative (5–9 contacts)")
