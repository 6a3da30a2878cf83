"""What several pages set in the same way: their heading, tables of measured values, and the note under a figure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reporting.figures.marks import SIGN, sign
from reporting.measured import Measured
from reporting.pdf.canvas import Canvas
from reporting.pdf.looks import HEADINGS, LEAD
from reporting.pdf.table import Cell, Column, Mark, table
from reporting.verdicts import Verdict

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report


def begin(report: "Report", heading: str, lead: str, *, anew: bool = True) -> None:
    """Begins a part of the report on a new page with its heading and what it says in one sentence."""
    if anew:
        report.pdf.add_page()
    report.pdf.heading(2, heading, style=HEADINGS[1])
    report.pdf.paragraph(lead, LEAD)


def note(report: "Report", scale: str) -> str:
    """Returns what stands under a figure: n, scale and source."""
    return report.words(
        "{n} contacts. {scale} Source: contacts of the wave {wave}, reviewed by {agency}.",
        n=report.analysis.frames.n,
        scale=scale,
        wave=report.analysis.frames.wave,
        agency=report.agency,
    )


def interval_scale(report: "Report") -> str:
    """Returns how to read a dot with its whisker."""
    return report.words(
        "Scale 0–100. Dot: mean; line: its 95% interval; upright bar: target; hollow dot: indicative (5–9 contacts)."
    )


def verdict_cell(report: "Report", measured: Measured) -> Cell:
    """Returns a verdict with its sign."""
    return Cell(report.telling.short(measured), mark=Mark(width=SIGN + 1.6, draw=_drawn(measured.verdict)))


class _drawn:  # noqa: N801 - a function that remembers its verdict
    def __init__(self, verdict: Verdict | None) -> None:
        self.verdict = verdict

    def __call__(self, canvas: Canvas, x: float, y: float) -> None:
        sign(canvas, x + SIGN / 2, y, self.verdict)


def measured_table(
    report: "Report", head: str, rows: Sequence[Measured], *, caption: str = "", exact: bool = False
) -> None:
    """Sets a table of values: label, n, value, interval, target and verdict."""
    words, telling = report.words, report.telling
    columns = (
        Column(head=head, width=68),
        Column(head="n", width=11, align="right"),
        Column(head=words("Value"), width=16, align="right"),
        Column(head=words("95% interval"), width=26, align="right"),
        Column(head=words("Target"), width=15, align="right"),
        Column(head=words("Result"), width=30),
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
    table(report.pdf, columns, cells, caption=caption)
