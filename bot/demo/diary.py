"""When the cast does things: weekdays, office hours, and appointments in order."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Helsinki")
OPENS, CLOSES = time(8, 30), time(15, 30)
"""Contacts are begun between these, so that they end within everybody's opening hours."""
SATURDAY = 5

What = TypeVar("What")


def monday_morning(now: datetime, at: time = time(9, 0)) -> datetime:
    """Returns the next Monday morning that has not begun."""
    day = now.astimezone(HOME).date() + timedelta(days=1)
    while day.weekday() != 0:
        day += timedelta(days=1)
    return datetime.combine(day, at, HOME)


def office_hours(moment: datetime) -> datetime:
    """Returns `moment`, or the first later one on a weekday in office hours."""
    local = moment.astimezone(HOME)
    if local.time() > CLOSES:
        local = datetime.combine(local.date() + timedelta(days=1), OPENS, HOME)
    if local.time() < OPENS:
        local = datetime.combine(local.date(), OPENS, HOME)
    while local.weekday() >= SATURDAY:
        local = datetime.combine(local.date() + timedelta(days=1), OPENS, HOME)
    return local


def spread(n: int, first: datetime, *, days: int, chance: Random) -> Sequence[datetime]:
    """Returns `n` moments in order, evenly over so many weekdays from the first, each at a time of its own."""
    weekdays: list[datetime] = []
    day = office_hours(first)
    while len(weekdays) < days:
        weekdays.append(day)
        day = office_hours(datetime.combine(day.date() + timedelta(days=1), OPENS, HOME))
    minutes = int((timedelta(hours=CLOSES.hour) - timedelta(hours=OPENS.hour)) / timedelta(minutes=1))
    moments = [
        datetime.combine(weekdays[place * days // n].date(), OPENS, HOME) + timedelta(minutes=chance.randrange(minutes))
        for place in range(n)
    ]
    return sorted(moments)


class Diary(Generic[What]):
    """Appointments, the earliest first."""

    def __init__(self) -> None:
        self._appointments: list[tuple[datetime, int, What]] = []
        self._number = count()

    def add(self, moment: datetime, what: What) -> None:
        """Notes an appointment."""
        heapq.heappush(self._appointments, (moment, next(self._number), what))

    def when(self, fits: Callable[[What], bool]) -> datetime | None:
        """Returns the next appointment that fits, if there is one."""
        return min((moment for moment, _, what in self._appointments if fits(what)), default=None)

    def __iter__(self) -> Iterator[tuple[datetime, What]]:
        """Takes appointments out, those too that are added meanwhile."""
        while self._appointments:
            moment, _, what = heapq.heappop(self._appointments)
            yield moment, what
