"""The functions of expressions: ODK's, by name, with how many values each takes."""

import math
from datetime import datetime

from domain.expressions.day_functions import DAY_FUNCTIONS
from domain.expressions.function import Arguments, Function
from domain.expressions.text_functions import TEXT_FUNCTIONS
from domain.expressions.value import Value, power, rounded, to_number, to_text, to_truth


def _selected(arguments: Arguments, now: datetime) -> Value:
    return f" {to_text(arguments[1]).strip()} " in f" {to_text(arguments[0])} "


def _count_selected(arguments: Arguments, now: datetime) -> Value:
    return float(len(to_text(arguments[0]).split()))


def _selected_at(arguments: Arguments, now: datetime) -> Value:
    picked, place = to_text(arguments[0]).split(), to_number(arguments[1])
    return picked[int(place)] if 0 <= place < len(picked) else ""


def _checklist(arguments: Arguments, now: datetime) -> Value:
    least, most = map(to_number, arguments[:2])
    count = sum(map(to_truth, arguments[2:]))
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _weighted_checklist(arguments: Arguments, now: datetime) -> Value:
    pairs = zip(arguments[2::2], arguments[3::2], strict=False)
    return to_number(arguments[0]) <= sum(to_number(w) for f, w in pairs if to_truth(f)) <= to_number(arguments[1])


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
    "selected-at": Function(2, 2, _selected_at),
    "checklist": Function(2, None, _checklist),
    "weighted-checklist": Function(4, None, _weighted_checklist),
    "boolean": Function(1, 1, lambda arguments, now: to_truth(arguments[0])),
    "not": Function(1, 1, _not),
    "number": Function(1, 1, _number),
    "int": Function(1, 1, _int),
    "abs": Function(1, 1, lambda arguments, now: abs(to_number(arguments[0]))),
    "round": Function(1, 2, _round),
    "pow": Function(2, 2, _pow),
    "min": Function(1, None, _min),
    "max": Function(1, None, _max),
    "sum": Function(1, None, _sum),
    "true": Function(0, 0, lambda arguments, now: True),
    "false": Function(0, 0, lambda arguments, now: False),
    **TEXT_FUNCTIONS,
    **DAY_FUNCTIONS,
}
"""Empty and unreadable values are left out of min, max and sum, as JavaRosa leaves them out of sums."""

LAZY: dict[str, int] = {"if": 3, "coalesce": 2, "once": 1, "regex": 2}
"""Functions that look at their expressions before the values, with how many they take."""
