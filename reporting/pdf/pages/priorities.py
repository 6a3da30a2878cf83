"""Page 10: the priority matrix, with what each number in it is."""

from typing import TYPE_CHECKING

from reporting.analyses.priorities import Importance, Priorities, Priority
from reporting.figures import priorities
from reporting.findings.priorities import first, importance, placed, signed
from reporting.pdf.pages.parts import begin, in_prose, note
from reporting.pdf.pages.together import outcome
from reporting.pdf.table import Column, table
from reporting.telling import Telling

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report


def add(report: "Report") -> None:
    """Sets the matrix and its legend; nothing when fewer than three touchpoints can be placed."""
    matrix, words, telling = report.analysis.together.priorities, report.words, report.telling
    if not matrix.rows:
        return
    begin(report, words("What to mend first"), _lead(report, matrix))
    report.pdf.figure(
        first(matrix, telling),
        in_prose(
            report,
            words("Touchpoints by importance and distance from the target"),
            (placed(row, matrix.kind, telling) for row in matrix.rows),
        ),
        priorities.HEIGHT,
        lambda canvas, box: priorities.draw(canvas, box, matrix, telling),
        note=note(report, _scale(report, matrix)),
    )
    legend(report, matrix)


def _lead(report: "Report", matrix: Priorities) -> str:
    words = report.words
    if matrix.kind is Importance.WEIGHT:
        return words(
            "How far each touchpoint is from its target, and how much it weighs. The contacts are too few to tell what "
            "the outcome moves with, so importance is the weight agreed in the study."
        )
    return words(
        "How far each touchpoint is from its target, and how strongly it moves together with the outcome: {outcome}.",
        outcome=outcome(report),
    )


def _scale(report: "Report", matrix: Priorities) -> str:
    words = report.words
    lines = words("Crosses: 95% intervals; dashed line: mean importance.")
    return (
        lines
        if matrix.kind is not Importance.WEIGHT
        else words("Upright lines: 95% intervals; dashed line: mean weight.")
    )


def legend(report: "Report", matrix: Priorities, caption: str = "") -> None:
    """Sets what each number is, with its numbers."""
    words, telling = report.words, report.telling
    columns = (
        Column(head=words("No."), width=10),
        Column(head=words("Touchpoint"), width=48),
        Column(head="n", width=10, align="right"),
        Column(head=words("Value"), width=14, align="right"),
        Column(head=words("Target"), width=15, align="right"),
        Column(head=words("Points from the target"), width=31, align="right"),
        Column(head=words("Importance"), width=38, align="right"),
    )
    rows = [_row(telling, row, matrix.kind) for row in matrix.rows]
    table(report.pdf, columns, rows, caption=caption, whole_first=False)


def _row(telling: Telling, row: Priority, kind: Importance) -> tuple[str, ...]:
    gap, low, high = row.gap
    return (
        str(row.number),
        row.measured.label,
        telling.formats.number(row.measured.n),
        telling.value(row.measured),
        telling.target(row.measured),
        f"{signed(telling.formats, gap)} ({telling.formats.span(low, high)})",
        importance(row, kind, telling),
    )
