"""Colours, sizes and distances of everything we print: what a report looks like, and nothing else."""

from dataclasses import dataclass, replace

from domain.colour import Colour as Colour
from domain.imprint import OWN
from domain.imprint import WASH as WASH
from reporting.pdf.typeface import Face

BRAND: Colour = OWN
"""Stands for the agency's colour, which a document puts in its place: heads, bars and rules, never a value."""
INK: Colour = (28, 38, 46)
QUIET: Colour = (92, 104, 114)
"""Second-rank text; 5.8:1 on white."""
HAIR: Colour = (206, 213, 218)
PAPER: Colour = (255, 255, 255)
# Okabe & Ito's colours, all but the first a shade darker, so that small text is readable in them on the wash too
BLUE: Colour = (0, 114, 178)
VERMILLION: Colour = (185, 81, 0)
GREEN: Colour = (0, 128, 94)
PURPLE: Colour = (169, 82, 129)

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 22.0, 22.0, 27.0, 24.0
"""Margins in mm; the running header and footer stand inside the upper and the lower one."""
WIDTH = PAGE_WIDTH - LEFT - RIGHT

POINT = 25.4 / 72
"""A typographic point in mm."""


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a piece of text is set: size in points, leading as a multiple of it, space before and after in mm."""

    size: float
    face: Face = Face.REGULAR
    colour: Colour = INK
    leading: float = 1.36
    before: float = 0.0
    after: float = 2.2

    @property
    def line(self) -> float:
        """The distance of two baselines, in mm."""
        return self.size * self.leading * POINT

    def but(self, **changes: object) -> "Style":
        """Returns the style with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


BODY = Style(size=10)
LEAD = Style(size=13, colour=BRAND, leading=1.32, after=4)
SMALL = Style(size=8.5, after=1.6)
NOTE = Style(size=8, colour=QUIET, after=1.2)
QUOTE = Style(size=11, face=Face.ITALIC, leading=1.4, after=1)
TITLE = Style(size=25, face=Face.BOLD, colour=BRAND, leading=1.14, after=3)
HEADINGS = {
    1: Style(size=21, face=Face.BOLD, colour=BRAND, leading=1.16, after=4),
    2: Style(size=13.5, face=Face.SEMIBOLD, colour=BRAND, leading=1.22, before=5, after=2.2),
    3: Style(size=10.5, face=Face.SEMIBOLD, leading=1.25, before=3, after=1.2),
    4: Style(size=9.5, face=Face.SEMIBOLD, colour=QUIET, leading=1.25, before=2, after=1),
    5: Style(size=9, face=Face.SEMIBOLD, leading=1.25, before=2, after=1),
    6: Style(size=8.5, face=Face.SEMIBOLD, colour=QUIET, leading=1.25, before=1, after=1),
}
CAPTION = Style(size=10.5, face=Face.SEMIBOLD, leading=1.28, after=1)
CELL = Style(size=8.8, leading=1.28)
HEAD = Style(size=8, face=Face.SEMIBOLD, colour=QUIET, leading=1.22)
RUNNING = Style(size=8, colour=QUIET)
