"""The functions of expressions for days and times, which are ISO texts between questions as ODK stores them."""

import math
import re
from datetime import UTC, datetime, timedelta

from domain.expressions.function import Arguments, Function
from domain.expressions.value import Value, to_number, to_text

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}.*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def moment_text(moment: datetime) -> str:
    """Returns a moment as ODK stores it, to the millisecond with its distance from UTC."""
    return moment.isoformat(timespec="milliseconds")


def _moment(value: Value, now: datetime) -> datetime | None:
    """A moment in the study's zone; a number counts days since 1970-01-01, a lone clock time is today's."""
    if not isinstance(value, str):
        return _counted(to_number(value), now)
    text = value.strip()
    try:
        moment = datetime.fromisoformat(f"{now.date()}T{text}" if _CLOCK.fullmatch(text) else text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return None


def _counted(days: float, now: datetime) -> datetime | None:
    try:
        return (_EPOCH + days * _DAY).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return None


def _date(arguments: Arguments, now: datetime) -> Value:
    """A number counts whole days, whatever the zone."""
    if isinstance(arguments[0], str):
        moment = _moment(arguments[0], now)
        return moment.date().isoformat() if moment else ""
    days = to_number(arguments[0])
    counted = _counted(math.trunc(days), _EPOCH) if math.isfinite(days) else None
    return counted.date().isoformat() if counted else ""


def _date_time(arguments: Arguments, now: datetime) -> Value:
    moment = _moment(arguments[0], now)
    return moment_text(moment) if moment else ""


def _decimal_date_time(arguments: Arguments, now: datetime) -> Value:
    moment = _moment(arguments[0], now)
    return (moment - _EPOCH) / _DAY if moment else ""


def _decimal_time(arguments: Arguments, now: datetime) -> Value:
    moment = _moment(arguments[0], now)
    if moment is None:
        return ""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return (moment - midnight) / _DAY


def _format_date(arguments: Arguments, now: datetime) -> Value:
    moment = _moment(arguments[0], now)
    if moment is None:
        return ""
    parts = {
        "Y": f"{moment.year:04d}",
        "y": f"{moment.year % 100:02d}",
        "m": f"{moment.month:02d}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02d}",
        "e": str(moment.day),
        "H": f"{moment.hour:02d}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02d}",
        "S": f"{moment.second:02d}",
        "3": f"{moment.microsecond // 1000:03d}",
        "a": _WEEKDAYS[moment.weekday()],
        "%": "%",
    }
    return re.sub(r"%(.)", lambda found: parts.get(found[1], found[0]), to_text(arguments[1]))


DAY_FUNCTIONS: dict[str, Function] = {
    "today": Function(0, 0, lambda arguments, now: now.date().isoformat()),
    "now": Function(0, 0, lambda arguments, now: moment_text(now)),
    "date": Function(1, 1, _date),
    "date-time": Function(1, 1, _date_time),
    "decimal-date-time": Function(1, 1, _decimal_date_time),
    "decimal-time": Function(1, 1, _decimal_time),
    "format-date": Function(2, 2, _format_date),
    "format-date-time": Function(2, 2, _format_date),
}
"""What is no moment gives an empty value, where ODK's own player would stop with an error."""
