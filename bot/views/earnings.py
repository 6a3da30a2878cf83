"""Cards of what a shopper earns, and of how it is paid."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, View, lines, paging, press
from bot.views.names import day, euros
from domain.identifier import iban_told
from domain.pay import KINDS, PayLine, PayState
from domain.payee import PaidAs, Payee, hidden
from domain.texts import N_

PAGE = 15
"""Lines on one card."""
EXAMPLE = iban_told("FI2112345600000785")
PAID_AS: Mapping[PaidAs, str] = {
    PaidAs.WAGE: N_("As a wage"),
    PaidAs.COMPENSATION: N_("As compensation for work"),
    PaidAs.INVOICE: N_("By my invoice"),
}


def earnings(words: ChatWords, every: Sequence[PayLine], payee: Payee | None, *, year: int, page: int) -> View:
    """What a shopper has earned: what will be paid, what waits, what was paid; the newest line first."""
    details = [Button(words("Payment details"), press("payee")), Button(words("Add an expense"), press("spendof"))]
    if not every:
        return View(words("Nothing yet: a fee is yours when the contact has been reviewed."), [details])
    newest = list(reversed(every))
    shown = newest[page * PAGE : (page + 1) * PAGE]
    around = paging(
        words,
        press("earnings", page - 1) if page else None,
        press("earnings", page + 1) if len(newest) > (page + 1) * PAGE else None,
    )
    coming = [line for line in every if line.state is PayState.APPROVED]
    waiting = [line for line in every if line.state is PayState.NEW]
    this_year = [line for line in every if line.paid_on and line.paid_on.year == year]
    whole = payee is not None and payee.is_whole
    return View(
        lines(
            words("<b>Your earnings</b>"),
            words("To be paid: <b>{amount}</b>", amount=euros(_sum(coming), words)),
            words("Waits for the review: {amount}", amount=euros(_sum(waiting), words)),
            words("Paid in {year}: {amount}", year=year, amount=euros(_sum(this_year), words)) if this_year else None,
            None if whole else words("Your payment details are missing: without them nothing can be paid."),
            "",
            *(_told(words, line) for line in shown),
        ),
        [*around, details],
    )


def _told(words: ChatWords, line: PayLine) -> Markup:
    about = Markup("{} · {}").format(line.code, words(KINDS[line.kind])) if line.code else words(KINDS[line.kind])
    told = Markup("{} · {} · {}").format(about, euros(line.amount, words), _when(words, line))
    return Markup("{} ({})").format(told, line.reason) if line.reason else told


def _when(words: ChatWords, line: PayLine) -> str:
    if line.paid_on:
        return words("paid {day}", day=day(line.paid_on, words))
    if line.state is PayState.NEW:
        return words("to be reviewed")
    if line.due_on:
        return words("paid by {day}", day=day(line.due_on, words))
    return words("approved")


def _sum(some: Iterable[PayLine]) -> Decimal:
    return sum((line.amount for line in some), Decimal("0.00"))


def payee(words: ChatWords, told: Payee | None, *, asked: str) -> View:
    """How a shopper is paid; the account is shown by its ends."""
    kind = told.kind if told else PaidAs.WAGE
    name, number = (told.legal_name, told.iban) if told else ("", "")
    missing = words("not told yet")
    sentence = {
        "": words("Type the account’s number or the name, or press what to change."),
        "legal_name": words("Type your name as it stands in the bank and in payroll."),
        "iban": words("Type the account’s number (IBAN), for example {example}", example=EXAMPLE),
    }[asked]
    kinds = [
        Button(("✓ " if each is kind else "") + words(label), press("paidas", each)) for each, label in PAID_AS.items()
    ]
    return View(
        lines(
            words("<b>Payment details</b>"),
            words("Name: {name}", name=name or missing),
            words("Account: {account}", account=hidden(number) if number else missing),
            words("Paid: {kind}", kind=words(PAID_AS[kind])),
            "",
            sentence,
            words("Never send a personal identity code here: payroll asks for it elsewhere."),
        ),
        [
            [Button(words("Name"), press("payask", "legal_name")), Button(words("Account"), press("payask", "iban"))],
            *([button] for button in kinds),
            [Button(words("Back"), press("earnings", 0))],
        ],
    )


def paid(words: ChatWords, some: Sequence[PayLine]) -> View:
    """A run has been paid."""
    amount = euros(_sum(some), words)
    when = next((line.paid_on for line in some if line.paid_on), None)
    return View(
        words("{amount} was paid to your account on {day}.", amount=amount, day=day(when, words))
        if when
        else words("{amount} is on its way to your account.", amount=amount),
        [[Button(words("Your earnings"), press("earnings", 0))]],
    )


def details_wanted(words: ChatWords) -> View:
    """The agency cannot pay before it knows how."""
    return View(
        words("You have earnings to be paid, but I do not know your name and account yet. Please tell them."),
        [[Button(words("Payment details"), press("payee"))]],
    )
