"""Tables as text: CSV that a spreadsheet opens by a double click, and JSON for programs."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from reporting.export.table import Cell, Table

_EXECUTED = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""


@dataclass(frozen=True)
class Dialect:
    """How a country's spreadsheets part cells and write numbers."""

    delimiter: str
    mark: str
    """Between whole numbers and decimals."""

    @classmethod
    def of(cls, language: str) -> "Dialect":
        """Returns the dialect of a language: in Finnish `;` and `7,5`, for a spreadsheet there takes 7.5 for a day."""
        return cls(";", ",") if language == "fi" else cls(",", ".")


KOBO = Dialect(";", ".")
"""As KoboToolbox writes its exports."""


def as_csv(heads: Sequence[str], rows: Sequence[tuple[Cell, ...]], dialect: Dialect) -> bytes:
    """Returns CSV in UTF-8 with the mark by which Excel knows it; days as 2026-10-31, moments as 2026-10-31 14:30.

    Text that a spreadsheet would execute, beginning with = + - @ (their wide forms too), a tab or a line end, gets an
    apostrophe before it, as OWASP advises; no other text does, and numbers are written as they are, negative ones too.
    Nobody who reads it as data loses a letter: strip one leading apostrophe where one of those follows it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow([_safe(head) for head in heads])
    writer.writerows([_written(cell, dialect) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "ignore")


def table_csv(table: Table, language: str) -> bytes:
    """Returns a table as CSV under its reader's headings, in the dialect of the language."""
    return as_csv([column.heading for column in table.columns], table.rows, Dialect.of(language))


def records(table: Table) -> list[dict[str, Any]]:
    """Returns a mapping a row, by the names that are the same in every language, ready for JSON."""
    names = [column.name for column in table.columns]
    return [dict(zip(names, map(_datum, row), strict=True)) for row in table.rows]


def as_json(data: dict[str, Any]) -> bytes:
    """Returns plain data as JSON that a person can read too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "ignore")


def _written(cell: Cell, dialect: Dialect) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _safe(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date) else _number(cell, dialect)


def _number(number: float | Decimal, dialect: Dialect) -> str:
    if isinstance(number, int):
        return str(number)
    # an amount keeps its cents: 19.50
    digits = str(number) if isinstance(number, Decimal) else f"{number:.4f}".rstrip("0").rstrip(".")
    return digits.replace(".", dialect.mark)


def _safe(text: str) -> str:
    text = text.replace("\x00", "")
    return f"'{text}" if _EXECUTED.match(text) else text


def _datum(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return str(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
