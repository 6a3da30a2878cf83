"""Signs that several figures share: a verdict, a value with its interval, a target."""

from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BLUE, HAIR, INK, PAPER, QUIET, VERMILLION, Colour
from reporting.verdicts import Verdict

SIGN = 2.6
"""Width of a verdict's sign, in mm."""


def colour_of(verdict: Verdict | None) -> Colour:
    """Returns blue above, vermillion below, grey at the target or without a verdict."""
    if verdict is None or verdict is Verdict.AT:
        return QUIET
    return BLUE if verdict.side > 0 else VERMILLION


def sign(canvas: Canvas, x: float, y: float, verdict: Verdict | None) -> None:
    """Draws a verdict's sign around (x, y): triangles up or down, filled when clear; a bar at the target."""
    colour, half = colour_of(verdict), SIGN / 2
    if verdict is None:
        canvas.line(x - half * 0.6, y, x + half * 0.6, y, colour=HAIR, thickness=0.6)
    elif verdict is Verdict.AT:
        canvas.rectangle(Box(x - half, y - 0.45, SIGN, 0.9), fill=colour)
    else:
        tip = y - verdict.side * half * 0.9
        base = y + verdict.side * half * 0.9
        fill = colour if verdict.is_clear else PAPER
        canvas.area([(x - half, base), (x + half, base), (x, tip)], fill=fill, edge=colour)


def whisker(canvas: Canvas, y: float, low: float, value: float, high: float, colour: Colour, *, faint: bool) -> None:
    """Draws an interval lying at height y with its value as a dot, hollow when only indicative."""
    canvas.line(low, y, high, y, colour=colour, thickness=1.1 if not faint else 0.6)
    for end in (low, high):
        canvas.line(end, y - 1.1, end, y + 1.1, colour=colour, thickness=0.4)
    canvas.dot(value, y, 1.35, fill=PAPER if faint else colour, edge=colour)


def standing_whisker(
    canvas: Canvas, x: float, low: float, value: float, high: float, colour: Colour, *, faint: bool
) -> None:
    """Draws the same standing at x."""
    canvas.line(x, low, x, high, colour=colour, thickness=1.1 if not faint else 0.6)
    for end in (low, high):
        canvas.line(x - 1.1, end, x + 1.1, end, colour=colour, thickness=0.4)
    canvas.dot(x, value, 1.5, fill=PAPER if faint else colour, edge=colour)


def target_bar(canvas: Canvas, x: float, y: float, height: float) -> None:
    """Draws a target as a short upright bar with a white rim, so that it shows over an interval."""
    canvas.line(x, y - height / 2, x, y + height / 2, colour=PAPER, thickness=1.5)
    canvas.line(x, y - height / 2, x, y + height / 2, colour=INK, thickness=0.7)
