"""An invoice basis as a workbook: its lines, its sums by rate of VAT, the hours, and whom it is between."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from domain.identifier import iban_told
from domain.invoice_basis import InvoiceBasis
from domain.reference import told as reference_told
from domain.texts import Words
from domain.vat import REASONS
from reporting.billed_words import UNITS, BilledWords
from reporting.export.table import Cell, Column, Table
from reporting.export.workbook import workbook
from reporting.formats import Formats


def as_workbook(basis: InvoiceBasis, language: str) -> bytes:
    """Returns the invoice basis as .xlsx in a language; sums are numbers, days are days, and no text is a formula."""
    words = Words(language)
    told = BilledWords(basis, words, Formats(words.language))
    tables = [_lines(told), _sums(told), *([_hours(told)] if basis.worked else []), _about(told)]
    made = datetime.combine(basis.dated, time(), UTC)
    return workbook(tables, title=told.title, language=words.language, made=made)


def _lines(told: BilledWords) -> Table:
    words, basis = told.words, told.basis
    columns = (
        Column(name="what", heading=words("What"), width=60),
        Column(name="quantity", heading=words("Quantity")),
        Column(name="unit", heading=words("Unit"), width=8),
        Column(name="price", heading=words("Unit price")),
        Column(name="vat_percent", heading=words("VAT %"), width=8),
        Column(name="net", heading=words("Without VAT"), decimals=2),
        Column(name="currency", heading=words("Currency"), width=10),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            told.what(line),
            line.quantity,
            UNITS.get(line.item, "") if line.item else "",
            line.price,
            line.vat_percent,
            line.net,
            basis.currency,
        )
        for line in basis.lines
    ]
    return Table(name="lines", title=words("Lines"), columns=columns, rows=rows)


def _sums(told: BilledWords) -> Table:
    words, basis = told.words, told.basis
    columns = (
        Column(name="what", heading=words("What"), width=40),
        Column(name="dated", heading=words("Day")),
        Column(name="vat_percent", heading=words("VAT %"), width=8),
        Column(name="net", heading=words("Without VAT"), decimals=2),
        Column(name="vat", heading=words("VAT"), decimals=2),
        Column(name="gross", heading=words("With VAT"), decimals=2),
    )
    billed = [(each.number, each.dated, one) for each in basis.earlier for one in each.sums]
    earlier: list[tuple[Cell, ...]] = [
        (
            words("Billed in {number}", number=number),
            dated,
            one.vat_percent,
            -one.net,
            -one.vat,
            -one.gross,
        )
        for number, dated, one in billed
    ]
    due: list[tuple[Cell, ...]] = [
        (words("To pay"), basis.dated, one.vat_percent, one.net, one.vat, one.gross) for one in basis.sums
    ]
    return Table(name="sums", title=words("Sums"), columns=columns, rows=[*earlier, *due])


def _hours(told: BilledWords) -> Table:
    words = told.words
    columns = (
        Column(name="day", heading=words("Day")),
        Column(name="what", heading=words("What was done"), width=60),
        Column(name="hours", heading=words("Hours")),
        Column(name="charged", heading=words("Charged")),
    )
    rows: list[tuple[Cell, ...]] = [
        (one.day, one.what, one.hours, words("yes") if one.charged else words("no")) for one in told.basis.worked
    ]
    return Table(name="hours", title=words("Hours"), columns=columns, rows=rows)


def _about(told: BilledWords) -> Table:
    columns = (
        Column(name="what", heading=told.words("What"), width=28),
        Column(name="told", heading=told.title, width=60),
    )
    return Table(name="about", title=told.words("Terms"), columns=columns, rows=[*_terms(told)], prose=True)


def _terms(told: BilledWords) -> Iterator[tuple[Cell, ...]]:
    words, basis = told.words, told.basis
    seller, buyer = basis.seller, basis.buyer
    yield words("Study"), f"{basis.study}, {basis.wave}"
    for heading, company in ((words("Billed by"), seller), (words("Billed to"), buyer)):
        ids = [each for each in (company.business_id, company.vat_id) if each]
        yield heading, "\n".join([company.name, *company.address, *ids])
    yield words("Dated"), basis.dated
    yield words("Due date"), basis.due_on
    yield words("Payment reference"), reference_told(basis.reference)
    yield words("Account"), iban_told(seller.iban) if seller.iban else words("not told yet")
    for heading, text in (
        (words("Your order"), basis.purchase_order),
        (words("Your reference"), buyer.reference),
        (words("E-invoice"), f"{buyer.e_invoice_address} {buyer.e_invoice_operator}".strip()),
        (words("Quote"), basis.quote),
        (words("Takes back"), basis.cancels),
    ):
        if text:
            yield heading, text
    if buyer.treatment in REASONS:
        yield words("VAT"), words(REASONS[buyer.treatment])
