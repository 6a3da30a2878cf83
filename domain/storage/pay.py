"""What shoppers are paid: lines on runs and corrections, the runs themselves, and who is paid how."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, func, select

from domain.contact import Contact, State
from domain.pay import PayKind, PayLine, PayState
from domain.payee import PaidAs, Payee
from domain.storage import contacts
from domain.storage.tables import contact, pay, payee, payrun, review
from domain.storage.transaction import Transaction

EARNING = (State.SUBMITTED, State.RETURNED, State.APPROVED, State.EXCLUDED)
"""States of a contact from which its shopper has a fee to come."""


def written(tx: Transaction, person_id: int | None = None) -> list[PayLine]:
    """Returns the lines that are on a run, and the corrections made by hand; of one shopper when it is said."""
    whose = [pay.c.person_id == person_id] if person_id is not None else []
    return [_line(row) for row in tx.all(pay, *whose, order=pay.c.id)]


def paid_in(tx: Transaction, payrun_id: int) -> set[int]:
    """Returns the ids of those who are paid in a run."""
    return {row["person_id"] for row in tx.all(pay, payrun_id=payrun_id)}


def _line(row: RowMapping) -> PayLine:
    return PayLine(
        key=row["key"],
        person_id=row["person_id"],
        contact_id=row["contact_id"],
        code=row["code"],
        kind=PayKind(row["kind"]),
        amount=row["amount"],
        reason=row["reason"],
        state=PayState(row["state"]),
        approved_on=row["approved_on"],
        due_on=row["due_on"],
        payrun_id=row["payrun_id"],
        paid_on=row["paid_on"],
    )


def write(tx: Transaction, lines: Iterable[PayLine], *, payrun_id: int | None, by: int, now: datetime) -> None:
    """Writes lines down; one that stands under its key already raises IntegrityError: nobody is paid twice."""
    tx.add_all(
        pay,
        [
            {
                "key": line.key,
                "person_id": line.person_id,
                "contact_id": line.contact_id,
                "code": line.code,
                "kind": line.kind.value,
                "amount": line.amount,
                "reason": line.reason,
                "state": PayState.APPROVED.value,
                "approved_on": line.approved_on,
                "due_on": line.due_on,
                "payrun_id": payrun_id,
                "made_by": by,
                "made_at": now,
            }
            for line in lines
        ],
    )


def put_on(tx: Transaction, keys: Iterable[str], payrun_id: int) -> None:
    """Puts corrections that were made by hand on a run."""
    tx.change(pay, pay.c.key.in_(list(keys)), pay.c.payrun_id.is_(None), payrun_id=payrun_id)


def mark_paid(tx: Transaction, payrun_id: int, day: date) -> None:
    """Notes that the lines of a run have been paid."""
    tx.change(pay, pay.c.payrun_id == payrun_id, state=PayState.PAID.value, paid_on=day)


def take_off(tx: Transaction, payrun_id: int) -> None:
    """Takes the lines off a run that is cancelled; what was added by hand stays for the next one."""
    tx.change(pay, pay.c.payrun_id == payrun_id, pay.c.key.like("hand:%"), payrun_id=None)
    tx.remove(pay, payrun_id=payrun_id)


def add_run(tx: Transaction, *, by: int, now: datetime, **values: Any) -> int:
    """Adds a pay run and returns its id."""
    return tx.add(payrun, state="made", made_by=by, made_at=now, **values)


def get_run(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the pay run of that id."""
    return tx.one(payrun, payrun.c.id == id)


def runs(tx: Transaction) -> Sequence[RowMapping]:
    """Returns the pay runs, newest first."""
    return tx.all(payrun, order=payrun.c.id.desc())


def set_run(tx: Transaction, id: int, *states: str, **values: Any) -> bool:
    """Changes a pay run that is in one of these states; False when it is not."""
    return tx.change(payrun, payrun.c.id == id, payrun.c.state.in_(states), **values) == 1


def payees(tx: Transaction) -> Mapping[int, Payee]:
    """Returns who is paid how, by the shopper's id; only those of whom enough is known."""
    told = {row["person_id"]: _payee(row) for row in tx.all(payee)}
    return {id: each for id, each in told.items() if each.is_whole}


def payee_of(tx: Transaction, person_id: int) -> Payee | None:
    """Returns how a shopper is paid; None until it has been told."""
    row = tx.one(payee, payee.c.person_id == person_id)
    return _payee(row) if row else None


def _payee(row: RowMapping) -> Payee:
    return Payee(legal_name=row["legal_name"], iban=row["iban"], kind=PaidAs(row["kind"]))


def set_payee(tx: Transaction, person_id: int, told: Payee, now: datetime) -> None:
    """Keeps how a shopper is paid from now on."""
    tx.put(
        payee,
        ["person_id"],
        person_id=person_id,
        legal_name=told.legal_name,
        iban=told.iban,
        kind=told.kind.value,
        told_at=now,
    )


def earning(tx: Transaction, shopper_id: int | None = None) -> Sequence[Contact]:
    """Returns the contacts that have been handed in, of one shopper when it is said."""
    whose = [contact.c.shopper_id == shopper_id] if shopper_id is not None else []
    return contacts.find(tx, contact.c.state.in_(EARNING), contact.c.shopper_id.is_not(None), *whose)


def approvals(tx: Transaction, shopper_id: int | None = None) -> Mapping[int, datetime]:
    """Returns when each contact was first approved, or left out of the results: from then on it is paid."""
    found = (
        select(review.c.contact_id, func.min(review.c.reviewed_at).label("at"))
        .join(contact, contact.c.id == review.c.contact_id)
        .where(review.c.agency_id == tx.agency, review.c.decision.in_(("approve", "exclude")))
        .group_by(review.c.contact_id)
    )
    if shopper_id is not None:
        found = found.where(contact.c.shopper_id == shopper_id)
    return {row["contact_id"]: row["at"] for row in tx.read(found)}
