"""The states of a contact, as a table."""

from datetime import date
from decimal import Decimal

import pytest

from domain.contact import MOVES, Contact, Move, Outcome, State
from domain.service import Channel


def _contact(state: State) -> Contact:
    return Contact(
        id=1,
        study_id=1,
        wave_id=1,
        code="HAVU-001",
        service="puhelin",
        unit="oulu",
        scenario="laskukysely",
        profile="lapsiperhe",
        channel=Channel.PHONE,
        thread="",
        step=0,
        opens_on=date(2026, 12, 1),
        closes_on=date(2026, 12, 20),
        fee=Decimal(22),
        state=state,
        version=1,
        shopper_id=None,
        alias="",
        outcome=None,
        reached_unit="",
        attempts=0,
        asking="",
        submitted_at=None,
    )


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", MOVES)
def test_a_move_is_made_only_from_its_states(move: Move, state: State) -> None:
    assert _contact(state).may(move) is (state in MOVES[move])


def test_every_move_is_in_the_table() -> None:
    assert set(MOVES) == set(Move)


@pytest.mark.parametrize(("move", "state"), [(move, state) for move, leads in MOVES.items() for state in leads])
def test_a_move_leads_where_the_table_says(move: Move, state: State) -> None:
    assert _contact(state).after(move) is MOVES[move][state]


def test_every_state_is_reached_from_open() -> None:
    reached, waiting = {State.OPEN}, [State.OPEN]
    while waiting:
        state = waiting.pop()
        for leads in MOVES.values():
            if state in leads and leads[state] not in reached:
                reached.add(leads[state])
                waiting.append(leads[state])
    assert reached == set(State)


def test_what_has_begun_is_never_open_again() -> None:
    begun = {State.UNDERWAY, State.ANSWERING, State.SUBMITTED, State.RETURNED, State.APPROVED, State.EXCLUDED}
    for leads in MOVES.values():
        for state, becomes in leads.items():
            assert state not in begun or becomes not in {State.OPEN, State.OFFERED}


def test_only_submitted_contacts_are_approved() -> None:
    assert set(MOVES[Move.APPROVE]) == {State.SUBMITTED}


def test_nobody_answering_counts_and_other_failures_do_not() -> None:
    assert {outcome for outcome in Outcome if outcome.counts} == {Outcome.ANSWERED, Outcome.NO_ANSWER}


def test_the_reached_unit_goes_before_the_planned_one() -> None:
    assert _contact(State.ANSWERING).answering_unit == "oulu"
