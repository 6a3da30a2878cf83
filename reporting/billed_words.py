"""What the lines of an invoice basis are called, on paper, in Excel and in e-invoices."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain import quote_words
from domain.invoice_basis import Billed, InvoiceBasis, Kind
from domain.price_list import Item
from domain.texts import N_, Words
from reporting.formats import Formats

TITLES = {
    Kind.DONE: N_("Invoice basis {number}"),
    Kind.INSTALMENT: N_("Invoice basis {number}: instalment"),
    Kind.CREDIT: N_("Credit {number}"),
}
ITEMS = {**quote_words.ITEMS, Item.EXPENSES: N_("Expenses at cost: {service}")}
UNITS = {Item.RESEARCH: "min", Item.EXTRA: "h"}
"""As e-invoices and sheets write them in every language."""


@dataclass(frozen=True)
class BilledWords:
    """The words of one invoice basis in one language."""

    basis: InvoiceBasis
    words: Words
    formats: Formats

    @property
    def title(self) -> str:
        """What the paper is called."""
        return self.words(TITLES[self.basis.kind], number=self.basis.number)

    def what(self, line: Billed) -> str:
        """Returns what a line bills, in a sentence or two."""
        return ". ".join(self._parts(line))

    def _parts(self, line: Billed) -> Iterator[str]:
        yield self.name(line)
        if line.item is Item.SETUP and line.waived:
            yield self._waived(line)
        if line.item is Item.RESEARCH:
            yield self._contacts(line)
            if line.measured is not None:
                yield self.words("Measured median {minutes} min", minutes=self.number(line.measured))

    def name(self, line: Billed) -> str:
        """Returns what a line bills in a few words."""
        words = self.words
        if line.item is not None:
            called = line.service.text(words.language, self.basis.default_language)
            return words(ITEMS[line.item], service=called)
        if line.price < 0:
            return words("Discount: {reason}", reason=line.reason)
        if line.reason:
            return words("Instalment: {share} % of quote {number}", share=self._share(line), number=self.basis.quote)
        return words("Instalment of quote {number}", number=self.basis.quote)

    def _share(self, line: Billed) -> str:
        return self.number(Decimal(line.reason))

    def _waived(self, line: Billed) -> str:
        if line.same_as:
            return self.words("Not charged again: the same as in wave {wave}", wave=line.same_as)
        return self.words("Not charged: {reason}", reason=line.reason)

    def _contacts(self, line: Billed) -> str:
        words, done = self.words, line.contacts or 0
        contacts = words.plural("{n} contact", "{n} contacts", done)
        if done == line.planned or line.planned is None:
            return contacts
        return words("{contacts} of {planned} planned", contacts=contacts, planned=line.planned)

    def quantity(self, line: Billed) -> str:
        """Returns how much of it is billed, with its unit."""
        if not line.quantity:
            return self.words("not yet")
        unit = quote_words.QUANTITIES.get(line.item, "{quantity}") if line.item else "{quantity}"
        return self.words(unit, quantity=self.number(line.quantity))

    def number(self, value: Decimal) -> str:
        """Returns a number with the decimals it has."""
        return self.formats.number(value, max(0, -int(value.normalize().as_tuple().exponent)))
