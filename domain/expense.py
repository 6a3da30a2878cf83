"""What a shopper had to pay on the way, with its receipt."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

LONGEST_WHAT = 100
MOST = Decimal(10_000)
"""An expense of more than this is a slip of the finger."""


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
    """Of the receipt's photo, at Telegram."""
    state: ExpenseState
    reason: str
    """Why it was refused."""
    logged_at: datetime
    decided_at: datetime | None
