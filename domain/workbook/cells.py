"""One row as it is read: each cell becomes a value, or a fault with its place."""

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from domain.answer_value import NotANumber, number
from domain.label import Label
from domain.texts import N_
from domain.workbook import names
from domain.workbook.faults import Findings, listed, nearest
from domain.workbook.sheets import Row, Sheet

Member = TypeVar("Member", bound=StrEnum)

_LONGEST_NAME = 64
LONGEST_LINE = 200
"""Characters of what things are called; they stand on cards and buttons beside other words."""
LONGEST_TEXT = 500
"""Characters of what is read once on a card."""


class Cells:
    """Reads the cells of one row; what is wrong is noted, and something harmless is returned for it."""

    def __init__(self, sheet: Sheet, row: Row, findings: Findings, default_language: str = "fi") -> None:
        self.sheet, self.row, self.findings = sheet, row, findings
        self.default_language = default_language

    def fault(self, column: str, message: str, /, **details: object) -> None:
        """Notes a fault in a column of this row."""
        self.findings.fault(message, self.sheet.title, self.row.number, self.sheet.heading(column), **details)

    def warn(self, column: str, message: str, /, **details: object) -> None:
        """Notes something doubtful in a column of this row."""
        self.findings.warn(message, self.sheet.title, self.row.number, self.sheet.heading(column), **details)

    def text(self, column: str) -> str:
        """Returns the cell as written, '' when it is empty."""
        return self.row.cells.get(column, "")

    def needed(self, column: str) -> str:
        """Returns the cell as written, which must not be empty."""
        text = self.text(column)
        if not text:
            self._missing(column)
        return text

    def line(self, column: str, most: int = LONGEST_LINE) -> str:
        """Returns the cell on one line, at most so many characters long."""
        return self._within(column, " ".join(self.text(column).split()), most)

    def prose(self, column: str, most: int = LONGEST_TEXT) -> str:
        """Returns the cell with its lines as written, at most so many characters long."""
        return self._within(column, self.text(column), most)

    def _within(self, column: str, text: str, most: int) -> str:
        if len(text) > most:
            self.fault(column, N_("This is too long: {n} characters, and at most {most} fit."), n=len(text), most=most)
        return text[:most]

    def _missing(self, column: str) -> None:
        heading = self.sheet.heading(column)
        if any(known.partition("::")[0] == column for known in self.sheet.headings):
            self.fault(column, N_("{heading} is missing."), heading=heading)
        else:
            self.findings.fault_once(N_("The column {heading} is missing."), self.sheet.title, 1, heading=heading)

    def name(self, column: str, taken: set[str] | None = None) -> str:
        """Returns a name: letters, digits, `_`, `-` and `.`; `taken` gathers names that may come only once."""
        text = self.needed(column)
        if text and (len(text) > _LONGEST_NAME or not re.fullmatch(r"[\w.-]+", text)):
            message = N_(
                "“{name}” cannot be a name: use letters, digits and _, without spaces, at most {most} of them."
            )
            self.fault(column, message, name=text[:80], most=_LONGEST_NAME)
        elif text and taken is not None:
            if text in taken:
                self.fault(column, N_("The name “{name}” is there already; names may come only once."), name=text)
            taken.add(text)
        return text

    def label(self, column: str, needed: bool = True, most: int = LONGEST_LINE, lines: bool = False) -> Label:
        """Returns the words of a column in all its languages; a heading without one means the default language.

        Each is at most so many characters long, and on one line unless it may have more `lines`.
        """
        words = self._words(column, self.prose if lines else self.line, most)
        if needed and not words:
            self._missing(column)
        return Label(words)

    def as_written(self, column: str) -> Label:
        """Returns the words of a column in all its languages, however long they are."""
        return Label(self._words(column, lambda heading, _: self.text(heading), 0))

    def _words(self, column: str, read: Callable[[str, int], str], most: int) -> dict[str, str]:
        words = {
            heading.partition("::")[2]: read(heading, most)
            for heading in self.row.cells
            if heading.startswith(f"{column}::")
        }
        if self.text(column):
            words.setdefault(self.default_language, read(column, most))
        return words

    def decimal(self, column: str, least: Decimal | None = None, most: Decimal | None = None) -> Decimal | None:
        """Returns a number within its bounds, None when the cell is empty or no such number."""
        text = self.text(column)
        if not text:
            return None
        try:
            value = number(text.removesuffix("€").strip())
        except NotANumber:
            self.fault(column, N_("“{text}” is not a number."), text=text[:40])
            return None
        if (least is not None and value < least) or (most is not None and value > most):
            self._out_of_bounds(column, text, least, most)
            return None
        return value

    def _out_of_bounds(self, column: str, text: str, least: Decimal | None, most: Decimal | None) -> None:
        if most is None:
            self.fault(column, N_("{value} is too little; at least {least}."), value=text, least=least)
        else:
            self.fault(column, N_("{value} is not within {least}–{most}."), value=text, least=least, most=most)

    def number(self, column: str, least: float | None = None, most: float | None = None) -> float | None:
        """Returns a number as a float, None when the cell is empty or no such number."""
        bounds = (None if bound is None else Decimal(str(bound)) for bound in (least, most))
        value = self.decimal(column, *bounds)
        return None if value is None else float(value)

    def whole(self, column: str, least: int = 0, most: int = 1_000_000) -> int | None:
        """Returns a whole number within its bounds, None when the cell is empty or no such number."""
        value = self.decimal(column, Decimal(least), Decimal(most))
        if value is not None and value != int(value):
            self.fault(column, N_("{value} is not a whole number."), value=self.text(column))
            return None
        return None if value is None else int(value)

    def yes(self, column: str, default: bool = False) -> bool:
        """Returns what a yes/no cell says."""
        text = self.text(column)
        said = names.truth(text) if text else default
        if said is None:
            self.fault(column, N_("“{text}” is neither yes nor no."), text=text[:40])
        return default if said is None else said

    def one_of(self, column: str, kind: type[Member], default: Member | None = None) -> Member:
        """Returns the member that a cell names; an empty cell is the default, or a fault when there is none."""
        text = self.text(column) if default is not None else self.needed(column)
        fallback = next(iter(kind)) if default is None else default
        if not text:
            return fallback
        member = names.value_of(text, kind)
        if member is None:
            message = N_("“{text}” is not one of {known}.")
            self.fault(column, message, text=text[:40], known=listed(member.value for member in kind))
        return fallback if member is None else member

    def known(self, column: str, others: Collection[str], missing: str, text: str | None = None) -> str:
        """Returns a name that stands on another sheet; `missing` is the fault's text, with {name} and {known}."""
        wanted = self.text(column) if text is None else text
        if wanted and wanted not in others:
            near = nearest(wanted, others)
            known = listed(sorted(others, key=lambda name: name != near)) or "–"
            self.fault(column, missing, name=wanted[:80], known=known)
        return wanted

    def members(self, column: str, others: Collection[str], missing: str) -> tuple[str, ...]:
        """Returns names that stand on another sheet, written with spaces or commas between."""
        wanted = re.split(r"[\s,;]+", self.text(column).strip())
        return tuple(self.known(column, others, missing, name) for name in wanted if name)
