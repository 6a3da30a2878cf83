"""A quote on paper: who offers what to whom, what it costs to the cent, and how it is accepted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from domain.acceptance import Acceptance
from domain.difference import Difference
from domain.imprint import Imprint
from domain.label import Label
from domain.quote import Excluded, Quote, Scope
from domain.service import CHANNELS
from domain.study import RECOMMENDED_CONTACTS
from domain.texts import N_, Words
from domain.vat import REASONS
from reporting.formats import Formats
from reporting.pdf.accepted import accepted
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.looks import CELL, HEADINGS, NOTE, Style
from reporting.pdf.money_parts import SUM, TOTAL, decimals, parties, price_table, rate
from reporting.pdf.quote_lines import QuoteLines
from reporting.pdf.typeface import Face

NOT_INCLUDED = {
    Excluded.EXTRA_WORK: N_("Work beyond the content: by the hour at the price above, agreed on before it is done."),
    Excluded.MORE_CONTACTS: N_("Contacts beyond the plan: by the minute at the price above."),
    Excluded.PURCHASES: N_("What shoppers have to buy, order or book: at cost, agreed on beforehand."),
    Excluded.TRAVEL: N_("Travel to visits: at cost, agreed on beforehand."),
}


@dataclass(frozen=True)
class _Spacing:
    """How close everything stands."""

    heading: Style
    points: Style
    name: Style


AIRY = _Spacing(
    heading=HEADINGS[2],
    points=Style(size=9.2, after=1.6),
    name=Style(size=11.5, face=Face.SEMIBOLD, after=4),
)
DENSE = _Spacing(
    heading=HEADINGS[2].but(size=11, before=1.6, after=0.9),
    points=Style(size=8.8, leading=1.26, after=0.5),
    name=Style(size=11, face=Face.SEMIBOLD, after=2),
)
"""When that is what a quote needs to stay on one page."""


def make(
    quote: Quote,
    *,
    language: str,
    imprint: Imprint,
    simulated: bool,
    acceptance: Acceptance | None = None,
    timezone: str = "UTC",
) -> bytes:
    """Returns the quote as a tagged PDF in a language; the same quote gives the same bytes.

    Of an accepted one it says who accepted it and when (in a time zone), and which document that was.
    """

    def laid(spacing: _Spacing) -> PdfDocument:
        page = _Page(quote, language, imprint, spacing, simulated=simulated)
        page.set(acceptance, ZoneInfo(timezone))
        return page.pdf

    airy = laid(AIRY)
    if len(airy.pages) > 1 and len((dense := laid(DENSE)).pages) == 1:
        return dense.finish()
    return airy.finish()


class _Page:
    def __init__(self, quote: Quote, language: str, imprint: Imprint, spacing: _Spacing, *, simulated: bool) -> None:
        self.quote, self.spacing = quote, spacing
        self.agency, self.biller = imprint.agency, imprint.biller
        self.binding = quote.binding and not simulated
        self.words = words = Words(language)
        self.formats = Formats(words.language)
        self.lines = QuoteLines(quote, words, self.formats)
        title = words("Quote {number}", number=quote.number)
        self.pdf = PdfDocument(
            title=f"{title}: {quote.study}",
            language=words.language,
            made_at=datetime.combine(quote.dated, time(), UTC),
            imprint=imprint,
            running=Running(
                left=imprint.agency,
                right=title,
                foot=f"{quote.client} · {quote.study}",
                page=words("Page {page}/{pages}", page="{page}", pages="{pages}"),
                mark=words("Simulated: made for trying out") if simulated else "",
            ),
        )
        self._heading(title)

    def set(self, acceptance: Acceptance | None, zone: ZoneInfo) -> None:
        """Sets the page."""
        self._parties()
        self._prices()
        if self.quote.since is not None:
            self._changes(self.quote.since)
        self._contents()
        self._terms(acceptance is None)
        if acceptance is not None:
            accepted(self.pdf, self.words, self.formats, acceptance, zone)

    def _heading(self, title: str) -> None:
        wave = self.words("wave {wave}", wave=self.quote.wave)
        self.pdf.heading(1, title, style=HEADINGS[1].but(after=0.5))
        self.pdf.paragraph(f"{self.quote.study}, {wave}", self.spacing.name)

    def _section(self, title: str) -> None:
        self.pdf.heading(2, title, style=self.spacing.heading)

    def _parties(self) -> None:
        parties(self.pdf, self._offered_by(), self._offered_to(), self._dates())

    def _offered_by(self) -> list[str]:
        biller, words = self.biller, self.words
        lines = [biller.name or self.agency, *biller.address]
        if biller.business_id:
            lines.append(words("Business ID {business_id}", business_id=biller.business_id))
        if biller.vat_id:
            lines.append(words("VAT number {vat_id}", vat_id=biller.vat_id))
        return [words("Offered by"), *lines, *filter(None, (biller.email, biller.phone))]

    def _offered_to(self) -> list[str]:
        quote = self.quote
        lines = [quote.client]
        if quote.business_id:
            lines.append(self.words("Business ID {business_id}", business_id=quote.business_id))
        if quote.purchase_order:
            lines.append(self.words("Your order {purchase_order}", purchase_order=quote.purchase_order))
        if quote.ordering.reference:
            lines.append(self.words("Your reference {reference}", reference=quote.ordering.reference))
        if address := quote.ordering.einvoice_address:
            lines.append(
                self.words("E-invoice {address}", address=f"{address} {quote.ordering.einvoice_operator}".strip())
            )
        return [self.words("Offered to"), *lines]

    def _dates(self) -> list[str]:
        quote, day = self.quote, self.formats.day
        return [
            self.words("Terms"),
            self.words("Dated {day}", day=day(quote.dated)),
            *([self.words("Prices of {day}", day=day(quote.priced_on))] if quote.priced_on else []),
            self.words("Valid until {day}", day=day(quote.valid_until)),
            self.words.plural("Payment term {n} day net", "Payment term {n} days net", quote.payment_term_days),
        ]

    def _prices(self) -> None:
        price_table(self.pdf, self.words, self.lines.rows(), self._sums())
        if self.quote.vat_treatment in REASONS:
            self.pdf.paragraph(self.words(REASONS[self.quote.vat_treatment]), NOTE)

    def _changes(self, since: Difference) -> None:
        version = since.number.partition("/")[2] or "1"
        self._section(self.words("What has changed since version {version}", version=version))
        self.pdf.bullets([*self.lines.changes(since)], self.spacing.points)

    def _sums(self) -> Iterator[tuple[str, str, Style]]:
        quote, words, money = self.quote, self.words, self.lines.money
        yield words("Total without VAT"), money(quote.subtotal), SUM
        for percent, vat in quote.vat_by_rate.items():
            yield words("VAT {rate}", rate=rate(self.formats, percent)), money(vat), CELL
        yield words("Total with VAT"), money(quote.gross), TOTAL

    def _contents(self) -> None:
        quote, words = self.quote, self.words
        self._section(words("What is included"))
        recordings = (
            words("The calls are recorded, and the recordings are handed to you.")
            if quote.recordings
            else words("Calls are not recorded.")
        )
        analysis = words("The outcome analysis in numbers, pictures and words, as a PDF.")
        self.pdf.bullets([*map(self._scope, quote.scope), recordings, analysis], self.spacing.points)
        self._section(words("What is not included"))
        self.pdf.bullets([words(NOT_INCLUDED[excluded]) for excluded in quote.excluded], self.spacing.points)

    def _scope(self, scope: Scope) -> str:
        words = self.words
        contacts = words.plural("{n} contact", "{n} contacts", scope.contacts)
        minutes = self.formats.number(scope.minutes, decimals(scope.minutes))
        line = words(
            "{service} (channel: {channel}): {contacts} of about {minutes} minutes.",
            service=self._called(scope.service),
            channel=words(CHANNELS[scope.channel]),
            contacts=contacts,
            minutes=minutes,
        )
        if scope.contacts >= RECOMMENDED_CONTACTS:
            return line
        few = words("Fewer than the recommended {n}: the results will be indicative.", n=RECOMMENDED_CONTACTS)
        return f"{line} {few}"

    def _terms(self, is_open: bool) -> None:
        words = self.words
        self._section(words("Timetable and acceptance") if is_open else words("Timetable"))
        self.pdf.bullets(
            [self._timetable(), *([self._binding(), *self._acceptance()] if is_open else [])], self.spacing.points
        )

    def _timetable(self) -> str:
        if timetable := self.quote.timetable:
            days = self.formats.days(timetable.opens_on, timetable.closes_on)
            return self.words("The contacts are made {days}.", days=days)
        return self.words("The days of the contacts are agreed on when the quote has been accepted.")

    def _binding(self) -> str:
        day = self.formats.day(self.quote.valid_until)
        if self.binding:
            return self.words("{agency} is bound by this quote until {day}.", agency=self.agency, day=day)
        return self.words("This is an estimate that binds nobody; it stands until {day}.", day=day)

    def _acceptance(self) -> Iterator[str]:
        words = self.words
        yield words(
            "Accept it in the chat in which it came: press [{button}]; or answer in writing, and say who accepts it. "
            "Your name and the time are kept with it; no signature is needed.",
            button=words("Accept quote"),
        )
        yield words("If something should be otherwise, tell us: a changed quote is a new version, accepted anew.")

    def _called(self, label: Label) -> str:
        return self.lines.called(label)
