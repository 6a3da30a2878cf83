"""Faults and warnings as they are gathered while a workbook is read."""

import difflib
from collections.abc import Iterable

from domain.fault import Fault


class Findings:
    """All that is wrong in one workbook, and all that is only doubtful."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []

    def fault(
        self, message: str, sheet: str = "", row: int | None = None, column: str = "", /, **details: object
    ) -> None:
        """Notes what must be corrected before the workbook becomes a study."""
        self.faults.append(Fault(message, details, sheet, row, column))

    def fault_once(self, message: str, sheet: str, row: int, /, **details: object) -> None:
        """Notes a fault that every row would tell again."""
        fault = Fault(message, details, sheet, row)
        if fault not in self.faults:
            self.faults.append(fault)

    def warn(
        self, message: str, sheet: str = "", row: int | None = None, column: str = "", /, **details: object
    ) -> None:
        """Notes what is worth a second look."""
        self.warnings.append(Fault(message, details, sheet, row, column))


def listed(names: Iterable[str], most: int = 12) -> str:
    """Returns names as a list to read, cut after `most`."""
    found = [name for name in names if name]
    return ", ".join(found[:most]) + (", …" if len(found) > most else "")


def nearest(name: str, known: Iterable[str], closeness: float = 0.6) -> str:
    """Returns what somebody probably meant, '' when nothing is near."""
    return next(iter(difflib.get_close_matches(name, list(known), 1, closeness)), "")
