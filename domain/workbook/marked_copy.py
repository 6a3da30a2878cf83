"""The workbook handed back with its faults as comments in the cells."""

import io
from collections import defaultdict
from collections.abc import Iterable

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.fault import Fault
from domain.texts import Words
from domain.workbook.safety import danger

AUTHOR = "Toteuma"
_WIDTH, _HEIGHT = 320, 120
_MOST_COMMENTS = 2_000


def marked_copy(data: bytes, faults: Iterable[Fault], words: Words) -> bytes:
    """Returns the same workbook with a comment in each faulty cell, in the reader's language.

    A fault without a column is told in the first cell of its row, one without a sheet in the first sheet. A file
    that is not opened at all comes back as it was.
    """
    if danger(data, "") is not None:
        return data
    book = load_workbook(io.BytesIO(data), keep_links=False)
    texts: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for fault in faults:
        texts[_place(book, fault)].append(words(fault.message, **fault.details))
    for (title, row, column), lines in list(texts.items())[:_MOST_COMMENTS]:
        cell = book[title].cell(row, column)
        before = [cell.comment.text] if cell.comment else []
        cell.comment = Comment("\n".join([*before, *dict.fromkeys(lines)]), AUTHOR, height=_HEIGHT, width=_WIDTH)
    marked = io.BytesIO()
    book.save(marked)
    return marked.getvalue()


def _place(book: Workbook, fault: Fault) -> tuple[str, int, int]:
    sheet = book[fault.sheet] if fault.sheet in book.sheetnames else book.worksheets[0]
    row = (fault.row or 1) if sheet.title == fault.sheet else 1
    return sheet.title, row, _column(sheet, fault.column)


def _column(sheet: Worksheet, heading: str) -> int:
    for cell in sheet[1] if heading else ():
        if str(cell.value or "").strip() == heading:
            return int(cell.column or 1)
    return 1
