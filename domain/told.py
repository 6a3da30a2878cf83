"""Times and days as people tell them: `10.15`, `3 min`, `1.12.-20.12.`."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from domain.refusal import DatesWrong, NotATime

CLOCK = re.compile(r"(?<![\d.,:])(?:klo\s*)?([01]?\d|2[0-3])[.:]([0-5]\d)(?!\d|[.:]\d)", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?:[.,]\d{1,2})?(?![\d])")
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})?")
LONGEST = timedelta(hours=12)
"""A wait or a contact longer than this is a slip of the finger."""


def read_clock(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Returns the latest moment at which the clock showed the told time, today or yesterday (NotATime otherwise)."""
    found = CLOCK.search(text.strip())
    if found is None:
        raise NotATime
    local = now.astimezone(zone)
    told = datetime.combine(local.date(), time(int(found[1]), int(found[2])), zone)
    return told if told <= local else told - timedelta(days=1)


def read_minutes(text: str) -> timedelta:
    """Returns a told number of minutes, `3`, `2,5` or `3 min` (NotATime otherwise)."""
    found = NUMBER.search(text)
    if found is None:
        raise NotATime
    try:
        minutes = Decimal(found[0].replace(",", "."))
    except InvalidOperation:
        raise NotATime from None
    length = timedelta(seconds=float(minutes * 60))
    if length > LONGEST:
        raise NotATime
    return length


def read_telling(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, timedelta | None, timedelta | None]:
    """Returns start, wait and length from one line: `10.15, waited 3 min, took 12`; what is not told is None."""
    started = read_clock(text, now, zone)
    rest = CLOCK.sub(" ", text, count=1)
    lengths = [read_minutes(number[0]) for number in NUMBER.finditer(rest)]
    return started, lengths[0] if lengths else None, lengths[1] if len(lengths) > 1 else None


def read_days(text: str, today: date) -> tuple[date, date]:
    """Returns the two days of `1.12.-20.12.`; a day without a year is the next one there is (DatesWrong otherwise)."""
    found = list(DAY.finditer(text))
    if len(found) != 2:
        raise DatesWrong
    first = _day(found[0], today)
    return first, _day(found[1], first)


def _day(found: re.Match[str], not_before: date) -> date:
    try:
        if found[1]:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found[6]:
            return date(int(found[6]), int(found[5]), int(found[4]))
        this_year = date(not_before.year, int(found[5]), int(found[4]))
        return this_year if this_year >= not_before else this_year.replace(year=not_before.year + 1)
    except ValueError:
        raise DatesWrong from None
