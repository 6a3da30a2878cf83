"""A heat map with its numbers printed: rows of the journey, columns of services and units."""

from collections.abc import Mapping, Sequence

from reporting.analyses.comparisons import Place
from reporting.figures.labels import fitted
from reporting.figures.marks import SIGN, sign
from reporting.measured import Measured
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BLUE, HAIR, INK, NOTE, PAPER, QUIET, SMALL, VERMILLION, Colour, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

HEAD = 15.0
_LABEL = 50.0
_VALUE = Style(size=10.5, face=Face.SEMIBOLD)
_FULL = 30.0
"""Points from the target at which a cell has its full colour."""


def height(rows: int) -> float:
    """Returns the height (mm) of so many rows with their heading: few rows are given more air."""
    return HEAD + rows * min(16.0, max(10.5, 96 / rows))


def shade(measured: Measured) -> Colour:
    """Returns a tint: towards blue above the target, towards vermillion below it, white at it or without a value."""
    if measured.gap is None:
        return PAPER
    towards = BLUE if measured.gap > 0 else VERMILLION
    strength = 0.5 * min(abs(measured.gap) / _FULL, 1.0)
    red, green, blue = (round(255 + (part - 255) * strength) for part in towards)
    return red, green, blue


def draw(
    canvas: Canvas, box: Box, cells: Mapping[str, Mapping[str, Measured]], rows: Sequence[Measured],
    places: Sequence[Place], telling: Telling,
) -> None:  # fmt: skip
    """Draws a cell for each row and place with its value and n; `cells` is by the row's name and `kind:name`."""
    width, row_height = min((box.width - _LABEL) / len(places), 40.0), (box.height - HEAD) / len(rows)
    for column, place in enumerate(places):
        x = box.x + _LABEL + column * width
        style = SMALL.but(face=Face.SEMIBOLD if place.kind == "service" else Face.REGULAR, size=8, leading=1.2)
        lines, style = fitted(canvas.pdf, place.label, style, width - 2, HEAD - 6)
        canvas.pdf.lines(x + width / 2, box.y + HEAD - 4.8 - style.line * len(lines), lines, style, align="center")
        canvas.text(x + width / 2, box.y + HEAD - 1.6, telling.n(place.n), NOTE, align="center")
    for number, row in enumerate(rows):
        y = box.y + HEAD + number * row_height
        lines, style = fitted(canvas.pdf, row.label, SMALL, _LABEL - 3, row_height - 1)
        canvas.pdf.lines(box.x, y + (row_height - style.line * len(lines)) / 2, lines, style)
        for column, place in enumerate(places):
            cell = Box(box.x + _LABEL + column * width, y, width, row_height).inside(
                left=0.4, top=0.4, right=0.4, bottom=0.4
            )
            _cell(canvas, cell, cells[row.name][f"{place.kind}:{place.name}"], telling)


def _cell(canvas: Canvas, box: Box, measured: Measured, telling: Telling) -> None:
    canvas.rectangle(box, fill=shade(measured), edge=HAIR, thickness=0.2)
    middle = box.x + box.width / 2
    style = _VALUE.but(colour=INK if measured.value is not None else QUIET)
    if measured.value is None:
        style = style.but(size=8.5, face=Face.REGULAR)
    told, centre = telling.value(measured), box.y + box.height / 2
    canvas.text(middle, centre + 0.2, told, style, align="center")
    if measured.verdict is not None and measured.verdict.side:
        sign(canvas, middle - canvas.pdf.width(told, style) / 2 - SIGN, centre - 1.1, measured.verdict)
    canvas.text(middle, centre + 3.6, telling.n(measured.n), NOTE.but(size=7, colour=INK), align="center")
