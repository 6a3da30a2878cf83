from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pay import Claim, PayKind, PayLine, PayState, lines_of, payments
from domain.payee import NotAnIban, PaidAs, Payee, account, has_identity_code, hidden

DAY = date(2026, 11, 20)
AINO = Payee(legal_name="Aino Aalto", iban="FI2112345600000785", kind=PaidAs.WAGE)
CENTS = st.integers(-2_000, 5_000).map(lambda cents: Decimal(cents) / 100)


def claim(amount: str, *, id: int = 17, kind: PayKind = PayKind.FEE, person: int = 1, approved: bool = True) -> Claim:
    return Claim(
        kind=kind,
        source_id=id,
        person_id=person,
        contact_id=id,
        code=f"HAVU-{id:03}",
        amount=Decimal(amount),
        approved_on=DAY if approved else None,
        due_on=None,
    )


def put_on_run(lines: list[PayLine]) -> list[PayLine]:
    """The lines as they stand once they have been put on a run."""
    return [line if line.payrun_id else PayLine(**{**vars(line), "payrun_id": 1}) for line in lines if line.approved_on]


def test_a_fee_waits_for_the_review_and_is_then_approved() -> None:
    waiting = lines_of([claim("12.00", approved=False)], [])
    assert [(line.key, line.state, line.is_open) for line in waiting] == [("fee:17", PayState.NEW, False)]
    approved = lines_of([claim("12.00")], [])
    assert [(line.key, line.state, line.is_open) for line in approved] == [("fee:17", PayState.APPROVED, True)]


def test_what_is_on_a_run_is_not_paid_again() -> None:
    written = put_on_run(lines_of([claim("12.00")], []))
    assert lines_of([claim("12.00")], written) == written


def test_a_fee_raised_after_the_run_is_corrected_by_the_difference() -> None:
    written = put_on_run(lines_of([claim("12.00")], []))
    added = lines_of([claim("15.50")], written)[1:]
    assert [(line.key, line.kind, line.amount) for line in added] == [("fee:17/2", PayKind.CORRECTION, Decimal("3.50"))]


def test_a_correction_takes_no_number_that_stands_after_a_run_was_cancelled() -> None:
    written = put_on_run(lines_of([claim("12.00")], []))
    written = put_on_run(lines_of([claim("15.00")], written))
    written = put_on_run(lines_of([claim("16.00")], written))
    left = [written[0], written[2]]
    added = lines_of([claim("16.00")], left)[2:]
    assert [(line.key, line.amount) for line in added] == [("fee:17/4", Decimal("3.00"))]


def test_a_contact_that_is_handed_in_anew_after_it_was_paid_changes_nothing() -> None:
    written = put_on_run(lines_of([claim("12.00")], []))
    assert lines_of([claim("12.00", approved=False)], written) == written


@given(st.lists(CENTS, min_size=1, max_size=8))
def test_however_often_a_fee_changes_its_lines_add_up_to_it(amounts: list[Decimal]) -> None:
    written: list[PayLine] = []
    for amount in amounts:
        written = put_on_run(lines_of([claim(str(amount))], written))
        assert sum(line.amount for line in written) == amount
    assert len({line.key for line in written}) == len(written)


def test_a_run_pays_each_shopper_once_with_expenses_apart() -> None:
    lines = lines_of([claim("12.00"), claim("5.00", kind=PayKind.BONUS), claim("3.20", kind=PayKind.EXPENSE, id=4)], [])
    paid, lacking, _ = payments(lines, {1: AINO}, {1: "A3"}, DAY)
    assert [(each.code, each.gross, each.expenses, each.total) for each in paid] == [
        ("A3", Decimal("17.00"), Decimal("3.20"), Decimal("20.20"))
    ]
    assert not lacking


def test_what_was_approved_after_the_period_waits() -> None:
    assert payments(lines_of([claim("12.00")], []), {1: AINO}, {1: "A3"}, date(2026, 11, 19)) == ([], [], {})


def test_who_has_not_told_an_account_is_named_and_not_paid() -> None:
    assert payments(lines_of([claim("12.00")], []), {}, {1: "A3"}, DAY) == ([], [1], {})


def test_a_debt_waits_for_earnings_that_cover_it() -> None:
    less = PayLine(
        key="hand:1",
        person_id=1,
        contact_id=None,
        code="",
        kind=PayKind.CORRECTION,
        amount=Decimal("-15.00"),
        state=PayState.APPROVED,
        approved_on=DAY,
    )
    assert payments(lines_of([claim("12.00")], [less]), {1: AINO}, {1: "A3"}, DAY) == ([], [], {1: Decimal("3.00")})
    paid, _, _ = payments(lines_of([claim("12.00"), claim("12.00", id=18)], [less]), {1: AINO}, {1: "A3"}, DAY)
    assert [each.total for each in paid] == [Decimal("9.00")]


@pytest.mark.parametrize("typed", ["FI21 1234 5600 0007 85", "fi2112345600000785"])
def test_an_account_is_read_as_people_write_it(typed: str) -> None:
    assert account(typed) == "FI2112345600000785"


@pytest.mark.parametrize("typed", ["FI22 1234 5600 0007 85", "FI21 1234 5600", "1234", "", "Aino"])
def test_an_account_with_a_slip_in_it_is_refused(typed: str) -> None:
    with pytest.raises(NotAnIban):
        account(typed)


def test_an_account_is_hidden_but_for_its_ends() -> None:
    assert hidden("FI2112345600000785") == "FI21 … 0785"


@pytest.mark.parametrize(
    "text",
    [
        "131052-308T",
        "olen 131052-308t kiitos",
        "010199+1234",
        "010100A123X",
        "Aino131052-308TAalto",
        "131052–308T",
        "131052 - 308t",
        "131052−308T",
    ],
)
def test_an_identity_code_is_noticed(text: str) -> None:
    assert has_identity_code(text)


def test_an_identity_code_is_sure_by_its_check_character() -> None:
    assert has_identity_code("131052-308T", surely=True)
    assert not has_identity_code("131052-308S", surely=True)
    assert not has_identity_code("040123-4567", surely=True), "a telephone number"


@pytest.mark.parametrize(
    "text",
    ["Aino Aalto", "FI2112345600000785", "991399-308T", "HAVU-017", "2026-11-20", "8131052-3081", "131052-30812"],
)
def test_other_things_are_no_identity_code(text: str) -> None:
    assert not has_identity_code(text)
