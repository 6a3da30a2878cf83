"""Two encounters that follow each other: a line for each customer from the index of the one to that of the other."""

from collections.abc import Sequence

from reporting.analyses.threads import Link
from reporting.figures.scale import Scale
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BLUE, HAIR, INK, NOTE, PAPER, PURPLE, QUIET, SMALL, VERMILLION, Colour
from reporting.pdf.typeface import Face
from reporting.telling import Telling

ROW = 46.0
_PLOT, _AXIS = 92.0, 8.0
_FEW = 30
"""Customers up to which each has a strong line."""


def height(rows: int) -> float:
    """Returns the height (mm) of so many pairs of encounters."""
    return ROW * rows


def draw(canvas: Canvas, box: Box, links: Sequence[Link], telling: Telling) -> None:
    """Draws each pair of encounters on 0..100, with the targets of both."""
    for number, link in enumerate(links):
        _link(canvas, Box(box.x, box.y + number * ROW, box.width, ROW), link, telling)


def _link(canvas: Canvas, box: Box, link: Link, telling: Telling) -> None:
    plot = Box(box.x + _AXIS + 6, box.y + 4, _PLOT - 20, ROW - 15)
    scale = Scale(0, 100, plot.bottom, plot.y)
    for tick in (0, 25, 50, 75, 100):
        canvas.line(plot.x - 4, scale.at(tick), plot.right + 4, scale.at(tick), colour=HAIR, thickness=0.2)
        canvas.text(plot.x - 6, scale.at(tick) + 1, telling.formats.number(tick), NOTE, align="right")
    strong = len(link.values) <= _FEW
    for pair in link.values:
        colour = _colour(pair, link.targets)
        canvas.line(
            plot.x, scale.at(pair[0]), plot.right, scale.at(pair[1]), colour=colour, thickness=0.5 if strong else 0.2
        )
        for x, value in zip((plot.x, plot.right), pair, strict=True):
            canvas.dot(x, scale.at(value), 0.9 if strong else 0.6, fill=colour)
    for x, target in zip((plot.x, plot.right), link.targets, strict=True):
        if target is not None:
            canvas.line(x - 4.5, scale.at(target), x + 4.5, scale.at(target), colour=PAPER, thickness=1.6)
            canvas.line(x - 4, scale.at(target), x + 4, scale.at(target), colour=INK, thickness=0.8)
    for x, name in zip((plot.x, plot.right), link.label.split(" → ", 1), strict=True):
        style = SMALL.but(size=8, face=Face.SEMIBOLD, leading=1.15)
        canvas.pdf.lines(x, plot.bottom + 2.5, canvas.pdf.wrap(name, style, 44)[:2], style, align="center")
    _key(canvas, Box(box.x + _PLOT + 8, plot.y, box.width - _PLOT - 8, plot.height), link, telling)


def _colour(pair: tuple[float, float], targets: tuple[float | None, float | None]) -> Colour:
    first, then = targets
    if first is None or then is None:
        return QUIET
    above = pair[0] >= first, pair[1] >= then
    return BLUE if all(above) else PURPLE if any(above) else VERMILLION


def _key(canvas: Canvas, box: Box, link: Link, telling: Telling) -> None:
    """What each colour means, with how many customers have it."""
    words = telling.words
    rows = [
        (BLUE, link.above, words("both at the target or above")),
        (PURPLE, link.apart, words("one at the target, the other below")),
        (VERMILLION, link.below, words("both below the target")),
    ]
    y = box.y + 6
    canvas.text(box.x, y - 3, f"{words('Customers')}, {telling.n(link.n)}", SMALL.but(face=Face.SEMIBOLD))
    for colour, count, name in rows if link.compared else []:
        canvas.line(box.x, y + 3, box.x + 7, y + 3, colour=colour, thickness=1)
        canvas.text(box.x + 9, y + 4.1, telling.formats.number(count), SMALL.but(face=Face.SEMIBOLD))
        y = canvas.pdf.lines(box.x + 16, y + 1.1, canvas.pdf.wrap(name, SMALL, box.width - 16), SMALL) + 1.5
