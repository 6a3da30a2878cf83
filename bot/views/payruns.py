"""Cards of pay runs: the next one, those there have been, corrections."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup
from sqlalchemy import RowMapping

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press
from bot.views.names import day, euros
from domain.pay import Payment, Proposal, RunFile
from domain.person import Person
from domain.texts import N_

MOST = 18
"""Shoppers told on one card; all are in the run's file."""
PAGE = 10
"""Runs on one card."""
STATES: Mapping[str, str] = {
    "made": N_("handed to payroll"),
    "paid": N_("paid"),
    "cancelled": N_("cancelled"),
}


def proposal(words: ChatWords, seen: Proposal) -> View:
    """What the next run would pay."""
    paid, lacking = seen.payments, seen.lacking
    make = [[Button(words("Make pay run"), press("payrun!", seen.digest))]] if paid else []
    ask = [[Button(words("Ask for payment details"), press("payasks"))]] if lacking else []
    total = sum((each.total for each in paid), Decimal("0.00"))
    names = ", ".join(f"{person.code} {person.name}" for person in lacking[:MOST])
    owe = ", ".join(f"{person.code} {person.name} {euros(owed, words)}" for person, owed in seen.owing[:MOST])
    return View(
        lines(
            words("<b>Pay run</b> of all approved up to {day}", day=day(seen.until, words)),
            words("Another last day? Type it, for example 31.10."),
            "",
            *(_payment(words, each) for each in paid[:MOST]),
            _more(words, len(paid) - MOST),
            words("<b>In all {amount}</b>", amount=euros(total, words)) if paid else words("Nothing to pay yet."),
            words("Payment details are missing: {names}", names=names) if lacking else None,
            words("Paid too much, comes off what they earn next: {names}", names=owe) if owe else None,
        ),
        [
            *make,
            *ask,
            [Button(words("Correct"), press("paycorrect")), Button(words("Earlier runs"), press("payruns", 0))],
        ],
    )


def _payment(words: ChatWords, each: Payment) -> Markup:
    n = words.plural("{n} line", "{n} lines", len(each.lines))
    told = Markup("{} {} · {} · {}").format(each.code, each.payee.legal_name, n, euros(each.total, words))
    if not each.expenses:
        return told
    return words("{told}, of it expenses {amount}", told=told, amount=euros(each.expenses, words))


def _more(words: ChatWords, left: int) -> Markup | None:
    return words("… and {n} more", n=left) if left > 0 else None


def runs(words: ChatWords, rows: Sequence[RowMapping], page: int) -> View:
    """The runs there have been, newest first."""
    back = [Button(words("Back"), press("payrun"))]
    if not rows:
        return View(words("No pay runs yet."), [back])
    shown = rows[page * PAGE : (page + 1) * PAGE]
    buttons = [
        Button(
            f"{row['number']} · {euros(_total(row), words)} · {words(STATES[row['state']])}", press("run", row["id"])
        )
        for row in shown
    ]
    around = paging(
        words,
        press("payruns", page - 1) if page else None,
        press("payruns", page + 1) if len(rows) > (page + 1) * PAGE else None,
    )
    return View(words("<b>Pay runs</b>"), [*in_rows(buttons, 1), *around, back])


def _total(row: RowMapping) -> Decimal:
    return _sum(row["payments"], "gross") + _sum(row["payments"], "expenses")


def _sum(payments: Iterable[Mapping[str, str]], what: str) -> Decimal:
    return sum((Decimal(each[what]) for each in payments), Decimal("0.00"))


def run(words: ChatWords, row: RowMapping) -> View:
    """One run: what it comes to, its files, and whether it has been paid."""
    id, payments = row["id"], row["payments"]
    files = [
        Button(words("CSV"), press("payfile", id, RunFile.CSV)),
        Button(words("Excel"), press("payfile", id, RunFile.EXCEL)),
    ]
    waits = row["state"] == "made"
    return View(
        lines(
            words("<b>Pay run {number}</b>", number=row["number"]),
            words("Period {days}", days=_period(words, row)),
            words.plural("{n} payee", "{n} payees", len(payments)),
            words("Gross pay {amount}", amount=euros(_sum(payments, "gross"), words)),
            words("Expenses {amount}", amount=euros(_sum(payments, "expenses"), words)),
            words("<b>In all {amount}</b>", amount=euros(_total(row), words)),
            words("Paid {day}. The shoppers have been told.", day=day(row["paid_on"], words))
            if row["paid_on"]
            else words("Cancelled: its lines wait for the next run.")
            if row["state"] == "cancelled"
            else words("Hand the file to payroll. When it has been paid, press below, or type the day."),
        ),
        [
            files,
            *([[Button(words("Mark as paid"), press("paydone", id))]] if waits else []),
            *([[Button(words("Cancel pay run"), press("paycancel", id))]] if waits else []),
            [Button(words("Back"), press("payruns", 0))],
        ],
    )


def _period(words: ChatWords, row: RowMapping) -> str:
    first, last = row["begins_on"], row["ends_on"]
    return day(first, words) if first == last else f"{day(first, words)}–{day(last, words)}"


def cancel(words: ChatWords, row: RowMapping) -> View:
    """Asks before a run is cancelled."""
    return View(
        words(
            "Cancel the pay run {number}? Only if payroll has not paid it: its lines go on the next run, and would be "
            "paid again.",
            number=row["number"],
        ),
        [
            [Button(words("Cancel pay run"), press("paycancel!", row["id"]))],
            [Button(words("Back"), press("run", row["id"]))],
        ],
    )


def correct(words: ChatWords, shoppers: Sequence[Person]) -> View:
    """How a correction is typed."""
    named = Markup(", ").join(Markup("{} {}").format(each.code, each.name) for each in shoppers[:MOST])
    return View(
        lines(
            words("<b>Correct pay</b>"),
            words("Write the shopper’s code, the amount and why, for example: A3 −15,00 paid twice in October"),
            words("What has been paid stays as it is: a correction is a line of its own on the next run."),
            "",
            named,
        ),
        [[Button(words("Back"), press("payrun"))]],
    )


def file(words: ChatWords, row: RowMapping) -> View:
    """Under a run's file."""
    return View(
        words(
            "Pay run {number} for payroll: names, accounts and sums. Please do not forward it further than needed.",
            number=row["number"],
        )
    )
