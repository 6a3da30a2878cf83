"""A study's values beside the norm for them: two dots with their intervals on one scale, a row each."""

from collections.abc import Sequence

from reporting.analyses.norm import Beside
from reporting.figures.labels import fitted
from reporting.figures.marks import SIGN, colour_of, sign, whisker
from reporting.figures.scale import Scale
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import HAIR, INK, NOTE, QUIET, SMALL, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

ROW, AXIS = 14.0, 6.0
_LABEL, _TOLD = 50.0, 46.0
_APART = 2.3
"""From a row's middle to each of its two dots, in mm."""
_VALUE = Style(size=10, face=Face.SEMIBOLD)


def height(rows: Sequence[Beside]) -> float:
    """Returns the height (mm) that the rows take with their axis."""
    return ROW * len(rows) + AXIS


def draw(canvas: Canvas, box: Box, rows: Sequence[Beside], telling: Telling) -> None:
    """Draws the study's value above the norm in each row, on the rows' common scale; values and n in words."""
    scale = Scale(*rows[0].own.scale, box.x + _LABEL, box.right - _TOLD - 4)
    bottom = box.bottom - AXIS
    for tick in scale.ticks(4):
        canvas.line(scale.at(tick), box.y, scale.at(tick), bottom, colour=HAIR, thickness=0.2)
        canvas.text(scale.at(tick), bottom + 3.6, telling.formats.number(tick), NOTE, align="center")
    for number, row in enumerate(rows):
        _row(canvas, Box(box.x, box.y + number * ROW, box.width, ROW), row, scale, telling)


def _row(canvas: Canvas, box: Box, row: Beside, scale: Scale, telling: Telling) -> None:
    middle, told = box.y + box.height / 2, box.right - _TOLD
    lines, style = fitted(canvas.pdf, row.own.label, SMALL, _LABEL - 3, box.height - 1)
    canvas.pdf.lines(box.x, middle - style.line * len(lines) / 2, lines, style)
    own, norm = row.own.estimate, row.norm.estimate
    if own.value is not None and own.interval is not None:
        low, high = (scale.at(end) for end in own.interval)
        faint = row.own.rung.is_indicative
        whisker(canvas, middle - _APART, low, scale.at(own.value), high, colour_of(row.verdict), faint=faint)
    if norm.value is not None and norm.interval is not None:
        low, high = (scale.at(end) for end in norm.interval)
        whisker(canvas, middle + _APART, low, scale.at(norm.value), high, INK, faint=False)
    sign(canvas, told + SIGN / 2, middle - _APART, row.verdict)
    canvas.text(told + SIGN + 2, middle - _APART + 1.2, telling.value(row.own), _VALUE.but(colour=INK))
    beside = telling.words(
        "norm {value} (clients: {n})",
        value=telling.formats.number(norm.value or 0.0),
        n=telling.formats.number(norm.n),
    )
    canvas.text(told + SIGN + 2, middle + _APART + 1.2, beside, NOTE.but(colour=QUIET))
