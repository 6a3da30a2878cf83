"""What pages say of the wave before: the last value and the change beside a value, and tables of changes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reporting.analyses.sameness import Kind
from reporting.analyses.series import Series
from reporting.figures.marks import SIGN, sign
from reporting.findings import changes
from reporting.measured import Measured
from reporting.pdf.canvas import Canvas
from reporting.pdf.looks import NOTE
from reporting.pdf.pages.experience import NAMES
from reporting.pdf.pages.parts import verdict_cell
from reporting.pdf.table import Cell, Column, Mark, table
from reporting.telling import NOTHING
from reporting.verdicts import Verdict

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

_SIGNS = {1: Verdict.CLEARLY_ABOVE, 0: Verdict.AT, -1: Verdict.CLEARLY_BELOW}


def called(report: "Report", measured: Measured) -> str:
    """Returns what a thing is called among the waves: NPS, CSAT and CES by their names, not by their questions."""
    questions = {question.name: question for question in report.analysis.frames.study.form.questions}
    measure = questions[measured.name].measure if measured.name in questions else None
    return report.words(NAMES[measure]) if measure in NAMES else measured.label


def index_line(report: "Report") -> str:
    """Returns what became of the index since the wave before; nothing in a first wave."""
    series, words, telling = report.analysis.waves.index, report.words, report.telling
    wave = report.analysis.waves.before
    if series is None:
        return ""
    if series.reason is not None:
        return words("Not compared with wave {wave}: its metrics or weights have changed", wave=wave)
    before = NOTHING if series.before is None else telling.value(series.before)
    if series.change is None:
        return words("Wave {wave}: {value}; {verdict}", wave=wave, value=before, verdict=_verdict(report, series))
    return words(
        "Wave {wave}: {value}; change {change} (95%: {interval}), {verdict}",
        wave=wave,
        value=before,
        change=changes.difference(series, telling),
        interval=changes.interval(series, telling) or NOTHING,
        verdict=_verdict(report, series),
    )


def _verdict(report: "Report", series: Series) -> str:
    return report.words("more than by chance") if series.direction else changes.unknown(series, report.telling)


def standing_table(report: "Report", head: str, rows: Sequence[tuple[Kind, Measured]]) -> None:
    """Sets values against their targets with the wave before: label, n, value, interval, target, verdict, change."""
    words, telling, waves = report.words, report.telling, report.analysis.waves
    columns = (
        Column(head=head, width=48),
        Column(head="n", width=8, align="right"),
        Column(head=words("Value (95% interval)"), width=24, align="right"),
        Column(head=words("Target"), width=13, align="right"),
        Column(head=words("Result"), width=36),
        Column(head=words("Last wave"), width=15, align="right"),
        Column(head=words("Change"), width=22, align="right"),
    )
    cells = []
    for kind, row in rows:
        series = waves.get(kind, row.name)
        cells.append(
            (
                row.label,
                telling.formats.number(row.n),
                f"{telling.value(row)} ({telling.interval(row)})" if row.interval else telling.value(row),
                telling.target(row),
                verdict_cell(report, row),
                NOTHING if series is None or series.before is None else telling.value(series.before),
                NOTHING if series is None else _change(report, series),
            )
        )
    table(report.pdf, columns, cells)
    report.pdf.set_y(report.pdf.get_y() - 2.5)
    report.pdf.paragraph(
        words(
            "Last wave: {wave}. A change is told when it is more than chance after the correction for how many were "
            "tested; otherwise it cannot be told from so many contacts (page “Waves”).",
            wave=waves.before,
        ),
        NOTE.but(after=3),
    )


def _change(report: "Report", series: Series) -> str:
    if series.direction:
        return f"{changes.difference(series, report.telling)} ({changes.interval(series, report.telling)})"
    return changes.short(series, report.telling)


def changes_table(
    report: "Report", head: str, rows: Sequence[Series], *, caption: str = "", exact: bool = False
) -> None:
    """Sets changes since the wave before: label, then and now with n, change, interval and verdict."""
    words, telling, waves = report.words, report.telling, report.analysis.waves
    columns = (
        Column(head=head, width=50),
        Column(head=waves.names[-2], width=17, align="right"),
        Column(head="n", width=9, align="right"),
        Column(head=waves.names[-1], width=17, align="right"),
        Column(head="n", width=9, align="right"),
        Column(head=words("Change"), width=17, align="right"),
        Column(head=words("95% interval"), width=20, align="right"),
        Column(head=words("Result"), width=27),
    )
    cells = [
        (
            called(report, series.now),
            NOTHING if series.before is None else telling.value(series.before, exact=exact),
            NOTHING if series.before is None else telling.formats.number(series.before.n),
            telling.value(series.now, exact=exact),
            telling.formats.number(series.now.n),
            changes.difference(series, telling, exact=exact),
            changes.interval(series, telling, exact=exact) or NOTHING,
            _direction_cell(report, series),
        )
        for series in rows
    ]
    table(report.pdf, columns, cells, caption=caption)


def _direction_cell(report: "Report", series: Series) -> Cell:
    verdict = None if series.p is None else _SIGNS[series.direction]

    def drawn(canvas: Canvas, x: float, y: float) -> None:
        sign(canvas, x + SIGN / 2, y, verdict)

    return Cell(changes.short(series, report.telling), mark=Mark(width=SIGN + 1.6, draw=drawn))
