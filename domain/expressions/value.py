"""Values of expressions, and how each kind turns into the others: XPath 1.0 section 4 with ODK's dates."""

import math
import re
from datetime import date
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, localcontext

Value = str | float | bool

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]+(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?")
_EPOCH = date(1970, 1, 1).toordinal()
_TOLERANCE = 1e-12
_WHOLE_LIMIT = 1e15
"""From here on a float has no digits after the point that mean anything."""


def to_text(value: Value) -> str:
    """Returns a value as text: a number without a needless `.0` and never with an exponent, `true`, `false`, `NaN`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return _number_text(value)


def _number_text(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if abs(number) < _TOLERANCE:
        return "0"
    if abs(number) < _WHOLE_LIMIT and abs(number - round(number)) < _TOLERANCE:
        return str(round(number))
    return format(Decimal(repr(number)).normalize(), "f")


def to_number(value: Value) -> float:
    """Returns a value as a number: truth as 1 or 0, an ISO date as whole days since 1970-01-01, other texts as NaN.

    A decimal comma is read like a point, and a moment counts as its day, both as JavaRosa's toNumeric does.
    """
    if not isinstance(value, str):
        return float(value)
    text = value.strip().replace(",", ".")
    if _NUMBER.fullmatch(text):
        return float(text)
    return _days(text)


def _days(text: str) -> float:
    written = _DATE.fullmatch(text)
    if not written:
        return math.nan
    try:
        return float(date.fromisoformat(written[1]).toordinal() - _EPOCH)
    except ValueError:
        return math.nan


def to_truth(value: Value) -> bool:
    """Returns whether a value holds: '' is false, 0 and NaN are false, any other text or number is true."""
    if isinstance(value, float):
        return not math.isnan(value) and abs(value) > _TOLERANCE
    return bool(value)


def equal(left: Value, right: Value) -> bool:
    """Returns whether two values are equal: as truths when either is one, else as numbers, else as texts."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) == to_truth(right)
    a, b = to_number(left), to_number(right)
    return a == b or abs(a - b) < _TOLERANCE


def divided(left: float, right: float) -> float:
    """Returns left div right: a zero divisor gives an infinity, or NaN for 0 div 0."""
    if right:
        return left / right
    return math.nan if not left or math.isnan(left) else math.copysign(math.inf, left) * math.copysign(1, right)


def remainder(left: float, right: float) -> float:
    """Returns left mod right with the sign of the left one; NaN for a zero divisor."""
    return math.fmod(left, right) if right and not math.isinf(left) else math.nan


def power(base: float, exponent: float) -> float:
    """Returns base to the power of exponent; an infinity when it is too big, NaN when it is not real."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf if base > 0 or exponent % 2 == 0 else -math.inf
    except ValueError:
        return math.nan if base else math.inf


def rounded(number: float, places: float = 0.0) -> float:
    """Returns a number to so many decimals, halves towards +infinity (XPath 1.0, 4.4); NaN beyond 30 places."""
    if not math.isfinite(number):
        return number
    if not abs(places) <= 30:
        return math.nan
    if places >= 0 and abs(number) >= _WHOLE_LIMIT:
        return number
    half = ROUND_HALF_UP if number >= 0 else ROUND_HALF_DOWN
    with localcontext() as context:
        context.prec = 400
        step = Decimal(1).scaleb(-int(places))
        return float((Decimal(repr(number)) / step).to_integral_value(half) * step)
