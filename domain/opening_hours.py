"""Opening hours as a workbook writes them: `ma-pe 8-18, la 10-14`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

MINUTES_OF_DAY = 24 * 60
_DAYS = {
    name: day
    for day, names in enumerate(
        (
            "ma maanantai mon monday",
            "ti tiistai tue tues tuesday",
            "ke keskiviikko wed wednesday",
            "to torstai thu thur thurs thursday",
            "pe perjantai fri friday",
            "la lauantai sat saturday",
            "su sunnuntai sun sunday",
        )
    )
    for name in names.split()
}
_MANY = {
    "arkisin": range(5),
    "weekdays": range(5),
    "viikonloppuisin": range(5, 7),
    "weekends": range(5, 7),
    "päivittäin": range(7),
    "daily": range(7),
}
_ALWAYS = re.compile(r"24\s*/\s*7|24\s*(?:h|t)|aina|always", re.IGNORECASE)
_SHUT = {"suljettu", "kiinni", "closed"}
_SILENT = {"klo", "kello", "ja", "and", "avoinna", "open", ",", ";", ":", "."}
_TOKEN = re.compile(r"\d{1,2}(?:[.:]\d{2})?|[^\W\d_]+|[-–—,;:.]")


@dataclass(frozen=True)
class OpeningHours:
    """When a service is open in its own time: for each weekday (Monday 0) from which minute to which."""

    spans: tuple[tuple[int, int, int], ...]
    """Weekday, first minute, end; an end after midnight is above 1440."""

    def includes(self, at: datetime) -> bool:
        """Whether it is open at a local moment; the minute of closing still counts."""
        day, minute = at.weekday(), at.hour * 60 + at.minute
        return any(
            (weekday == day and first <= minute <= end)
            or ((weekday + 1) % 7 == day and first <= minute + MINUTES_OF_DAY <= end)
            for weekday, first, end in self.spans
        )


def read_hours(written: str) -> OpeningHours | None:
    """Returns the hours that a text tells, in Finnish or English; None when it is not understood whole."""
    text = written.strip()
    if _ALWAYS.fullmatch(text):
        return OpeningHours(tuple((day, 0, MINUTES_OF_DAY) for day in range(7)))
    if _TOKEN.sub("", text).strip():
        return None
    try:
        return _Reader(_TOKEN.findall(text.casefold())).read()
    except _Unreadable:
        return None


class _Unreadable(Exception):
    """A word that says nothing about hours."""


@dataclass
class _Reader:
    """Goes through days, and the times that follow them."""

    tokens: Sequence[str]
    place: int = 0
    days: list[int] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    timed: bool = False
    """Whether the days have their times already, so that a further day begins anew."""

    def read(self) -> OpeningHours | None:
        while self.place < len(self.tokens):
            self._next()
        if self.days and not self.timed:
            raise _Unreadable
        return OpeningHours(tuple(self.spans)) if self.spans else None

    def _next(self) -> None:
        token = self._take()
        if token in _DAYS or token in _MANY:
            self._of_days(token)
        elif token[0].isdigit():
            self._of_times(token)
        elif token in _SHUT:
            self.timed = True
        elif token not in _SILENT:
            raise _Unreadable

    def _of_days(self, token: str) -> None:
        if self.timed:
            self.days, self.timed = [], False
        if token in _MANY:
            self.days += _MANY[token]
            return
        first, last = _DAYS[token], _DAYS[token]
        if self._is_range():
            last = _DAYS.get(self._take(), -1)
            if last < 0:
                raise _Unreadable
        self.days += [day % 7 for day in range(first, last + 1 if first <= last else last + 8)]

    def _of_times(self, token: str) -> None:
        if not self._is_range():
            raise _Unreadable
        first, end = _minutes(token), _minutes(self._take())
        end += MINUTES_OF_DAY if end <= first else 0
        self.spans += [(day, first, end) for day in self.days or range(7)]
        self.timed = True

    def _is_range(self) -> bool:
        """Takes a dash, if one comes next."""
        dash = self.place < len(self.tokens) and self.tokens[self.place] in "-–—"
        self.place += dash
        return dash

    def _take(self) -> str:
        if self.place >= len(self.tokens):
            raise _Unreadable
        self.place += 1
        return self.tokens[self.place - 1]


def _minutes(token: str) -> int:
    hours, _, minutes = token.replace(":", ".").partition(".")
    if not hours.isdecimal() or int(hours) > 24 or int(minutes or 0) > 59:
        raise _Unreadable
    return min(int(hours) * 60 + int(minutes or 0), MINUTES_OF_DAY)
