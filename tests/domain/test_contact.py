"""The states of a contact, as a table."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from domain.contact import LONGEST, MOVES, Contact, Moment, Move, Outcome, State
from domain.service import Channel


def _contact(state: State, *, submitted_from: State | None = State.RETURNED) -> Contact:
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
        submitted_from=submitted_from,
    )


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", MOVES)
def test_a_move_is_made_only_from_its_states(move: Move, state: State) -> None:
    assert _contact(state).may(move) is (state in MOVES[move])


def test_every_move_is_in_the_table() -> None:
    assert set(MOVES) == set(Move)


@pytest.mark.parametrize(("move", "state"), [(move, state) for move, leads in MOVES.items() for state in leads])
def test_a_move_leads_where_the_table_says(move: Move, state: State) -> None:
    assert _contact(state).after(move) is (MOVES[move][state] or State.RETURNED)


def test_what_was_not_handed_in_here_is_not_taken_back() -> None:
    contact = _contact(State.SUBMITTED, submitted_from=None)
    assert not contact.may(Move.RECALL)
    with pytest.raises(KeyError):
        contact.after(Move.RECALL)


def test_every_state_is_reached_from_open() -> None:
    reached, waiting = {State.OPEN}, [State.OPEN]
    while waiting:
        state = waiting.pop()
        for leads in MOVES.values():
            becomes = leads.get(state)
            if becomes is not None and becomes not in reached:
                reached.add(becomes)
                waiting.append(becomes)
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


BEGAN = datetime(2026, 12, 3, 12, 20, 40, tzinfo=UTC)
HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.mark.parametrize("channel", Channel)
def test_only_what_is_done_at_one_go_gives_cover(channel: Channel) -> None:
    it = replace(_contact(State.UNDERWAY), channel=channel)
    assert it.gives_cover({Moment.STARTED: BEGAN}, BEGAN) is not channel.waits_for_reply


@pytest.mark.parametrize("state", State)
def test_only_what_is_under_way_gives_cover(state: State) -> None:
    assert _contact(state).gives_cover({Moment.STARTED: BEGAN}, BEGAN) is (state is State.UNDERWAY)


def test_cover_lasts_until_the_end_or_until_that_was_surely_forgotten() -> None:
    it, times = _contact(State.UNDERWAY), {Moment.STARTED: BEGAN, Moment.ANSWERED: BEGAN}
    assert it.gives_cover(times, BEGAN + LONGEST - timedelta(seconds=1))
    assert not it.gives_cover(times, BEGAN + LONGEST)
    assert not it.gives_cover({**times, Moment.ENDED: BEGAN}, BEGAN)


def test_the_next_try_comes_an_hour_after_the_last_one() -> None:
    assert _contact(State.ACCEPTED).next_try(BEGAN, HELSINKI) == datetime(2026, 12, 3, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "waits"),
    [
        (datetime(2026, 12, 19, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 19, 22, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 24, 12, 0, tzinfo=UTC), False),
    ],
)
def test_on_the_last_day_in_the_study_s_zone_and_later_nothing_keeps_from_trying_again(
    last: datetime, waits: bool
) -> None:
    assert (_contact(State.ACCEPTED).next_try(last, HELSINKI) > last) is waits


def test_the_reached_unit_goes_before_the_planned_one() -> None:
    assert _contact(State.ANSWERING).answering_unit == "oulu"
