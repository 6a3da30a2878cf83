"""Mystery shoppers and a client's own customers: two dots with their intervals, a row a measure on its own scale."""

from collections.abc import Sequence

from reporting.analyses.customers import Pair
from reporting.figures.marks import whisker
from reporting.figures.scale import Scale
from reporting.measured import Measured, Unit
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BLUE, HAIR, INK, NOTE, PAPER, PURPLE, QUIET, SMALL, Colour, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

ROW = 23.0
_LABEL, _TOLD = 24.0, 50.0
_APART = 3.4
"""From the middle of a row's lines to each of them, in mm."""
_AXIS = 5.0
_MOST_ANSWERS = 10
_NAME = Style(size=11, face=Face.SEMIBOLD)
_VALUE = Style(size=10, face=Face.SEMIBOLD)


def height(rows: Sequence[Pair]) -> float:
    """Returns the height (mm) of the rows."""
    return ROW * len(rows)


def draw(canvas: Canvas, box: Box, rows: Sequence[Pair], telling: Telling) -> None:
    """Draws the shoppers above the customers in each row; who it is, value, interval and n in words."""
    for number, row in enumerate(rows):
        _row(canvas, Box(box.x, box.y + number * ROW, box.width, ROW), row, telling)


def _row(canvas: Canvas, box: Box, row: Pair, telling: Telling) -> None:
    middle, bottom = box.y + (ROW - _AXIS) / 2, box.bottom - _AXIS
    lines = canvas.pdf.wrap(row.customers.label, _NAME, _LABEL - 3)[:3]
    canvas.pdf.lines(box.x, middle - _NAME.line * len(lines) / 2, lines, _NAME)
    shown = row.shoppers or row.customers
    scale = _scale(box, shown)
    for tick in _ticks(scale, shown):
        canvas.line(scale.at(tick), box.y + 2, scale.at(tick), bottom, colour=HAIR, thickness=0.2)
        canvas.text(scale.at(tick), bottom + 3.2, telling.formats.number(tick), NOTE, align="center")
    words = telling.words
    if row.shoppers is not None:
        _side(canvas, box, middle - _APART, row.shoppers, words("Mystery shoppers"), BLUE, telling)
    own = words("Own customers")
    if row.shoppers is not None and row.shoppers.scale != row.customers.scale:
        own = words("Own customers ({scale})", scale=telling.formats.span(*row.customers.scale))
    _side(canvas, box, middle + _APART, row.customers, own, PURPLE, telling)


def _ticks(scale: Scale, measured: Measured) -> list[float]:
    """Every whole answer of a short scale, else round values."""
    low, high = measured.scale
    if measured.unit is Unit.MEAN and high - low <= _MOST_ANSWERS:
        return [low + step for step in range(int(high - low) + 1)]
    return scale.ticks(4)


def _scale(box: Box, measured: Measured) -> Scale:
    return Scale(*measured.scale, box.x + _LABEL, box.right - _TOLD - 5)


def _side(canvas: Canvas, box: Box, y: float, measured: Measured, who: str, colour: Colour, telling: Telling) -> None:
    """One of the two, on its own scale from end to end."""
    scale, told = _scale(box, measured), box.right - _TOLD
    if measured.value is not None and measured.interval is not None:
        low, high = (scale.at(end) for end in measured.interval)
        whisker(canvas, y, low, scale.at(measured.value), high, colour, faint=measured.rung.is_indicative)
    elif measured.value is not None:
        canvas.dot(
            scale.at(measured.value), y, 1.35, fill=PAPER if measured.rung.is_indicative else colour, edge=colour
        )
    canvas.text(told, y - 0.3, who, SMALL.but(colour=colour))
    value = telling.value(measured)
    canvas.text(box.right, y - 0.3, value, _VALUE.but(colour=INK), align="right")
    facts = [telling.interval(measured), telling.n(measured.n), telling.caution(measured)]
    canvas.text(told, y + 3.0, " · ".join(part for part in facts if part), NOTE.but(colour=QUIET, size=7.5))
