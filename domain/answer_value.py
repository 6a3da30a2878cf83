"""What people type as answers, read into the values that ODK would store."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from domain.answer_moment import read_day, read_moment, read_time
from domain.metric import Choice, Question, QuestionType
from domain.unreadable import (
    AmbiguousChoice,
    NotAChoice,
    NotAcknowledged,
    NotADate,
    NotADayAhead,
    NotADayAndTime,
    NotANumber,
    NotAWholeNumber,
    NothingTyped,
    NotTyped,
    OutOfRange,
    TooLong,
    UnreadableAnswer,
)

__all__ = [
    "AmbiguousChoice",
    "NotAChoice",
    "NotADate",
    "NotADayAhead",
    "NotADayAndTime",
    "NotANumber",
    "NotAWholeNumber",
    "NotAcknowledged",
    "NotTyped",
    "NothingTyped",
    "OutOfRange",
    "TooLong",
    "UnreadableAnswer",
    "geopoint",
    "number",
    "number_text",
    "read_value",
    "scale",
]

LONGEST_TEXT = 4_000
"""Most characters of a written answer."""
_DIGITS = 15
"""Most digits of a number: as many as a float keeps."""


def read_value(
    question: Question,
    choices: Sequence[Choice],
    typed: str,
    language: str = "",
    *,
    today: date,
    ahead: bool = False,
    now: datetime | None = None,
) -> str:
    """Returns what was typed as the value that is stored; raises UnreadableAnswer or NotATime.

    Numbers come without needless zeros, choices by name, dates as ISO dates. `choices` are those that are offered.
    `language` is whose labels win when two languages call different choices alike. `today` is the day in the study's
    zone and `now` the moment, whose zone times get; `ahead` tells that a day without a year lies ahead, as promised
    days do; others are the nearest ones.
    """
    text = typed.strip()
    if not text:
        raise NothingTyped
    match question.type:
        case QuestionType.DATE:
            return _date(text, today, ahead)
        case QuestionType.TIME:
            return read_time(text, now or _noon(today))
        case QuestionType.DATETIME:
            return read_moment(text, now or _noon(today), ahead)
        case QuestionType.SELECT_ONE:
            return _choice(choices, text, language).name
        case QuestionType.SELECT_MULTIPLE:
            return _choices(choices, text, language)
        case QuestionType.RANK:
            return _order(choices, text, language)
    reader = _READERS.get(question.type)
    if reader is None:
        raise NotTyped
    return reader(question, text)


def _date(text: str, today: date, ahead: bool) -> str:
    try:
        return read_day(text, today, ahead).isoformat()
    except NotADate:
        raise (NotADayAhead if ahead else NotADate) from None


def _noon(today: date) -> datetime:
    return datetime.combine(today, time(12))  # without a zone: none was told


def _text(question: Question, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TooLong(most=LONGEST_TEXT)
    return text


def _acknowledged(question: Question, text: str) -> str:
    if text.casefold().strip(" .!") not in {"ok", "okei", "okay", "kyllä", "joo", "yes", "selvä", "👍"}:
        raise NotAcknowledged
    return "OK"


def number(text: str) -> Decimal:
    """Reads a number as people write it: comma or point, first or later; any minus; thin spaces between thousands."""
    plain = re.sub(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))", "", text.strip())
    plain = plain.replace(",", ".").replace("−", "-").replace("–", "-")
    if not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)", plain) or len(plain) > _DIGITS + 2:
        raise NotANumber
    return Decimal(plain)


def number_text(value: Decimal) -> str:
    """Returns a number as it is stored: no needless zeros, no exponent, no minus zero."""
    return format(value.normalize(), "f") if value else "0"


def _typed_number(text: str) -> Decimal:
    """Reads a number, perhaps with € or %; any other unit may not be the one that is asked for, and is refused."""
    return number(re.sub(r"^€\s*|\s*[€%]$", "", text.strip(), count=1))


def _whole_number(text: str) -> Decimal:
    """Reads a whole number; `2,000` is two thousand to one and two to another, so that it is refused."""
    value = _typed_number(text)
    if value != int(value) or re.search(r"[.,]\d{3}(?!\d)", text):
        raise NotAWholeNumber
    return value


def _decimal(question: Question, text: str) -> str:
    return number_text(_typed_number(text))


def _integer(question: Question, text: str) -> str:
    try:
        return number_text(_whole_number(text))
    except NotANumber:
        raise NotAWholeNumber from None


def scale(question: Question) -> tuple[Decimal, Decimal, Decimal]:
    """Returns start, end and step of a range; XLSForm's own are 1, 10 and 1."""
    given = question.parameters
    return Decimal(given.get("start", "1")), Decimal(given.get("end", "10")), Decimal(given.get("step", "1"))


def _in_range(question: Question, text: str) -> str:
    low, high, step = scale(question)
    value = _typed_number(text)
    if not low <= value <= high or (value - low) % step:
        raise OutOfRange(low=low, high=high, step=step)
    return number_text(_whole_number(text) if low == int(low) and step == int(step) else value)


def geopoint(latitude: float, longitude: float, altitude: float = 0, accuracy: float = 0) -> str:
    """Returns a place as ODK stores it: degrees north and east, then altitude and accuracy in metres."""
    return " ".join(number_text(Decimal(f"{part:.7f}")) for part in (latitude, longitude, altitude, accuracy))


def _place(question: Question, text: str) -> str:
    pieces = text.replace(";", " ").split()
    if len(pieces) == 1:
        pieces = text.split(",")
    try:
        latitude, longitude = (float(number(piece.strip(" ,°"))) for piece in pieces)
    except (UnreadableAnswer, ValueError):
        raise NotTyped from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise NotTyped
    return geopoint(latitude, longitude)


_READERS: dict[QuestionType, Callable[[Question, str], str]] = {
    QuestionType.TEXT: _text,
    QuestionType.ACKNOWLEDGE: _acknowledged,
    QuestionType.DECIMAL: _decimal,
    QuestionType.INTEGER: _integer,
    QuestionType.RANGE: _in_range,
    QuestionType.GEOPOINT: _place,
}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def _choices(choices: Sequence[Choice], text: str, language: str) -> str:
    pieces = [piece for piece in re.split(r"[,;\n]", text) if piece.strip()]
    if len(pieces) == 1 and all(_named(choices, word) for word in text.split()):
        pieces = text.split()
    if not pieces:
        raise NotAChoice
    chosen = {_choice(choices, piece, language).name for piece in pieces}
    return " ".join(choice.name for choice in choices if choice.name in chosen)


def _order(choices: Sequence[Choice], text: str, language: str) -> str:
    pieces = [piece for piece in re.split(r"[,;>\n]", text) if piece.strip()]
    if len(pieces) == 1:
        pieces = text.split()
    order = [_ranked(choices, piece, language) for piece in pieces]
    left = [choice.name for choice in choices if choice.name not in order]
    if len(set(order)) < len(order):
        raise NotAChoice
    if len(left) > 1:
        raise AmbiguousChoice(names=tuple(left))
    return " ".join([*order, *left])  # only one place is left for the last one


def _ranked(choices: Sequence[Choice], piece: str, language: str) -> str:
    """A digit counts the choices from 1, as they are shown, unless their labels have numbers of their own."""
    digit = piece.strip()
    counts = digit.isdecimal() and not _are_numbered(choices, language)
    if counts and 1 <= int(digit) <= len(choices):
        return choices[int(digit) - 1].name
    return _choice(choices, piece, language).name


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
    """The choices that a text may mean, the surest way of naming them first.

    What the reader sees goes before other languages, and the names, which nobody sees, come last. Where labels begin
    with numbers, a number means one of those, and never a name.
    """
    if not wanted:
        return
    yield [choice for choice in choices if _plain(choice.label.text(language)) == wanted]
    yield [choice for choice in choices if wanted in map(_plain, choice.label.root.values())]
    if wanted.isdecimal():
        yield [choice for choice in choices if _number_of(choice.label.text(language)) == wanted]
        if _are_numbered(choices, language):
            return
    else:
        yield [choice for choice in choices if _plain(choice.label.text(language)).startswith(wanted)]
        yield [c for c in choices if any(_plain(label).startswith(wanted) for label in c.label.root.values())]
    yield [choice for choice in choices if _plain(choice.name) == wanted]
    if not wanted.isdecimal():
        yield [choice for choice in choices if _plain(choice.name).startswith(wanted)]


def _are_numbered(choices: Sequence[Choice], language: str) -> bool:
    return any(_number_of(choice.label.text(language)) for choice in choices)


def _number_of(label: str) -> str | None:
    """The whole number that a label begins with; `1,5 h` begins with none."""
    leading = re.match(r"\s*(\d+)(?!\d|[.,]\d)", label)
    return leading[1] if leading else None
