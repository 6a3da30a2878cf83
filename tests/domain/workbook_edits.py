"""The sample workbook, and broken ones made of it: `edited({("survey", 13, "touchpoint"): "nowhere"})`."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook

from domain.fault import Fault
from domain.study import Study
from domain.texts import Words
from domain.workbook import Reading, read

SAMPLE = Path(__file__).parents[1] / "samples" / "havu_energia.xlsx"
DATA = SAMPLE.read_bytes()

Edits = Mapping[tuple[str, int, str], object]


def saved(book: Workbook) -> bytes:
    """Returns a workbook as the bytes of its file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(change: dict[str, bytes], data: bytes = DATA) -> bytes:
    """Returns a workbook with other or further parts in its archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in change:
                target.writestr(name, source.read(name))
        for name, content in change.items():
            target.writestr(name, content)
    return file.getvalue()


def changed(change: Callable[[Workbook], object]) -> bytes:
    """Returns the sample after a change."""
    book = load_workbook(io.BytesIO(DATA))
    change(book)
    return saved(book)


def edited(edits: Edits) -> bytes:
    """Returns the sample with other values in some cells, by sheet, row and heading (new ones are added)."""

    def change(book: Workbook) -> None:
        headings: dict[str, list[object]] = {}
        for (title, row, heading), value in edits.items():
            sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
            if title not in headings:
                # a sheet counts its columns anew each time
                headings[title] = [cell.value for cell in sheet[1] if cell.value]
            known = headings[title]
            if heading not in known:
                sheet.cell(1, len(known) + 1, heading)
                known.append(heading)
            sheet.cell(row, known.index(heading) + 1).value = value

    return changed(change)


def told(faults: tuple[Fault, ...]) -> list[str]:
    """Returns faults as one reads them: `survey 13 touchpoint: There is no touchpoint …`."""
    words = Words("en")
    return [
        f"{' '.join(str(part) for part in (fault.sheet, fault.row, fault.column) if part)}: "
        + words(fault.message, **fault.details)
        for fault in faults
    ]


def read_edited(edits: Edits) -> Reading:
    """Reads the sample with other values in some cells."""
    return read(edited(edits), "havu.xlsx")


def study() -> Study:
    """Returns the sample's study."""
    found = read(DATA, "havu.xlsx").study
    assert found is not None
    return found
