"""An invoice basis on paper: who bills whom, what was done, what it costs to the cent, and how it is paid."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from decimal import Decimal

from domain import identifier
from domain.company import Company
from domain.imprint import Imprint
from domain.invoice_basis import Billed, InvoiceBasis, Kind
from domain.price_list import Item
from domain.reference import told
from domain.texts import N_, Words
from domain.vat import REASONS
from reporting.billed_words import BilledWords
from reporting.formats import Formats
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.looks import CELL, HEADINGS, Style
from reporting.pdf.money_parts import SUM, TOTAL, exact, parties, price_table, rate
from reporting.pdf.table import Column, table
from reporting.pdf.typeface import Face

POINTS = Style(size=9.2, after=1.6)
UNIT_PRICES = {Item.RESEARCH: N_("{price}/min"), Item.EXTRA: N_("{price}/h")}


def make(basis: InvoiceBasis, *, language: str, imprint: Imprint, simulated: bool) -> bytes:
    """Returns the invoice basis as a tagged PDF in a language; the same one gives the same bytes."""
    return _Page(basis, language, imprint, simulated).pdf.finish()


class _Page:
    def __init__(self, basis: InvoiceBasis, language: str, imprint: Imprint, simulated: bool) -> None:
        self.basis = basis
        self.words = words = Words(language)
        self.formats = Formats(words.language)
        self.told = BilledWords(basis, words, self.formats)
        self.pdf = PdfDocument(
            title=f"{self.told.title}: {basis.study}",
            language=words.language,
            made_at=datetime.combine(basis.dated, time(), UTC),
            imprint=imprint,
            running=Running(
                left=imprint.agency,
                right=self.told.title,
                foot=f"{basis.buyer.name} · {basis.study}",
                page=words("Page {page}/{pages}", page="{page}", pages="{pages}"),
                mark=words("Simulated: made for trying out") if simulated else "",
            ),
        )
        self._heading()
        parties(self.pdf, self._seller(), self._buyer(), self._terms())
        price_table(self.pdf, words, [[*self._line(line)] for line in basis.lines], self._sums())
        self._paying()
        self._notes()
        self._worked()

    def _heading(self) -> None:
        wave = self.words("wave {wave}", wave=self.basis.wave)
        self.pdf.heading(1, self.told.title, style=HEADINGS[1].but(after=0.5))
        self.pdf.paragraph(f"{self.basis.study}, {wave}", Style(size=11.5, face=Face.SEMIBOLD, after=4))

    def _seller(self) -> list[str]:
        seller = self.basis.seller
        reached = [line for line in (seller.email, seller.phone) if line]
        return [self.words("Billed by"), *self._company(seller), *reached]

    def _buyer(self) -> list[str]:
        basis, words = self.basis, self.words
        lines = [words("Billed to"), *self._company(basis.buyer)]
        if basis.buyer.e_invoice_address:
            address = f"{basis.buyer.e_invoice_address} {basis.buyer.e_invoice_operator}".strip()
            lines.append(words("E-invoice {address}", address=address))
        if basis.purchase_order:
            lines.append(words("Your order {purchase_order}", purchase_order=basis.purchase_order))
        if basis.buyer.reference:
            lines.append(words("Your reference {reference}", reference=basis.buyer.reference))
        return lines

    def _company(self, company: Company) -> Iterator[str]:
        yield company.name
        yield from company.address
        if company.business_id:
            yield self.words("Business ID {business_id}", business_id=company.business_id)
        if company.vat_id:
            yield self.words("VAT number {vat_id}", vat_id=company.vat_id)

    def _terms(self) -> list[str]:
        basis, words, day = self.basis, self.words, self.formats.day
        lines = [words("Terms"), words("Dated {day}", day=day(basis.dated))]
        if basis.kind is Kind.CREDIT:
            lines.append(words("Takes back {number}", number=basis.cancels))
        else:
            term = basis.payment_term_days
            lines.append(words("Due {day}", day=day(basis.due_on)))
            lines.append(words.plural("Payment term {n} day net", "Payment term {n} days net", term))
        if basis.quote:
            lines.append(words("Quote {number}", number=basis.quote))
        if basis.accepted_on:
            lines.append(words("Accepted {day}", day=day(basis.accepted_on)))
        if basis.first and basis.last:
            lines.append(words("Contacts {days}", days=self.formats.days(basis.first, basis.last)))
        return lines

    def _line(self, line: Billed) -> Iterator[str]:
        price = exact(self.formats, line.price, self.basis.currency)
        unit = UNIT_PRICES.get(line.item, "{price}") if line.item else "{price}"
        yield self.told.what(line)
        yield self.told.quantity(line)
        yield self.words(unit, price=price)
        yield rate(self.formats, line.vat_percent)
        yield self._money(line.net) if line.quantity else "–"

    def _sums(self) -> Iterator[tuple[str, str, Style]]:
        basis, words = self.basis, self.words
        if basis.earlier:
            yield words("Done so far, without VAT"), self._money(basis.total), SUM
        for earlier in basis.earlier:
            day = self.formats.day(earlier.dated)
            yield words("Billed in {number}, {day}", number=earlier.number, day=day), self._money(-earlier.net), CELL
        yield words("Total without VAT"), self._money(basis.net), SUM
        for one in basis.sums:
            percent = rate(self.formats, one.vat_percent)
            if len(basis.sums) > 1:
                of = self._money(one.net)
                yield words("VAT {rate} of {net}", rate=percent, net=of), self._money(one.vat), CELL
            elif basis.buyer.treatment.bears_vat:
                yield words("VAT {rate}", rate=percent), self._money(one.vat), CELL
        yield (words("To pay") if basis.gross >= 0 else words("In your favour")), self._money(basis.gross), TOTAL

    def _paying(self) -> None:
        basis, words = self.basis, self.words
        if basis.gross <= 0:
            self.pdf.paragraph(words("Nothing is to be paid: the sum is in your favour."), POINTS)
            return
        account = identifier.iban_told(basis.seller.iban) if basis.seller.iban else words("not told yet")
        parties(
            self.pdf,
            [words("Account"), account, *([basis.seller.bic] if basis.seller.bic else [])],
            [words("Payment reference"), told(basis.reference)],
            [words("To pay"), self._money(basis.gross), words("Due {day}", day=self.formats.day(basis.due_on))],
        )

    def _notes(self) -> None:
        notes = [*self._said()]
        if notes:
            self.pdf.heading(2, self.words("How it is counted"))
            self.pdf.bullets(notes, POINTS)

    def _said(self) -> Iterator[str]:
        basis, words = self.basis, self.words
        if basis.buyer.treatment in REASONS:
            yield words(REASONS[basis.buyer.treatment])
        if not basis.accepted_on and basis.kind is not Kind.CREDIT:
            yield words("No quote has been accepted: these are the plan and the prices of {day}.", day=self._dated())
        if any(line.item is Item.RESEARCH for line in basis.lines):
            yield words(
                "A contact costs the minutes that the quote expects of it, however long it took. One that nobody "
                "answered is a result, and is charged; a wrong number, and one in which the shopper was recognised, "
                "is not."
            )
        if basis.earlier:
            yield words("The VAT of what was billed earlier is deducted as it was billed, so that all parts add up.")

    def _dated(self) -> str:
        return self.formats.day(self.basis.dated)

    def _worked(self) -> None:
        if not self.basis.worked:
            return
        words = self.words
        self.pdf.heading(2, words("Work beyond the content"))
        columns = (
            Column(head=words("Day"), width=28),
            Column(head=words("What was done"), width=94),
            Column(head=words("Hours"), width=18, align="right"),
            Column(head=words("Charged"), width=26, align="right"),
        )
        rows = [
            [
                self.formats.day(one.day),
                one.what,
                self.told.number(one.hours),
                words("yes") if one.charged else words("no"),
            ]
            for one in self.basis.worked
        ]
        table(self.pdf, columns, rows, whole_first=False)

    def _money(self, amount: Decimal) -> str:
        return self.formats.money(amount, self.basis.currency)
