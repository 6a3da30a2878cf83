"""Tables as an .xlsx workbook: text that is never a formula, real numbers and days, and the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from reporting.export.table import Cell, Column, Table

LONGEST = 32_767
"""Most letters of a cell, as Excel counts them: two for each beyond the first plane."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way of holding."""
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t")
_DAYS = {"fi": "d.m.yyyy", "en": "d mmm yyyy"}
_CLOCKS = {"fi": "h:mm", "en": "hh:mm"}
_HEAD = PatternFill("solid", fgColor="FF0B4F6C")


def workbook(tables: Sequence[Table], *, title: str, language: str, made: datetime) -> bytes:
    """Returns a workbook with a sheet a table, each with its heading frozen and a filter over its columns.

    The same tables and moment give the same bytes. Text stays text whatever it begins with: its cells are of the type
    `s`, and those that look like a formula are formatted as text, so that they stay so when they are edited. What XML
    cannot hold is left out, and a text beyond Excel's limit is cut.
    """
    book = Workbook(write_only=True)
    for table in tables:
        _write(book, table, language)
    book.properties.creator = "Toteuma"
    book.properties.title = plain(title)
    book.properties.created = book.properties.modified = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    made_now = io.BytesIO()
    core = tostring(book.properties.to_tree())
    book.save(made_now)
    return _packed(made_now.getvalue(), core, made)


def plain(text: str) -> str:
    """Returns a text as a cell can hold it: line ends as Excel has them, nothing that XML forbids, at most so long."""
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) <= LONGEST // 2:
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")


def _write(book: Workbook, table: Table, language: str) -> None:
    sheet = book.create_sheet(table.title)
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.append([_heading(sheet, column) for column in table.columns])
    pens = [_Pen(sheet, column, language, prose=table.prose) for column in table.columns]
    for row in table.rows:
        sheet.append([pen.cell(value) for pen, value in zip(pens, row, strict=True)])


def _heading(sheet: Any, column: Column) -> Any:
    cell = WriteOnlyCell(sheet, plain(column.heading))
    cell.data_type = "s"
    cell.font = Font(bold=True, color="FFFFFFFF")
    cell.fill = _HEAD
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


class _Pen:
    """Writes the cells of one column; a cell is written before the next one is asked for, so that one serves all."""

    def __init__(self, sheet: Any, column: Column, language: str, *, prose: bool) -> None:
        day = _DAYS.get(language, "yyyy-mm-dd")
        numbers = "General" if column.decimals is None else "0." + "0" * column.decimals
        self._text = self._made(sheet, "General", prose)
        self._literal = self._made(sheet, "@", prose)
        self._number = self._made(sheet, numbers, prose)
        self._day = self._made(sheet, day, prose)
        self._moment = self._made(sheet, f"{day} {_CLOCKS.get(language, 'hh:mm')}", prose)

    def _made(self, sheet: Any, number_format: str, prose: bool) -> Any:
        cell = WriteOnlyCell(sheet)
        cell.number_format = number_format
        if prose:
            cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="left")
        return cell

    def cell(self, value: Cell) -> Any:
        """Returns the cell of a value; nothing for nothing."""
        if value is None:
            return None
        if isinstance(value, str):
            text = plain(value)
            cell = self._literal if text.startswith(_BEGINS_FORMULA) else self._text
            cell.value = text
            cell.data_type = "s"
            return cell
        cell = self._number
        if isinstance(value, date):
            cell = self._moment if isinstance(value, datetime) else self._day
        cell.value = value
        return cell


def _packed(book: bytes, core: bytes, made: datetime) -> bytes:
    """The same parts with the moment of the data in the place of that of writing."""
    moment = made.astimezone(UTC)
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = core if name == "docProps/core.xml" else parts.read(name)
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return packed.getvalue()
