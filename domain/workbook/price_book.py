"""The price list written as a workbook, to be changed and sent back."""

import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from domain.price_history import PriceChange
from domain.price_list import ITEMS, Item
from domain.scenario import KINDS, Kind
from domain.service import CHANNELS, Channel
from domain.texts import N_, Words
from domain.workbook import names

GUIDE = (
    N_("Change prices here and send the workbook back: you see what differs before anything is stored."),
    N_("Prices are without VAT, in {currency}. A row that you leave out stays as it is; an empty price ends it."),
    N_("Empty service, channel or scenario: every one. Service goes before channel, channel before scenario."),
    N_("An empty VAT is the general rate. Without a day, or with one that has passed, a price is valid from today."),
    N_("The price of expenses is the most that is paid for one contact."),
)
WIDTHS = (14, 20, 14, 18, 12, 12, 10, 14)
LAST_ROW = 500


def write(changes: Sequence[PriceChange], currency: str, words: Words) -> bytes:
    """Returns a workbook of these changes in order, with a sheet that tells how to change it."""
    finnish = words.language == "fi"
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "toimiston_hinnasto" if finnish else "price_list"
    columns = names.COLUMNS["price_list"]
    sheet.append([_called(column, finnish) for column in columns])
    for change in changes:
        sheet.append([*_cells(change, finnish)])
    _lay_out(sheet)
    for place, kind in ((1, Item), (3, Channel), (4, Kind)):
        _choices(sheet, place, [_said(member.value, finnish) for member in kind])
    _guide(book, currency, words)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cells(change: PriceChange, finnish: bool) -> Iterator[object]:
    what = change.what
    yield _said(what.item.value, finnish)
    yield what.service
    yield _said(what.channel.value, finnish) if what.channel else None
    yield _said(what.scenario.value, finnish) if what.scenario else None
    yield change.amount
    yield _said(what.item.unit, finnish)
    yield change.vat_percent
    yield change.valid_from


def _called(column: str, finnish: bool) -> str:
    return names.HEADINGS[column][0] if finnish else column


def _said(value: str, finnish: bool) -> str:
    return names.VALUES[value][0] if finnish and value in names.VALUES else value


def _lay_out(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS, 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in range(2, LAST_ROW):
        sheet.cell(row, 5).number_format = "#,##0.00##"
        sheet.cell(row, 8).number_format = "d.m.yyyy"


def _choices(sheet: Worksheet, place: int, values: Sequence[str]) -> None:
    choices = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
    letter = get_column_letter(place)
    choices.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(choices)


def _guide(book: Workbook, currency: str, words: Words) -> None:
    sheet = book.create_sheet(words("Guide"))
    for line in GUIDE:
        sheet.append([words(line, currency=currency)])
    sheet.append([])
    for value, called in [*ITEMS.items(), *CHANNELS.items(), *KINDS.items()]:
        sheet.append([None, _said(value.value, words.language == "fi"), words(called)])
    sheet.column_dimensions["A"].width = 100
    for cells in sheet.iter_rows(max_row=len(GUIDE), max_col=1):
        cells[0].alignment = Alignment(wrap_text=True, vertical="top")
