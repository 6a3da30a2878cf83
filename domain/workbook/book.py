"""A workbook while it is read: its sheets, what was found in them, and the language that words without one are in."""

from collections.abc import Iterator, Mapping

from domain.workbook.cells import Cells
from domain.workbook.faults import Findings
from domain.workbook.languages import language_code
from domain.workbook.sheets import Sheet


class Book:
    """The sheets by canonical name, read row by row."""

    def __init__(self, sheets: Mapping[str, Sheet], findings: Findings) -> None:
        self.sheets, self.findings = sheets, findings
        self.default_language = _default_language(sheets)

    def rows(self, name: str) -> Iterator[Cells]:
        """Yields the rows of a sheet, ready to be read; none when there is no such sheet."""
        sheet = self.sheets.get(name)
        if sheet is not None:
            for row in sheet.rows:
                yield Cells(sheet, row, self.findings, self.default_language)


def _default_language(sheets: Mapping[str, Sheet]) -> str:
    """The form's own, else the first language of its headings, else Finnish."""
    for row in sheets["settings"].rows if "settings" in sheets else ():
        code = language_code(row.cells.get("default_language", ""))
        if code is not None:
            return code
    return next(iter(sheets["survey"].languages), "fi") if "survey" in sheets else "fi"
