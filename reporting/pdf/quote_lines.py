"""A quote's lines in the words of a paper: what each is, why it is charged or not, and what differs from before."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.difference import Difference, LineChange
from domain.discounts import DiscountLine
from domain.label import Label
from domain.price_list import Item
from domain.quote import Line, Quote
from domain.quote_words import ITEMS, PARTS, QUANTITIES
from domain.texts import N_, Words
from reporting.formats import Formats
from reporting.pdf.money_parts import decimals, exact, rate

UNIT_PRICES = {Item.RESEARCH: N_("{price}/min"), Item.EXTRA: N_("{price}/h")}


@dataclass(frozen=True)
class QuoteLines:
    """How the lines of one quote are told."""

    quote: Quote
    words: Words
    formats: Formats

    def rows(self) -> Iterator[list[str]]:
        """Yields what, quantity, unit price, rate of VAT and net of each line, then of each discount."""
        for line in self.quote.lines:
            yield [*self._line(line)]
        for off in self.quote.discounts:
            yield [self._discount(off), "", "", rate(self.formats, off.vat_percent), self.money(off.net)]

    def money(self, amount: Decimal) -> str:
        """Returns a sum in the quote's currency."""
        return self.formats.money(amount, self.quote.currency)

    def called(self, label: Label) -> str:
        """Returns what a service is called."""
        return label.text(self.words.language, self.quote.default_language)

    def _line(self, line: Line) -> Iterator[str]:
        yield self._what(line)
        quantity = self.formats.number(line.quantity, decimals(line.quantity))
        yield self.words(QUANTITIES[line.item], quantity=quantity) if line.quantity else self.words("when needed")
        price = exact(self.formats, line.price, self.quote.currency)
        yield self.words(UNIT_PRICES.get(line.item, "{price}"), price=price)
        yield rate(self.formats, line.vat_percent)
        yield self.money(line.net) if line.quantity else "–"

    def _what(self, line: Line) -> str:
        words, what = self.words, self.words(ITEMS[line.item], service=self.called(line.service))
        if line.decision is not None:
            if line.decision.charged:
                return words("{what}. Charged: {reason}.", what=what, reason=line.decision.reason.rstrip("."))
            return words("{what}. Not charged: {reason}.", what=what, reason=line.decision.reason.rstrip("."))
        earlier = line.precedent
        if earlier is None:
            return what
        wave = earlier.wave if earlier.study == self.quote.study else f"{earlier.study}, {earlier.wave}"
        if earlier.waives:
            return words("{what}. Not charged again: the same as in wave {wave}.", what=what, wave=wave)
        parts = ", ".join(words(PARTS[part]) for part in earlier.changed)
        return words(
            "{what}. Charged: since wave {wave} these have changed: {parts}.", what=what, wave=wave, parts=parts
        )

    def _discount(self, off: DiscountLine) -> str:
        if off.percent is None:
            return self.words("Discount: {reason}", reason=off.reason)
        percent = self.formats.percent(off.percent, decimals(off.percent))
        return self.words("Discount {percent}: {reason}", percent=percent, reason=off.reason)

    def changes(self, found: Difference) -> Iterator[str]:
        """Yields what differs from the version before, a sentence each, the sums last."""
        words = self.words
        for scope in found.scope:
            before, after = self._scope(scope.before), self._scope(scope.after)
            yield words("{what}: {before} → {after}", what=self.called(scope.service), before=before, after=after)
        for content in found.contents:
            parts = ", ".join(words(PARTS[part]) for part in content.parts)
            yield words("{service}: these have changed: {parts}", service=self.called(content.service), parts=parts)
        if found.days:
            yield words("The contacts are made on other days.")
        if found.recordings:
            yield (
                words("The calls are recorded now.") if self.quote.recordings else words("Calls are not recorded now.")
            )
        for line in found.lines:
            before, after = (self.money(net) if net is not None else "–" for net in (line.before, line.after))
            yield words("{what}: {before} → {after}", what=self._changed(line), before=before, after=after)
        for what, (was, now) in ((words("Total without VAT"), found.net), (words("Total with VAT"), found.gross)):
            by = ("+" if now > was else "") + self.money(now - was)
            yield words(
                "{what}: {before} → {after} ({by})", what=what, before=self.money(was), after=self.money(now), by=by
            )

    def _scope(self, amount: tuple[int, Decimal] | None) -> str:
        if amount is None:
            return "–"
        contacts = self.words.plural("{n} contact", "{n} contacts", amount[0])
        minutes = self.formats.number(amount[1], decimals(amount[1]))
        return self.words("{contacts} of {minutes} min", contacts=contacts, minutes=minutes)

    def _changed(self, line: LineChange) -> str:
        if line.reason:
            return self.words("Discount: {reason}", reason=line.reason)
        return self.words(ITEMS[line.item], service=self.called(line.service)) if line.item else ""
