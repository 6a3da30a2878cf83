"""Whatever is done in whatever order: each is paid what is theirs, once, and what was handed over stays as it was."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.contact import State
from domain.operations import expenses, pay, reviews
from domain.pay import NothingToPay, PayLine, PayState
from domain.person import Person, Role
from domain.refusal import Refusal
from domain.storage import contacts
from domain.storage import expenses as stored_expenses
from domain.storage import pay as stored
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

AINOS, EEROS = ("HAVU-003", "HAVU-004"), ("HAVU-005", "HAVU-006")
CODES = (*AINOS, *EEROS)
DETAILS = {"legal_name": "Aino Aalto", "iban": "FI2112345600000785"}
TODAY = NOW.date() + timedelta(days=1)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["bonus", "hand in", "approve", "exclude", "tell", "agree", "refuse", "run", "cancel", "paid", "correct"]
        ),
        st.integers(0, 3),
        st.sampled_from(["0.01", "3.20", "7.50", "-4.10", "-60"]).map(Decimal),
    ),
    max_size=25,
)


@dataclass
class Cast:
    """Who acts, and what each shopper should have by what was done, counted apart from what is stored."""

    kaisa: Person
    otso: Person
    aino: Person
    eero: Person
    fees: dict[str, Decimal]
    waiting: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    """What is told or handed in, by what it is for."""
    due: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    """What is to be paid or has been, by what it is for."""
    bonuses: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    whose: dict[str, int] = field(default_factory=dict[str, int])

    def of(self, code: str) -> Person:
        """Whose contact it is."""
        return self.aino if code in AINOS else self.eero


@pytest.fixture
def cast(tx: Transaction) -> Cast:
    kaisa, otso = agency.join(tx, Role.COORDINATOR, "Kaisa"), agency.join(tx, Role.OWNER, "Otso")
    aino, eero = agency.join(tx, Role.SHOPPER, "Aino"), agency.join(tx, Role.SHOPPER, "Eero")
    agency.planned(tx, kaisa)
    agency.taken(tx, kaisa, aino, *AINOS)
    agency.taken(tx, kaisa, eero, *EEROS)
    for shopper in (aino, eero):
        pay.tell_payee(tx, by=shopper, changes=DETAILS, now=NOW)
    return Cast(kaisa, otso, aino, eero, fees={code: agency.contact(tx, code).fee for code in CODES})


def _bonus(tx: Transaction, cast: Cast, code: str, amount: Decimal) -> None:
    n = pay.give_bonus(tx, by=cast.kaisa, contact_ids=agency.ids(tx, [code]), amount=abs(amount), now=NOW)
    raised = code not in cast.waiting and code not in cast.due and abs(amount) >= cast.bonuses.get(code, 0)
    assert n == raised, "an accepted bonus is raised, never lowered"
    if raised:
        cast.bonuses[code] = abs(amount)


def _hand_in(tx: Transaction, cast: Cast, code: str, _: Decimal) -> None:
    it = agency.contact(tx, code)
    if it.state is State.ACCEPTED:
        contacts.change(tx, it, state=State.SUBMITTED, submitted_at=NOW, submitted_from=State.ANSWERING)
        cast.waiting[code] = cast.fees[code] + cast.bonuses.get(code, 0)
        cast.whose[code] = cast.of(code).id


def _approve(tx: Transaction, cast: Cast, code: str, _: Decimal) -> None:
    reviews.approve(tx, by=cast.kaisa, contact_id=agency.contact(tx, code).id, version=None, now=NOW)
    cast.due[code] = cast.waiting.pop(code)


def _exclude(tx: Transaction, cast: Cast, code: str, _: Decimal) -> None:
    id = agency.contact(tx, code).id
    reviews.exclude(tx, by=cast.kaisa, contact_id=id, version=None, reason="Recognised", now=NOW)
    if code in cast.waiting:
        cast.due[code] = cast.waiting.pop(code)


def _tell(tx: Transaction, cast: Cast, code: str, amount: Decimal) -> None:
    by, receipt = cast.of(code), {"file_id": "f", "file_kind": "photo"}
    contact_id = agency.contact(tx, code).id
    id = expenses.log(tx, by=by, contact_id=contact_id, what="Bus", amount=amount, **receipt, now=NOW)
    cast.waiting[f"expense {id}"] = amount
    cast.whose[f"expense {id}"] = by.id


def _decide(tx: Transaction, cast: Cast, code: str, *, approve: bool) -> None:
    told = stored_expenses.of_contact(tx, agency.contact(tx, code).id)
    if not told:
        return
    expenses.decide(tx, by=cast.kaisa, expense_id=told[-1].id, approve=approve, reason="No receipt", now=NOW)
    amount = cast.waiting.pop(f"expense {told[-1].id}")
    if approve:
        cast.due[f"expense {told[-1].id}"] = amount


def _run(tx: Transaction, cast: Cast, _: str, __: Decimal) -> None:
    seen = pay.proposal(tx, by=cast.otso, until=TODAY)
    pay.make_run(tx, by=cast.otso, until=TODAY, digest=seen.digest, now=NOW)
    with pytest.raises(NothingToPay):
        pay.make_run(tx, by=cast.otso, until=TODAY, digest=seen.digest, now=NOW)


def _cancel(tx: Transaction, cast: Cast, code: str, _: Decimal) -> None:
    for row in pay.runs(tx, by=cast.otso)[CODES.index(code) : CODES.index(code) + 1]:
        pay.cancel_run(tx, by=cast.otso, payrun_id=row["id"], now=NOW)


def _paid(tx: Transaction, cast: Cast, code: str, _: Decimal) -> None:
    for row in pay.runs(tx, by=cast.otso)[CODES.index(code) : CODES.index(code) + 1]:
        pay.mark_paid(tx, by=cast.otso, payrun_id=row["id"], day=TODAY, today=TODAY, now=NOW)


def _correct(tx: Transaction, cast: Cast, code: str, amount: Decimal) -> None:
    shopper = cast.of(code)
    pay.correct(tx, by=cast.otso, person_id=shopper.id, amount=amount, reason="Slip", today=NOW.date(), now=NOW)
    name = f"hand {len(cast.due)} {len(cast.whose)}"
    cast.due[name], cast.whose[name] = amount, shopper.id


DONE = {
    "bonus": _bonus,
    "hand in": _hand_in,
    "approve": _approve,
    "exclude": _exclude,
    "tell": _tell,
    "agree": lambda tx, cast, code, _: _decide(tx, cast, code, approve=True),
    "refuse": lambda tx, cast, code, _: _decide(tx, cast, code, approve=False),
    "run": _run,
    "cancel": _cancel,
    "paid": _paid,
    "correct": _correct,
}


def _sums(lines: list[PayLine], *states: PayState) -> Decimal:
    return sum((line.amount for line in lines if line.state in states), Decimal(0))


def _holds(tx: Transaction, cast: Cast) -> None:
    runs = [row for row in pay.runs(tx, by=cast.otso) if row["state"] != "cancelled"]
    handed = Counter[str]()
    for row in runs:
        for each in row["payments"]:
            handed[each["code"]] += Decimal(each["gross"]) + Decimal(each["expenses"])  # type: ignore[assignment]
            assert sum(Decimal(line["amount"]) for line in each["lines"]) > 0
    for shopper in (cast.aino, cast.eero):
        lines = pay.earnings(tx, by=shopper)
        assert len({line.key for line in lines}) == len(lines)
        due = sum((amount for what, amount in cast.due.items() if cast.whose[what] == shopper.id), Decimal(0))
        waits = sum((amount for what, amount in cast.waiting.items() if cast.whose[what] == shopper.id), Decimal(0))
        assert _sums(lines, PayState.APPROVED, PayState.PAID) == due
        assert _sums(lines, PayState.NEW) == waits
        assert sum(line.amount for line in lines if line.payrun_id) == handed[shopper.code]


def _handed_over(tx: Transaction) -> tuple[dict[int, Any], dict[str, PayLine]]:
    """The paid runs, and their lines."""
    paid = {row["id"]: dict(row) for row in stored.runs(tx) if row["state"] == "paid"}
    return paid, {line.key: line for line in stored.written(tx) if line.payrun_id in paid}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_done_each_has_what_is_theirs_once(tx: Transaction, cast: Cast, acts: list[Any]) -> None:
    example = tx.connection.begin_nested()
    cast.waiting, cast.due, cast.bonuses, cast.whose = {}, {}, {}, {}
    for what, n, amount in acts:
        runs, lines = _handed_over(tx)
        one = tx.connection.begin_nested()
        try:
            DONE[what](tx, cast, CODES[n], amount)
            one.commit()
        except Refusal:
            one.rollback()
        _holds(tx, cast)
        later_runs, later_lines = _handed_over(tx)
        assert runs.items() <= later_runs.items()
        assert lines.items() <= later_lines.items()
    example.rollback()
