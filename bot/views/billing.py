"""Cards of how a client is billed, and of what was quoted beside what has been done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, press
from bot.views.hours import length
from bot.views.names import digits, money, text_of
from bot.views.studies import back
from domain.billing import Billing
from domain.done import PROPOSED_FROM, Fate, ServiceDone
from domain.hours import Hours
from domain.invoice_basis import Billed
from domain.price_list import Item
from domain.quote import Quote
from domain.service import CHANNELS
from domain.study import Study
from domain.texts import N_
from domain.vat import VatTreatment

TREATMENTS = {
    VatTreatment.DOMESTIC: N_("with VAT"),
    VatTreatment.REVERSE_CHARGE: N_("reverse charge"),
    VatTreatment.OUTSIDE: N_("outside the EU, without VAT"),
}
FIELDS = {
    "name": N_("Name"),
    "business_id": N_("Business id"),
    "vat_id": N_("VAT number"),
    "street": N_("Street"),
    "postcode": N_("Postcode"),
    "town": N_("Town"),
    "country": N_("Country"),
    "email": N_("E-mail"),
    "e_invoice_address": N_("E-invoice address"),
    "e_invoice_operator": N_("Operator"),
    "reference": N_("Your reference"),
}
FATES = {
    Fate.FAILED: N_("not billed, a wrong number or recognised: {n}"),
    Fate.LEFT_OUT: N_("not billed, left out of the results: {n}"),
    Fate.GOING_ON: N_("going on: {n}"),
    Fate.OPEN: N_("open: {n}"),
}


def billing(words: ChatWords, study_id: int, told: Billing) -> View:
    """How a client is billed."""
    return View(
        lines(
            words("<b>Billing details</b>"),
            *[Markup("{}: {}").format(words(heading), getattr(told, name) or "–") for name, heading in FIELDS.items()],
            Markup("{}: {}").format(words("Tax"), words(TREATMENTS[told.treatment])),
            "",
            words("To change something, type it, each on a line of its own, for example:"),
            words("<code>Street Katu 1\nPostcode 20100\nTown Turku\nTax reverse charge</code>"),
        ),
        [back(words, study_id)],
    )


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What was quoted for a wave, and what has been done."""

    quote: Quote
    is_agreed: bool
    services: Sequence[ServiceDone]
    lines: Sequence[Billed]
    hours: Sequence[Hours]


def quoted_and_done(
    words: ChatWords, study_id: int, wave_id: int, study: Study, of: Compared, waves: Sequence[tuple[int, str]]
) -> View:
    """What was quoted beside what has been done, and what the next quote should expect."""
    name = next(name for id, name in waves if id == wave_id)
    turn = [Button(other, press("quotedone", study_id, id)) for id, other in waves if id != wave_id]
    return View(
        lines(
            words("<b>Quoted and done</b> · {study} · {wave}", study=study.terms.name, wave=name),
            words("Quote {number}", number=of.quote.number)
            if of.is_agreed
            else words("⚠ No quote has been accepted: the plan at today’s prices stands in its place."),
            *[line for one in of.services for line in _service(words, study, of.quote, one)],
            "",
            *_sums(words, of),
            *_proposals(words, study, of),
        ),
        [
            *in_rows(turn[-6:], 2),
            [
                Button(words("Invoice basis"), press("invoice", study_id, wave_id)),
                Button(words("Instalments"), press("instalment", study_id, wave_id)),
            ],
            back(words, study_id),
        ],
    )


def _service(words: ChatWords, study: Study, quote: Quote, done: ServiceDone) -> Iterator[Markup]:
    service = study.service(done.service)
    expected = _expected(quote, study, done.service)
    yield Markup("")
    yield Markup("<b>{}</b> ({})").format(text_of(words, study, service.label), words(CHANNELS[service.channel]))
    yield words("Contacts: {done} billed of {planned} quoted", done=done.billed, planned=expected[0])
    others = [words(told, n=done.contacts[fate]) for fate, told in FATES.items() if done.contacts.get(fate)]
    if done.in_vain:
        others.append(words("tries in vain: {n}", n=done.in_vain))
    if others:
        yield Markup("  {}").format(", ".join(others))
    yield _minutes(words, service.channel.waits_for_reply, done, expected[1])


def _expected(quote: Quote, study: Study, name: str) -> tuple[int, Decimal]:
    """How many contacts of how many minutes were quoted of a service."""
    found = next((scope for scope in quote.scope if scope.of == name), None)
    return (found.contacts, found.minutes) if found else (0, study.service(name).minutes)


def _minutes(words: ChatWords, waits: bool, done: ServiceDone, expected: Decimal) -> Markup:
    quoted = _told(words, expected)
    if waits:
        return words("Minutes: {quoted} quoted; not measured, since the reply takes its own time", quoted=quoted)
    n = len(done.minutes)
    if done.median is None:
        return words("Minutes: {quoted} quoted; measured of {n}, too few to tell", quoted=quoted, n=n)
    measured = _told(words, done.median)
    if done.is_indicative:
        return words(
            "Minutes: {quoted} quoted, {measured} measured (median, n = {n}, indicative)",
            quoted=quoted,
            measured=measured,
            n=n,
        )
    return words(
        "Minutes: {quoted} quoted, {measured} measured (median, n = {n})", quoted=quoted, measured=measured, n=n
    )


def _sums(words: ChatWords, of: Compared) -> Iterator[Markup]:
    quoted = sum((line.quantity for line in of.quote.lines if line.item is Item.EXTRA), Decimal(0))
    logged = sum((one.hours for one in of.hours), Decimal(0))
    charged = sum((one.hours for one in of.hours if one.charged), Decimal(0))
    yield words(
        "Hours: {quoted} quoted, {logged} logged, {charged} charged",
        quoted=length(words, quoted),
        logged=length(words, logged),
        charged=length(words, charged),
    )
    net = sum((line.net for line in of.lines), Decimal("0.00"))
    currency = of.quote.currency
    yield words(
        "<b>Without VAT: {quoted} quoted, {done} done</b>",
        quoted=money(of.quote.subtotal, words, currency),
        done=money(net, words, currency),
    )


def _proposals(words: ChatWords, study: Study, of: Compared) -> Iterator[Markup]:
    """What the next quote should expect, where enough has been measured."""
    told = []
    for done in of.services:
        if done.proposed is not None and done.proposed != _expected(of.quote, study, done.service)[1]:
            name = text_of(words, study, study.service(done.service).label)
            minutes = _told(words, done.proposed)
            indicative = words(" (indicative)") if done.is_indicative else ""
            told.append(Markup("• {}: {}{}").format(name, minutes, indicative))
    if told:
        yield Markup("")
        yield words("<b>For the next quote</b>")
        yield from told
    elif any(done.proposed is not None for done in of.services):
        yield words("The expected minutes hold for the next quote too.")
    else:
        yield words("From {n} measured contacts on I propose minutes for the next quote.", n=PROPOSED_FROM)


def _told(words: ChatWords, minutes: Decimal) -> str:
    return f"{digits(minutes, words)} min"
