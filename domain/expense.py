"""What a shopper had to pay on the way, with its receipt."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.refusal import Refusal

LONGEST_WHAT = 100
MOST_OF_CONTACT = 20
"""Expenses of one contact, with those that were refused."""
MOST = Decimal(10_000)
"""An expense of more than this is a slip of the finger."""


class NotAnExpense(Refusal):
    """No one amount of money can be read in what was told."""


class TooManyExpenses(Refusal):
    """More expenses of one contact than a card can show."""


class OverCap(Refusal):
    """More than the price list lets the expenses of a contact come to."""


class ExpenseState(StrEnum):
    """How an expense stands."""

    NEW = "new"
    """Waits for the coordinator."""
    APPROVED = "approved"
    REFUSED = "refused"
    REMOVED = "removed"
    """The shopper took it back before it was decided."""


@dataclass(frozen=True, kw_only=True)
class Expense:
    """One expense of one contact."""

    id: int
    contact_id: int
    person_id: int
    what: str
    amount: Decimal
    file_id: str
    """Of the receipt, at Telegram."""
    file_kind: str
    """As what it was sent: photo or document."""
    state: ExpenseState
    reason: str
    """Why it was refused."""
    logged_at: datetime
    decided_at: datetime | None
