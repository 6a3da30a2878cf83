"""The priority matrix: importance to the right, distance from the target upwards, crosses for how unsure both are."""

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

from reporting.analyses.priorities import Importance, Priorities, Priority
from reporting.figures.marks import colour_of
from reporting.figures.scale import Scale, round_step
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import HAIR, INK, NOTE, PAPER, QUIET, SMALL, WASH, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

HEIGHT = 104.0
"""Of the whole figure, in mm."""
_LEFT, _BELOW = 15.0, 12.0
_LABEL = 4.6
"""Sides of the box that a number takes, in mm."""
_DOT = 1.5
_CORNERS = 6.0
"""Height (mm) kept above and below for the names of the corners."""
_NUMBER = Style(size=9, face=Face.BOLD)
_CORNER = Style(size=8, face=Face.SEMIBOLD, colour=QUIET)


def draw(canvas: Canvas, box: Box, matrix: Priorities, telling: Telling) -> None:
    """Draws the touchpoints as numbered points; below the line and right of the middle is what to mend first."""
    plot = box.inside(left=_LEFT, bottom=_BELOW, top=2, right=2)
    across, up = _scales(matrix, plot)
    _field(canvas, plot, across, up, matrix, telling)
    _axes(canvas, plot, across, up, matrix.kind, telling)
    for row in matrix.rows:
        _cross(canvas, row, across, up)
    places = [(across.at(row.importance.value or 0.0), up.at(row.gap[0])) for row in matrix.rows]
    for row, (x, y) in zip(matrix.rows, places, strict=True):
        canvas.dot(x, y, _DOT, fill=colour_of(row.measured.verdict), edge=PAPER)
    for row, (x, y), (left, top) in zip(matrix.rows, places, numbered(places, plot), strict=True):
        _number(canvas, row, (x, y), (left, top))


def _scales(matrix: Priorities, plot: Box) -> tuple[Scale, Scale]:
    """Both hold every cross; the gap's holds the target line, the importance's begins at zero unless it goes below."""
    ends = [end for row in matrix.rows for end in (row.importance.value, row.importance.low, row.importance.high)]
    wide = [end for end in ends if end is not None]
    gaps = [end for row in matrix.rows for end in row.gap]
    across = _rounded(min(0.0, 1.05 * min(wide)), 1.05 * max(wide))
    up = _rounded(min(-5.0, *gaps), max(5.0, *gaps))
    return Scale(*across, plot.x, plot.right), Scale(*up, plot.bottom - _CORNERS, plot.y + _CORNERS)


def _rounded(low: float, high: float) -> tuple[float, float]:
    step = round_step(max(high - low, 1e-6) / 5)
    return step * (low // step if low else 0), step * -(-high // step)


def _field(canvas: Canvas, plot: Box, across: Scale, up: Scale, matrix: Priorities, telling: Telling) -> None:
    middle, level, words = across.at(matrix.middle), up.at(0), telling.words
    canvas.rectangle(Box(middle, level, plot.right - middle, plot.bottom - level), fill=WASH)
    canvas.line(middle, plot.y, middle, plot.bottom, colour=QUIET, thickness=0.3, dash=1)
    canvas.line(plot.x, level, plot.right, level, colour=INK, thickness=0.5)
    canvas.text(plot.right - 1.5, plot.y + 4, words("keep"), _CORNER, align="right")
    canvas.text(plot.x + 1.5, plot.y + 4, words("enough as it is"), _CORNER)
    canvas.text(plot.x + 1.5, plot.bottom - 2, words("later"), _CORNER)
    canvas.text(plot.right - 1.5, plot.bottom - 2, words("mend first"), _CORNER, align="right")


def _axes(canvas: Canvas, plot: Box, across: Scale, up: Scale, kind: Importance, telling: Telling) -> None:
    canvas.rectangle(plot, edge=HAIR, thickness=0.3)
    for tick in across.ticks():
        told = _told(tick, kind, telling)
        canvas.line(across.at(tick), plot.bottom, across.at(tick), plot.bottom + 1, colour=QUIET)
        canvas.text(across.at(tick), plot.bottom + 4.2, told, NOTE, align="center")
    for tick in up.ticks():
        sign = "+" if tick > 0 else ""
        canvas.line(plot.x - 1, up.at(tick), plot.x, up.at(tick), colour=QUIET)
        canvas.text(plot.x - 2, up.at(tick) + 1, sign + telling.formats.number(tick), NOTE, align="right")
    names = {
        Importance.SHARE: telling.words("Importance: share of what the touchpoints explain of the outcome →"),
        Importance.CORRELATION: telling.words("Importance: correlation with the outcome →"),
        Importance.WEIGHT: telling.words("Importance: weight agreed in the study →"),
    }
    canvas.text(plot.right, plot.bottom + 9.2, names[kind], SMALL, align="right")
    canvas.text(plot.x - _LEFT, plot.bottom + 9.2, telling.words("↑ Points from the target"), SMALL)


def _told(tick: float, kind: Importance, telling: Telling) -> str:
    """A tick with as many decimals as it needs."""
    if kind is not Importance.CORRELATION:
        return telling.formats.percent(100 * tick, int(round(100 * tick, 6) % 1 > 0))
    return telling.formats.number(tick, 1 if round(10 * tick, 6) % 1 == 0 else 2)


def _cross(canvas: Canvas, row: Priority, across: Scale, up: Scale) -> None:
    gap, low, high = (up.at(end) for end in row.gap)
    x, colour = across.at(row.importance.value or 0.0), colour_of(row.measured.verdict)
    canvas.line(x, low, x, high, colour=colour, thickness=0.4)
    if row.importance.interval is not None:
        left, right = (across.at(end) for end in row.importance.interval)
        canvas.line(left, gap, right, gap, colour=colour, thickness=0.4)


def _number(canvas: Canvas, row: Priority, point: tuple[float, float], at: tuple[float, float]) -> None:
    x, y = at
    if (x - point[0]) ** 2 + (y - point[1]) ** 2 > (_LABEL * 1.2) ** 2:
        canvas.line(*point, x, y, colour=QUIET, thickness=0.2)
    canvas.dot(x, y, _LABEL / 2 - 0.2, fill=PAPER, edge=colour_of(row.measured.verdict))
    canvas.text(x, y + 1.1, str(row.number), _NUMBER, align="center")


def numbered(points: Sequence[tuple[float, float]], plot: Box) -> list[tuple[float, float]]:
    """Returns the middle of each point's number: near its point, inside the plot, on no point and no other number."""
    placed: list[tuple[float, float]] = []
    for point in points:
        free = ((_crowd(at, points, placed), number, at) for number, at in enumerate(_around(point, plot)))
        placed.append(min(free)[2])
    return placed


def _around(point: tuple[float, float], plot: Box) -> Iterator[tuple[float, float]]:
    """Places around a point, the nearest first, beginning at its upper right."""
    for reach in (0.95, 1.5, 2.2, 3.0):
        for turn in range(12):
            angle = pi / 4 + turn * pi / 6
            x, y = point[0] + reach * _LABEL * cos(angle), point[1] - reach * _LABEL * sin(angle)
            inside = plot.inside(left=_LABEL / 2, right=_LABEL / 2, top=_LABEL / 2, bottom=_LABEL / 2)
            yield min(max(x, inside.x), inside.right), min(max(y, inside.y), inside.bottom)


def _crowd(
    at: tuple[float, float], points: Sequence[tuple[float, float]], placed: Sequence[tuple[float, float]]
) -> float:
    """How much of it would be covered: 0 when nothing is."""
    on_numbers = sum(max(0.0, _LABEL - _distance(at, other)) for other in placed)
    return on_numbers + sum(max(0.0, _LABEL / 2 + _DOT - _distance(at, other)) for other in points)


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)
