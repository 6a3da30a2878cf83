"""What papers about money share: the box of parties, the table of prices with its sums, and exact figures."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from domain.texts import Words
from reporting.formats import Formats
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.document import PdfDocument
from reporting.pdf.looks import BRAND, CELL, LEFT, WASH, WIDTH, Style
from reporting.pdf.table import Cell, Column, table
from reporting.pdf.typeface import Face

PARTY = Style(size=9, leading=1.36)
SUM = CELL.but(face=Face.SEMIBOLD)
TOTAL = Style(size=11.5, face=Face.BOLD, colour=BRAND, leading=1.3)


def parties(pdf: PdfDocument, *columns: Sequence[str]) -> None:
    """Sets who sells to whom on which terms, side by side in a box; the first line of a column heads it."""
    width = WIDTH / len(columns)
    wrapped = [[part for line in column for part in pdf.wrap(line, PARTY, width - 6)] for column in columns]
    height = max(len(column) for column in wrapped) * PARTY.line + 6
    top = pdf.get_y()
    with pdf.artifact():
        Canvas(pdf).rectangle(Box(LEFT, top, WIDTH, height), fill=WASH)
    for number, column in enumerate(wrapped):
        with pdf.tag("Sect"):
            for row, line in enumerate(column):
                style = PARTY if row else PARTY.but(face=Face.SEMIBOLD, colour=BRAND)
                with pdf.leaf("P"):
                    pdf.lines(LEFT + 4 + number * width, top + 3 + row * style.line, [line], style)
    pdf.set_y(top + height + 5)


def price_table(
    pdf: PdfDocument, words: Words, rows: Iterable[Sequence[str]], sums: Iterable[tuple[str, str, Style]]
) -> None:
    """Sets lines (what, quantity, unit price, VAT, net) and under them sums: what, how much, and in which style."""
    columns = (
        Column(head=words("What"), width=82),
        Column(head=words("Quantity"), width=22, align="right"),
        Column(head=words("Unit price"), width=22, align="right"),
        Column(head=words("VAT"), width=12, align="right"),
        Column(head=words("Without VAT"), width=28, align="right"),
    )
    totals = [[Cell(what, style), Cell(""), Cell(""), Cell(""), Cell(amount, style)] for what, amount, style in sums]
    table(pdf, columns, [*rows, *totals], total=True)


def rate(formats: Formats, percent: Decimal) -> str:
    """Returns a rate of VAT with the decimals it has: `25,5 %`."""
    return formats.percent(percent, decimals(percent))


def exact(formats: Formats, price: Decimal, currency: str = "EUR") -> str:
    """Returns a price with every decimal it has: by the minute it may be finer than a cent, and is multiplied so."""
    rounded, whole = formats.number(price, 2), formats.number(price, max(2, decimals(price)))
    return formats.money(price, currency).replace(rounded, whole)


def decimals(value: Decimal) -> int:
    """Returns how many decimals a number has."""
    return max(0, -int(value.normalize().as_tuple().exponent))
