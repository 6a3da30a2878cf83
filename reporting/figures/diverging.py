"""NPS, CSAT and CES: who was for and who against, and the value with its interval beneath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.metric import TOP_BOXES_FROM
from reporting.figures.marks import SIGN, colour_of, sign, target_bar, whisker
from reporting.figures.scale import Scale
from reporting.measured import Measured, Unit
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BLUE, HAIR, INK, NOTE, PAPER, QUIET, SMALL, VERMILLION, Colour, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

ROW = 39.0
DRAWN_FROM = 3
"""Contacts from which the bar is drawn."""
_TOLD = 36.0
_GREY: Colour = (205, 211, 216)
_VALUE = Style(size=15, face=Face.SEMIBOLD)
_INSIDE = Style(size=8.5, face=Face.SEMIBOLD, colour=PAPER)


@dataclass(frozen=True)
class Camps:
    """How many were against, between and for, and the answers that each camp holds."""

    against: int
    between: int
    favour: int
    spans: tuple[str, str, str]

    @property
    def n(self) -> int:
        """All of them."""
        return self.against + self.between + self.favour


def camps(measured: Measured, answers: Mapping[int, int]) -> Camps:
    """Returns the three camps: NPS 0-6, 7-8, 9-10; others by their top boxes and the same from below."""
    low, high = min(answers), max(answers)
    if measured.unit is Unit.NPS:
        ends = (6, 9)
    else:
        ends = (int(high - TOP_BOXES_FROM * (high - low)), -int(-(low + TOP_BOXES_FROM * (high - low)) // 1))
    below = [value for value in answers if value <= ends[0]]
    above = [value for value in answers if value >= ends[1]]
    middle = [value for value in answers if ends[0] < value < ends[1]]
    spans = tuple(f"{group[0]}–{group[-1]}" if len(group) > 1 else str(group[0]) for group in (below, middle, above))
    against, between, favour = (sum(answers[value] for value in group) for group in (below, middle, above))
    return Camps(against, between, favour, (spans[0], spans[1], spans[2]))


def in_words(told: str, measured: Measured, answers: Mapping[int, int], telling: Telling) -> str:
    """Returns what has been told of a value, with the counts of its bar: `…; answers 0–6: 2, 7–8: 5, 9–10: 9`."""
    if measured.n < DRAWN_FROM:
        return told
    split = camps(measured, answers)
    counts = zip(split.spans, (split.against, split.between, split.favour), strict=True)
    shown = ", ".join(f"{span}: {count}" for span, count in counts if count)
    return telling.words("{told}; contacts by answer {counts}", told=told, counts=shown)


def height(rows: int) -> float:
    """Returns the height (mm) of so many metrics."""
    return ROW * rows


def draw(canvas: Canvas, box: Box, rows: Sequence[tuple[str, Measured, Mapping[int, int]]], telling: Telling) -> None:
    """Draws each (name, value, answers by value): a bar around its middle, and the interval beneath."""
    for number, (name, measured, answers) in enumerate(rows):
        _row(canvas, Box(box.x, box.y + number * ROW, box.width, ROW), name, measured, answers, telling)


def _row(canvas: Canvas, box: Box, name: str, measured: Measured, answers: Mapping[int, int], telling: Telling) -> None:
    canvas.text(box.x, box.y + 4.5, name, SMALL.but(face=Face.SEMIBOLD))
    plot = box.inside(left=4, right=_TOLD, top=7, bottom=3)
    if measured.n >= DRAWN_FROM:
        _bar(canvas, Box(plot.x, plot.y + 1, plot.width, 10), camps(measured, answers))
    _interval(canvas, plot, measured, telling)
    _told(canvas, Box(box.right - _TOLD + 5, plot.y, _TOLD - 5, plot.height), measured, telling)
    canvas.line(box.x, box.bottom - 1, box.right, box.bottom - 1, colour=HAIR, thickness=0.2)


def _bar(canvas: Canvas, box: Box, split: Camps) -> None:
    """The between camp lies on the middle, so that the bar leans to the side that has more."""
    unit = box.width / 2 / split.n
    middle = box.x + box.width / 2
    x = middle - unit * (split.against + split.between / 2)
    canvas.line(middle, box.y - 1.8, middle, box.bottom, colour=INK, thickness=0.4)
    parts = zip((split.against, split.between, split.favour), (VERMILLION, _GREY, BLUE), split.spans, strict=True)
    for count, colour, span in parts:
        width = unit * count
        if count:
            canvas.rectangle(Box(x, box.y, width, box.height), fill=colour, edge=PAPER, thickness=0.3)
            style = _INSIDE if colour != _GREY else _INSIDE.but(colour=INK)
            if canvas.pdf.width(str(count), style) < width - 0.6:
                canvas.text(x + width / 2, box.y + box.height / 2 + 1.1, str(count), style, align="center")
            else:
                canvas.text(x + width / 2, box.y - 0.7, str(count), NOTE.but(colour=INK), align="center")
            if width > 6:
                canvas.text(x + width / 2, box.bottom + 3.2, span, NOTE.but(size=7), align="center")
        x += width


def _interval(canvas: Canvas, plot: Box, measured: Measured, telling: Telling) -> None:
    y = plot.y + 20
    scale = Scale(*measured.scale, plot.x, plot.right)
    canvas.line(plot.x, y, plot.right, y, colour=HAIR, thickness=0.3)
    for tick in scale.ticks(4 if measured.unit is not Unit.MEAN else 6):
        canvas.line(scale.at(tick), y - 0.8, scale.at(tick), y + 0.8, colour=HAIR, thickness=0.3)
        canvas.text(scale.at(tick), y + 4.6, telling.formats.number(tick), NOTE.but(size=7), align="center")
    if measured.target is not None:
        target_bar(canvas, scale.at(measured.target), y, 6)
    if measured.value is not None and measured.interval is not None:
        low, high = (scale.at(end) for end in measured.interval)
        colour = colour_of(measured.verdict)
        whisker(canvas, y, low, scale.at(measured.value), high, colour, faint=measured.rung.is_indicative)


def _told(canvas: Canvas, box: Box, measured: Measured, telling: Telling) -> None:
    sign(canvas, box.x + SIGN / 2, box.y + 3, measured.verdict)
    canvas.text(box.x + SIGN + 2, box.y + 5, telling.value(measured), _VALUE)
    lines = [
        telling.words("95%: {interval}", interval=telling.interval(measured)) if measured.interval else "",
        telling.words("target {target}", target=telling.target(measured)) if measured.target is not None else "",
        " · ".join(part for part in (telling.n(measured.n), telling.caution(measured)) if part),
    ]
    canvas.pdf.lines(box.x + SIGN + 2, box.y + 7, [line for line in lines if line], NOTE.but(colour=QUIET))
