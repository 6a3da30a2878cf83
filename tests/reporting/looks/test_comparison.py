"""The comparison with approved pictures sees what an eye would, and no more."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from domain.imprint import Imprint
from reporting.pdf import looks
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.looks import NOTE, SMALL
from tests.agency import NOW
from tests.reporting.looks.approved import DPI, TOLERANCE, difference, photographed, small
from tests.reporting.looks.papers import paper

Draw = Callable[[Canvas], None]


def drawn(*more: Draw, left_out: str = "", bar: float = 60, legend: float = 0, size: float = 8.5) -> Image.Image:
    """A page with a figure such as ours, and whatever else is drawn on it."""
    imprint, running = Imprint(agency="Aalto"), Running(left="Havu", right="Study")
    pdf = PdfDocument(title="A page", language="en", made_at=NOW, imprint=imprint, running=running)
    with pdf.artifact():
        canvas = Canvas(pdf)
        for row, label in enumerate(("Phone", "E-mail", "Visit", "n = 5")):
            y = 50 + 12 * row
            if label != left_out:
                canvas.text(25, y + 4, label, SMALL.but(size=size))
            canvas.rectangle(Box(60, y, bar if row == 1 else 40 + 8 * row, 6), fill=looks.BLUE)
            canvas.line(120, y, 120, y + 6, thickness=0.7)
        canvas.text(60 + legend, 110, "bar: target", NOTE)
        canvas.dot(57 + legend, 109, 1.2, fill=looks.VERMILLION)
        for draw in more:
            draw(canvas)
    return photographed(pdf.finish())[0]


def test_the_same_page_is_the_same() -> None:
    assert difference(drawn(), drawn()) == 0


@pytest.mark.parametrize(
    "other",
    [
        drawn(left_out="n = 5"),
        drawn(bar=62),
        drawn(legend=1.5),
        drawn(lambda canvas: canvas.dot(150, 150, 1.2, fill=looks.VERMILLION)),
        drawn(lambda canvas: canvas.text(150, 150, "n = 5", NOTE)),
        drawn(lambda canvas: canvas.line(140, 150, 152, 150, thickness=0.4)),
        drawn(lambda canvas: canvas.rectangle(Box(60, 50, 40, 6), fill=looks.VERMILLION)),
        drawn(size=10),
    ],
    ids=[
        *("a label is missing", "a bar is 2 mm longer", "a legend is moved", "a dot is added", "small print is added"),
        *("a line is added", "a bar is of another colour", "letters are larger"),
    ],
)
def test_what_an_eye_would_see_is_seen(other: Image.Image) -> None:
    assert difference(drawn(), other) > TOLERANCE


def test_edges_drawn_a_little_otherwise_are_not_seen() -> None:
    """As another build of the same engine would: resolved finer and made smaller, and kept in few colours."""
    page = drawn()
    finer = page.resize((page.width * 3, page.height * 3), Image.Resampling.BICUBIC).resize(page.size)
    assert 0 < difference(page, finer) < TOLERANCE


@pytest.mark.parametrize("name", ["analysis-22-fi", "praise-en"])
def test_keeping_a_page_in_few_shades_is_not_seen(name: str) -> None:
    for page in photographed(paper(name)):
        assert difference(page, Image.open(io.BytesIO(small(page)))) < TOLERANCE / 2


def test_pages_of_another_size_are_another_thing() -> None:
    assert difference(Image.new("RGB", (10, 10)), Image.new("RGB", (10, 11))) == 1
    assert drawn().width == pytest.approx(210 / 25.4 * DPI, abs=1)
