"""What every file is made of: named columns and rows of plain cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | float | Decimal | date | datetime | None
"""Text, a number, an exact amount, a day, a moment of the study's own time without its zone, or nothing."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: what programs call it in every language, and what its reader calls it."""

    name: str
    heading: str
    width: float = 12
    """In letters."""
    decimals: int | None = None
    """Of its numbers where a person reads them; None shows as many as they have."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows under columns; each row has as many cells as there are columns."""

    name: str
    title: str
    """What its reader calls it."""
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    prose: bool = False
    """Whether its cells are read as text rather than sorted and counted: their lines are broken."""

    def marked(self, column: Column, mark: str) -> "Table":
        """Returns the table with the same words first in every row, so that no part of it loses them."""
        return replace(self, columns=(column, *self.columns), rows=[(mark, *row) for row in self.rows])
