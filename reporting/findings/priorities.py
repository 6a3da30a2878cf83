"""Findings of the priority matrix: what to mend first, as surely as its verdict, and where each touchpoint is."""

from reporting.analyses.priorities import Importance, Priorities, Priority
from reporting.formats import Formats
from reporting.telling import Telling


def first(matrix: Priorities, telling: Telling) -> str:
    """Returns the title of the matrix: the most important of those told to be below their targets, or that none is."""
    words = telling.words
    if not matrix.first:
        return words("No touchpoint that matters more than the mean can be told to be below its target")
    best = matrix.first[0]
    return words(
        "Mend first: {name} ({gap} points, {verdict}; {n})",
        name=telling.quoted(best.measured.label),
        gap=signed(telling.formats, best.gap[0]),
        verdict=telling.verdict(best.measured),
        n=telling.n(best.measured.n),
    )


def placed(row: Priority, kind: Importance, telling: Telling) -> str:
    """Returns a touchpoint in words: its number, its gap and its importance with their intervals."""
    gap, low, high = row.gap
    return telling.words(
        "{number} {name}: {gap} points from the target (95%: {interval}), importance {importance}",
        number=row.number,
        name=row.measured.label,
        gap=signed(telling.formats, gap),
        interval=telling.formats.span(low, high),
        importance=importance(row, kind, telling),
    )


def importance(row: Priority, kind: Importance, telling: Telling) -> str:
    """Returns `31 % (18–44 %)`, `0,45 (0,12–0,69)` or, of a weight, `23 %`."""
    formats, value = telling.formats, row.importance.value or 0.0
    if kind is Importance.CORRELATION:
        told = formats.number(value, 2)
        return told if row.importance.interval is None else f"{told} ({formats.span(*row.importance.interval, 2)})"
    told = formats.percent(100 * value)
    if row.importance.interval is None:
        return told
    low, high = row.importance.interval
    return f"{told} ({formats.span(100 * low, 100 * high)})"


def signed(formats: Formats, number: float) -> str:
    """Returns a number with its sign: `+3`, `−8`, `0`."""
    told = formats.number(number)
    return f"+{told}" if number > 0 and told != "0" else told
