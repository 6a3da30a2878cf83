"""Cards on which a quote's draft is changed, an acceptance is recorded, and the right to accept is given."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, press, short
from bot.views.names import day, digits
from bot.views.quotes import discount_told, setup_told, sum_of
from domain.acceptance import ELSEWHERE, Way
from domain.ordering import Ordering
from domain.person import Person
from domain.price_list import Item
from domain.quote import Line, Quote
from domain.quote_words import WAYS
from domain.texts import N_

PEOPLE = 20
"""People on one card."""
BUTTONS = {Way.EMAIL: N_("E-mail"), Way.PHONE: N_("Phone"), Way.PAPER: N_("Paper")}


def _back(words: ChatWords, id: int) -> list[Button]:
    return [Button(words("Back"), press("qopen", id))]


def ask_discount(words: ChatWords, id: int, quote: Quote) -> View:
    """Where a discount is typed."""
    given = [
        Markup("• {} {}").format(discount_told(words, off), sum_of(words, quote, off.net)) for off in quote.discounts
    ]
    remove = [[Button(words("Remove discounts"), press("qfull", id))]] if given else []
    return View(
        lines(
            words("<b>Discount</b> · {number}", number=quote.number),
            *given,
            words("Type a share or an amount and its reason, for example: 10 % regular client, or 150 € first study"),
            words("The reason is printed on the quote."),
        ),
        [*remove, _back(words, id)],
    )


def ask_hours(words: ChatWords, id: int, quote: Quote) -> View:
    """Where estimated hours are typed."""
    line = next((line for line in quote.lines if line.item is Item.EXTRA), None)
    hours = digits(line.quantity, words) if line else "0"
    return View(
        lines(
            words("<b>Extra hours</b> · {number}", number=quote.number),
            words("Estimated work beyond the content is now {hours} h.", hours=hours),
            words("Type the hours, for example 2.5; 0 takes them away."),
        ),
        [_back(words, id)],
    )


def ask_order(words: ChatWords, id: int, quote: Quote, known: Ordering, *, for_client: bool) -> View:
    """Where the order's details are typed."""
    nothing = words("not told")
    return View(
        lines(
            words("<b>Order details</b> · {number}", number=quote.number),
            words("Purchase order: {told}", told=known.purchase_order or quote.purchase_order or nothing),
            words("Reference: {told}", told=known.reference or nothing),
            words("E-invoice address: {told}", told=known.einvoice_address or nothing),
            words("Operator: {told}", told=known.einvoice_operator or nothing),
            "",
            words("Type what should stand on the invoice, a line each, for example:"),
            Markup("<code>{}</code>").format(words("Purchase order PO-88213")),
            Markup("<code>{}</code>").format(words("E-invoice 003712345671")),
            words("A dash takes a detail away: Reference –"),
            words("They are kept beside the quote; what it says stays as it is.") if for_client else None,
        ),
        [_back(words, id)],
    )


def setups(words: ChatWords, id: int, quote: Quote, lines_: Sequence[Line]) -> View:
    """Whose setup is charged, and why."""
    told = [Markup("• {}").format(setup_told(words, quote, line)) for line in lines_]
    buttons = []
    for number, line in enumerate(lines_):
        service = short(line.service.text(words.language, quote.default_language), 40)
        label = words("Charge setup") if line.is_waived else words("Waive setup")
        act = "charge" if line.is_waived else "waive"
        buttons.append(Button(f"{label}: {service}", press("qsetup", id, number, act)))
    return View(
        lines(
            words("<b>Setups</b> · {number}", number=quote.number),
            *told,
            words("The rule: a setup is not charged again when neither the metrics nor the service have changed."),
        ),
        [*in_rows(buttons, 1), _back(words, id)],
    )


def ask_reason(words: ChatWords, id: int, quote: Quote, line: Line, *, charged: bool) -> View:
    """Where the reason of a decision against the rule is typed."""
    title = words("Charge setup") if charged else words("Waive setup")
    service = line.service.text(words.language, quote.default_language)
    return View(
        lines(
            Markup("<b>{}</b> · {}").format(title, service),
            setup_told(words, quote, line),
            words("Type the reason. It is printed on the quote and kept in the audit trail."),
        ),
        [[Button(words("Back"), press("qsetups", id))]],
    )


def ask_who(words: ChatWords, id: int, number: str) -> View:
    """Who accepted a quote elsewhere."""
    return View(
        lines(
            words("<b>Record acceptance</b> · {number}", number=number),
            words("Who accepted it for the client? Type the name, and the day if it was not today:"),
            words("for example Matti Virtanen, 23.11."),
        ),
        [_back(words, id)],
    )


def ask_how(words: ChatWords, id: int, number: str, name: str, on: date) -> View:
    """How it was accepted."""
    buttons = [Button(words(BUTTONS[way]), press("qhow", id, way.value)) for way in ELSEWHERE]
    return View(
        lines(
            words("<b>Record acceptance</b> · {number}", number=number),
            words("{name}, {day}", name=name, day=day(on, words)),
            words("How did it come?"),
        ),
        [buttons, _back(words, id)],
    )


def ask_proof(words: ChatWords, id: int, number: str, name: str, way: Way) -> View:
    """A letter or a picture that shows the acceptance."""
    return View(
        lines(
            words("<b>Record acceptance</b> · {number}", number=number),
            words("{name}, {way}", name=name, way=words(WAYS[way])),
            words("Send a photo or a PDF of it if you have one."),
        ),
        [[Button(words("Skip"), press("qnoproof", id))], _back(words, id)],
    )


def who_may(words: ChatWords, id: int, client: str, theirs: Sequence[Person]) -> View:
    """The client's people, and who of them may accept quotes."""
    buttons = [
        Button(
            ("✓ " if person.accepts_quotes else "– ") + short(f"{person.code} {person.name}", 40),
            press("qright", id, person.id, "take" if person.accepts_quotes else "give"),
        )
        for person in theirs[:PEOPLE]
    ]
    told = (
        words("✓ may accept and decline quotes. Press a name to change it.")
        if theirs
        else words("Nobody of {client} has joined yet.", client=client)
    )
    return View(
        lines(words("<b>Who may accept</b> · {client}", client=client), told), [*in_rows(buttons, 1), _back(words, id)]
    )
