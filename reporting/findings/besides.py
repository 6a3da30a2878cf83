"""What the study is beside the agency's norm, in words."""

from collections.abc import Sequence

from domain.texts import N_
from reporting.analyses.norm import Beside
from reporting.analyses.timings import Period
from reporting.figures.times import period, stretch
from reporting.telling import NOTHING, Telling
from reporting.verdicts import Verdict

WORDS = {
    Verdict.CLEARLY_ABOVE: N_("clearly above the norm"),
    Verdict.PROBABLY_ABOVE: N_("probably above the norm"),
    Verdict.AT: N_("cannot be told from the norm"),
    Verdict.PROBABLY_BELOW: N_("probably below the norm"),
    Verdict.CLEARLY_BELOW: N_("clearly below the norm"),
}
WAITS = {
    Verdict.CLEARLY_ABOVE: N_("clearly longer than the norm"),
    Verdict.PROBABLY_ABOVE: N_("probably longer than the norm"),
    Verdict.AT: N_("cannot be told from the norm"),
    Verdict.PROBABLY_BELOW: N_("probably shorter than the norm"),
    Verdict.CLEARLY_BELOW: N_("clearly shorter than the norm"),
}
_BRIEF = {
    Verdict.CLEARLY_ABOVE: N_("clearly above"),
    Verdict.PROBABLY_ABOVE: N_("probably above"),
    Verdict.AT: N_("cannot be told apart"),
    Verdict.PROBABLY_BELOW: N_("probably below"),
    Verdict.CLEARLY_BELOW: N_("clearly below"),
}
_BRIEF_WAITS = {
    Verdict.CLEARLY_ABOVE: N_("clearly longer"),
    Verdict.PROBABLY_ABOVE: N_("probably longer"),
    Verdict.AT: N_("cannot be told apart"),
    Verdict.PROBABLY_BELOW: N_("probably shorter"),
    Verdict.CLEARLY_BELOW: N_("clearly shorter"),
}


def stands(row: Beside, telling: Telling) -> str:
    """Returns the verdict as it goes on after the values."""
    return telling.words((WAITS if row.is_wait else WORDS)[row.verdict])


def brief(row: Beside, telling: Telling) -> str:
    """Returns the verdict in two words or three for a table."""
    return telling.words((_BRIEF_WAITS if row.is_wait else _BRIEF)[row.verdict])


def sentence(row: Beside, telling: Telling) -> str:
    """Returns one row as a sentence, with its numbers."""
    return telling.words(
        "{name}: {value}, {verdict} (norm {norm}; 95%: {interval}; clients: {clients})",
        name=row.own.label,
        value=own_value(row, telling),
        verdict=stands(row, telling),
        norm=norm_value(row, telling),
        interval=norm_interval(row, telling),
        clients=row.norm.estimate.n,
    )


def title(rows: Sequence[Beside], telling: Telling) -> str:
    """Returns what the index rows say together: the surest difference, or that none can be told."""
    apart = [row for row in rows if row.verdict.side]
    if not apart:
        return telling.words("Beside other companies: the index cannot be told from the norm")
    row = max(apart, key=lambda one: (one.verdict.is_clear, abs(_gap(one))))
    return telling.words(
        "{name}: {value}, {verdict} (norm {norm})",
        name=row.own.label,
        value=own_value(row, telling),
        verdict=stands(row, telling),
        norm=norm_value(row, telling),
    )


def _gap(row: Beside) -> float:
    return (row.own.value or 0.0) - (row.norm.estimate.value or 0.0)


def own_value(row: Beside, telling: Telling) -> str:
    """Returns the study's value as it is told: `78`, `85 %`, `48 s`."""
    if row.is_wait and row.own.value is not None:
        return _time(row, row.own.value, telling)
    return telling.value(row.own)


def norm_value(row: Beside, telling: Telling) -> str:
    """Returns the norm's value in the same unit."""
    value = row.norm.estimate.value
    if value is None:
        return NOTHING
    return _time(row, value, telling) if row.is_wait else telling.amount(row.own.unit, value)


def norm_interval(row: Beside, telling: Telling) -> str:
    """Returns the norm's 95 % interval in the same unit."""
    interval = row.norm.estimate.interval
    if interval is None:
        return NOTHING
    if row.is_wait:
        unit, minutes = _unit(row, max(interval))
        return stretch(telling, unit, interval[0] / minutes, interval[1] / minutes)
    decimals = int(row.own.scale[1] < 100)
    return telling.formats.span(*interval, decimals)


def _time(row: Beside, value: float, telling: Telling) -> str:
    unit, minutes = _unit(row, value)
    return period(telling, unit, value / minutes)


def _unit(row: Beside, minutes: float) -> tuple[Period, float]:
    """Hours from two of them on, else minutes, which are told in seconds below one."""
    unit = Period.HOURS if minutes >= 2 * Period.HOURS.minutes else Period.MINUTES
    return unit, unit.minutes


def size(row: Beside, telling: Telling) -> str:
    """Returns how many clients and at least how many contacts a norm has: `9, 130+`."""
    number = telling.formats.number
    return f"{number(row.norm.estimate.n)}, {number(row.norm.contacts)}+"
