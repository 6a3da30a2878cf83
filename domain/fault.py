"""What is wrong in something that people gave us: a value with a place, told in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One fault of a workbook, by its place; `message` is a text of the catalogue, `details` fill its {names}."""

    message: str
    details: Mapping[str, object] = field(default_factory=dict)
    sheet: str = ""
    row: int | None = None
    """Counted from 1 as in the spreadsheet."""
    column: str = ""
    """The heading of the column."""
