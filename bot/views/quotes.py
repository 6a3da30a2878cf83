"""Cards of quotes: one in figures with what can be done with it, and a client's list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, Rows, View, in_rows, lines, paging, press, short
from bot.views.names import day, decimal, digits, money
from domain.acceptance import Acceptance, Way
from domain.difference import Difference, LineChange
from domain.discounts import DiscountLine
from domain.label import Label
from domain.ordering import Ordering
from domain.price_list import Item
from domain.quote import Line, Quote
from domain.quote_state import QuoteState
from domain.quote_words import ITEMS, PARTS, STATES, WAYS
from domain.vat import REASONS

QUOTES = 15
"""Quotes on one page of the list."""
HASH = 16
"""How many digits of a document's hash a card shows; the printed copy has all of them."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A quote as its reader sees it."""

    id: int
    quote: Quote
    state: QuoteState
    ordering: Ordering
    acceptance: Acceptance | None
    decided: str
    """Who decided in chat, and when."""
    expired: bool
    printed: str
    """Begins the hash of its PDF; empty while that is being made."""
    replaced_by: str = ""
    """Number of the version that took its place."""
    draft_after: int | None = None
    """The version that is being made after it."""
    strayed: Difference | None = None
    """How the plan has changed since."""
    anybody: bool = True
    """Whether somebody of the client has joined."""
    may_decide: bool = True
    deciders: str = ""
    """Who of the client may accept it."""
    owner: bool = False
    """Whether the reader may charge and waive setup."""
    simulated: bool = False
    moment: str = ""
    """When it was accepted, in the study's own time."""


@dataclass(frozen=True)
class QuoteStanding:
    """Where the quote of a wave stands, on its study's card."""

    told: tuple[Markup, ...] = ()
    renewed: int | None = None
    """The quote of which a new version is offered."""


def standing(words: ChatWords, number: str, state: QuoteState, *, expired: bool) -> Markup:
    """Returns where one version of a quote stands."""
    if expired:
        return words("Quote {number} has expired.", number=number)
    states = {
        QuoteState.DRAFT: words("Quote {number} is not sent yet.", number=number),
        QuoteState.SENT: words("Quote {number} is with the client.", number=number),
        QuoteState.ACCEPTED: words("Quote {number} has been accepted.", number=number),
        QuoteState.DECLINED: words("Quote {number} has been declined.", number=number),
        QuoteState.REPLACED: words("Quote {number} has been replaced.", number=number),
    }
    return states[state]


def plan_changed(words: ChatWords, number: str) -> Markup:
    """Returns that an accepted quote is not of the plan as it has become."""
    return words(
        "⚠ The plan has changed since quote {number} was accepted. A new version has to be accepted anew.",
        number=number,
    )


def card(words: ChatWords, shown: Shown, *, for_client: bool) -> View:
    """A quote in figures, with what can be done with it."""
    quote = shown.quote
    vat = quote.gross - quote.subtotal
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if shown.simulated else None,
            words("<b>Quote {number}</b> · {client}", number=quote.number, client=quote.client),
            Markup("{} · {}").format(quote.study, quote.wave),
            words("Net {net}, VAT {vat}", net=sum_of(words, quote, quote.subtotal), vat=sum_of(words, quote, vat)),
            words("<b>In all {gross}</b>", gross=sum_of(words, quote, quote.gross)),
            *_standing(words, shown, for_client=for_client),
            words(REASONS[quote.vat_treatment]) if quote.vat_treatment in REASONS else None,
            *_by_hand(words, quote),
            *([Markup(""), *told(words, quote, quote.since)] if quote.since else []),
            *_order(words, shown.ordering.over(quote.ordering), quote),
        ),
        _client_buttons(words, shown) if for_client else _agency_buttons(words, shown),
    )


def sum_of(words: ChatWords, quote: Quote, amount: Decimal) -> str:
    """Returns a sum of a quote in its currency."""
    return money(amount, words, quote.currency)


def _standing(words: ChatWords, shown: Shown, *, for_client: bool) -> Iterator[Markup]:
    quote = shown.quote
    match shown.state:
        case QuoteState.DRAFT:
            yield words("Not sent yet.") if shown.printed else words("Not sent yet; the PDF is being made.")
        case QuoteState.SENT:
            until = day(quote.valid_until, words)
            yield words("Expired on {day}.", day=until) if shown.expired else words("Valid until {day}.", day=until)
        case QuoteState.DECLINED:
            yield words("Declined: {who}.", who=shown.decided)
        case QuoteState.REPLACED:
            yield words("Replaced by {number}.", number=shown.replaced_by)
    if shown.acceptance:
        yield from _accepted(words, shown, shown.acceptance)
    if for_client and shown.state is QuoteState.SENT and not shown.may_decide and not shown.expired:
        yield words("It is accepted by {who}.", who=shown.deciders or "–")
    if shown.strayed and not for_client:
        yield words("⚠ The plan has changed since this quote was made:")
        yield from told(words, quote, shown.strayed, only_plan=True)


def _accepted(words: ChatWords, shown: Shown, made: Acceptance) -> Iterator[Markup]:
    if made.way is Way.CHAT:
        yield words("Accepted: {who}.", who=f"{made.name}, {shown.moment}")
    else:
        on = day(made.day or made.at, words)
        yield words("Accepted: {who}, {day}, {way}.", who=made.name, day=on, way=words(WAYS[made.way]))
        recorded = words(
            "Recorded on the client’s behalf by {name}, {moment}.", name=made.recorded_by, moment=shown.moment
        )
        attached = words("Attached: {file}", file=short(made.proof.name, 60)) if made.proof else ""
        yield Markup("{} {}").format(recorded, attached) if attached else recorded
    yield words("Document {hash}…", hash=Markup("<code>{}</code>").format(made.document[:HASH]))


def _by_hand(words: ChatWords, quote: Quote) -> Iterator[Markup]:
    """What was waived, charged or taken off, and why."""
    for line in quote.lines:
        if line.item is Item.SETUP and (line.decision or (line.precedent and line.precedent.waives)):
            yield Markup("• {}").format(setup_told(words, quote, line))
    for off in quote.discounts:
        yield Markup("• {} {}").format(discount_told(words, off), sum_of(words, quote, off.net))


def setup_told(words: ChatWords, quote: Quote, line: Line) -> Markup:
    """Returns why the setup of a service is charged or not."""
    service = line.service.text(words.language, quote.default_language)
    if line.decision is not None:
        text = (
            words("Setup charged: {service} – {reason}", service=service, reason=line.decision.reason)
            if line.decision.charged
            else words("Setup not charged: {service} – {reason}", service=service, reason=line.decision.reason)
        )
        return Markup("{} ({})").format(text, line.decision.by)
    earlier = line.precedent
    if earlier is None:
        return words("Setup charged: {service} – {reason}", service=service, reason=words("the first time"))
    wave = earlier.wave if earlier.study == quote.study else f"{earlier.study}, {earlier.wave}"
    if earlier.waives:
        return words(
            "Setup not charged: {service} – {reason}", service=service, reason=words("as in {wave}", wave=wave)
        )
    parts = ", ".join(words(PARTS[part]) for part in earlier.changed)
    changed = words("changed since {wave}: {parts}", wave=wave, parts=parts)
    return words("Setup charged: {service} – {reason}", service=service, reason=changed)


def discount_told(words: ChatWords, off: DiscountLine) -> Markup:
    """Returns what a discount is, and why it is given."""
    if off.percent is not None:
        return words("Discount {percent} %: {reason}", percent=decimal(off.percent, words), reason=off.reason)
    return words("Discount: {reason}", reason=off.reason)


def _order(words: ChatWords, known: Ordering, quote: Quote) -> Iterator[Markup]:
    order = known.purchase_order or quote.purchase_order
    if order:
        yield words("Your order: {number}", number=order)
    if known.reference:
        yield words("Your reference: {reference}", reference=known.reference)
    if known.einvoice_address:
        operator = f" ({known.einvoice_operator})" if known.einvoice_operator else ""
        yield words("E-invoice address: {address}", address=f"{known.einvoice_address}{operator}")


def told(words: ChatWords, quote: Quote, found: Difference, *, only_plan: bool = False) -> Iterator[Markup]:
    """Tells what differs from another version of a quote, in a line each; `quote` is the later one."""

    def called(label: Label) -> str:
        return label.text(words.language, quote.default_language)

    if not only_plan:
        yield words("<b>Changed since {number}:</b>", number=found.number)
    for scope in found.scope:
        before, after = (_scope(words, amount) for amount in (scope.before, scope.after))
        yield Markup("• {}: {} → {}").format(called(scope.service), before, after)
    for content in found.contents:
        parts = ", ".join(words(PARTS[part]) for part in content.parts)
        yield Markup("• {}: {}").format(called(content.service), parts)
    if found.days:
        yield Markup("• {}").format(words("the days of the contacts"))
    if found.recordings:
        yield Markup("• {}").format(words("whether calls are recorded"))
    if only_plan:
        return
    for line in found.lines:
        before, after = (sum_of(words, quote, net) if net is not None else "–" for net in (line.before, line.after))
        yield Markup("• {}: {} → {}").format(_line(words, line, called(line.service)), before, after)
    sums = [sum_of(words, quote, net) for net in found.net]
    yield words(
        "Net {before} → {after} ({difference})", before=sums[0], after=sums[1], difference=_signed(words, quote, found)
    )


def _signed(words: ChatWords, quote: Quote, found: Difference) -> str:
    by = found.net[1] - found.net[0]
    return ("+" if by > 0 else "") + sum_of(words, quote, by)


def _scope(words: ChatWords, amount: tuple[int, Decimal] | None) -> str:
    if amount is None:
        return "–"
    contacts = words.plural("{n} contact", "{n} contacts", amount[0])
    return words("{contacts} of {minutes} min", contacts=contacts, minutes=digits(amount[1], words))


def _line(words: ChatWords, line: LineChange, service: str) -> str:
    if line.reason:
        return words("Discount: {reason}", reason=line.reason)
    return words(ITEMS[line.item], service=service) if line.item else ""


def _client_buttons(words: ChatWords, shown: Shown) -> Rows:
    id = shown.id
    pdf = Button(words("PDF"), press("qpdf", id))
    order = Button(words("Order details"), press("qorder", id))
    if shown.state is QuoteState.SENT and shown.may_decide and not shown.expired:
        accept = Button(words("Accept quote"), press("qaccept", id))
        return [[accept, Button(words("Decline quote"), press("qdecline", id))], [order, pdf]]
    return [[order, pdf] if shown.state in {QuoteState.SENT, QuoteState.ACCEPTED} else [pdf]]


def _agency_buttons(words: ChatWords, shown: Shown) -> Rows:
    id, state = shown.id, shown.state
    pdf = Button(words("PDF"), press("qpdf", id))
    order = Button(words("Order details"), press("qorder", id))
    who = Button(words("Who may accept"), press("qwho", id))
    renew = Button(words("Renew") if shown.expired else words("New version"), press("qnew", id))
    if shown.draft_after is not None:
        renew = Button(words("Open the new version"), press("qopen", shown.draft_after))
    forward = [] if shown.anybody else [Button(words("For forwarding"), press("qforward", id, shown.printed))]
    record = Button(words("Record acceptance"), press("qrecord", id))
    match state:
        case QuoteState.DRAFT:
            send = Button(words("Send to client"), press("qsend", id, shown.printed))
            setups = [Button(words("Setups"), press("qsetups", id))] if shown.owner else []
            anew = Button(words("Renew") if shown.expired else words("Make anew"), press("qnew", id))
            again = [anew] if shown.expired or shown.strayed else []
            discount = Button(words("Discount"), press("qdiscount", id))
            hours = Button(words("Extra hours"), press("qhours", id))
            rows = [[send, *forward], again, [discount, hours], [order, *setups], [who]]
        case QuoteState.SENT:
            rows = [
                [renew] if shown.expired else [],
                [record, *forward],
                [order, pdf],
                [] if shown.expired else [renew],
                [who],
            ]
        case QuoteState.ACCEPTED:
            rows = [[renew] if shown.strayed or shown.draft_after else [], [order, pdf]]
        case QuoteState.DECLINED:
            rows = [[renew], [pdf]]
        case QuoteState.REPLACED:
            rows = [[pdf]]
    return [row for row in rows if row]


def quotes(words: ChatWords, rows: Sequence[tuple[int, str, str, QuoteState, bool]], page: int = 0) -> View:
    """A client's quotes, newest first: id, number, study, state, and whether it has expired undecided."""
    if not rows:
        return View(words("No quotes yet."))
    chosen = rows[page * QUOTES : (page + 1) * QUOTES]
    buttons = [
        Button(short(f"{number} · {_state(words, state, expired=expired)} · {study}", 60), press("qopen", id))
        for id, number, study, state, expired in chosen
    ]
    around = paging(
        words,
        press("quotes", page - 1) if page else None,
        press("quotes", page + 1) if len(rows) > (page + 1) * QUOTES else None,
    )
    return View(words("<b>Quotes</b>"), [*in_rows(buttons, 1), *around])


def _state(words: ChatWords, state: QuoteState, *, expired: bool) -> str:
    return words("Expired") if expired else words(STATES[state])
