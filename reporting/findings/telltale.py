"""Findings beyond targets: times against goals, and groups that can be told apart."""

from collections.abc import Sequence

from reporting.analyses.comparisons import League
from reporting.analyses.timings import Timing
from reporting.figures.times import period
from reporting.findings.finding import Finding
from reporting.ladder import rung
from reporting.telling import NOTHING, Telling


def in_time(timing: Timing, telling: Telling) -> Finding:
    """Returns how many contacts were within the goal, with its interval where n bears one; else the median."""
    words = telling.words
    if timing.within is None or timing.goal is None or timing.within.value is None:
        told = timing.median.value if timing.rung.shows_value else None
        median = NOTHING if told is None else period(telling, timing.unit, told)
        text = words("{name}: median {time} ({n})", name=timing.label, time=median, n=telling.n(len(timing.values)))
        return Finding(text, timing.name, 0, 0.0)
    facts = {
        "name": timing.label,
        "count": timing.within_count,
        "n": timing.within.n,
        "goal": period(telling, timing.unit, timing.goal),
    }
    if timing.within.interval is None or not rung(timing.within.n).shows_value:
        text = words("{name}: {count} of {n} contacts within the goal of {goal}", **facts)
    else:
        low, high = timing.within.interval
        share = telling.formats.span(100 * low, 100 * high) + telling.formats.percent(0).removeprefix("0")
        text = words(
            "{name}: {count} of {n} contacts within the goal of {goal} (95% interval {share})", share=share, **facts
        )
    return Finding(
        text, timing.name, 0, 1 - timing.within.value, {"within": timing.within_count, "of": timing.within.n}
    )


def apart(league: League, telling: Telling) -> tuple[Finding, ...]:
    """Returns a sentence for each pair of groups that an exact test tells apart; none when they cannot be."""
    return tuple(
        Finding(
            telling.words(
                "{higher}: index {value}, higher than {lower} ({other}); difference {difference}, "
                "95% interval {interval}",
                higher=pair.higher.label,
                value=telling.value(pair.higher),
                lower=telling.quoted(pair.lower.label),
                other=telling.value(pair.lower),
                difference=telling.formats.number(pair.change.difference),
                interval=telling.formats.span(pair.change.low, pair.change.high),
            ),
            f"{pair.lower.name}<{pair.higher.name}",
            2,
            abs(pair.change.difference) / 100,
            {"difference": pair.change.difference, "p": pair.p},
        )
        for pair in league.differences
        if pair.change.difference is not None and pair.change.low is not None and pair.change.high is not None
    )


def waits_title(waits: Sequence[Timing], telling: Telling) -> str:
    """Returns the title of the figure of waiting times: within the goal, service by service."""
    aimed = [wait for wait in waits if wait.within is not None]
    if not aimed:
        return telling.words("Waiting times have no goal in this study")
    parts = [
        telling.words(
            "{name} {count} of {n}", name=wait.label, count=wait.within_count, n=wait.within.n if wait.within else 0
        )
        for wait in aimed
    ]
    return telling.words("Answered within the goal: {services}", services="; ".join(parts))
