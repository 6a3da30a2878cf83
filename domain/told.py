"""Times, lengths and days as people tell them: `eilen 10.15, jonotin 3 min, kesti 1 h`, `1.12.-20.12.`.

A telling is read whole or refused: a word, a sign or a number that is not understood is never passed over.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.refusal import DatesWrong, InTheFuture, NotALength, NotATelling, TooLongToBe

SECOND, MINUTE, HOUR, DAYLONG = 1, 60, 3600, 86_400
UNITS = {
    SECOND: "s sek sekunti sekuntia sekunnin sec secs second seconds",
    MINUTE: "m min mins minuutti minuuttia minuutin minute minutes",
    HOUR: "h t tunti tuntia tunnin hour hours hr hrs",
    DAYLONG: "pv vrk d päivä päivää päivän day days",
}
"""In seconds, each with what it is called; a bare number is minutes."""
SECONDS = {name: seconds for seconds, names in UNITS.items() for name in names.split()}
SAYING = {
    "wait": "jonotin jonotus jonossa odotin odotus odottelin odotusaika jonotusaika waited wait waiting queued",
    "length": "kesti kesto yhteensä kaikkiaan took lasted total duration",
    "": "noin n ca sitten se puhelu soitto käynti oli aika soitin aloitin alkoi lähetin vastausta vastaus klo kello "
    "about around approximately the a it i was in all of for then after call called started sent at on reply answer",
}
"""Words, by what they say the next length is; the last ones are passed over."""
SAYS = {word: what for what, words in SAYING.items() for word in words.split()}
JOINING = {"ja", "and"}
"""`1 h ja 20 min` is one length."""
NAMED_DAYS = {"tänään": 0, "today": 0, "eilen": 1, "yesterday": 1, "toissapäivänä": 2, "toissapäivä": 2}
"""How many days ago."""
AHEAD = {"huomenna", "ylihuomenna", "tomorrow"}
WEEKDAYS = {
    name: number
    for names in (
        "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(names.split())
}
OLDEST = timedelta(days=366)
"""What is told to have begun longer ago is a slip of the finger."""

_CALENDAR = (
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"
    r"|(?:0?[1-9]|[12][0-9]|3[01])\.(?:0?[1-9]|1[0-2])\.(?:[0-9]{4})?(?![0-9]|\.[0-9])"
)
_HOURS, _AT = r"(?:[01]?[0-9]|2[0-3])", r"(?:klo|kello|at)\.?\s*"
_UNIT = "|".join(sorted(SECONDS, key=len, reverse=True))
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<stop>[,;](?![0-9])|\.(?=\s|$))"
    rf"|(?P<day>{_CALENDAR})"
    rf"|(?P<measured>[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?\s*(?:{_UNIT})(?![^\W\d_]))"
    rf"|(?P<clock>(?:{_AT})?{_HOURS}[.:][0-5][0-9](?![0-9]|[.:,][0-9])|{_AT}{_HOURS}(?![0-9]|[.:,][0-9]))"
    r"|(?P<bare>[0-9]{1,4}(?:[.,][0-9])?(?![0-9]|[.:,][0-9]))"
    r"|(?P<word>[^\W\d_]+)"
)
_BEFORE_YESTERDAY = re.compile(r"\b(?:the )?day before yesterday\b")
_LIKE_A_CLOCK = re.compile(
    r"[0-9][.:][0-9]{2}(?![0-9])|\b(?:klo|kello|at)\.?\s*[0-9]|[0-9]\.[0-9]{1,2}\.", re.IGNORECASE
)

_Token = tuple[str, str]
"""What it is, and how it was written."""

DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})?")
HALF_A_YEAR = timedelta(days=183)
"""A day without its year is not looked for further ahead than this when a nearer one has just passed."""


def tells_a_time(text: str) -> bool:
    """Whether a text has anything like a time of day or a day in it, so that it is meant as a telling."""
    return bool(_LIKE_A_CLOCK.search(text))


def read_length(text: str, longest: timedelta) -> timedelta:
    """Returns the one length that is told: `3`, `1,5`, `30 s`, `1 h 20 min`, `2 päivää` (NotALength otherwise)."""
    tokens = _tokens(text)
    told = _lengths(tokens) if tokens is not None else None
    if told is None or len(told) != 1:
        raise NotALength
    return _fitting(told[0][1], longest)


def read_telling(
    text: str, now: datetime, zone: ZoneInfo, longest: timedelta
) -> tuple[datetime, timedelta | None, timedelta | None]:
    """Returns start, wait and length from one line: `eilen 10.15, waited 3 min, took 12`; what is not told is None.

    A clock time without its day is the latest moment at which the clock showed it; a day without its year is the
    nearest such day. NotATelling when any of it is not understood, InTheFuture for a moment that has not come.
    """
    tokens = _tokens(text)
    if tokens is None:
        raise NotATelling
    day, clock, rest = "", "", list[_Token]()
    for kind, written in tokens:
        if kind == "day" or written in NAMED_DAYS or written in WEEKDAYS or written in AHEAD:
            if day or _has_lengths(rest) or (clock and kind == "day"):
                raise NotATelling
            day = written
        elif kind == "clock":
            if clock or _has_lengths(rest):
                raise NotATelling
            clock = written
        else:
            rest.append((kind, written))
    told = _lengths(rest)
    if not clock or told is None:
        raise NotATelling
    started = _moment(day, _time(clock), now, zone)
    wait, length = _wait_and_length(told)
    return (
        started,
        None if wait is None else _fitting(wait, longest),
        None if length is None else _fitting(length, longest),
    )


def _tokens(text: str) -> list[_Token] | None:
    plain = _BEFORE_YESTERDAY.sub("toissapäivänä", " ".join(text.casefold().split()))
    tokens, place = [], 0
    while place < len(plain):
        found = _TOKEN.match(plain, place)
        if found is None:
            return None
        tokens.append((str(found.lastgroup), found[0]))
        place = found.end()
    return tokens


def _has_lengths(tokens: Iterable[_Token]) -> bool:
    return any(kind in {"measured", "bare"} for kind, _ in tokens)


def _lengths(tokens: Iterable[_Token]) -> list[tuple[str, timedelta]] | None:
    """Returns each length with what it was said to be (`wait`, `length` or ''); None when anything is not understood.

    A smaller unit right after a larger one belongs to it: `1 h 20 min`, `1 h 20`.
    """
    told: list[tuple[str, timedelta]] = []
    says, larger = "", 0
    for kind, written in tokens:
        if kind == "space" or written in JOINING:
            continue
        if kind == "stop":
            larger = 0
        elif kind == "word":
            if written not in SAYS:
                return None
            says = SAYS[written] or says
            larger = 0
        elif kind in {"measured", "bare"}:
            number, unit = _measure(written)
            if kind == "bare" and larger not in {0, HOUR}:
                return None
            length = timedelta(seconds=float(number * unit))
            if unit < larger:
                said, so_far = told.pop()
                told.append((said, so_far + length))
            else:
                told.append((says, length))
                says = ""
            larger = unit if kind == "measured" else 0
        else:
            return None
    return None if says else told


def _measure(written: str) -> tuple[Decimal, int]:
    found = re.fullmatch(r"([0-9.,]+)\s*(.*)", written)
    assert found is not None
    return Decimal(found[1].replace(",", ".")), SECONDS[found[2]] if found[2] else MINUTE


def _wait_and_length(told: Iterable[tuple[str, timedelta]]) -> tuple[timedelta | None, timedelta | None]:
    wait: timedelta | None = None
    length: timedelta | None = None
    for says, each in told:
        if says == "wait" or (not says and wait is None and length is None):
            if wait is not None:
                raise NotATelling
            wait = each
        elif length is not None:
            raise NotATelling
        else:
            length = each
    return wait, length


def _fitting(length: timedelta, longest: timedelta) -> timedelta:
    if length > longest:
        raise TooLongToBe
    return length


def _time(written: str) -> time:
    hour, *minute = re.findall(r"[0-9]+", written)
    return time(int(hour), int(minute[0]) if minute else 0)


def _moment(day: str, clock: time, now: datetime, zone: ZoneInfo) -> datetime:
    today = now.astimezone(zone).date()
    if day in AHEAD:
        raise InTheFuture
    told, turn = today, timedelta(days=1)
    if day in WEEKDAYS:
        told, turn = today - timedelta(days=(today.weekday() - WEEKDAYS[day]) % 7), timedelta(days=7)
    elif day:
        told, turn = _told_day(day, today), timedelta()
    try:
        at = datetime.combine(told, clock, zone).astimezone(UTC)
        if at > now:
            at = datetime.combine(told - turn, clock, zone).astimezone(UTC)
    except OverflowError:
        raise NotATelling from None
    if at > now:
        raise InTheFuture
    if now - at > OLDEST:
        raise NotATelling
    return at


def _told_day(written: str, today: date) -> date:
    if written in NAMED_DAYS:
        return today - timedelta(days=NAMED_DAYS[written])
    found = DAY.fullmatch(written)
    if found is None:
        raise NotATelling
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    days = []
    for each in years:
        try:
            days.append(date(each, int(month), int(day)))
        except ValueError:
            continue
    if not days:
        raise NotATelling
    return min(days, key=lambda candidate: abs(candidate - today))


def read_days(text: str, today: date) -> tuple[date, date]:
    """Returns the two days of `1.12.-20.12.`; a day without a year is the next one there is (DatesWrong otherwise).

    The second one may be over the turn of the year, and not nearly a year after the first: `1.12.-1.11.` is a slip.
    """
    found = list(DAY.finditer(text))
    if len(found) != 2:
        raise DatesWrong
    first = _day(found[0], today)
    return first, _near(_day(found[1], first), found[1], first)


def read_day(text: str, today: date) -> date:
    """Returns the one day that is told; without a year the one nearest to today, also when that has just passed."""
    found = list(DAY.finditer(text))
    if len(found) != 1:
        raise DatesWrong
    told = _day(found[0], today)
    if _has_year(found[0]) or told - today <= HALF_A_YEAR:
        return told
    return _day_of(told.year - 1, told.month, told.day)


def _has_year(found: re.Match[str]) -> bool:
    return bool(found[1] or found[6])


def _near(told: date, found: re.Match[str], first: date) -> date:
    if not _has_year(found) and told.year > first.year and told - first > HALF_A_YEAR:
        raise DatesWrong
    return told


def _day_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DatesWrong from None


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
