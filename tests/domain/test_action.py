"""Actions: how they go on, when they are late, and which days people may type."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.action import MOVES, Action, ActionState, read_due_day
from domain.refusal import DayPassed, DayTooFar, Refusal
from domain.unreadable import NotADayAhead

HELSINKI = ZoneInfo("Europe/Helsinki")
MONDAY = date(2026, 11, 23)
AGREED = Action(
    id=1,
    study_id=1,
    wave_id=1,
    what="Vastataan ensimmäisellä puhelulla",
    owner="Palvelupäällikkö",
    due_on=MONDAY,
    metric="ratkaisuaste",
    state=ActionState.AGREED,
    made_by=1,
    changed_by=1,
    changed_at=datetime(2026, 11, 2, tzinfo=UTC),
    reminded=0,
)


def test_every_state_leads_somewhere_and_none_back_to_a_proposal() -> None:
    assert set(MOVES) == set(ActionState)
    assert all(MOVES.values())
    assert ActionState.PROPOSED not in set().union(*MOVES.values())


def test_what_is_proposed_is_not_done_before_it_is_agreed() -> None:
    assert not replace(AGREED, state=ActionState.PROPOSED).may_become(ActionState.DONE)


@pytest.mark.parametrize("state", list(ActionState))
def test_only_what_was_promised_is_late(state: ActionState) -> None:
    assert replace(AGREED, state=state).is_late(MONDAY + timedelta(days=1)) is (state is ActionState.AGREED)


def test_an_action_is_not_late_on_its_day_and_never_without_one() -> None:
    assert not AGREED.is_late(MONDAY)
    assert not replace(AGREED, due_on=None).is_late(date(2099, 1, 1))


def _reminders(action: Action, days: int) -> list[datetime]:
    """When its people are told, if the clock is looked at every hour from its day on."""
    told = []
    for hour in range(-48, 24 * days):
        now = datetime(2026, 11, 22, 22, 30, tzinfo=UTC) + timedelta(hours=hour)
        if action.is_to_be_reminded_of(now, HELSINKI):
            told.append(now.astimezone(HELSINKI))
            action = replace(action, reminded=action.reminders_by(told[-1].date()))
    return told


def test_people_are_told_on_the_day_and_a_week_later_and_never_again() -> None:
    told = _reminders(AGREED, 200)
    assert [each.date() for each in told] == [MONDAY, MONDAY + timedelta(days=7)]
    assert all(8 <= each.hour < 20 for each in told)


def test_a_day_on_a_weekend_is_called_to_mind_on_monday() -> None:
    told = _reminders(replace(AGREED, due_on=date(2026, 11, 28)), 30)
    assert [each.date() for each in told] == [date(2026, 11, 30), date(2026, 12, 7)]


def test_after_a_long_silence_people_are_told_once() -> None:
    assert len(_reminders(replace(AGREED, due_on=MONDAY - timedelta(days=60)), 60)) == 1


@pytest.mark.parametrize("state", sorted(set(ActionState) - {ActionState.AGREED}))
def test_nobody_is_told_of_what_was_not_promised_or_is_over(state: ActionState) -> None:
    assert _reminders(replace(AGREED, state=state), 30) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30.11.", date(2026, 11, 30)),
        ("30.11.2026", date(2026, 11, 30)),
        ("2026-12-24", date(2026, 12, 24)),
        ("huomenna", date(2026, 11, 24)),
        ("tomorrow", date(2026, 11, 24)),
        ("23.11.", MONDAY),
        ("15.1.", date(2027, 1, 15)),
        ("22.11.2027", date(2027, 11, 22)),
    ],
)
def test_a_day_is_read_as_people_type_it(text: str, day: date) -> None:
    assert read_due_day(text, MONDAY) == day


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("22.11.", DayPassed),
        ("22.11.2026", DayPassed),
        ("eilen", DayPassed),
        ("1.1.2000", DayPassed),
        ("31.11.", NotADayAhead),
        ("pian", NotADayAhead),
        ("1.1.2999", DayTooFar),
        ("<b>30.11.</b>", NotADayAhead),
    ],
)
def test_another_day_is_refused_with_its_reason(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_due_day(text, MONDAY)


@given(st.text(max_size=40) | st.from_regex(r"\d{1,4}[./-]\d{1,2}[./-]?\d{0,4}", fullmatch=True))
def test_whatever_is_typed_is_a_day_to_come_or_refused(text: str) -> None:
    try:
        told = read_due_day(text, MONDAY)
    except Refusal:
        return
    assert MONDAY <= told <= MONDAY + timedelta(days=3 * 366)
