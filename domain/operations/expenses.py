"""What shoppers had to pay on the way: told with a receipt, up to a cap, and decided by a coordinator."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from domain.contact import Contact, State
from domain.expense import LONGEST_WHAT, MOST, MOST_OF_CONTACT, Expense, ExpenseState, OverCap, TooManyExpenses
from domain.fees import expenses_of
from domain.operations.access import Action, ensure, own_contact
from domain.operations.sheets import study_of
from domain.pay import AmountWrong
from domain.person import Person
from domain.refusal import NotThatState, ReasonNeeded, Stale, Unknown, WordsTooLong
from domain.storage import audit, contacts, expenses, outbox, people, prices
from domain.storage.transaction import Transaction

MAY_COST = (State.ACCEPTED, State.UNDERWAY, State.ANSWERING, State.SUBMITTED, State.RETURNED, State.APPROVED)
"""States of a contact of which expenses are told; not of one that was left out of the results."""


def log(
    tx: Transaction,
    *,
    by: Person,
    contact_id: int,
    what: str,
    amount: Decimal,
    file_id: str,
    file_kind: str,
    now: datetime,
) -> int:
    """Keeps an expense of a shopper's own contact with its receipt and returns its id; it waits for a coordinator.

    AmountWrong when it cannot be, OverCap when the contact's expenses would come to more than the price list allows.
    """
    contact = own_contact(tx, by, contact_id)
    if contact.state not in MAY_COST:
        raise NotThatState(code=contact.code, place={"kind": "earnings"})
    if len(what) > LONGEST_WHAT:
        raise WordsTooLong(most=LONGEST_WHAT)
    ensure_sensible(amount)
    if len(expenses.of_contact(tx, contact_id)) >= MOST_OF_CONTACT:
        raise TooManyExpenses(most=MOST_OF_CONTACT)
    cap = cap_of(tx, contact, now)
    left = cap - _told(tx, contact_id) if cap is not None else amount
    if cap is not None and amount > left:
        raise OverCap(cap_sum=cap, left_sum=max(left, Decimal(0)))
    id = expenses.add(
        tx,
        contact_id=contact_id,
        person_id=by.id,
        what=what,
        amount=amount,
        file_id=file_id,
        file_kind=file_kind,
        now=now,
    )
    audit.note(tx, by.id, "tell expense", contact.code, now, amount=str(amount))
    return id


def ensure_sensible(amount: Decimal) -> None:
    """Raises AmountWrong for what no expense comes to: nothing or less, parts of cents, far too much."""
    if not 0 < amount <= MOST or amount != amount.quantize(Decimal("0.01")):
        raise AmountWrong(sum=MOST)


def cap_of(tx: Transaction, contact: Contact, now: datetime) -> Decimal | None:
    """Returns the most that a contact's expenses may come to; None when the price list says nothing of it."""
    study = study_of(tx, contact)
    found = expenses_of(study, contact, prices.price_list(tx, study.local(now).date()))
    return found.cap if found else None


def _told(tx: Transaction, contact_id: int) -> Decimal:
    standing = (one for one in expenses.of_contact(tx, contact_id) if one.state is not ExpenseState.REFUSED)
    return sum((one.amount for one in standing), Decimal(0))


def of_contact(tx: Transaction, *, by: Person, contact_id: int) -> Sequence[Expense]:
    """Returns the expenses of a contact, to its shopper and to coordinators."""
    a_contact(tx, by, contact_id)
    return expenses.of_contact(tx, contact_id)


def a_contact(tx: Transaction, by: Person, contact_id: int) -> Contact:
    """Returns a contact whose expenses a person may see (Unknown for anybody else's)."""
    if not by.role.runs_studies:
        return own_contact(tx, by, contact_id)
    contact = contacts.get(tx, contact_id)
    if contact is None:
        raise Unknown
    return contact


def remove(tx: Transaction, *, by: Person, expense_id: int, now: datetime) -> int:
    """Takes an expense back that nobody has decided, and returns its contact's id."""
    ensure(by, Action.SHOP)
    found = expenses.get(tx, expense_id)
    if found is None or found.person_id != by.id:
        raise Unknown
    if not expenses.change(tx, expense_id, ExpenseState.NEW, state=ExpenseState.REMOVED.value):
        raise Stale(place={"kind": "expense", "contact": found.contact_id})
    audit.note(tx, by.id, "remove expense", str(expense_id), now)
    return found.contact_id


def an_expense(tx: Transaction, by: Person, expense_id: int) -> Expense:
    """Returns an expense, to coordinators."""
    ensure(by, Action.RUN)
    found = expenses.get(tx, expense_id)
    if found is None or found.state is ExpenseState.REMOVED:
        raise Unknown
    return found


def decide(tx: Transaction, *, by: Person, expense_id: int, approve: bool, reason: str = "", now: datetime) -> int:
    """Approves an expense, or refuses it with a reason; once. The shopper is told. Returns its contact's id."""
    found = an_expense(tx, by, expense_id)
    if not approve and not reason.strip():
        raise ReasonNeeded
    state = ExpenseState.APPROVED if approve else ExpenseState.REFUSED
    values = {"state": state.value, "reason": reason.strip(), "decided_by": by.id, "decided_at": now}
    if not expenses.change(tx, expense_id, ExpenseState.NEW, **values):
        raise Stale(place={"kind": "expenses", "contact": found.contact_id})
    shopper = people.get(tx, found.person_id)
    if shopper is not None and not approve:
        outbox.tell(tx, shopper, "expense_refused", now, expense=expense_id)
    audit.note(tx, by.id, f"{state.value} expense", str(expense_id), now, reason=reason.strip())
    return found.contact_id


def refused(tx: Transaction, *, by: Person, expense_id: int) -> Expense:
    """Returns a shopper's own expense that was refused."""
    ensure(by, Action.SHOP)
    found = expenses.get(tx, expense_id)
    if found is None or found.person_id != by.id:
        raise Unknown
    return found


def send_receipt(tx: Transaction, *, by: Person, expense_id: int, now: datetime) -> None:
    """Sends a coordinator the receipt of an expense."""
    an_expense(tx, by, expense_id)
    outbox.tell(tx, by, "receipt", now, expense=expense_id)
