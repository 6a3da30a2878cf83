"""Days and times of day as people type them into answers: `21.11.`, `eilen 14.30`, `klo 9`."""

import re
from datetime import date, datetime, time, timedelta

from domain.expressions import moment_text
from domain.refusal import NotATime
from domain.unreadable import NotADate, NotADayAndTime

_CLOCK = re.compile(
    r"(?:klo\.?|kello|at)?\s*(\d{1,2})(?:[.:](\d{2})(?:[.:](\d{2})(?:\.\d+)?(?:[+-]\d{2}:\d{2})?)?)?"
    r"\s*(am|pm|a\.m|p\.m)?"
)
_DAY_ALONE = re.compile(r"\d{1,2}\.\d{1,2}\.")
_NOW = {"nyt", "now"}
_DAYS = {
    "toissapäivänä": -2,
    "day before yesterday": -2,
    "eilen": -1,
    "yesterday": -1,
    "tänään": 0,
    "today": 0,
    "huomenna": 1,
    "tomorrow": 1,
    "ylihuomenna": 2,
    "day after tomorrow": 2,
}


def read_day(text: str, today: date, ahead: bool) -> date:
    """Returns the day that was typed, `ahead` of today or the nearest one when it has no year (NotADate otherwise)."""
    plain = _plain(text)
    if plain in _DAYS:
        return _day(today.toordinal() + _DAYS[plain])
    if written := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain):
        return _calendar(int(written[1]), int(written[2]), int(written[3]))
    written = re.fullmatch(r"(\d{1,2})\s*[./]\s*(\d{1,2})(?:\s*[./]\s*(\d{4}|\d{2})?)?", plain)
    if not written:
        raise NotADate
    day, month, year = int(written[1]), int(written[2]), written[3]
    if year:
        return _calendar(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return _nearest(day, month, today, ahead)


def read_time(text: str, now: datetime) -> str:
    """Returns a typed time of day as ODK stores it, with the distance of its zone from UTC (NotATime otherwise)."""
    clock = now.time() if _plain(text) in _NOW else _clock(text)
    return moment_text(datetime.combine(now.date(), clock, now.tzinfo)).partition("T")[2]


def read_moment(text: str, now: datetime, ahead: bool) -> str:
    """Returns a typed day and time as ODK stores it (NotADayAndTime otherwise).

    A time without its day is the last one there was, or with `ahead` the next one.
    """
    plain = _plain(text)
    if plain in _NOW:
        return moment_text(now)
    if (written := _iso(text.strip(), now)) is not None:
        return moment_text(written)
    words = plain.replace(",", " ").split()
    for place in range(1, len(words)):
        found = _day_and_clock(" ".join(words[:place]), " ".join(words[place:]), now, ahead)
        if found is not None:
            return moment_text(found)
    if _DAY_ALONE.fullmatch(text.strip()):
        raise NotADayAndTime
    try:
        return moment_text(_nearest_clock(_clock(plain), now, ahead))
    except NotATime:
        raise NotADayAndTime from None


def _iso(text: str, now: datetime) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if len(text) > len("2026-11-21") else None
        return moment and (moment.astimezone(now.tzinfo) if moment.tzinfo else moment.replace(tzinfo=now.tzinfo))
    except (ValueError, OverflowError):
        return None


def _day_and_clock(first: str, second: str, now: datetime, ahead: bool) -> datetime | None:
    for day, clock in ((first, second), (second, first)):
        try:
            return datetime.combine(read_day(day, now.date(), ahead), _clock(clock), now.tzinfo)
        except (NotADate, NotATime):
            continue
    return None


def _clock(text: str) -> time:
    written = _CLOCK.fullmatch(_plain(text))
    if not written:
        raise NotATime
    hour, minute, second = (int(part or 0) for part in written.groups()[:3])
    if written[4]:
        hour = _of_24(hour, written[4])
    try:
        return time(hour, minute, second)
    except ValueError:
        raise NotATime from None


def _of_24(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise NotATime
    return hour % 12 + (12 if half.casefold().startswith("p") else 0)


def _nearest_clock(clock: time, now: datetime, ahead: bool) -> datetime:
    moment = datetime.combine(now.date(), clock, now.tzinfo)
    try:
        if ahead:
            return moment if moment >= now else moment + timedelta(days=1)
        return moment if moment <= now else moment - timedelta(days=1)
    except OverflowError:
        raise NotATime from None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate from None


def _day(ordinal: int) -> date:
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        raise NotADate from None


def _nearest(day: int, month: int, today: date, ahead: bool) -> date:
    """29.2. may be years away, so that eight years are looked at."""
    years = range(max(1, today.year - 8), min(9999, today.year + 8) + 1)
    days = []
    for year in years:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if ahead:
        days = [candidate for candidate in days if candidate >= today]
    if not days:
        raise NotADate
    return min(days, key=lambda candidate: abs(candidate - today))
