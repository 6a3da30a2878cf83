"""What moves together with an outcome: a row for each touchpoint with its correlation, or its share, and interval."""

from collections.abc import Sequence

from reporting.analyses.drivers import Driver
from reporting.figures.labels import fitted
from reporting.figures.marks import whisker
from reporting.figures.scale import Scale, reaching
from reporting.findings.together import correlation, rank, share
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BLUE, HAIR, INK, NOTE, QUIET, SMALL, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

ROW, AXIS = 9.6, 6.0
_RANK, _LABEL, _TOLD = 11.0, 50.0, 46.0
_VALUE = Style(size=10, face=Face.SEMIBOLD)


def height(rows: int) -> float:
    """Returns the height (mm) of so many touchpoints with their axis."""
    return ROW * rows + AXIS


def draw(canvas: Canvas, box: Box, rows: Sequence[Driver], telling: Telling) -> None:
    """Draws shares of what is explained where there are ranks, correlations otherwise; `rows` have what is drawn."""
    shared = any(row.share is not None for row in rows)
    plot = box.inside(left=_LABEL + _RANK * shared, right=_TOLD + 4, bottom=AXIS)
    scale = _shares(rows, plot) if shared else Scale(-1, 1, plot.x, plot.right)
    for tick in scale.ticks(4):
        x = scale.at(tick)
        canvas.line(x, plot.y, x, plot.bottom, colour=INK if tick == 0 else HAIR, thickness=0.3 if tick == 0 else 0.2)
        told = telling.formats.percent(100 * tick) if shared else telling.formats.number(tick, int(tick % 1 != 0))
        canvas.text(x, plot.bottom + 3.6, told, NOTE, align="center")
    for number, row in enumerate(rows):
        _row(canvas, Box(box.x, box.y + number * ROW, box.width, ROW), row, scale, shared, telling)


def _shares(rows: Sequence[Driver], plot: Box) -> Scale:
    highest = max((row.share.high or 0.0 for row in rows if row.share is not None), default=1.0)
    return Scale(0, min(reaching(highest), 1.0), plot.x, plot.right)


def _row(canvas: Canvas, box: Box, row: Driver, scale: Scale, shared: bool, telling: Telling) -> None:
    middle, left = box.y + box.height / 2, box.x + _RANK * shared
    canvas.text(box.x, middle + 1.2, rank(row, telling), _VALUE)
    lines, style = fitted(canvas.pdf, row.label, SMALL, _LABEL - 3, box.height - 1)
    canvas.pdf.lines(left, middle - style.line * len(lines) / 2, lines, style)
    estimate = row.share if shared else row.moving.estimate if row.moving else None
    if estimate is None or row.moving is None or estimate.value is None:
        canvas.text(box.right - _TOLD, middle + 1.2, telling.n(row.n), SMALL.but(colour=QUIET))
        return
    low, high = (scale.at(end) for end in estimate.interval or (estimate.value, estimate.value))
    sure = shared or row.moving.is_sure
    whisker(canvas, middle, low, scale.at(estimate.value), high, BLUE if sure else QUIET, faint=not sure)
    told = share(row, telling) if shared else ""
    first, then = (told, correlation(row.moving, telling)) if told else correlation(row.moving, telling).split("; ", 1)
    canvas.text(box.right - _TOLD, middle - 0.2, first, SMALL.but(face=Face.SEMIBOLD))
    canvas.text(box.right - _TOLD, middle + 3.4, then, NOTE.but(size=7.2 if told else 8))
