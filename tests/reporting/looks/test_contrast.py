"""Everything that is set in type can be read on what lies under it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from domain.colour import Colour, contrast
from reporting.pdf import looks
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.document import PdfDocument
from reporting.pdf.looks import PAPER, Style
from reporting.pdf.typeface import Face
from tests.reporting.looks.papers import PAPERS, paper


@dataclass(frozen=True)
class Seen:
    """A text with its ground."""

    text: str
    style: Style
    ink: Colour
    ground: Colour

    @property
    def least(self) -> float:
        """The contrast it needs (WCAG 2.2, 1.4.3): 3 from 18 points, or from 14 in bold; else 4.5."""
        heavy = self.style.face in {Face.BOLD, Face.SEMIBOLD}
        return 3.0 if self.style.size >= (14 if heavy else 18) else 4.5


class Watch:
    """Notes what is painted where, while a paper is made."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.seen: set[Seen] = set()
        self._grounds: dict[tuple[int, int], list[tuple[Box, Colour]]] = {}
        rectangle, set_ = Canvas.rectangle, PdfDocument.set

        def watched_rectangle(canvas: Canvas, box: Box, *, fill: Colour | None = None, **more: object) -> None:
            if fill is not None:
                self._on(canvas.pdf).append((box, canvas.pdf.ink(fill)))
            rectangle(canvas, box, fill=fill, **more)  # type: ignore[arg-type]

        def watched_set(
            pdf: PdfDocument, x: float, baseline: float, text: str, style: Style, *, align: str = "left"
        ) -> None:
            if any(map(str.isalnum, text)):
                left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * pdf.width(text, style)
                middle = left + pdf.width(text, style) / 2, baseline - 0.3 * style.size * looks.POINT
                self.seen.add(Seen(text, style, pdf.ink(style.colour), self._under(pdf, *middle)))
            set_(pdf, x, baseline, text, style, align=align)

        patch.setattr(Canvas, "rectangle", watched_rectangle)
        patch.setattr(PdfDocument, "set", watched_set)

    def _on(self, pdf: PdfDocument) -> list[tuple[Box, Colour]]:
        return self._grounds.setdefault((id(pdf), pdf.page), [])

    def _under(self, pdf: PdfDocument, x: float, y: float) -> Colour:
        """The colour of what was painted last there."""
        for box, colour in reversed(self._on(pdf)):
            if box.x <= x <= box.right and box.y <= y <= box.bottom:
                return colour
        return PAPER

    def faint(self) -> Iterator[str]:
        """What cannot be read well enough."""
        for one in self.seen:
            found = contrast(one.ink, one.ground)
            if found < one.least:
                yield f"{one.text[:40]!r} at {one.style.size} pt: {one.ink} on {one.ground} is {found:.2f}"


@pytest.mark.parametrize("name", PAPERS)
def test_every_text_of_every_paper_can_be_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(monkeypatch)
    paper.__wrapped__(name)
    assert len(watch.seen) > 10
    assert sorted(watch.faint()) == []


@pytest.mark.parametrize(
    "colour", [looks.INK, looks.QUIET, looks.BLUE, looks.VERMILLION, looks.GREEN, looks.PURPLE, looks.BRAND]
)
@pytest.mark.parametrize("ground", [looks.PAPER, looks.WASH])
def test_every_colour_that_tells_something_can_be_read_on_paper_and_wash(colour: Colour, ground: Colour) -> None:
    assert contrast(colour, ground) >= 4.5
