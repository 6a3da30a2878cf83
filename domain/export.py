"""Files of a wave's data that people ask for beside its report."""

from enum import StrEnum


class ExportForm(StrEnum):
    """What is asked for."""

    EXCEL = "excel"
    """One workbook."""
    FORMATS = "formats"
    """All other formats in one zip, for the agency alone: tidy CSV, JSON, and CSV with a row a contact."""

    @property
    def ending(self) -> str:
        """How its file is named in the end."""
        return {ExportForm.EXCEL: "xlsx", ExportForm.FORMATS: "zip"}[self]
