"""A form as tables in code, and how it becomes a workbook."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook


@dataclass(frozen=True)
class Form:
    """A workbook by its sheets; each is a table of lines with `|` between the cells, the headings first."""

    name: str
    purpose: str
    sheets: Mapping[str, str]
    faults: tuple[str, ...] = ()
    """How the lines of its faults begin, `sheet row column: words`; none when it is whole."""
    warnings: tuple[str, ...] = ()
    questions: tuple[str, ...] = field(default=())
    """The names of its questions in order, when it is whole and that is what it shows."""
    is_study: bool = False


def table(text: str) -> list[list[str]]:
    """Returns the cells of a table, line by line."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def build(form: Form) -> bytes:
    """Returns a form as the bytes of an .xlsx file."""
    book = Workbook()
    for title, text in form.sheets.items():
        sheet = book.create_sheet(title)
        for row, cells in enumerate(table(text), 1):
            for column, cell in enumerate(cells, 1):
                if cell:
                    sheet.cell(row, column, cell)
    book.remove(book.worksheets[0])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
