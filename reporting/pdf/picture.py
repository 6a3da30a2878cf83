"""A page of a finished paper as a picture, for where a document would be too much."""

import io

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from reporting.pdf.looks import LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT

WIDE = 1600
"""Pixels; wide enough for a wall, and for a phone turned on its side."""
MARGIN = 10.0
"""White left around what is printed, in mm."""
FOOT = 19.0
"""What the running foot takes of a page, in mm: who made it and which page it is, which the chat tells beside it."""


def picture(pdf: bytes, page: int) -> bytes:
    """Returns a page (from 1) as PNG, 1600 px wide, without the white that is not needed (IndexError beyond the last).

    It is the very page that is printed: there is one way of drawing it.
    """
    across = WIDE / (PAGE_WIDTH - LEFT - RIGHT + 2 * MARGIN)
    whole = rendered(pdf, page, across * 25.4)
    edges = (LEFT - MARGIN, 0, PAGE_WIDTH - RIGHT + MARGIN, PAGE_HEIGHT - FOOT)
    left, above, right, foot = (round(edge * across) for edge in edges)
    told = whole.crop((left, above, right, foot))
    ground = Image.new("RGB", told.size, "white")
    _, top, _, bottom = ImageChops.difference(told, ground).getbbox() or (0, 0, *told.size)
    white = round(MARGIN * across)
    shown = Image.new("RGB", (WIDE, bottom - top + 2 * white), "white")
    shown.paste(told.crop((0, top, told.width, bottom)), (0, white))
    target = io.BytesIO()
    shown.save(target, "PNG", optimize=True)
    return target.getvalue()


def rendered(pdf: bytes, page: int, dpi: float) -> Image.Image:
    """Returns a whole page (from 1) at a resolution (IndexError beyond the last)."""
    with pdfium.PdfDocument(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        drawn: Image.Image = document[page - 1].render(scale=dpi / 72).to_pil()
        return drawn.convert("RGB")


def pages_of(pdf: bytes) -> int:
    """Returns how many pages there are."""
    with pdfium.PdfDocument(pdf) as document:
        return len(document)


def headings(pdf: bytes) -> list[str]:
    """Returns what each page is about: the bookmarks that lead to it, or else the one before."""
    with pdfium.PdfDocument(pdf) as document:
        found: list[list[str]] = [[] for _ in range(len(document))]
        for mark in document.get_toc():
            goal = mark.get_dest()
            if mark.level < 2 and goal is not None:
                found[goal.get_index()].append(mark.get_title())
    told, last = list[str](), ""
    for marks in found:
        told.append(" · ".join(marks) or last)
        last = marks[-1] if marks else last
    return told
