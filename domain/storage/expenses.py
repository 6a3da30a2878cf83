"""What shoppers had to pay on the way."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, select

from domain.expense import Expense, ExpenseState
from domain.storage.tables import contact, expense
from domain.storage.transaction import Transaction


def _expense(row: RowMapping) -> Expense:
    return Expense(
        id=row["id"],
        contact_id=row["contact_id"],
        person_id=row["person_id"],
        what=row["what"],
        amount=row["amount"],
        file_id=row["file_id"],
        file_kind=row["file_kind"],
        state=ExpenseState(row["state"]),
        reason=row["reason"],
        logged_at=row["logged_at"],
        decided_at=row["decided_at"],
    )


def add(
    tx: Transaction,
    *,
    contact_id: int,
    person_id: int,
    what: str,
    amount: Decimal,
    file_id: str,
    file_kind: str,
    now: datetime,
) -> int:
    """Adds an expense that waits for the coordinator and returns its id."""
    return tx.add(
        expense,
        contact_id=contact_id,
        person_id=person_id,
        what=what,
        amount=amount,
        file_id=file_id,
        file_kind=file_kind,
        state=ExpenseState.NEW.value,
        logged_at=now,
    )


def get(tx: Transaction, id: int) -> Expense | None:
    """Returns the expense of that id."""
    row = tx.one(expense, expense.c.id == id)
    return _expense(row) if row else None


def of_contact(tx: Transaction, contact_id: int) -> Sequence[Expense]:
    """Returns the expenses of a contact but for those taken back, oldest first."""
    standing = expense.c.state != ExpenseState.REMOVED.value
    return [_expense(row) for row in tx.all(expense, expense.c.contact_id == contact_id, standing)]


def approved_of_wave(tx: Transaction, wave_id: int) -> Mapping[int, Decimal]:
    """Returns what the approved expenses of each contact of a wave come to, by the contact's id."""
    of_wave = select(contact.c.id).where(contact.c.agency_id == tx.agency, contact.c.wave_id == wave_id)
    approved = expense.c.state == ExpenseState.APPROVED.value
    found: dict[int, Decimal] = {}
    for row in tx.all(expense, expense.c.contact_id.in_(of_wave), approved):
        found[row["contact_id"]] = found.get(row["contact_id"], Decimal(0)) + row["amount"]
    return found


def to_be_paid(tx: Transaction, person_id: int | None = None) -> Sequence[Expense]:
    """Returns the expenses that wait or have been approved, of one shopper when it is said."""
    whose = [expense.c.person_id == person_id] if person_id is not None else []
    open_states = expense.c.state.in_((ExpenseState.NEW.value, ExpenseState.APPROVED.value))
    return [_expense(row) for row in tx.all(expense, open_states, *whose)]


def waiting(tx: Transaction) -> Sequence[Expense]:
    """Returns the expenses that wait for a coordinator, oldest first."""
    return [_expense(row) for row in tx.all(expense, expense.c.state == ExpenseState.NEW.value)]


def change(tx: Transaction, id: int, *states: ExpenseState, **values: Any) -> bool:
    """Changes an expense that is in one of these states; False when it is not."""
    return tx.change(expense, expense.c.id == id, expense.c.state.in_(states), **values) == 1
