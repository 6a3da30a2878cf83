"""Files that are no study workbooks, and files that mean harm: told kindly, never opened."""

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from domain.workbook import read
from domain.workbook.safety import LARGEST
from tests.domain.workbook_edits import DATA, changed, repacked, saved, told


def archive(**parts: bytes) -> bytes:
    """Returns a zip file of some parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/"), content)
    return file.getvalue()


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>"""
PADDED = b"<?xml version='1.0'?><!--" + b" " * 100_000 + b"-->" + ENTITIES[21:]

FILES = [
    (b"", "x.xlsx", "This is not an .xlsx workbook."),
    (b"MZ\x90\x00 a program", "study.xlsx", "This is a program and not a workbook; it was not opened."),
    (b"#!/bin/sh\n", "study.xlsx", "This is a program and not a workbook; it was not opened."),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
        "study.xls",
        "This is an old .xls workbook or one with a password; save it as .xlsx without a password.",
    ),
    (
        b"type,name,label\n",
        "study.csv",
        "This is a text file; a study needs many sheets, so save it as an .xlsx workbook.",
    ),
    (b"%PDF-1.7", "study.xlsx", "This is not an .xlsx workbook."),
    (b"PK\x03\x04 and nothing more", "study.xlsx", "The file is damaged; save it again as .xlsx and send it anew."),
    (DATA[:-2000], "study.xlsx", "The file is damaged; save it again as .xlsx and send it anew."),
    (archive(word__document=b"x"), "study.docx", "This is not an .xlsx workbook."),
    (
        archive(**{"content.xml": b"x", "mimetype": b"application/vnd.oasis"}),
        "study.ods",
        "This is an OpenDocument file; save it as .xlsx and send it anew.",
    ),
    (
        archive(**{"xl__workbook.bin": b"x"}),
        "study.xlsb",
        "This is an .xlsb workbook; save it as .xlsx and send it anew.",
    ),
    (
        archive(**{"xl__workbook.xml": b"<nothing"}),
        "study.xlsx",
        "The file is damaged; save it again as .xlsx and send it anew.",
    ),
    (
        repacked({"xl/vbaProject.bin": b"macro"}),
        "study.xlsx",
        "The workbook has macros; save it as .xlsx, without macros.",
    ),
    (
        repacked({"xl/macrosheets/sheet1.xml": b"<a/>"}),
        "study.xlsx",
        "The workbook has macros; save it as .xlsx, without macros.",
    ),
    (
        repacked({"[Content_Types].xml": b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"}),
        "study.xlsm",
        "The workbook has macros; save it as .xlsx, without macros.",
    ),
    (
        repacked({"xl/workbook.xml": ENTITIES}),
        "study.xlsx",
        "The workbook has hidden definitions in its XML, which none should have; it was not opened.",
    ),
    (
        repacked({"xl/workbook.xml": PADDED}),
        "study.xlsx",
        "The workbook has hidden definitions in its XML, which none should have; it was not opened.",
    ),
    (repacked({"xl/zeros.bin": b"\0" * 101 * 1024 * 1024}), "study.xlsx", "Unpacked, the file is larger than 100 MB."),
    (b"PK\x03\x04" + b"\0" * LARGEST, "study.xlsx", "The file is larger than 5 MB."),
]


@pytest.mark.parametrize(("data", "filename", "expected"), FILES, ids=range(len(FILES)))
def test_a_file_that_is_not_opened_is_told_why(data: bytes, filename: str, expected: str) -> None:
    before = time.process_time()
    reading = read(data, filename)
    assert time.process_time() - before < 2
    assert reading.study is None
    (found,) = told(reading.faults)
    assert found.startswith(": " + expected)


def test_a_sheet_with_too_many_rows_is_told() -> None:
    found = told(read(changed(lambda book: book["choices"].cell(20_001, 1, "kylla_ei")), "x.xlsx").faults)
    assert found[0] == "choices 20001: The sheet has more than 20000 rows; delete the ones after the last."


def test_a_sheet_that_lies_about_its_size_costs_nothing() -> None:
    book = Workbook()
    book.create_sheet("survey").cell(1_048_576, 16_384, "far away")
    before = time.process_time()
    assert read(saved(book), "x.xlsx").study is None
    assert time.process_time() - before < 2


def test_links_to_other_files_are_not_followed() -> None:
    def link(book: Workbook) -> None:
        book["study"]["B2"] = "='file:///etc/[passwd]Sheet1'!A1"

    assert "study 2 value: The sheet study needs the term client." in told(read(changed(link), "x.xlsx").faults)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(DATA) - 1))
def test_reading_never_raises_for_what_is_in_a_file(noise: bytes, place: int) -> None:
    read(noise, "x.xlsx")
    read(DATA[:place] + noise + DATA[place + len(noise) :], "x.xlsx")


cells = st.one_of(
    st.none(),
    st.text(max_size=12).filter(str.isprintable),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_reading_never_raises_for_what_is_in_a_cell(data: st.DataObject) -> None:
    def change(book: Workbook) -> None:
        for _ in range(8):
            sheet = book[data.draw(st.sampled_from(book.sheetnames))]
            row = data.draw(st.integers(1, sheet.max_row))
            sheet.cell(row, data.draw(st.integers(1, sheet.max_column))).value = data.draw(cells)

    reading = read(changed(change), "x.xlsx")
    assert (reading.study is None) == bool(reading.faults)
    assert told(reading.faults + reading.warnings) is not None
