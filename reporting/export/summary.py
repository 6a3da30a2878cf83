"""The figures of the report's appendix as rows: the same values, counted by the same functions."""

from collections.abc import Iterator
from dataclasses import replace

from domain.texts import N_
from reporting.analyses.outcome import Analysis
from reporting.analyses.timings import Period, Timing
from reporting.export.table import Cell, Column, Table
from reporting.measured import Measured, Unit
from reporting.telling import Telling

LEAGUES = {"unit": N_("Unit"), "channel": N_("Channel"), "scenario": N_("Scenario"), "profile": N_("Profile")}
PERIODS = {Period.SECONDS: N_("seconds"), Period.MINUTES: N_("minutes"), Period.HOURS: N_("hours")}


def summary(analysis: Analysis, telling: Telling) -> Table:
    """Returns a row a measured thing, as the report's appendix has them: n always, a value where n bears one.

    Values, intervals and targets are on the scale that the row names; times are medians against their goal.
    """
    words = telling.words
    columns = (
        Column(name="part", heading=words("Part"), width=16),
        Column(name="name", heading=words("Name"), width=44),
        Column(name="place", heading=words("Where"), width=22),
        Column(name="scale", heading=words("Scale"), width=12),
        Column(name="n", heading="n", width=7),
        Column(name="value", heading=words("Value"), width=9, decimals=1),
        Column(name="low", heading=words("95% low"), width=11, decimals=1),
        Column(name="high", heading=words("95% high"), width=11, decimals=1),
        Column(name="target", heading=words("Target"), width=9),
        Column(name="verdict", heading=words("Against the target"), width=22),
        Column(name="reached", heading=words("Contacts at the target"), width=20),
        Column(name="caution", heading=words("Caution"), width=17),
        Column(name="code", heading=words("Code"), width=18),
    )
    rows = [*_measured(analysis, telling), *_times(analysis, telling)]
    return Table(name="summary", title=words("Summary"), columns=columns, rows=rows)


def _measured(analysis: Analysis, telling: Telling) -> Iterator[tuple[Cell, ...]]:
    words = telling.words
    yield _row(telling, words("Index"), analysis.index)
    for part, things in (
        (words("Service"), analysis.services),
        *((words(LEAGUES[league.kind]), league.groups) for league in analysis.leagues),
        (words("Promise"), (analysis.promise,) if analysis.elements else ()),
        (words("Element"), analysis.elements),
        (words("Touchpoint"), analysis.touchpoints),
        (words("Metric"), analysis.metrics),
    ):
        yield from (_row(telling, part, thing) for thing in things)
    for pair in analysis.customers.pairs if analysis.customers else ():
        # they are customers and no contacts: how many are satisfied is told by the value
        yield _row(telling, words("Client's own customers"), replace(pair.customers, reached=None))
    for place in analysis.places:
        for touchpoint in analysis.touchpoints:
            cell = analysis.heat[touchpoint.name][f"{place.kind}:{place.name}"]
            yield _row(telling, words("Touchpoint"), cell, touchpoint.label, place.label)


def _row(telling: Telling, part: str, thing: Measured, label: str = "", place: str = "") -> tuple[Cell, ...]:
    low, high = thing.interval or (None, None)
    return (
        part,
        label or thing.label,
        place or None,
        _scale(telling, thing),
        thing.n,
        thing.value,
        low,
        high,
        thing.target,
        telling.short(thing) if thing.target is not None else None,
        thing.reached if thing.rung else None,
        telling.caution(thing) or None,
        thing.name,
    )


def _scale(telling: Telling, thing: Measured) -> str:
    if thing.unit is Unit.PERCENT:
        return telling.words("per cent")
    return telling.formats.span(*thing.scale)


def _times(analysis: Analysis, telling: Telling) -> Iterator[tuple[Cell, ...]]:
    words = telling.words
    for part, times in ((words("Wait"), analysis.waits), (words("Handling time"), analysis.lengths)):
        yield from (_time(telling, part, time) for time in times)


def _time(telling: Telling, part: str, time: Timing) -> tuple[Cell, ...]:
    shown = time.rung.shows_value
    low, high = (time.median.interval if shown else None) or (None, None)
    return (
        part,
        time.label,
        None,
        telling.words(PERIODS[time.unit]),
        len(time.values),
        time.median.value if shown else None,
        low,
        high,
        time.goal,
        None,
        None if time.goal is None else time.within_count,
        telling.words("indicative") if time.rung.is_indicative else None,
        time.name,
    )
