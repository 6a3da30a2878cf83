"""What people type as answers, read into the values that ODK would store."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from domain.metric import Choice, Question, QuestionType
from domain.refusal import Refusal

LONGEST_TEXT = 4_000
"""Most characters of a written answer."""
_DIGITS = 15
"""Most digits of a number: as many as a float keeps."""


class UnreadableAnswer(Refusal):
    """What was typed is no answer to the question."""


class NothingTyped(UnreadableAnswer):
    """An empty message answers nothing."""


class NotANumber(UnreadableAnswer):
    """The question asks for a number."""


class NotAWholeNumber(UnreadableAnswer):
    """The question asks for a whole number."""


class OutOfRange(UnreadableAnswer):
    """The number is not one of the scale: `low`, `high` and `step` say which are."""


class NotAChoice(UnreadableAnswer):
    """None of the choices is called so."""


class AmbiguousChoice(UnreadableAnswer):
    """Several choices begin so; `names` are theirs."""


class NotADate(UnreadableAnswer):
    """That is no day of the calendar."""


class NotAcknowledged(UnreadableAnswer):
    """The question is answered with OK only."""


class TooLong(UnreadableAnswer):
    """The text has more than `most` characters."""


class NotTyped(UnreadableAnswer):
    """The question is answered with a file, or not at all."""


def read_value(
    question: Question, choices: Sequence[Choice], typed: str, language: str = "", *, today: date, ahead: bool = False
) -> str:
    """Returns what was typed as the value that is stored; raises UnreadableAnswer.

    Numbers come without needless zeros, choices by name, dates as ISO dates. `language` is whose labels win when two
    languages call different choices alike. `today` is the day in the study's zone, and `ahead` tells that a day without
    a year lies ahead, as promised days do; others are the nearest ones.
    """
    text = typed.strip()
    if not text:
        raise NothingTyped
    match question.type:
        case QuestionType.DATE:
            return _date(text, today, ahead).isoformat()
        case QuestionType.SELECT_ONE:
            return _choice(choices, text, language).name
        case QuestionType.SELECT_MULTIPLE:
            return _choices(choices, text, language)
    reader = _READERS.get(question.type)
    if reader is None:
        raise NotTyped
    return reader(question, text)


def _text(question: Question, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TooLong(most=LONGEST_TEXT)
    return text


def _acknowledged(question: Question, text: str) -> str:
    if text.casefold().strip(" .!") not in {"ok", "okei", "okay", "kyllä", "joo", "yes", "selvä", "👍"}:
        raise NotAcknowledged
    return "OK"


def number(text: str) -> Decimal:
    """Reads a number as people write it: comma or point, any minus, thin spaces between thousands."""
    plain = re.sub(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))", "", text.strip())
    plain = plain.replace(",", ".").replace("−", "-").replace("–", "-")
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", plain) or len(plain) > _DIGITS + 2:
        raise NotANumber
    return Decimal(plain)


def number_text(value: Decimal) -> str:
    """Returns a number as it is stored: no needless zeros, no exponent, no minus zero."""
    return format(value.normalize(), "f") if value else "0"


def _decimal(question: Question, text: str) -> str:
    return number_text(number(text))


def _integer(question: Question, text: str) -> str:
    value = number(text)
    if value != int(value):
        raise NotAWholeNumber
    return number_text(value)


def scale(question: Question) -> tuple[Decimal, Decimal, Decimal]:
    """Returns start, end and step of a range; XLSForm's own are 1, 10 and 1."""
    given = question.parameters
    return Decimal(given.get("start", "1")), Decimal(given.get("end", "10")), Decimal(given.get("step", "1"))


def _in_range(question: Question, text: str) -> str:
    value = number(text)
    low, high, step = scale(question)
    if not low <= value <= high or (value - low) % step:
        raise OutOfRange(low=low, high=high, step=step)
    return number_text(value)


_READERS: dict[QuestionType, Callable[[Question, str], str]] = {
    QuestionType.TEXT: _text,
    QuestionType.ACKNOWLEDGE: _acknowledged,
    QuestionType.DECIMAL: _decimal,
    QuestionType.INTEGER: _integer,
    QuestionType.RANGE: _in_range,
}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def _choices(choices: Sequence[Choice], text: str, language: str) -> str:
    pieces = [piece for piece in re.split(r"[,;\n]", text) if piece.strip()]
    if len(pieces) == 1 and all(_named(choices, word) for word in text.split()):
        pieces = text.split()
    chosen = {_choice(choices, piece, language).name for piece in pieces}
    return " ".join(choice.name for choice in choices if choice.name in chosen)


def _named(choices: Iterable[Choice], name: str) -> Choice | None:
    return next((choice for choice in choices if choice.name == name), None)


def _choice(choices: Sequence[Choice], text: str, language: str) -> Choice:
    wanted = _plain(text)
    for found in _ways(choices, wanted, language):
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousChoice(names=tuple(choice.name for choice in found))
    raise NotAChoice


def _ways(choices: Sequence[Choice], wanted: str, language: str) -> Iterable[list[Choice]]:
    """The choices that a text may mean, the surest way of naming them first."""
    if not wanted:
        return
    yield [choice for choice in choices if _plain(choice.name) == wanted]
    yield [choice for choice in choices if _plain(choice.label.text(language)) == wanted]
    yield [choice for choice in choices if wanted in map(_plain, choice.label.root.values())]
    if wanted.isdecimal():
        yield [choice for choice in choices if any(_number_of(label) == wanted for label in choice.label.root.values())]
    else:
        yield [
            choice
            for choice in choices
            if any(_plain(label).startswith(wanted) for label in [choice.name, *choice.label.root.values()])
        ]


def _number_of(label: str) -> str | None:
    leading = re.match(r"\s*(\d+)", label)
    return leading[1] if leading else None


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


def _date(text: str, today: date, ahead: bool) -> date:
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
