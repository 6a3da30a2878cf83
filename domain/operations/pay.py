"""What shoppers have earned, and the runs in which it is handed to payroll. Paying itself is payroll's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import RowMapping

from domain.contact import Contact, State
from domain.expense import ExpenseState
from domain.operations.access import Action, ensure
from domain.pay import (
    MOST,
    AmountWrong,
    Claim,
    DayNotPossible,
    NothingToPay,
    PayKind,
    PayLine,
    Payment,
    PayState,
    Proposal,
    RunFile,
    lines_of,
    payments,
)
from domain.payee import LONGEST_NAME, IdentityCode, PaidAs, Payee, account, has_identity_code
from domain.person import Person, Role
from domain.refusal import ReasonNeeded, Stale, Unknown
from domain.storage import audit, contacts, expenses, jobs, outbox, pay, people, studies
from domain.storage.transaction import Transaction
from domain.study import Study

BONUS_IN = (State.OPEN, State.OFFERED, State.ACCEPTED, State.UNDERWAY, State.ANSWERING)
"""States of a contact that may still be given a bonus."""


def earnings(tx: Transaction, *, by: Person) -> list[PayLine]:
    """Returns what a shopper has earned or is about to, in the order of time."""
    ensure(by, Action.SHOP)
    return _lines(tx, by.id)


def paid_by(tx: Transaction, contact: Contact, reviewed_at: datetime) -> date | None:
    """Returns by which day a contact reviewed at a moment is paid, when its study promises one."""
    row = studies.get(tx, contact.study_id)
    return _due(studies.definition(row), reviewed_at) if row else None


def _due(study: Study, approved_at: datetime) -> date | None:
    days = study.terms.paid_within_days
    return study.local(approved_at).date() + timedelta(days=days) if days is not None else None


def _lines(tx: Transaction, person_id: int | None = None) -> list[PayLine]:
    return lines_of(_claims(tx, person_id), pay.written(tx, person_id))


def _claims(tx: Transaction, person_id: int | None) -> Iterator[Claim]:
    @cache
    def study_of(id: int) -> Study:
        row = studies.get(tx, id)
        assert row is not None
        return studies.definition(row)

    handed_in = {contact.id: contact for contact in pay.earning(tx, person_id)}
    approved = pay.approvals(tx, person_id)
    for contact in handed_in.values():
        assert contact.shopper_id is not None
        at = approved.get(contact.id)
        for kind, amount in ((PayKind.FEE, contact.fee), (PayKind.BONUS, contact.bonus)):
            if amount:
                yield _claim(kind, contact.id, contact.shopper_id, contact, amount, at, study_of(contact.study_id))
    for expense in expenses.to_be_paid(tx, person_id):
        found = handed_in.get(expense.contact_id) or contacts.get(tx, expense.contact_id)
        if found is not None:
            at = expense.decided_at if expense.state is ExpenseState.APPROVED else None
            study = study_of(found.study_id)
            yield _claim(PayKind.EXPENSE, expense.id, expense.person_id, found, expense.amount, at, study)


def _claim(
    kind: PayKind, source: int, person: int, contact: Contact, amount: Decimal, at: datetime | None, study: Study
) -> Claim:
    return Claim(
        kind=kind,
        source_id=source,
        person_id=person,
        contact_id=contact.id,
        code=contact.code,
        amount=amount,
        approved_on=study.local(at).date() if at else None,
        due_on=_due(study, at) if at else None,
    )


def proposal(tx: Transaction, *, by: Person, until: date) -> Proposal:
    """Returns what a run would pay of all that was approved up to a day."""
    ensure(by, Action.OWN)
    # whoever has earned, whatever they do here now
    earners = {person.id: person for person in people.all_of(tx, *Role)}
    codes = {id: person.code for id, person in earners.items()}
    paid, lacking, owing = payments(_lines(tx), pay.payees(tx), codes, until)
    told = repr([(each.code, each.payee, [(line.key, line.amount) for line in each.lines]) for each in paid])
    return Proposal(
        until=until,
        payments=paid,
        lacking=[earners[id] for id in lacking],
        owing=[(earners[id], amount) for id, amount in owing.items()],
        digest=sha256(told.encode()).hexdigest()[:12],
    )


def make_run(tx: Transaction, *, by: Person, until: date, digest: str, now: datetime) -> int:
    """Makes the run that was proposed and returns its id; each line is on one run, whoever presses how often.

    Stale when something has changed since it was shown, NothingToPay when nothing is left.
    """
    seen = proposal(tx, by=by, until=until)
    if not seen.payments:
        raise NothingToPay
    if seen.digest != digest:
        raise Stale(place={"kind": "payrun", "until": until.isoformat()})
    lines = [line for payment in seen.payments for line in payment.lines]
    number = f"{until.year}-P{sum(row['number'].startswith(f'{until.year}-') for row in pay.runs(tx)) + 1:02}"
    id = pay.add_run(
        tx,
        by=by.id,
        now=now,
        number=number,
        begins_on=min(line.approved_on for line in lines if line.approved_on),
        ends_on=until,
        payments=[_handed_over(payment) for payment in seen.payments],
    )
    by_hand = [line.key for line in lines if line.key.startswith("hand:")]
    pay.put_on(tx, by_hand, id)
    pay.write(tx, [line for line in lines if line.key not in by_hand], payrun_id=id, by=by.id, now=now)
    audit.note(tx, by.id, "make pay run", number, now, payees=len(seen.payments))
    return id


def _handed_over(payment: Payment) -> dict[str, Any]:
    payee = payment.payee
    return {
        "code": payment.code,
        "legal_name": payee.legal_name,
        "iban": payee.iban,
        "kind": payee.kind.value,
        "gross": str(payment.gross),
        "expenses": str(payment.expenses),
        "lines": [
            {
                "contact": line.code,
                "kind": line.kind.value,
                "amount": str(line.amount),
                "reason": line.reason,
                "approved_on": line.approved_on.isoformat() if line.approved_on else "",
            }
            for line in payment.lines
        ],
    }


def a_run(tx: Transaction, by: Person, payrun_id: int) -> RowMapping:
    """Returns a pay run, to the owner (Unknown when there is no such one)."""
    ensure(by, Action.OWN)
    row = pay.get_run(tx, payrun_id)
    if row is None:
        raise Unknown
    return row


def runs(tx: Transaction, *, by: Person) -> Sequence[RowMapping]:
    """Returns the pay runs, newest first."""
    ensure(by, Action.OWN)
    return pay.runs(tx)


def mark_paid(tx: Transaction, *, by: Person, payrun_id: int, day: date, today: date, now: datetime) -> None:
    """Notes on which day a run was paid, once; its shoppers are told."""
    row = a_run(tx, by, payrun_id)
    if not row["begins_on"] <= day <= today:
        raise DayNotPossible
    if not pay.set_run(tx, payrun_id, "made", state="paid", paid_on=day):
        raise Stale(place={"kind": "run", "payrun": payrun_id})
    pay.mark_paid(tx, payrun_id, day)
    paid = pay.paid_in(tx, payrun_id)
    for shopper in people.all_of(tx, Role.SHOPPER):
        if shopper.id in paid:
            outbox.tell(tx, shopper, "paid", now, payrun=payrun_id)
    audit.note(tx, by.id, "pay run paid", row["number"], now, day=day.isoformat())


def cancel_run(tx: Transaction, *, by: Person, payrun_id: int, now: datetime) -> None:
    """Cancels a run that has not been paid: its lines wait for the next one. Its number is not used again."""
    row = a_run(tx, by, payrun_id)
    if not pay.set_run(tx, payrun_id, "made", state="cancelled"):
        raise Stale(place={"kind": "run", "payrun": payrun_id})
    pay.take_off(tx, payrun_id)
    audit.note(tx, by.id, "cancel pay run", row["number"], now)


def request_file(tx: Transaction, *, by: Person, payrun_id: int, form: RunFile, now: datetime) -> None:
    """Asks for a run as a file; it is the same however often."""
    row = a_run(tx, by, payrun_id)
    jobs.add(tx, "payrun", now, payrun=payrun_id, person=by.id, form=form.value)
    audit.note(tx, by.id, "export pay run", row["number"], now, form=form.value)


def ask_details(tx: Transaction, *, by: Person, until: date, now: datetime) -> int:
    """Asks the shoppers who cannot be paid yet for their payment details; returns how many."""
    lacking = proposal(tx, by=by, until=until).lacking
    for shopper in lacking:
        outbox.tell(tx, shopper, "details_wanted", now)
    return len(lacking)


def paid_in(tx: Transaction, *, by: Person, payrun_id: int) -> list[PayLine]:
    """Returns a shopper's own lines of a run."""
    ensure(by, Action.SHOP)
    return [line for line in pay.written(tx, by.id) if line.payrun_id == payrun_id]


def correct(
    tx: Transaction, *, by: Person, person_id: int, amount: Decimal, reason: str, today: date, now: datetime
) -> None:
    """Adds a line by hand to what a shopper earns: more, or less when too much was paid; with a reason."""
    ensure(by, Action.OWN)
    shopper = people.get(tx, person_id)
    if shopper is None or shopper.role is not Role.SHOPPER:
        raise Unknown
    _ensure_sensible(abs(amount))
    if not reason.strip():
        raise ReasonNeeded
    count = sum(line.key.startswith("hand:") for line in pay.written(tx))
    line = PayLine(
        key=f"hand:{count + 1}",
        person_id=person_id,
        contact_id=None,
        code="",
        kind=PayKind.CORRECTION,
        amount=amount,
        reason=reason.strip(),
        state=PayState.APPROVED,
        approved_on=today,
    )
    pay.write(tx, [line], payrun_id=None, by=by.id, now=now)
    audit.note(tx, by.id, "correct pay", shopper.code, now, amount=str(amount), reason=reason.strip())


def _ensure_sensible(amount: Decimal) -> None:
    if not 0 < amount <= MOST or amount != amount.quantize(Decimal("0.01")):
        raise AmountWrong(sum=MOST)


def give_bonus(tx: Transaction, *, by: Person, contact_ids: Sequence[int], amount: Decimal, now: datetime) -> int:
    """Puts a bonus on top of the fee of contacts that have not been handed in; returns of how many.

    A later amount takes the place of an earlier one, and nothing (0) takes it away while nobody has the contact.
    Whoever has been offered it is told anew.
    """
    ensure(by, Action.RUN)
    if amount:
        _ensure_sensible(amount)
    given = 0
    for id in contact_ids:
        contact = contacts.get(tx, id)
        if contact is None:
            raise Unknown
        taken = contact.state is not State.OPEN
        if contact.state not in BONUS_IN or (taken and amount < (contact.bonus or 0)):
            continue
        given += 1
        if amount == (contact.bonus or 0):
            continue
        contacts.change(tx, contact, bonus=amount or None)
        for shopper in filter(None, (people.get(tx, offered) for offered in contacts.offered_to(tx, id))):
            outbox.tell(tx, shopper, "offer", now, contact=id)
        audit.note(tx, by.id, "give bonus", contact.code, now, amount=str(amount))
    return given


def tell_payee(tx: Transaction, *, by: Person, changes: Mapping[str, str], now: datetime) -> Payee:
    """Keeps what a shopper tells of name, account and kind (`legal_name`, `iban`, `kind`), and returns all of it.

    NotAnIban when the account's check digits are wrong; an identity code is refused (IdentityCode) and kept nowhere.
    """
    ensure(by, Action.SHOP)
    if any(has_identity_code(text) for text in changes.values()):
        raise IdentityCode
    known = pay.payee_of(tx, by.id) or Payee(legal_name="", iban="", kind=PaidAs.WAGE)
    told = replace(
        known,
        legal_name=" ".join(changes.get("legal_name", known.legal_name).split())[:LONGEST_NAME],
        iban=account(changes["iban"]) if "iban" in changes else known.iban,
        kind=PaidAs(changes.get("kind", known.kind)),
    )
    pay.set_payee(tx, by.id, told, now)
    audit.note(tx, by.id, "payment details", by.code, now)
    return told


def payee_of(tx: Transaction, *, by: Person) -> Payee | None:
    """Returns how a shopper is paid, to that shopper."""
    ensure(by, Action.SHOP)
    return pay.payee_of(tx, by.id)
