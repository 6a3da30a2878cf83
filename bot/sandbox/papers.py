"""Pages of a PDF as pictures, for previews."""

from __future__ import annotations

import io
from functools import lru_cache
from threading import Lock

import pypdfium2

WIDTH = 1000
"""Pixels across a page."""
_QUALITY = 80
_ONE_AT_A_TIME = Lock()  # PDFium may not be called by two threads at once


def pages_of(content: bytes) -> int:
    """How many pages a PDF has; ValueError when it is none."""
    with _ONE_AT_A_TIME:
        paper = _opened(content)
        try:
            return len(paper)
        finally:
            paper.close()


@lru_cache(maxsize=128)
def picture_of(content: bytes, number: int) -> bytes:
    """A page as JPEG, the first one being 1; ValueError when there is none."""
    with _ONE_AT_A_TIME:
        paper = _opened(content)
        try:
            if not 1 <= number <= len(paper):
                raise ValueError("there is no such page")
            page = paper[number - 1]
            picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
        finally:
            paper.close()
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=_QUALITY)
    return jpeg.getvalue()


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise ValueError("this is no PDF that can be read") from None
