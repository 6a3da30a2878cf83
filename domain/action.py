"""What a client will change after a wave: who, by when, which metric should move, and what came of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.answer_moment import read_day
from domain.clock import in_daytime
from domain.refusal import DayPassed, DayTooFar
from domain.told import HALF_A_YEAR
from domain.unreadable import NotADate, NotADayAhead

WHAT, OWNER = 500, 100
"""Longest texts, in characters."""
AFTER_A_WEEK = timedelta(days=7)
FURTHEST = timedelta(days=3 * 366)
"""A day further ahead than this is a slip of the finger."""
_SATURDAY = 5


class ActionState(StrEnum):
    """How far an action is."""

    PROPOSED = "proposed"
    """Out of a report; nobody has promised it."""
    AGREED = "agreed"
    """Somebody does it."""
    DONE = "done"
    DROPPED = "dropped"
    """It will not be done."""


MOVES: Mapping[ActionState, frozenset[ActionState]] = {
    ActionState.PROPOSED: frozenset({ActionState.AGREED, ActionState.DROPPED}),
    ActionState.AGREED: frozenset({ActionState.DONE, ActionState.DROPPED}),
    # a finger slips, and a decision is taken back
    ActionState.DONE: frozenset({ActionState.AGREED}),
    ActionState.DROPPED: frozenset({ActionState.AGREED}),
}
"""To which states an action may go on."""

MOST_REMINDERS = 2
"""How many times an action's day is called to mind."""


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing to change, out of a wave of a study."""

    id: int
    study_id: int
    wave_id: int
    what: str
    owner: str
    """Who sees to it, as the client writes it; empty: nobody yet."""
    due_on: date | None
    metric: str
    """The question whose value should move; empty: none in particular."""
    state: ActionState
    made_by: int
    changed_by: int
    changed_at: datetime
    reminded: int
    """How many times its day has been called to mind."""

    def may_become(self, state: ActionState) -> bool:
        """Says whether it may go on to a state."""
        return state in MOVES[self.state]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state in {ActionState.PROPOSED, ActionState.AGREED}

    def is_late(self, today: date) -> bool:
        """Says whether it was promised for a day that has passed."""
        return self.state is ActionState.AGREED and self.due_on is not None and self.due_on < today

    def is_to_be_reminded_of(self, now: datetime, zone: ZoneInfo) -> bool:
        """Says whether its people are told now: on its day and a week later, no oftener.

        Not at night and not on a weekend.
        """
        today = now.astimezone(zone).date()
        if self.state is not ActionState.AGREED or today.weekday() >= _SATURDAY or in_daytime(now, zone) != now:
            return False
        return self.reminders_by(today) > self.reminded

    def reminders_by(self, today: date) -> int:
        """Returns how many times its day has been worth a reminder: 0 before it, 1 from it on, 2 a week later."""
        if self.due_on is None or today < self.due_on:
            return 0
        return 1 if today < self.due_on + AFTER_A_WEEK else MOST_REMINDERS


def read_due_day(text: str, today: date) -> date:
    """Returns the day that is typed for an action (NotADayAhead, DayPassed or DayTooFar for what is none).

    `tomorrow`, `30.11.`, `30.11.2026`; without a year the next one, but not nearly a year ahead: that day has passed.
    """
    try:
        told = read_day(text, today, ahead=True)
    except NotADate:
        raise NotADayAhead from None
    if told < today or (told - today > HALF_A_YEAR and not _has_year(text)):
        raise DayPassed
    if told - today > FURTHEST:
        raise DayTooFar(years=FURTHEST.days // 366)
    return told


def _has_year(text: str) -> bool:
    return len(re.findall(r"\d+", text)) > 2
