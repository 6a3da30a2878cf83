"""What shoppers are paid: a line for each fee, bonus and expense, once; what changes afterwards is a new line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.payee import Payee
from domain.person import Person
from domain.refusal import Refusal
from domain.texts import N_

MOST = Decimal(10_000)
"""A bonus or a correction of more than this is a slip of the finger."""


class NothingToPay(Refusal):
    """Nothing has been approved that is not on a run already."""


class DayNotPossible(Refusal):
    """A day of payment cannot be later than today, nor before the run was made."""


class AmountWrong(Refusal):
    """No such amount of money can be meant."""


class PayKind(StrEnum):
    """What a line is for."""

    FEE = "fee"
    BONUS = "bonus"
    """On top of the fee, for an opening that was hard to fill."""
    EXPENSE = "expense"
    CORRECTION = "correction"
    """What an earlier line should have been more or less, or what the owner adds by hand."""


KINDS: Mapping[PayKind, str] = {
    PayKind.FEE: N_("fee"),
    PayKind.BONUS: N_("bonus"),
    PayKind.EXPENSE: N_("expense"),
    PayKind.CORRECTION: N_("correction"),
}
"""What they are called on screens and papers."""


class PayState(StrEnum):
    """How far a line is on its way to the shopper."""

    NEW = "new"
    """Waits for the review."""
    APPROVED = "approved"
    """Will be paid."""
    PAID = "paid"


class RunFile(StrEnum):
    """As what a run is handed to payroll; each is named by how its file ends."""

    CSV = "csv"
    EXCEL = "xlsx"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a shopper has coming for one thing, as the contact or the expense says now."""

    kind: PayKind
    source_id: int
    """Of the contact, or of the expense."""
    person_id: int
    contact_id: int
    code: str
    """Of the contact."""
    amount: Decimal
    approved_on: date | None
    """None: it waits for the review."""
    due_on: date | None
    """By which day it is promised; None when the study promises none, or it waits."""

    @property
    def key(self) -> str:
        """What it is known by in the pay runs: a thing is paid once."""
        return f"{self.kind}:{self.source_id}"


@dataclass(frozen=True, kw_only=True)
class PayLine:
    """One line of what a shopper earns."""

    key: str
    person_id: int
    contact_id: int | None
    code: str
    kind: PayKind
    amount: Decimal
    """Negative when too much was paid before."""
    reason: str = ""
    state: PayState
    approved_on: date | None
    due_on: date | None = None
    payrun_id: int | None = None
    """The run that it is on; None until then."""
    paid_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is to be put on the next run."""
        return self.state is PayState.APPROVED and self.payrun_id is None


@dataclass(frozen=True, kw_only=True)
class Payment:
    """What one shopper gets in one run."""

    person_id: int
    code: str
    """Of the shopper."""
    payee: Payee
    gross: Decimal
    """Fees, bonuses and corrections."""
    expenses: Decimal
    lines: tuple[PayLine, ...]

    @property
    def total(self) -> Decimal:
        """Returns what is paid in all."""
        return self.gross + self.expenses


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the next run would pay."""

    until: date
    payments: Sequence[Payment]
    lacking: Sequence[Person]
    """Shoppers with something to come who have not told how they are paid."""
    owing: Sequence[tuple[Person, Decimal]]
    """Shoppers who have been paid too much, and by how much: it comes off what they earn next."""
    digest: str
    """Changes with anything in it, so that what is made is what was seen."""


def lines_of(claims: Iterable[Claim], written: Sequence[PayLine]) -> list[PayLine]:
    """Returns every line there is: those on a run as they were written, and what is claimed beyond them.

    A claim that says something else than what was written of it gives a correction by the difference.
    """
    of_key: defaultdict[str, list[PayLine]] = defaultdict(list)
    for line in written:
        of_key[line.key.partition("/")[0]].append(line)
    return [*written, *(line for claim in claims for line in _beyond(claim, of_key.get(claim.key, [])))]


def _beyond(claim: Claim, written: Sequence[PayLine]) -> Iterable[PayLine]:
    left = claim.amount - sum((line.amount for line in written), Decimal(0))
    if not left or (written and claim.approved_on is None):
        return
    yield PayLine(
        key=f"{claim.key}/{_last(written) + 1}" if written else claim.key,
        person_id=claim.person_id,
        contact_id=claim.contact_id,
        code=claim.code,
        kind=PayKind.CORRECTION if written else claim.kind,
        amount=left,
        state=PayState.NEW if claim.approved_on is None else PayState.APPROVED,
        approved_on=claim.approved_on,
        due_on=claim.due_on,
    )


def _last(written: Iterable[PayLine]) -> int:
    """The number of the last line of a claim; a run that was cancelled may have left a gap before it."""
    return max(int(line.key.partition("/")[2] or 1) for line in written)


def payments(
    lines: Iterable[PayLine], payees: Mapping[int, Payee], codes: Mapping[int, str], until: date
) -> tuple[list[Payment], list[int], dict[int, Decimal]]:
    """Returns what a run up to a day pays, in the order of the shoppers' ids; who lacks payment details; who owes what.

    Somebody whose lines come to nothing or less waits for the next run: payroll cannot ask money back.
    """
    of_person: defaultdict[int, list[PayLine]] = defaultdict(list)
    for line in lines:
        if line.is_open and line.approved_on is not None and line.approved_on <= until:
            of_person[line.person_id].append(line)
    paid, lacking, owing = list[Payment](), list[int](), dict[int, Decimal]()
    for person_id, own in sorted(of_person.items()):
        expenses = sum((line.amount for line in own if line.kind is PayKind.EXPENSE), Decimal(0))
        total = sum((line.amount for line in own), Decimal(0))
        if total <= 0:
            owing |= {person_id: -total} if total else {}
            continue
        if person_id not in payees:
            lacking.append(person_id)
            continue
        paid.append(
            Payment(
                person_id=person_id,
                code=codes[person_id],
                payee=payees[person_id],
                gross=total - expenses,
                expenses=expenses,
                lines=tuple(own),
            )
        )
    return paid, lacking, owing
