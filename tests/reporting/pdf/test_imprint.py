"""The agency's colour and logo on paper."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from domain.colour import Colour, contrast
from domain.imprint import Imprint
from domain.logo import Logo, logo
from reporting.pdf import looks
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.logo import ROOM, placed
from tests.domain.test_logo import DRAWN, picture
from tests.reporting.pdf.reading import marked, tree

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
RUNNING = Running(left="Havu Energia Oy", right="Study · 2026-Q4")


def paper(**about: Any) -> PdfReader:
    return PdfReader(io.BytesIO(written(**about)))


def written(**about: Any) -> bytes:
    imprint = Imprint(agency="Aalto Mystery", **about)
    pdf = PdfDocument(title="A paper", language="en", made_at=NOW, imprint=imprint, running=RUNNING)
    pdf.heading(1, "Heading")
    with pdf.artifact():
        Canvas(pdf).rectangle(Box(30, 60, 20, 20), fill=looks.BRAND)
        Canvas(pdf).rectangle(Box(60, 60, 20, 20), fill=looks.VERMILLION)
    pdf.add_page()
    pdf.paragraph("More of it.")
    return pdf.finish()


def painted(page: Any) -> set[Colour]:
    """The colours that a page is painted with."""
    content = page.get_contents().get_data().decode("latin1")
    found = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", content)
    return {(round(float(r) * 255), round(float(g) * 255), round(float(b) * 255)) for r, g, b in found}


def test_an_agency_s_colour_takes_the_place_of_ours_and_of_nothing_else() -> None:
    ours, theirs = (painted(paper(**about).pages[0]) for about in ({}, {"colour": (130, 30, 90)}))
    assert looks.BRAND in ours
    assert theirs == (ours - {looks.BRAND}) | {(130, 30, 90)}


def test_a_pale_colour_is_printed_dark_enough_to_be_read() -> None:
    added = painted(paper(colour=(255, 221, 0)).pages[0]) - painted(paper().pages[0])
    (ink,) = added
    assert contrast(ink, looks.WASH) >= 4.5
    assert contrast(ink, looks.PAPER) >= 4.5


def test_an_agency_s_colour_that_is_also_that_of_a_value_changes_no_value() -> None:
    assert looks.VERMILLION in painted(paper(colour=looks.BLUE).pages[0])


@pytest.mark.parametrize("content", [DRAWN, picture(300, 100), picture(300, 100, "JPEG", "RGB")])
def test_the_logo_stands_on_page_one_alone_and_is_told_by_the_agency_s_name(content: bytes) -> None:
    pdf = written(logo=logo(content))
    first, second = PdfReader(io.BytesIO(pdf)).pages
    assert "2026-Q4" not in first.extract_text()
    assert "2026-Q4" in second.extract_text()
    (figure,) = (tag for tag in tree(pdf).walk() if tag.role == "Figure")
    assert figure.alt == "Logo: Aalto Mystery"
    held = sorted(mark for tag in tree(pdf).walk() for mark in tag.marks)
    shown = sorted((page, n) for page, numbers in marked(pdf).items() for n in numbers if n is not None)
    assert held == shown
    assert pdf == written(logo=logo(content))


@pytest.mark.parametrize("shape", [0.1, 0.5, 1, 3, 4.5, 12])
def test_a_logo_keeps_its_shape_inside_its_room(shape: float) -> None:
    box = placed(Logo(format=logo(DRAWN).format, content=b"", shape=shape))
    assert box.width / box.height == pytest.approx(shape)
    assert (box.right, box.bottom) == pytest.approx((ROOM.right, ROOM.bottom))
    assert box.width <= ROOM.width + 1e-9
    assert box.height <= ROOM.height + 1e-9
    assert box.width == pytest.approx(ROOM.width) or box.height == pytest.approx(ROOM.height)


def test_a_transparent_logo_stays_so() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (40, 20), (200, 0, 0, 90)).save(target, "PNG")
    (image,) = paper(logo=logo(target.getvalue())).pages[0].images
    assert image.image is not None
    assert image.image.getpixel((5, 5)) == (200, 0, 0, 90)


def test_a_greatest_logo_adds_little_to_a_paper() -> None:
    noisy = Image.effect_noise((900, 360), 90).convert("RGB")
    target = io.BytesIO()
    noisy.save(target, "JPEG", quality=95)
    assert len(written(logo=logo(target.getvalue()))) - len(written()) < 300_000
