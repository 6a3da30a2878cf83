"""Times as dots, one a contact, with median and goal: a mean would hide the ones who waited long."""

from collections.abc import Sequence

import numpy as np

from reporting.analyses.timings import Period, Timing
from reporting.figures.scale import Scale, reaching
from reporting.ladder import Rung
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BLUE, GREEN, HAIR, INK, NOTE, QUIET, SMALL, VERMILLION, Colour, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

ROW = 40.0
_TOLD = 42.0
_DOT = 1.15
_VALUE = Style(size=12, face=Face.SEMIBOLD)


def height(rows: int) -> float:
    """Returns the height (mm) of so many services."""
    return ROW * rows


_SIGNS = {Period.SECONDS: "s", Period.MINUTES: "min", Period.HOURS: "h"}
_FINER = {Period.HOURS: Period.MINUTES, Period.MINUTES: Period.SECONDS}


def period(telling: Telling, unit: Period, number: float) -> str:
    """Returns a time with its unit, a finer one below one of it: `48 s`, `9,5 min`, `13 h`."""
    unit, (number,), decimals = _fit(unit, number)
    return f"{telling.formats.number(number, decimals)}\u00a0{_SIGNS[unit]}"


def stretch(telling: Telling, unit: Period, low: float, high: float) -> str:
    """Returns two times with the unit that suits the longer one: `0,4–1,2 min`."""
    unit, (low, high), decimals = _fit(unit, low, high)
    return f"{telling.formats.span(low, high, decimals)}\u00a0{_SIGNS[unit]}"


def _fit(unit: Period, *numbers: float) -> tuple[Period, tuple[float, ...], int]:
    """Times in the unit in which the longest is at least one, and how many decimals they take."""
    while max(numbers) < 1 and unit in _FINER:
        finer = _FINER[unit]
        numbers = tuple(number * unit.minutes / finer.minutes for number in numbers)
        unit = finer
    return unit, numbers, int(unit is not Period.SECONDS and max(numbers) < 24)


def in_words(told: str, row: Timing, telling: Telling) -> str:
    """Returns what has been told of a row, with its median and interval, and how many nobody answered."""
    words, parts = telling.words, [told]
    if row.rung.shows_value and row.median.value is not None:
        parts.append(words("median {time}", time=period(telling, row.unit, row.median.value)))
    if row.rung.shows_value and row.median.interval is not None:
        parts.append(words("95%: {interval}", interval=stretch(telling, row.unit, *row.median.interval)))
    parts.append(telling.n(len(row.values)))
    if row.unanswered:
        parts.append(words("unanswered {n}", n=row.unanswered))
    return ", ".join(parts)


def draw(canvas: Canvas, box: Box, rows: Sequence[Timing], telling: Telling) -> None:
    """Draws each service's times on its own scale from zero."""
    for number, row in enumerate(rows):
        _row(canvas, Box(box.x, box.y + number * ROW, box.width, ROW), row, telling)


def _row(canvas: Canvas, box: Box, row: Timing, telling: Telling) -> None:
    canvas.text(box.x, box.y + 4.5, row.label, SMALL.but(face=Face.SEMIBOLD))
    plot = box.inside(right=_TOLD, top=11, bottom=8)
    scale = Scale(0, reaching(1.02 * max(*row.values, row.goal or 0, 0.0)), plot.x + 1, plot.right)
    canvas.line(plot.x, plot.bottom, plot.right, plot.bottom, colour=QUIET, thickness=0.3)
    for tick in scale.ticks():
        canvas.line(scale.at(tick), plot.bottom, scale.at(tick), plot.bottom + 1, colour=QUIET, thickness=0.3)
        label = telling.formats.number(tick, 0 if tick == round(tick) else 1)
        canvas.text(scale.at(tick), plot.bottom + 4.2, label, NOTE.but(size=7), align="center")
    if row.rung >= Rung.COUNTS:
        _dots(canvas, plot, scale, row)
    if row.rung.shows_value:
        _median(canvas, plot, scale, row)
    if row.goal is not None:
        x = scale.at(row.goal)
        canvas.line(x, plot.y - 3, x, plot.bottom, colour=INK, thickness=0.5, dash=1)
        goal = telling.words("goal {goal}", goal=period(telling, row.unit, row.goal))
        late = row.goal > 0.8 * scale.high
        canvas.text(
            x + (-1.2 if late else 1.2), plot.y - 0.6, goal, NOTE.but(colour=INK), align="right" if late else "left"
        )
    _told(canvas, Box(box.right - _TOLD + 6, plot.y, _TOLD - 6, plot.height), row, telling)


def _dots(canvas: Canvas, plot: Box, scale: Scale, row: Timing) -> None:
    """Dots that would lie on each other are stacked; stacks too high for the box become bars of the same shape."""
    stacks = _stacks(plot, scale, row)
    base, room = plot.bottom - 3.4, plot.height - 3.4
    step = min(2 * _DOT, room / max(len(stack) for stack in stacks.values()))
    for column, stack in stacks.items():
        x = plot.x + column * 2 * _DOT
        if step < 2 * _DOT:
            late = sum(_late(row, value) for value in stack) > len(stack) / 2
            bar = Box(x - _DOT * 0.8, base - step * len(stack), _DOT * 1.6, step * len(stack))
            canvas.rectangle(bar, fill=None if late else _colour(row, late), edge=_colour(row, late))
            continue
        for place, value in enumerate(stack):
            # late ones are hollow too, not only of another colour
            colour, fill = _colour(row, _late(row, value)), None if _late(row, value) else _colour(row, False)
            canvas.dot(x, base - _DOT - place * step, _DOT * 0.9, fill=fill, edge=colour)


def _stacks(plot: Box, scale: Scale, row: Timing) -> dict[int, list[float]]:
    """The times that fall on the same place, by place; times come in rising order."""
    values = np.asarray(row.values)
    places = np.rint((scale.at_all(values) - plot.x) / (2 * _DOT)).astype(int)
    starts = np.flatnonzero(np.diff(places, prepend=places[:1] - 1))
    return {int(places[start]): part.tolist() for start, part in zip(starts, np.split(values, starts[1:]), strict=True)}


def _late(row: Timing, value: float) -> bool:
    return row.goal is not None and value > row.goal


def _colour(row: Timing, late: bool) -> Colour:
    return VERMILLION if late else BLUE if row.goal is not None else GREEN


def _median(canvas: Canvas, plot: Box, scale: Scale, row: Timing) -> None:
    y = plot.bottom - 1.7
    if row.median.interval is not None:
        low, high = (scale.at(end) for end in row.median.interval)
        canvas.line(low, y, high, y, colour=INK, thickness=0.9)
    if row.median.value is not None:
        x = scale.at(row.median.value)
        canvas.line(x, y - 1.4, x, y + 1.4, colour=INK, thickness=0.9)


def _told(canvas: Canvas, box: Box, row: Timing, telling: Telling) -> None:
    lines = []
    if row.rung.shows_value and row.median.value is not None:
        canvas.text(box.x, box.y + 3, period(telling, row.unit, row.median.value), _VALUE)
        lines.append(telling.words("median"))
    if row.rung.shows_value and row.median.interval is not None:
        lines.append(telling.words("95%: {interval}", interval=stretch(telling, row.unit, *row.median.interval)))
    caution = telling.words("indicative") if row.rung.is_indicative else ""
    lines.append(" · ".join(part for part in (telling.n(len(row.values)), caution) if part))
    if row.unanswered:
        lines.append(telling.words("unanswered {n}", n=row.unanswered))
    canvas.pdf.lines(box.x, box.y + 4.5, lines, NOTE.but(colour=HAIR if not row.values else QUIET))
