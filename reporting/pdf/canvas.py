"""Drawing into a box of a page: lines, areas, marks and words, in mm from the page's upper left corner."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fpdf.drawing_primitives import DeviceCMYK, DeviceGray, DeviceRGB, convert_to_device_color

from reporting.pdf.looks import INK, Colour, Style

if TYPE_CHECKING:
    from reporting.pdf.document import PdfDocument


@dataclass(frozen=True)
class Box:
    """A part of the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def inside(self, *, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> "Box":
        """Returns the box without some of its edges."""
        return Box(self.x + left, self.y + top, self.width - left - right, self.height - top - bottom)


Paint = DeviceRGB | DeviceGray | DeviceCMYK


@lru_cache(maxsize=256)
def paint(colour: Colour) -> Paint:
    """Returns a colour as fpdf2 has it, which makes it anew each time."""
    return convert_to_device_color(*colour)


@lru_cache(maxsize=256)
def filling(colour: Paint) -> str:
    """Returns how a colour of areas and letters is written in a page's content."""
    return colour.serialize().lower()


class Canvas:
    """The drawing side of a document; whoever draws has opened a tag or an artifact first."""

    def __init__(self, pdf: "PdfDocument") -> None:
        self.pdf = pdf

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        colour: Colour = INK,
        thickness: float = 0.3,
        dash: float = 0,
    ) -> None:
        """Draws a straight line, dashed when `dash` (mm) is given."""
        with self._pen(colour, thickness, dash):
            self.pdf.line(x1, y1, x2, y2)

    def path(self, points: Sequence[tuple[float, float]], *, colour: Colour, thickness: float = 0.5) -> None:
        """Draws a line through points."""
        with self._pen(colour, thickness, 0):
            self.pdf.polyline(list(points))

    def area(self, points: Sequence[tuple[float, float]], *, fill: Colour | None, edge: Colour | None = None) -> None:
        """Draws a closed shape: filled, outlined, or both."""
        self.pdf.set_fill_color(paint(self.pdf.ink(fill or INK)))
        with self._pen(edge or INK, 0.35, 0):
            self.pdf.polygon(list(points), style=_paint(fill, edge))

    def rectangle(
        self, box: Box, *, fill: Colour | None = None, edge: Colour | None = None, thickness: float = 0.3
    ) -> None:
        """Draws a rectangle: filled, outlined, or both."""
        self.pdf.set_fill_color(paint(self.pdf.ink(fill or INK)))
        with self._pen(edge or INK, thickness, 0):
            self.pdf.rect(box.x, box.y, box.width, box.height, style=_paint(fill, edge))

    def dot(self, x: float, y: float, radius: float, *, fill: Colour | None, edge: Colour | None = None) -> None:
        """Draws a circle around a point."""
        self.pdf.set_fill_color(paint(self.pdf.ink(fill or INK)))
        with self._pen(edge or INK, 0.4, 0):
            self.pdf.circle(x, y, radius, style=_paint(fill, edge))

    def text(self, x: float, baseline: float, text: str, style: Style, *, align: str = "left") -> None:
        """Sets one line of text."""
        self.pdf.set(x, baseline, text, style, align=align)

    @contextmanager
    def _pen(self, colour: Colour, thickness: float, dash: float) -> Iterator[None]:
        self.pdf.set_draw_color(paint(self.pdf.ink(colour)))
        self.pdf.set_line_width(thickness)
        if dash:
            self.pdf.set_dash_pattern(dash=dash, gap=dash)
        yield
        if dash:
            self.pdf.set_dash_pattern()


def _paint(fill: Colour | None, edge: Colour | None) -> str:
    return ("D" if edge else "") + ("F" if fill else "")
