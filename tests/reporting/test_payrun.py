"""A pay run as payroll gets it, in both languages, whatever people are called."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from domain.pay import RunFile
from reporting.export import payrun
from tests.agency import NOW

NAMES = ["=HYPERLINK(1)", "+358", "-Aalto", "@Aino", "Åsa “Ö” d'Aalto; Oy", "\tAino"]


def payments() -> list[dict[str, Any]]:
    """A payment of each name: a fee, a correction that takes some of it off, and an expense."""
    lines = [
        {"contact": "HAVU-003", "kind": "fee", "amount": "22.50", "reason": "", "approved_on": "2026-11-20"},
        {"contact": "", "kind": "correction", "amount": "-2.50", "reason": "=paid twice", "approved_on": "2026-11-21"},
        {"contact": "HAVU-003", "kind": "expense", "amount": "3.20", "reason": "", "approved_on": "2026-11-21"},
    ]
    sums = {"iban": "FI2112345600000785", "kind": "wage", "gross": "20.00", "expenses": "3.20", "lines": lines}
    return [{"code": f"A{n}", "legal_name": name, **sums} for n, name in enumerate(NAMES, 1)]


def made(language: str, form: RunFile) -> bytes:
    """The run as a file."""
    return payrun.make(
        payments(),
        number="2026-P01",
        begins_on=date(2026, 11, 1),
        ends_on=date(2026, 11, 30),
        language=language,
        form=form,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("language", "delimiter", "sums"),
    [("fi", ";", ["20,00", "3,20", "23,20"]), ("en", ",", ["20.00", "3.20", "23.20"])],
)
def test_a_run_as_csv_opens_as_its_reader_s_spreadsheet_reads(language: str, delimiter: str, sums: list[str]) -> None:
    text = made(language, RunFile.CSV).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    assert len(set(head)) == len(head) == 10
    assert [row[4].removeprefix("'") for row in rows] == NAMES
    assert [row[4].startswith("'") for row in rows] == [True, True, True, True, False, True]
    assert all(row[7:] == sums and row[5] == "FI2112345600000785" for row in rows)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_run_as_excel_has_no_formulas_and_its_lines_add_up(language: str) -> None:
    book = load_workbook(io.BytesIO(made(language, RunFile.EXCEL)))
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    payees, lines = (list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book)
    for payee in payees:
        own = [line[4] for line in lines if line[0] == payee[3]]
        assert round(sum(float(str(amount)) for amount in own), 2) == payee[9] == 23.2
