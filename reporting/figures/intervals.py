"""Values with their intervals and targets, a row each on one scale."""

from collections.abc import Sequence

from reporting.figures.labels import fitted
from reporting.figures.marks import SIGN, colour_of, sign, target_bar, whisker
from reporting.figures.scale import Scale
from reporting.measured import Measured
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import HAIR, INK, NOTE, QUIET, SMALL, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

ROW = 11.0
"""Height of a row, in mm."""
AXIS = 6.0
_LABEL, _TOLD = 56.0, 40.0
_VALUE = Style(size=10, face=Face.SEMIBOLD)


def height(rows: Sequence[Measured], each: float = ROW) -> float:
    """Returns the height (mm) that the rows take with their axis."""
    return each * len(rows) + AXIS


def draw(canvas: Canvas, box: Box, rows: Sequence[Measured], telling: Telling) -> None:
    """Draws a row each: label, dot, whisker and target bar on the rows' common scale; value, target and n in words."""
    low, high = rows[0].scale
    scale = Scale(low, high, box.x + _LABEL, box.right - _TOLD - 4)
    bottom = box.bottom - AXIS
    for tick in scale.ticks(4):
        canvas.line(scale.at(tick), box.y, scale.at(tick), bottom, colour=HAIR, thickness=0.2)
        canvas.text(scale.at(tick), bottom + 3.6, telling.formats.number(tick), NOTE, align="center")
    each = (box.height - AXIS) / len(rows)
    for number, row in enumerate(rows):
        _row(canvas, Box(box.x, box.y + number * each, box.width, each), row, scale, telling)


def _row(canvas: Canvas, box: Box, row: Measured, scale: Scale, telling: Telling) -> None:
    middle = box.y + box.height / 2
    lines, style = fitted(canvas.pdf, row.label, SMALL, _LABEL - 3, box.height - 1)
    canvas.pdf.lines(box.x, middle - style.line * len(lines) / 2, lines, style)
    told = box.right - _TOLD
    if row.target is not None:
        target_bar(canvas, scale.at(row.target), middle, 7.4)
    if row.value is None or row.interval is None:
        canvas.text(
            told + SIGN + 2, middle + 1.2, f"{telling.value(row)}  ({telling.n(row.n)})", SMALL.but(colour=QUIET)
        )
    else:
        whisker(
            canvas, middle, scale.at(row.interval[0]), scale.at(row.value), scale.at(row.interval[1]),
            colour_of(row.verdict), faint=row.rung.is_indicative,
        )  # fmt: skip
        sign(canvas, told + SIGN / 2, middle - 1.2, row.verdict)
        value = telling.value(row)
        canvas.text(told + SIGN + 2, middle - 0.2, value, _VALUE.but(colour=INK))
        if row.target is not None:
            goal = telling.words("target {target}", target=telling.target(row))
            canvas.text(told + SIGN + 4 + canvas.pdf.width(value, _VALUE), middle - 0.2, goal, NOTE)
        facts = f"{telling.interval(row)} · {telling.n(row.n)}"
        canvas.text(told + SIGN + 2, middle + 3.4, facts, NOTE)
