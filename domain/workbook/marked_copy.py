"""The workbook handed back with its faults as comments in the cells."""

import io
import warnings
from collections import defaultdict
from collections.abc import Iterable

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.fault import Fault
from domain.texts import Words
from domain.workbook.safety import danger, unpacked_size

AUTHOR = "Toteuma"
LARGEST_MARKED = 20 * 1024 * 1024
"""Unpacked bytes; writing needs the whole workbook in memory, some fifty times that."""
_WIDTH, _HEIGHT = 320, 120
_MOST_COMMENTS = 2_000


def marked_copy(data: bytes, faults: Iterable[Fault], words: Words) -> bytes:
    """Returns the same workbook with a comment in each faulty cell, in the reader's language.

    A fault without a column is told in the first cell of its row, one without a sheet in the first sheet. A file
    that is not opened, or is too large to be written again, has no copy: nothing is returned.
    """
    book = _opened(data)
    if book is None:
        return b""
    texts: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for fault in faults:
        texts[_place(book, fault)].append(words(fault.message, **fault.details))
    for (title, row, column), lines in list(texts.items())[:_MOST_COMMENTS]:
        _comment(book[title], row, column, lines)
    marked = io.BytesIO()
    book.save(marked)
    return marked.getvalue()


def _opened(data: bytes) -> Workbook | None:
    if danger(data, "") is not None or unpacked_size(data) > LARGEST_MARKED:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), keep_links=False)
    except Exception:  # openpyxl raises whatever it stumbles on in a strange file
        return None


def _comment(sheet: Worksheet, row: int, column: int, lines: Iterable[str]) -> None:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):  # only the first cell of merged ones can carry a comment
        merged = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        cell = sheet.cell(merged.min_row, merged.min_col)
    before = [cell.comment.text] if cell.comment else []
    text = ILLEGAL_CHARACTERS_RE.sub("", "\n".join([*before, *dict.fromkeys(lines)]))
    cell.comment = Comment(text, AUTHOR, height=_HEIGHT, width=_WIDTH)


def _place(book: Workbook, fault: Fault) -> tuple[str, int, int]:
    sheet = book[fault.sheet] if fault.sheet in book.sheetnames else book.worksheets[0]
    row = (fault.row or 1) if sheet.title == fault.sheet else 1
    return sheet.title, row, _column(sheet, fault.column)


def _column(sheet: Worksheet, heading: str) -> int:
    for cell in sheet[1] if heading else ():
        if str(cell.value or "").strip() == heading:
            return int(cell.column or 1)
    return 1
