"""Single values as programs and people write them; None is what cannot be read as such a value."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.answer_value import NotANumber
from domain.answer_value import number as read_number

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_CLOCK = re.compile(r"(?:klo\.?\s*)?(\d{1,2})[.:](\d{2})(?:[.:](\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?", re.I)
_SPAN = re.compile(r"(\d+):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?")
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\w*)\.?")
_UNITS = {"": 1, "s": 1, "sek": 1, "sec": 1, "min": 60, "m": 60, "h": 3600, "t": 3600}
_YES = {"yes", "y", "kyllä", "k", "1", "true", "x", "answered", "vastattu", "completed", "handled", "palveltu"}
_NO = {"no", "n", "ei", "e", "0", "false", "missed", "abandoned", "vastaamaton", "ei vastattu", "luovuttanut", "lost"}
LONGEST_WAIT = timedelta(hours=12)


def folded(heading: str) -> str:
    """Returns a heading as it is compared: without capitals, brackets and the difference of `_`, `-` and spaces."""
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading.casefold())
    return " ".join(re.sub(r"[\s_\-./:]+", " ", plain).split())


def known(headings: tuple[str, ...], names: Mapping[str, str]) -> dict[str, int]:
    """Returns the place of each column that is known by one of its `names` (column -> names apart by `|`)."""
    column_of = {name: column for column, listed in names.items() for name in listed.split("|")}
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = column_of.get(folded(heading))
        if column is not None:
            places.setdefault(column, place)
    return places


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """Returns a day: `21.11.2026`, `2026-11-21`, or either with a time after it."""
    found = _DAY.match(text)
    if found is None or not re.fullmatch(r"(?:[T\s,].*)?", text[found.end() :], re.DOTALL):
        return None
    parts = found.groups()
    year, month, number = (parts[0], parts[1], parts[2]) if parts[0] else (parts[5], parts[4], parts[3])
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Returns a day with its time of day, in the zone it names or else in `zone`."""
    on, found = day(text), _DAY.match(text)
    clock = _CLOCK.fullmatch(text[found.end() :].lstrip("T ,")) if found else None
    if on is None or clock is None:
        return None
    hours, minutes, seconds, offset = clock.groups()
    try:
        local = datetime(on.year, on.month, on.day, int(hours), int(minutes), int(seconds or 0), tzinfo=zone)
        if offset:
            local = datetime.fromisoformat(f"{local.replace(tzinfo=None).isoformat()}{offset.upper()}")
        local.astimezone(ZoneInfo("UTC"))
    except (ValueError, OverflowError):
        return None
    return local


def length(text: str) -> timedelta | None:
    """Returns how long: seconds, `1:15`, `0:01:15`, `75 s` or `1,5 min`; at most twelve hours."""
    span = _SPAN.fullmatch(text)
    if span is not None:
        parts = [int(part) for part in span.groups() if part is not None]
        if len(text) > 16 or any(part > 59 for part in parts[1:]):
            return None
        seconds = float(sum(part * 60**power for power, part in enumerate(reversed(parts))))
    else:
        amount = _AMOUNT.fullmatch(text)
        if amount is None or len(text) > 16 or amount[2].casefold() not in _UNITS:
            return None
        seconds = float(amount[1].replace(",", ".")) * _UNITS[amount[2].casefold()]
    return timedelta(seconds=seconds) if seconds <= LONGEST_WAIT.total_seconds() else None


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal | None:
    """Returns a number with a point or a comma, perhaps followed by a per cent sign."""
    try:
        return read_number(text.removesuffix("%").strip())
    except NotANumber:
        return None


def truth(text: str) -> bool | None:
    """Returns what a yes or a no says."""
    said = folded(text)
    return True if said in _YES else False if said in _NO else None


def phone(text: str) -> str:
    """Returns the digits by which a telephone number is compared: Finland's code and the first zero left out."""
    digits = re.sub(r"\D", "", text).removeprefix("00")
    return digits.removeprefix("358").removeprefix("0") if len(digits) > 4 else digits
