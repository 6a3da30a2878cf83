"""The part of the appendix that has the numbers of pages 9 and 10."""

from typing import TYPE_CHECKING

from reporting import ladder
from reporting.findings.together import rank
from reporting.formats import Formats
from reporting.pdf.pages.parts import measured_table
from reporting.pdf.pages.priorities import legend
from reporting.pdf.table import Column, table
from reporting.statistics import Estimate
from reporting.telling import NOTHING

if TYPE_CHECKING:
    from reporting.analyses.drivers import Driver
    from reporting.analyses.threads import Link
    from reporting.pdf.outcome_analysis import Report


def add(report: "Report") -> None:
    """Sets what is told of encounters together, touchpoints with the outcome, openings, and the matrix."""
    found, words = report.analysis.together, report.words
    _links(report, [link for link in found.threads.links if link.n >= ladder.COUNTS_FROM])
    shares = [one.kept for one in (found.between, found.promises) if one.kept.n]
    if shares:
        measured_table(report, words("Promises"), shares, caption=words("Promises kept"), exact=True)
    _drivers(report, [row for row in found.drivers.rows if row.moving is not None])
    rows = [row.taken for row in (*found.openings.services, found.openings.whole) if row.taken.n]
    if rows:
        caption = words("Openings in which an extra service was offered")
        measured_table(report, words("Service"), rows, caption=caption, exact=True)
    if found.priorities.rows:
        legend(report, found.priorities, words("Priorities"))


def _links(report: "Report", links: "list[Link]") -> None:
    words, number = report.words, report.telling.formats.number
    if not links:
        return
    columns = (
        Column(head=words("Encounters"), width=62),
        Column(head="n", width=10, align="right"),
        Column(head=words("Both at target"), width=20, align="right"),
        Column(head=words("Both below"), width=18, align="right"),
        Column(head=words("One of each"), width=18, align="right"),
        Column(head="r", width=14, align="right"),
        Column(head=words("95% interval"), width=24, align="right"),
    )
    rows = []
    for link in links:
        sides = (number(count) if link.compared else NOTHING for count in (link.above, link.below, link.apart))
        found = link.moving.estimate if link.moving else None
        rows.append((link.label, number(link.n), *sides, *_estimate(report.telling.formats, found)))
    table(report.pdf, columns, rows, caption=words("Encounters that follow each other"))


def _drivers(report: "Report", rows: "list[Driver]") -> None:
    words, formats = report.words, report.telling.formats
    if not rows:
        return
    columns = (
        Column(head=words("Touchpoint"), width=50),
        Column(head="n", width=12, align="right"),
        Column(head="r", width=14, align="right"),
        Column(head=words("95% interval"), width=28, align="right"),
        Column(head=words("Share"), width=16, align="right"),
        Column(head=words("95% interval"), width=28, align="right"),
        Column(head=words("Place"), width=18, align="right"),
    )
    cells = [
        (
            row.label,
            formats.number(row.n),
            *_estimate(formats, row.moving.estimate if row.moving else None),
            *_share(formats, row.share),
            rank(row, report.telling) or NOTHING,
        )
        for row in rows
    ]
    table(report.pdf, columns, cells, caption=words("What moves together with the outcome"))


def _estimate(formats: Formats, found: Estimate | None) -> tuple[str, str]:
    if found is None or found.value is None:
        return NOTHING, NOTHING
    return formats.number(found.value, 2), formats.span(*found.interval, 2) if found.interval else NOTHING


def _share(formats: Formats, found: Estimate | None) -> tuple[str, str]:
    if found is None or found.value is None or found.interval is None:
        return NOTHING, NOTHING
    low, high = found.interval
    return formats.percent(100 * found.value), formats.span(100 * low, 100 * high)
