"""The journey curve: touchpoints in the customer's order with intervals and targets, under their sub-journeys."""

from collections.abc import Sequence
from itertools import groupby

from domain.journey import Touchpoint
from reporting.figures.labels import fitted
from reporting.figures.marks import SIGN, colour_of, sign, standing_whisker
from reporting.figures.scale import Scale
from reporting.measured import Measured
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BRAND, HAIR, INK, NOTE, PAPER, QUIET, SMALL, WASH, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

HEIGHT = 92.0
"""Of the whole figure, in mm."""
_BAND, _FOOT, _AXIS = 7.0, 24.0, 8.0
_NAME = Style(size=8, face=Face.SEMIBOLD, leading=1.2)
_VALUE = Style(size=11, face=Face.SEMIBOLD)


def draw(
    canvas: Canvas,
    box: Box,
    touchpoints: Sequence[Touchpoint],
    values: Sequence[Measured],
    telling: Telling,
    default: str,
) -> None:
    """Draws the curve on 0..100; `values` go with `touchpoints`, `default` is the labels' own language."""
    plot = box.inside(left=_AXIS, top=_BAND + 3, bottom=_FOOT)
    scale = Scale(0, 100, plot.bottom, plot.y)
    step = plot.width / len(values)
    places = [plot.x + step * (number + 0.5) for number in range(len(values))]
    _bands(canvas, box, plot, touchpoints, step, telling.words.language, default)
    for tick in (0, 25, 50, 75, 100):
        canvas.line(plot.x, scale.at(tick), plot.right, scale.at(tick), colour=HAIR, thickness=0.2)
        canvas.text(plot.x - 2, scale.at(tick) + 1, telling.formats.number(tick), NOTE, align="right")
    _curve(canvas, places, values, scale)
    for x, value in zip(places, values, strict=True):
        _target(canvas, x, value, scale, step)
        _point(canvas, x, value, scale)
        _foot(canvas, x, plot.bottom + 2, step, value, telling)


def _bands(
    canvas: Canvas, box: Box, plot: Box, touchpoints: Sequence[Touchpoint], step: float, language: str, default: str
) -> None:
    x = plot.x
    for number, (_, group) in enumerate(groupby(touchpoints, key=lambda touchpoint: touchpoint.sub_journey)):
        members = list(group)
        width = step * len(members)
        if number % 2 == 0:
            canvas.rectangle(Box(x, box.y, width, plot.bottom - box.y), fill=WASH)
        label = members[0].sub_journey_label.text(language, default)
        named = canvas.pdf.shortened(label, _NAME, width - 3)
        canvas.pdf.lines(x + 2, box.y + 2, [named], _NAME.but(colour=BRAND))
        x += width


def _curve(canvas: Canvas, places: Sequence[float], values: Sequence[Measured], scale: Scale) -> None:
    points = [(x, scale.at(value.value)) for x, value in zip(places, values, strict=True) if value.value is not None]
    if len(points) > 1:
        canvas.path(points, colour=QUIET, thickness=0.5)


def _target(canvas: Canvas, x: float, value: Measured, scale: Scale, step: float) -> None:
    if value.target is not None:
        y, half = scale.at(value.target), min(step * 0.3, 8)
        canvas.line(x - half, y, x + half, y, colour=PAPER, thickness=1.3)
        canvas.line(x - half, y, x + half, y, colour=INK, thickness=0.6)


def _point(canvas: Canvas, x: float, value: Measured, scale: Scale) -> None:
    if value.value is None or value.interval is None:
        return
    low, high = (scale.at(end) for end in value.interval)
    standing_whisker(
        canvas, x, low, scale.at(value.value), high, colour_of(value.verdict), faint=value.rung.is_indicative
    )


def _foot(canvas: Canvas, x: float, y: float, step: float, value: Measured, telling: Telling) -> None:
    told = telling.value(value)
    start = x - (canvas.pdf.width(told, _VALUE) + SIGN + 1.2) / 2
    sign(canvas, start + SIGN / 2, y + 2.6, value.verdict)
    canvas.text(start + SIGN + 1.2, y + 4, told, _VALUE)
    lines, style = fitted(canvas.pdf, value.label, _NAME, step - 2, 3.2 * _NAME.line)
    below = canvas.pdf.lines(x, y + 5.6, lines, style, align="center")
    canvas.text(x, below + 3, telling.n(value.n), SMALL.but(size=7.5, colour=QUIET), align="center")
