"""The functions of expressions that take texts apart and put them together."""

from datetime import datetime

from domain.expressions.function import Arguments, Function
from domain.expressions.value import Value, to_number, to_text

LONGEST = 100_000
"""Characters of a text that is put together; a calculation in a calculation could double it without end."""


def _contains(arguments: Arguments, now: datetime) -> Value:
    return to_text(arguments[1]) in to_text(arguments[0])


def _starts_with(arguments: Arguments, now: datetime) -> Value:
    return to_text(arguments[0]).startswith(to_text(arguments[1]))


def _ends_with(arguments: Arguments, now: datetime) -> Value:
    return to_text(arguments[0]).endswith(to_text(arguments[1]))


def _string_length(arguments: Arguments, now: datetime) -> Value:
    return float(len(to_text(arguments[0])))


def _concat(arguments: Arguments, now: datetime) -> Value:
    return "".join(map(to_text, arguments))[:LONGEST]


def _join(arguments: Arguments, now: datetime) -> Value:
    return to_text(arguments[0]).join(map(to_text, arguments[1:]))[:LONGEST]


def _substr(arguments: Arguments, now: datetime) -> Value:
    """Places count from 0, negative ones from the end, and the second one is left out; what is no number is 0."""
    text = to_text(arguments[0])
    places = [_place(argument, len(text)) for argument in arguments[1:]]
    return text[places[0] : places[1] if len(places) > 1 else None]


def _place(value: Value, length: int) -> int:
    number = to_number(value)
    if number != number:
        return 0
    number = number + length if number <= -1 else number
    return int(min(max(number, 0), length))


def _substring_before(arguments: Arguments, now: datetime) -> Value:
    before, found, _ = _parted(arguments)
    return before if found else ""


def _substring_after(arguments: Arguments, now: datetime) -> Value:
    return _parted(arguments)[2]


def _parted(arguments: Arguments) -> tuple[str, bool, str]:
    text, piece = map(to_text, arguments)
    place = text.find(piece)
    return (text[:place], True, text[place + len(piece) :]) if place >= 0 else (text, False, "")


def _translate(arguments: Arguments, now: datetime) -> Value:
    text, taken, given = map(to_text, arguments)
    letters: dict[int, str] = {}
    for place, letter in enumerate(taken):
        letters.setdefault(ord(letter), given[place : place + 1])
    return text.translate(letters)


def _normalize_space(arguments: Arguments, now: datetime) -> Value:
    return " ".join(to_text(arguments[0]).split())


def _boolean_from_string(arguments: Arguments, now: datetime) -> Value:
    return to_text(arguments[0]).casefold() in {"true", "1"}


TEXT_FUNCTIONS: dict[str, Function] = {
    "string": Function(1, 1, lambda arguments, now: to_text(arguments[0])),
    "boolean-from-string": Function(1, 1, _boolean_from_string),
    "contains": Function(2, 2, _contains),
    "starts-with": Function(2, 2, _starts_with),
    "ends-with": Function(2, 2, _ends_with),
    "string-length": Function(1, 1, _string_length),
    "concat": Function(0, None, _concat),
    "join": Function(1, None, _join),
    "substr": Function(2, 3, _substr),
    "substring-before": Function(2, 2, _substring_before),
    "substring-after": Function(2, 2, _substring_after),
    "translate": Function(3, 3, _translate),
    "normalize-space": Function(1, 1, _normalize_space),
}
