"""Pages of a paper as pictures."""

import io

import pytest
from PIL import Image, ImageChops

from reporting.pdf.picture import MARGIN, WIDE, headings, picture, rendered
from tests.reporting.pdf.test_document import blank, filled


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def sparse() -> bytes:
    pdf = blank("SIMULOITU AINEISTO")
    pdf.heading(1, "Lyhyt")
    pdf.paragraph("Vain rivi.")
    return pdf.finish()


def test_a_page_is_1600_pixels_wide_with_an_even_white_edge_above_and_below() -> None:
    made = opened(picture(filled(), 1))
    assert made.width == WIDE
    box = ImageChops.difference(made, Image.new("RGB", made.size, "white")).getbbox()
    assert box is not None
    edge = MARGIN * WIDE / 186
    assert box[1] == pytest.approx(edge, abs=1.5)
    assert made.height - box[3] == pytest.approx(edge, abs=1.5)
    assert box[0] == pytest.approx(edge, abs=4)


def test_the_white_of_a_short_page_is_left_out() -> None:
    assert opened(picture(sparse(), 1)).height < 500 < opened(picture(filled(), 1)).height


def test_it_is_the_very_page_that_is_printed() -> None:
    """What is left of the whole page rendered as large is the same, pixel for pixel, but the foot."""
    pdf = filled()
    across = WIDE / 186
    whole, made = rendered(pdf, 2, across * 25.4), opened(picture(pdf, 2))
    left, edge = round(12 * across), round(10 * across)
    strip = made.crop((0, edge, WIDE, edge + 400))
    places = (whole.crop((left, y, left + WIDE, y + 400)) for y in range(200))
    assert sum(ImageChops.difference(strip, place).getbbox() is None for place in places) == 1


@pytest.mark.parametrize("page", [-1, 0, 4, 99])
def test_there_is_no_page_beyond_the_paper(page: int) -> None:
    with pytest.raises(IndexError):
        picture(filled(), page)


def test_the_same_page_gives_the_same_picture() -> None:
    assert picture(filled(), 1) == picture(filled(), 1)


def test_each_page_is_told_by_its_headings_or_those_before() -> None:
    pdf = blank()
    pdf.paragraph("Ei otsikkoa.")
    pdf.add_page()
    pdf.heading(1, "Ensin")
    pdf.heading(2, "Sitten")
    pdf.heading(3, "Pieni")
    pdf.add_page()
    pdf.paragraph("Jatkoa.")
    pdf.add_page()
    pdf.heading(2, "Viimein")
    assert headings(pdf.finish()) == ["", "Ensin · Sitten", "Sitten", "Viimein"]
