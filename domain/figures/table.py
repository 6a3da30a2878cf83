"""A CSV as people's programs write it: any of the usual encodings and separators, read whole or not at all."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.fault import Fault
from domain.texts import N_

LARGEST = 5 * 1024 * 1024
"""Bytes of a file."""
MOST_ROWS = 200_000
MOST_COLUMNS = 100
_SEPARATORS = ";\t,"
"""The likelier one first."""
_OTHER_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff")
_NO_TEXT = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
"""What stands in no text, or in one only by a slip."""
_LOOKED_AT, _FEW_ODD = 10_000, 3
"""Characters from the beginning, and how many odd ones of them a text may hold."""
_SAYS_SEPARATOR = re.compile(r"\s*sep=(.)\s*$", re.IGNORECASE)
"""A first line with which Excel tells its separator."""


class Unreadable(Exception):
    """A file that is no CSV; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(frozen=True)
class Row:
    """A record of the file: the line it begins on (from 1), and its cells without the white around them."""

    line: int
    cells: tuple[str, ...]

    def cell(self, place: int | None) -> str:
        """Returns a cell, '' when the row is shorter or there is no such column."""
        return self.cells[place] if place is not None and place < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """The first record that is not empty, and those after it; empty ones are passed over."""

    headings: tuple[str, ...]
    rows: Sequence[Row]


def read_table(data: bytes) -> Table:
    """Returns what a CSV holds; raises Unreadable for what is none, or is too large."""
    if len(data) > LARGEST:
        raise Unreadable(Fault(N_("The file is larger than {most} MB."), {"most": LARGEST // 1024**2}))
    if data.startswith(_OTHER_KINDS):
        raise Unreadable(Fault(N_("This is no CSV, whatever its name says; save it as CSV and send it anew.")))
    text = _decoded(data)
    if "\0" in text or len(_NO_TEXT.findall(text[:_LOOKED_AT])) > _FEW_ODD:
        raise Unreadable(Fault(N_("This is no CSV, whatever its name says; save it as CSV and send it anew.")))
    head, *rows = _records(text) or [Row(1, ())]
    if not head.cells:
        raise Unreadable(Fault(N_("The file is empty.")))
    if len(head.cells) > MOST_COLUMNS:
        raise Unreadable(Fault(N_("The file has more than {most} columns."), {"most": MOST_COLUMNS}))
    return Table(head.cells, rows)


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    start = data[:2000]
    if start.count(0) > len(start) // 4:
        # a program that leaves the mark out: of plain letters every other byte is a zero
        return data.decode("utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _records(text: str) -> list[Row]:
    if not text.strip(f'{_SEPARATORS} "\r\n'):
        return []
    first, _, rest = text.partition("\n")
    said = _SAYS_SEPARATOR.match(first)
    source, passed = (rest, 1) if said else (text, 0)
    separator = said[1] if said and said[1] in _SEPARATORS else _likeliest(source)
    found: list[Row] = []
    for row in _parsed(source, separator, passed):
        found.append(row)
        if len(found) > MOST_ROWS + 1:
            raise Unreadable(Fault(N_("The file has more than {most} rows."), {"most": MOST_ROWS}))
    return found


def _parsed(text: str, separator: str, passed: int = 0) -> Iterator[Row]:
    """The records that are not empty; `passed` lines stood before them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = passed + 1
    try:
        for record in reader:
            cells = tuple(cell.strip() for cell in record)
            if any(cells):
                yield Row(line, cells)
            line = passed + reader.line_num + 1
    except csv.Error:
        message = N_("The file cannot be read from this line on; a quotation mark may not be closed.")
        raise Unreadable(Fault(message, row=line)) from None


def _likeliest(text: str) -> str:
    """The separator that divides the first record into the most parts."""

    def parts(separator: str) -> int:
        try:
            return len(next(_parsed(text, separator)).cells)
        except (StopIteration, Unreadable):
            return 0

    return max(_SEPARATORS, key=parts)
