"""The workbook comes back with its faults as comments in the cells."""

import io

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from domain.texts import Words
from domain.workbook import marked_copy, read
from tests.domain.workbook_edits import DATA, changed, edited, repacked


def marked(data: bytes) -> Workbook:
    """Returns the marked copy of a faulty workbook."""
    return load_workbook(io.BytesIO(marked_copy(data, read(data, "x.xlsx").faults, Words("en"))))


def comment(book: Workbook, sheet: str, cell: str) -> str:
    """Returns the comment of a cell, '' when it has none."""
    found = book[sheet][cell].comment
    assert found is None or found.author == "Toteuma"
    return found.text if found else ""


def test_faults_stand_in_their_cells() -> None:
    book = marked(edited({("survey", 13, "touchpoint"): "nowhere", ("services", 2, "channel"): "pigeon"}))
    assert comment(book, "survey", "O13").startswith("There is no touchpoint “nowhere”")
    assert comment(book, "services", "D2").startswith("“pigeon” is not one of phone")
    assert comment(book, "survey", "O14") == ""
    assert book["survey"]["O13"].value == "nowhere"


def test_several_faults_of_a_cell_share_a_comment() -> None:
    book = marked(edited({("study", 12, "value"): None, ("study", 13, "value"): None}))
    assert comment(book, "study", "B10").count("\n") == 1


def test_a_fault_of_a_whole_sheet_stands_in_its_first_cell_and_a_missing_sheet_in_the_first_sheet() -> None:
    def drop(book: Workbook) -> None:
        book.remove(book["units"])
        book["services"].delete_cols(4)

    book = marked(changed(drop))
    assert "The sheet units is missing" in comment(book, "settings", "A1")
    assert comment(book, "services", "A1") == "The column channel is missing."


def test_what_an_author_has_noted_stays() -> None:
    def note(book: Workbook) -> None:
        book["services"]["D2"] = "pigeon"
        book["services"]["D2"].comment = Comment("Ask Kaisa.", "Kaisa")

    assert comment(marked(changed(note)), "services", "D2").startswith("Ask Kaisa.\n“pigeon”")


def test_a_file_that_is_not_opened_has_no_copy() -> None:
    reading = read(b"MZ", "x.xlsx")
    assert marked_copy(b"MZ", reading.faults, Words("en")) == b""


def test_a_whole_workbook_gets_no_comments() -> None:
    assert comment(marked(DATA), "settings", "A1") == ""


def test_a_fault_in_merged_cells_stands_in_their_first() -> None:
    def merge(book: Workbook) -> None:
        book["services"]["D2"] = None
        book["services"].merge_cells("C2:D2")

    assert comment(marked(changed(merge)), "services", "C2") == "channel is missing."


def test_a_file_that_cannot_be_read_has_no_copy() -> None:
    broken = repacked({"xl/workbook.xml": b"<nothing"})
    assert marked_copy(broken, read(broken, "x.xlsx").faults, Words("en")) == b""
