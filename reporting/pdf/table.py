"""Tables: tagged rows that flow from page to page with their heading."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from reporting.pdf import looks
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.document import PdfDocument
from reporting.pdf.looks import CAPTION, CELL, HEAD, LEFT, NOTE, WIDTH, Style

PADDING = 1.3
"""White inside a cell, in mm."""
KEPT_TOGETHER = 115.0
"""Tables lower than this (mm) are not divided between pages."""
_NOTE_GAP = 1.5
"""White between a table and its note, in mm."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its heading, its share of the width (mm), and to which side its values stand."""

    head: str
    width: float
    align: str = "left"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something drawn at the left of a cell's text, `width` mm of it, from the cell's left edge and middle."""

    width: float
    draw: Callable[[Canvas, float, float], None]


@dataclass(frozen=True)
class Cell:
    """One value of a row."""

    text: str
    style: Style = CELL
    mark: Mark | None = None


def table(
    pdf: PdfDocument,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | Cell]],
    *,
    caption: str = "",
    total: bool = False,
    whole_first: bool = True,
    heads: Collection[int] = (),
    together: bool = True,
    note: str = "",
) -> None:
    """Sets a table; the first of several columns heads its row, and `total` rules off the last one.

    `heads` are the numbers of rows that stay on the page of the row after them; `together` keeps a low table whole.
    `note` stands under it, on the page of the last row.

    A first cell too long for its column gets a line of its own above the row's values, so that it stays one text,
    unless `whole_first` is off: then it is broken like the others.
    """
    laid = [_laid(pdf, columns, row, whole_first=whole_first) for row in rows]
    head = max(len(pdf.wrap(column.head, HEAD, column.width - 2 * PADDING)) for column in columns) * HEAD.line + 2
    under = NOTE.line + _NOTE_GAP if note else 0.0
    whole = head + sum(row.height for row in laid) + under
    least = head + (laid[0].height if laid else 0)
    pdf.need((whole if together and whole < KEPT_TOGETHER else least) + (CAPTION.line + 1.5 if caption else 0))
    row_heads = whole_first and len(columns) > 2 and len(rows) > 1
    with pdf.tag("Table"):
        if caption:
            with pdf.leaf("Caption"):
                pdf.set_y(pdf.lines(LEFT, pdf.get_y(), pdf.wrap(caption, CAPTION, WIDTH), CAPTION) + 1.5)
        with pdf.tag("THead"), pdf.tag("TR"):
            _head(pdf, columns, head, tagged=True)
        with pdf.tag("TBody"):
            for number, row in enumerate(laid):
                is_last = number == len(laid) - 1
                kept = under if is_last else laid[number + 1].height if number in heads else 0
                if row.height + kept > pdf.room:
                    pdf.add_page()
                    _head(pdf, columns, head, tagged=False)
                _row(pdf, columns, row, ruled=total and is_last, headed=row_heads)
    if note:
        pdf.set_y(pdf.get_y() + _NOTE_GAP)
        pdf.paragraph(note, NOTE.but(after=4.5))
    else:
        pdf.set_y(pdf.get_y() + 4)


@dataclass(frozen=True)
class _Row:
    cells: list[Cell]
    lines: list[list[str]]
    own_line: bool

    @property
    def height(self) -> float:
        """Of the whole row, in mm."""
        values = zip(self.cells, self.lines, strict=True)
        heights = [cell.style.line * len(lines) for cell, lines in values]
        tallest = max(heights[1:], default=0) + heights[0] if self.own_line else max(heights)
        return tallest + 2 * PADDING * 0.75


def _laid(pdf: PdfDocument, columns: Sequence[Column], row: Sequence[str | Cell], *, whole_first: bool) -> _Row:
    cells = [Cell(value) if isinstance(value, str) else value for value in row]
    lines = [
        pdf.wrap(cell.text, cell.style, column.width - 2 * PADDING - (cell.mark.width if cell.mark else 0))
        for cell, column in zip(cells, columns, strict=True)
    ]
    own_line = whole_first and len(lines[0]) > 1 and len(columns) > 2
    if own_line:
        lines[0] = pdf.wrap(cells[0].text, cells[0].style, WIDTH - 2 * PADDING)
    return _Row(cells, lines, own_line)


def _head(pdf: PdfDocument, columns: Sequence[Column], height: float, *, tagged: bool) -> None:
    x, y = LEFT, pdf.get_y()
    for column in columns:
        lines = pdf.wrap(column.head, HEAD, column.width - 2 * PADDING)
        start = y + height - 1 - HEAD.line * len(lines)
        with pdf.leaf("TH", attributes="<</O /Table /Scope /Column>>") if tagged else pdf.artifact():
            pdf.lines(_at(x, column), start, lines, HEAD, align=column.align)
        x += column.width
    pdf.set_y(y + height)
    with pdf.artifact():
        Canvas(pdf).line(LEFT, pdf.get_y(), x, pdf.get_y(), colour=looks.BRAND, thickness=0.4)


def _row(pdf: PdfDocument, columns: Sequence[Column], row: _Row, *, ruled: bool, headed: bool) -> None:
    x, y = LEFT, pdf.get_y()
    width = sum(column.width for column in columns)
    if ruled:
        with pdf.artifact():
            Canvas(pdf).line(LEFT, y, LEFT + width, y, colour=looks.INK, thickness=0.4)
    top = y + PADDING * 0.75
    below = top + row.cells[0].style.line * len(row.lines[0]) if row.own_line else top
    with pdf.tag("TR"):
        for number, (column, cell, lines) in enumerate(zip(columns, row.cells, row.lines, strict=True)):
            role, scope = ("TD", "") if number or not headed else ("TH", "<</O /Table /Scope /Row>>")
            _cell(pdf, column, cell, lines, Box(x, below if number else top, column.width, 0), role, scope)
            x += column.width
    pdf.set_y(y + row.height)
    with pdf.artifact():
        Canvas(pdf).line(LEFT, pdf.get_y(), LEFT + width, pdf.get_y(), colour=looks.HAIR, thickness=0.2)


def _cell(pdf: PdfDocument, column: Column, cell: Cell, lines: list[str], at: Box, role: str, scope: str) -> None:
    if cell.mark:
        with pdf.artifact():
            cell.mark.draw(Canvas(pdf), at.x + PADDING, at.y + cell.style.line / 2)
    with pdf.leaf(role, attributes=scope):
        shift = cell.mark.width if cell.mark else 0
        pdf.lines(_at(at.x, column) + shift, at.y, lines, cell.style, align=column.align)


def _at(x: float, column: Column) -> float:
    return {
        "left": x + PADDING,
        "center": x + column.width / 2,
        "right": x + column.width - PADDING,
    }[column.align]
