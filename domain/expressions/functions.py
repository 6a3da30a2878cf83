"""The functions of expressions: ODK's, by name, with how many values each takes."""

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from domain.expressions.value import Value, power, rounded, to_number, to_text, to_truth

Arguments = Sequence[Value]


class Function(NamedTuple):
    """What a function does with its values, and how many it takes (`most` None: any number)."""

    least: int
    most: int | None
    value: Callable[[Arguments, datetime], Value]


def _selected(arguments: Arguments, now: datetime) -> Value:
    return to_text(arguments[1]).strip() in to_text(arguments[0]).split()


def _count_selected(arguments: Arguments, now: datetime) -> Value:
    return float(len(to_text(arguments[0]).split()))


def _contains(arguments: Arguments, now: datetime) -> Value:
    return to_text(arguments[1]) in to_text(arguments[0])


def _starts_with(arguments: Arguments, now: datetime) -> Value:
    return to_text(arguments[0]).startswith(to_text(arguments[1]))


def _string_length(arguments: Arguments, now: datetime) -> Value:
    return float(len(to_text(arguments[0])))


def _concat(arguments: Arguments, now: datetime) -> Value:
    return "".join(map(to_text, arguments))


def _not(arguments: Arguments, now: datetime) -> Value:
    return not to_truth(arguments[0])


def _number(arguments: Arguments, now: datetime) -> Value:
    return to_number(arguments[0])


def _int(arguments: Arguments, now: datetime) -> Value:
    number = to_number(arguments[0])
    return float(math.trunc(number)) if math.isfinite(number) else number


def _round(arguments: Arguments, now: datetime) -> Value:
    return rounded(*map(to_number, arguments))


def _pow(arguments: Arguments, now: datetime) -> Value:
    return power(to_number(arguments[0]), to_number(arguments[1]))


def _numbers(arguments: Arguments) -> list[float]:
    return [number for number in map(to_number, arguments) if not math.isnan(number)]


def _min(arguments: Arguments, now: datetime) -> Value:
    return min(_numbers(arguments), default=math.nan)


def _max(arguments: Arguments, now: datetime) -> Value:
    return max(_numbers(arguments), default=math.nan)


def _sum(arguments: Arguments, now: datetime) -> Value:
    return sum(_numbers(arguments), 0.0)


FUNCTIONS: dict[str, Function] = {
    "selected": Function(2, 2, _selected),
    "count-selected": Function(1, 1, _count_selected),
    "contains": Function(2, 2, _contains),
    "starts-with": Function(2, 2, _starts_with),
    "string-length": Function(1, 1, _string_length),
    "concat": Function(1, None, _concat),
    "not": Function(1, 1, _not),
    "number": Function(1, 1, _number),
    "int": Function(1, 1, _int),
    "round": Function(1, 2, _round),
    "pow": Function(2, 2, _pow),
    "min": Function(1, None, _min),
    "max": Function(1, None, _max),
    "sum": Function(1, None, _sum),
    "true": Function(0, 0, lambda arguments, now: True),
    "false": Function(0, 0, lambda arguments, now: False),
    "today": Function(0, 0, lambda arguments, now: now.date().isoformat()),
    "now": Function(0, 0, lambda arguments, now: now.isoformat(timespec="milliseconds")),
}
"""Empty and unreadable values are left out of min, max and sum, as JavaRosa leaves them out of sums."""

LAZY: dict[str, int] = {"if": 3, "coalesce": 2, "once": 1, "regex": 2}
"""Functions that look at their expressions before the values, with how many they take."""
