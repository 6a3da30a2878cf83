"""Cards of expenses: told by a shopper, decided by a coordinator."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, press, short
from bot.views.names import euros
from domain.contact import Contact
from domain.expense import Expense, ExpenseState
from domain.texts import N_

MOST = 24
"""Contacts to choose from on one card."""
STATES: Mapping[ExpenseState, str] = {
    ExpenseState.NEW: N_("to be decided"),
    ExpenseState.APPROVED: N_("approved"),
    ExpenseState.REFUSED: N_("refused"),
}


def choose(words: ChatWords, mine: Sequence[Contact]) -> View:
    """Of which contact an expense is told; the newest first."""
    back = [Button(words("Back"), press("earnings", 0))]
    if not mine:
        return View(words("Expenses belong to a contact, and you have none now."), [back])
    newest = list(reversed(mine))[:MOST]
    buttons = in_rows([Button(each.code, press("spend", each.id)) for each in newest], 3)
    return View(words("Of which contact is the expense?"), [*buttons, back])


def tell(
    words: ChatWords,
    contact: Contact,
    every: Sequence[Expense],
    *,
    cap: Decimal | None,
    amount: str,
    what: str,
    has_receipt: bool,
) -> View:
    """A contact's expenses, and what is still missing of the one that is being told."""
    removable = [
        Button(words("Remove {what}", what=short(each.what, 30)), press("unspend", each.id))
        for each in every
        if each.state is ExpenseState.NEW
    ]
    begun = amount or has_receipt
    return View(
        lines(
            words("<b>Expenses</b> · {code}", code=contact.code),
            words("At most {cap} a contact are paid.", cap=euros(cap, words)) if cap is not None else None,
            *(told(words, each) for each in every),
            "",
            words("Amount: {amount}", amount=euros(Decimal(amount), words)) if amount else None,
            words("What: {what}", what=what) if what else None,
            _wanted(words, amount=bool(amount), what=bool(what), has_receipt=has_receipt)
            if begun
            else words("Send a photo of the receipt, and write under it what it was and the amount: Bus ticket 3,20"),
        ),
        [*in_rows(removable, 1), [Button(words("Back"), press("earnings", 0))]],
    )


def _wanted(words: ChatWords, *, amount: bool, what: bool, has_receipt: bool) -> Markup:
    if not has_receipt:
        return words("Now a photo of the receipt, please.")
    if not amount:
        return words("I have the receipt. What was it, and how much? For example: Bus ticket 3,20")
    return words("And what was it for?") if not what else Markup()


def told(words: ChatWords, each: Expense) -> Markup:
    """An expense on one line."""
    line = Markup("• {} · {} · {}").format(each.what, euros(each.amount, words), words(STATES[each.state]))
    return Markup("{} ({})").format(line, each.reason) if each.reason else line


def decide(words: ChatWords, contact: Contact, every: Sequence[Expense]) -> View:
    """A contact's expenses, to be decided; each by its number."""
    rows = [
        [
            *(
                [
                    Button(words("{n}: approve", n=n), press("okspend", each.id)),
                    Button(words("{n}: refuse", n=n), press("nospend", each.id)),
                ]
                if each.state is ExpenseState.NEW
                else []
            ),
            Button(words("{n}: receipt", n=n), press("receipt", each.id)),
        ]
        for n, each in enumerate(every, 1)
    ]
    return View(
        lines(
            words("<b>Expenses</b> · {code}", code=contact.code),
            *(Markup("{}. {}").format(n, told(words, each)[2:]) for n, each in enumerate(every, 1)),
            words("They are paid with the fee.") if every else words("None have been told."),
        ),
        [*rows, [Button(words("Back"), press("review", contact.id))]],
    )


def refuse(words: ChatWords, each: Expense) -> View:
    """Asks why an expense is refused."""
    return View(
        lines(told(words, each), words("Why is it not paid? Type it; the shopper reads it.")),
        [[Button(words("Back"), press("spends", each.contact_id))]],
    )


def was_refused(words: ChatWords, each: Expense, contact: Contact) -> View:
    """An expense is not paid, and why."""
    return View(
        words(
            "{code}: the expense “{what}” ({amount}) is not paid. {reason}",
            code=contact.code,
            what=each.what,
            amount=euros(each.amount, words),
            reason=each.reason,
        ),
        [[Button(words("Your earnings"), press("earnings", 0))]],
    )
