"""The sheets of a workbook as texts by row and heading, read with openpyxl: values of formulas, no links, no macros."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from domain.texts import N_
from domain.workbook import names
from domain.workbook.faults import Findings, nearest
from domain.workbook.headings import read_headings

MOST_ROWS = 20_000
"""The last row of a sheet that is read."""
_LOOKED_FURTHER = 200
"""Rows after those in which something would be told; formatted ones without values go on to the last of a million."""
MOST_SHEETS = 60
STUDY_SHEETS = ("study", "promise", "journey", "services", "units", "scenarios", "profiles")
"""What a study needs besides its form."""
_REQUIRED = ("settings", *STUDY_SHEETS, "survey")


@dataclass(frozen=True)
class Row:
    """A row that is not blank, by canonical heading; `label` in Finnish is `label::fi`."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet that has a meaning here."""

    name: str
    """Canonical, such as `services`."""
    title: str
    """As written in the workbook, such as `palvelut`."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Canonical heading -> as written."""
    rows: tuple[Row, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    """Language code -> as written in the headings, such as `Suomi (fi)`."""
    extra: frozenset[str] = frozenset()
    """The author's own columns of the sheet choices."""

    def heading(self, column: str) -> str:
        """Returns a column's heading as written, for telling where a fault is."""
        return self.headings.get(column) or next(
            (written for name, written in self.headings.items() if name.startswith(f"{column}::")), column
        )


def read_sheets(data: bytes, findings: Findings) -> dict[str, Sheet]:
    """Returns the sheets that mean something here, by canonical name; the others are the author's own notes."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets: dict[str, Sheet] = {}
        for worksheet in book.worksheets[:MOST_SHEETS]:
            name = names.canonical(worksheet.title, names.SHEETS)
            if name is None:
                _unknown_sheet(worksheet.title, findings)
            elif name in sheets:
                findings.fault(N_("There are two sheets for {name}; keep one."), worksheet.title, name=name)
            else:
                worksheet.reset_dimensions()
                rows = worksheet.iter_rows(values_only=True)
                sheets[name] = _sheet(name, worksheet.title, rows, findings)
    finally:
        book.close()
    if is_price_list(sheets):
        _without_values(data, findings)
    if is_plain_form(sheets) or is_price_list(sheets):
        return sheets
    _missing_sheets(sheets, findings)
    return sheets


def _without_values(data: bytes, findings: Findings) -> None:
    """Finds formulas that no program has reckoned: they read as empty, and an empty price would end it."""
    written = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    reckoned = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in written.worksheets[:MOST_SHEETS]:
            if names.canonical(sheet.title, names.SHEETS) is None:
                continue
            pairs = zip(_values(sheet), _values(reckoned[sheet.title]), strict=False)
            for number, (formulas, values) in enumerate(islice(pairs, MOST_ROWS), 1):
                for place, (formula, value) in enumerate(zip(formulas, values, strict=False), 1):
                    if value is None and isinstance(formula, str) and formula.startswith("="):
                        message = N_("The formula in column {letter} has no value: save the file in Excel first.")
                        findings.fault(message, sheet.title, number, letter=get_column_letter(place))
    finally:
        written.close()
        reckoned.close()


def _values(sheet: Any) -> Iterator[tuple[object, ...]]:
    sheet.reset_dimensions()
    rows: Iterator[tuple[object, ...]] = sheet.iter_rows(values_only=True)
    return rows


def is_plain_form(sheets: Mapping[str, Sheet]) -> bool:
    """Returns whether this is an XLSForm made for ODK or KoboToolbox, with none of a study's own sheets."""
    return "survey" in sheets and not any(name in sheets for name in STUDY_SHEETS)


def is_price_list(sheets: Mapping[str, Sheet]) -> bool:
    """Returns whether this is the agency's price list, and nothing else that is read."""
    return set(sheets) == {"price_list"}


def _unknown_sheet(title: str, findings: Findings) -> None:
    near = nearest(names.folded(title), names.SHEETS, 0.8)
    if near:
        findings.fault(N_("The sheet “{title}” is not read; did you mean {near}?"), title, title=title, near=near)


def _missing_sheets(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    for name in _REQUIRED:
        if name not in sheets:
            findings.fault(N_("The sheet {name} is missing; the template has it."), name, name=name)
        elif not sheets[name].rows:
            findings.fault(N_("The sheet {name} has no rows."), sheets[name].title, 1, name=name)


def _sheet(name: str, title: str, rows: Iterable[tuple[object, ...]], findings: Findings) -> Sheet:
    written = _texts(rows, title, findings)
    head = next(written, (1, ()))[1]
    headings = read_headings(name, title, head, findings)
    columns = headings.columns
    found = []
    bare: set[int] = set()
    for number, cells in written:
        bare |= {place for place, text in enumerate(cells) if text and (place >= len(head) or not head[place])}
        by_heading = {column: cells[place] for place, column in columns.items() if place < len(cells) and cells[place]}
        if by_heading:
            found.append(Row(number, by_heading))
    for place in sorted(bare):
        message = N_("Column {letter} has values and no heading, so it is not read.")
        findings.warn(message, title, 1, letter=get_column_letter(place + 1))
    written_headings = {column: head[place] for place, column in columns.items()}
    return Sheet(name, title, written_headings, tuple(found), headings.languages, headings.extra)


def _texts(rows: Iterable[tuple[object, ...]], title: str, findings: Findings) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS + _LOOKED_FURTHER:
            return
        cells = tuple(map(cell_text, row))
        if number > MOST_ROWS and any(cells):
            message = N_("The sheet has more than {most} rows; delete the ones after the last.")
            findings.fault(message, title, number, most=MOST_ROWS)
            return
        if number == 1 or any(cells):
            yield number, cells


def cell_text(value: object) -> str:
    """Returns a cell as text: whole numbers without `.0`, dates as ISO dates, truths as yes and no."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(Decimal(repr(value)), "f")
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat()
        case date() | time():
            return value.isoformat()
    return str(value).replace("\u00a0", " ").strip()
