"""Values from wave to wave: a panel each, with intervals, target, what was foretold and what is foretold next."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from domain.prediction import Prediction
from reporting.analyses.series import Series
from reporting.figures.marks import colour_of, standing_whisker
from reporting.figures.scale import Scale
from reporting.measured import Measured, Unit
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import HAIR, INK, NOTE, PAPER, PURPLE, QUIET, SMALL, WASH, Style
from reporting.pdf.typeface import Face
from reporting.telling import NOTHING, Telling

FIRST, OTHERS = 56.0, 50.0
"""Height (mm) of the first panel, which has the whole width, and of the others, two beside each other."""
_GAP, _AXIS, _HEAD, _FOOT = 8.0, 9.0, 9.0, 12.0
_SHOWN = 0.4
"""The share of its scale that a panel shows at least."""
_STEPS = {Unit.POINTS: 10.0, Unit.PERCENT: 10.0, Unit.NPS: 20.0, Unit.MEAN: 1.0}
_VALUE = Style(size=8.5, face=Face.SEMIBOLD)
_NAME = NOTE.but(size=7, leading=1.15)


@dataclass(frozen=True)
class Panel:
    """One thing from wave to wave."""

    name: str
    series: Series
    foretold: Prediction | None = None
    """Of the present wave."""
    next: Prediction | None = None
    """Of the wave to come."""


def height(panels: Sequence[Panel]) -> float:
    """Returns the height (mm) of so many panels."""
    return FIRST + OTHERS * ceil((len(panels) - 1) / 2)


def draw(canvas: Canvas, box: Box, panels: Sequence[Panel], names: Sequence[str], telling: Telling) -> None:
    """Draws the panels; `names` are the waves', oldest first."""
    _panel(canvas, Box(box.x, box.y, box.width, FIRST - 3), panels[0], names, telling)
    width = (box.width - _GAP) / 2
    for number, panel in enumerate(panels[1:]):
        x, y = box.x + number % 2 * (width + _GAP), box.y + FIRST + number // 2 * OTHERS
        _panel(canvas, Box(x, y, width, OTHERS - 3), panel, names, telling)


def shown(panel: Panel) -> tuple[float, float]:
    """Returns the part of the scale that holds everything of a panel, at round ends."""
    series, step = panel.series, _STEPS[panel.series.now.unit]
    low, high = series.now.scale
    held = [end for value in series.values if value is not None for end in _held(value)]
    held += [end for one in (panel.foretold, panel.next) if one is not None for end in (one.low, one.high)]
    first, last = (min(held), max(held)) if held else (low, high)
    lacking = max(_SHOWN * (high - low) - (last - first), 0.0) / 2
    return max(low, step * floor((first - lacking) / step)), min(high, step * ceil((last + lacking) / step))


def _held(value: Measured) -> list[float]:
    inside = [*(value.interval or ()), *([] if value.value is None else [value.value])]
    return inside if value.target is None else [*inside, value.target]


def _panel(canvas: Canvas, box: Box, panel: Panel, names: Sequence[str], telling: Telling) -> None:
    title = canvas.pdf.wrap(panel.name, SMALL.but(face=Face.SEMIBOLD), box.width)[0]
    canvas.text(box.x, box.y + 3.5, title, SMALL.but(face=Face.SEMIBOLD))
    plot = box.inside(left=_AXIS, top=_HEAD, bottom=_FOOT)
    scale = Scale(*shown(panel), plot.bottom, plot.y)
    for tick in scale.ticks(4):
        canvas.line(plot.x, scale.at(tick), plot.right, scale.at(tick), colour=HAIR, thickness=0.2)
        canvas.text(plot.x - 1.8, scale.at(tick) + 1, telling.formats.number(tick), NOTE.but(size=7), align="right")
    columns = len(names) + (panel.next is not None)
    step = plot.width / columns
    places = [plot.x + step * (number + 0.5) for number in range(columns)]
    if panel.foretold is not None:
        _expected(canvas, places[len(names) - 1], panel.foretold, scale)
    _target(canvas, plot, panel.series.now, scale, telling)
    _curve(canvas, places, panel.series.values, scale)
    for x, value, name in zip(places, panel.series.values, names, strict=False):
        _wave(canvas, x, value, scale, telling)
        told = NOTHING if value is None else telling.n(value.n)
        _foot(canvas, x, plot.bottom, step, name, told)
    if panel.next is not None:
        _next(canvas, places[-1], panel.next, panel.series.now, scale, telling)
        _foot(canvas, places[-1], plot.bottom, step, telling.words("next"), "")


def _expected(canvas: Canvas, x: float, foretold: Prediction, scale: Scale) -> None:
    top, bottom = scale.at(foretold.high), scale.at(foretold.low)
    canvas.rectangle(Box(x - 3.6, top, 7.2, bottom - top), fill=WASH, edge=HAIR, thickness=0.2)
    canvas.line(x - 3.6, scale.at(foretold.value), x + 3.6, scale.at(foretold.value), colour=QUIET, thickness=0.3)


def _target(canvas: Canvas, plot: Box, now: Measured, scale: Scale, telling: Telling) -> None:
    if now.target is None:
        return
    y = scale.at(now.target)
    canvas.line(plot.x, y, plot.right, y, colour=INK, thickness=0.25, dash=1)
    told = telling.words("target {target}", target=telling.target(now))
    canvas.text(plot.right, plot.y - 5.2, told, NOTE.but(size=7, colour=INK), align="right")


def _curve(canvas: Canvas, places: Sequence[float], values: Sequence[Measured | None], scale: Scale) -> None:
    """A line between neighbours alone: where a wave was measured otherwise it is broken."""
    known = [None if value is None or value.value is None else scale.at(value.value) for value in values]
    pairs = zip(zip(places, known, strict=False), zip(places[1:], known[1:], strict=False), strict=False)
    for (x, y), (next_x, next_y) in pairs:
        if y is not None and next_y is not None:
            canvas.line(x, y, next_x, next_y, colour=HAIR, thickness=0.5)


def _wave(canvas: Canvas, x: float, value: Measured | None, scale: Scale, telling: Telling) -> None:
    if value is None or value.value is None or value.interval is None:
        return
    low, high = (scale.at(end) for end in value.interval)
    faint = value.rung.is_indicative
    standing_whisker(canvas, x, low, scale.at(value.value), high, colour_of(value.verdict), faint=faint)
    _number(canvas, x, min(high, scale.at(value.value) - 1.5) - 1.4, telling.value(value), _VALUE)


def _next(canvas: Canvas, x: float, next_: Prediction, now: Measured, scale: Scale, telling: Telling) -> None:
    low, value, high = (scale.at(end) for end in (next_.low, next_.value, next_.high))
    canvas.line(x, low, x, high, colour=PURPLE, thickness=0.7, dash=0.9)
    for end in (low, high):
        canvas.line(x - 1.6, end, x + 1.6, end, colour=PURPLE, thickness=0.5)
    canvas.line(x - 1.6, value, x + 1.6, value, colour=PURPLE, thickness=0.9)
    told = telling.amount(now.unit, next_.value)
    _number(canvas, x, high - 1.4, told, _VALUE.but(colour=PURPLE))


def _number(canvas: Canvas, x: float, baseline: float, told: str, style: Style) -> None:
    """A number on a white ground, so that no line runs through it."""
    width = canvas.pdf.width(told, style) + 0.8
    canvas.rectangle(Box(x - width / 2, baseline - 2.3, width, 2.7), fill=PAPER)
    canvas.text(x, baseline, told, style, align="center")


def _foot(canvas: Canvas, x: float, y: float, step: float, name: str, n: str) -> None:
    lines = canvas.pdf.wrap(name, _NAME, step - 0.6)[:2]
    below = canvas.pdf.lines(x, y + 1, lines, _NAME.but(colour=INK), align="center")
    if n and canvas.pdf.width(n, _NAME) <= step:
        canvas.pdf.lines(x, below, [n], _NAME, align="center")
