"""Work beyond the content of a study, logged by the hour: `2,5 eilen raportin esittely`."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from domain import money
from domain.answer_moment import read_day
from domain.refusal import InTheFuture, Refusal
from domain.unreadable import NotADate

MOST = 24
"""Hours in a day."""
LONGEST_WORK = 300
"""Characters of what was done."""
STEP = Decimal("0.01")
"""To which hours are rounded, half up: 20 minutes are 0.33."""

_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?"
_HOUR = r"(?:h|t|tuntia?|hours?|hrs?)(?![^\W\d_])\.?"
_MINUTE = r"(?:m|mins?|minuuttia?|minutes?)(?![^\W\d_])\.?"
_AMOUNT = re.compile(
    r"(?P<clock>(?P<h>[0-9]{1,2}):(?P<m>[0-5][0-9]))(?![0-9:])"
    rf"|(?P<hours>{_NUMBER})\s*{_HOUR}(?:\s*(?P<rest>[0-9]{{1,2}})(?:\s*{_MINUTE}|(?![\w.,:])))?"
    rf"|(?P<minutes>[0-9]{{1,4}})\s*{_MINUTE}"
    rf"|(?P<bare>{_NUMBER})(?![\w.,:])",
    re.IGNORECASE,
)
_STUDY = re.compile(r"@(\S+)")
_BETWEEN = " ,;:–-\t\n"
_WORD = re.compile(r"\S+")


class NotHours(Refusal):
    """No hours stand at the beginning of what was typed."""


class TooManyHours(Refusal):
    """A day has no more hours, and nobody works no time at all."""


class WorkUntold(Refusal):
    """Hours without a word of what was done."""


class WorkTooLong(Refusal):
    """What was done is told at too great a length."""


class StudyUnknown(Refusal):
    """No study or client is called that."""


@dataclass(frozen=True)
class Told:
    """Hours as they were typed."""

    hours: Decimal
    what: str
    day: date
    study: str = ""
    """What stood behind `@`: how a study or its client is called, or begins; empty when nothing did."""


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Logged hours as stored."""

    id: int
    study_id: int
    wave_id: int
    person_id: int
    day: date
    hours: Decimal
    what: str
    price: Decimal
    """Of an hour on its day, without VAT."""
    vat_percent: Decimal
    charged: bool
    """False: told to the client, but not billed."""
    logged_at: datetime
    changed_at: datetime | None
    removed_at: datetime | None

    @property
    def net(self) -> Decimal:
        """What it costs without VAT, in whole cents; nothing when it is not charged."""
        return money.net(self.hours, self.price) if self.charged else Decimal("0.00")


def read_hours(text: str, today: date) -> Told:
    """Returns what was typed: `2.5 what`, `2,5`, `2:30`, `2h 30min`, `45 min`; before or after it `@study` and a day.

    A word that is neither ends the head: from there on all is what was done. A day without a year is the nearest one.
    Raises NotHours, TooManyHours, WorkUntold, WorkTooLong, and InTheFuture for a day that has not come.
    """
    hours: Decimal | None = None
    day: date | None = None
    study = ""
    rest = text.strip()
    while rest:
        if not study and (found := _STUDY.match(rest)):
            study = found[1].rstrip(",;:")
        elif day is None and (read := _day(rest, today)) is not None:
            found, day = read
        elif hours is None and (found := _AMOUNT.match(rest)):
            hours = _hours(found)
        else:
            break
        rest = rest[found.end() :].lstrip(_BETWEEN)
    if hours is None:
        raise NotHours
    if not 0 < hours <= MOST:
        raise TooManyHours(most=MOST)
    if day is not None and day > today:
        raise InTheFuture
    return Told(hours, _work(rest), day or today, study)


def _day(rest: str, today: date) -> tuple[re.Match[str], date] | None:
    """The word at the beginning as a day, where it is one: with its dots, its dashes, or by name."""
    found = _WORD.match(rest)
    word = found[0].rstrip(",;:") if found else ""
    if found is None or not re.fullmatch(r"[^\W\d_]+|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4})?|[0-9]{4}-.*", word):
        return None
    try:
        return found, read_day(word, today, ahead=False)
    except NotADate:
        return None


def _hours(found: re.Match[str]) -> Decimal:
    if found["clock"]:
        exact = Decimal(found["h"]) + Decimal(found["m"]) / 60
    elif found["hours"]:
        exact = _number(found["hours"]) + Decimal(found["rest"] or 0) / 60
    elif found["minutes"]:
        exact = Decimal(found["minutes"]) / 60
    else:
        exact = _number(found["bare"])
    return exact.quantize(STEP, ROUND_HALF_UP)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _work(text: str) -> str:
    what = " ".join(text.split())
    if not what:
        raise WorkUntold
    if len(what) > LONGEST_WORK:
        raise WorkTooLong(most=LONGEST_WORK)
    return what
