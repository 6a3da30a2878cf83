"""Reading a finished PDF back: its text, and its tags with what they hold."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream
from pypdfium2 import PdfDocument


@dataclass
class Tag:
    """One element of the structure tree."""

    role: str
    alt: str
    kids: list["Tag"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """(page index, content number) of what it holds itself."""

    def walk(self) -> Iterator["Tag"]:
        """Returns it and everything under it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


# A paper takes longer to read than to make: each is read once by those who look at it several times.


@lru_cache(maxsize=8)
def reader(pdf: bytes) -> PdfReader:
    """Returns the file opened."""
    return PdfReader(io.BytesIO(pdf))


@lru_cache(maxsize=8)
def text(pdf: bytes) -> str:
    """Returns all text with single spaces."""
    return " ".join(" ".join(pages(pdf)).split())


def pages(pdf: bytes) -> list[str]:
    """Returns the text of each page, in lines."""
    with PdfDocument(pdf) as file:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in file]


@lru_cache(maxsize=8)
def tree(pdf: bytes) -> Tag:
    """Returns the document's tag."""
    file = reader(pdf)
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(file.pages) if page.indirect_reference}
    root: Any = file.trailer["/Root"]
    return _tag(root["/StructTreeRoot"]["/K"][0].get_object(), pages)


def _tag(element: Any, pages: dict[int, int]) -> Tag:
    made = Tag(str(element["/S"])[1:], str(element.get("/Alt", "")))
    for kid in element.get("/K", []):
        kid_object = kid.get_object()
        if "/MCID" in kid_object:
            made.marks.append((pages[kid_object.raw_get("/Pg").idnum], int(kid_object["/MCID"])))
        else:
            made.kids.append(_tag(kid_object, pages))
    return made


@lru_cache(maxsize=8)
def marked(pdf: bytes) -> dict[int, list[int | None]]:
    """Returns by page the numbers of marked content in the order painted, None for an artifact.

    Raises AssertionError when something is painted outside of any mark, or marks are nested.
    """
    file = reader(pdf)
    return {number: [*_marks(page, file)] for number, page in enumerate(file.pages)}


def _marks(page: Any, file: PdfReader) -> Iterator[int | None]:
    inside = False
    for operands, operator in ContentStream(page.get_contents(), file).operations:
        if operator in (b"BDC", b"BMC"):
            assert not inside
            inside = True
            yield int(operands[1]["/MCID"]) if operator == b"BDC" else None
        elif operator == b"EMC":
            inside = False
        elif operator in (b"Tj", b"TJ", b"S", b"s", b"f", b"f*", b"B", b"B*", b"b", b"b*", b"Do"):
            assert inside, f"{operator!r} paints outside of any mark"
