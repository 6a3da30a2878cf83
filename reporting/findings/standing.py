"""Where things stand against their targets: strengths, shortfalls, and the titles of figures."""

from collections.abc import Iterable, Sequence

from domain.study import Study
from reporting.findings.finding import Finding, certainty, ranked
from reporting.measured import Measured
from reporting.telling import Telling


def standing(measured: Measured, telling: Telling, name: str = "") -> Finding:
    """Returns one value against its target: `Listening: 80, at the target (95% interval 71–88; target 80; n = 21)`."""
    words, called = telling.words, named(name or measured.headline)
    if measured.value is None:
        text = f"{called} {telling.unknown(measured)}"
    elif measured.target is None:
        text = words(
            "{name} {value} ({facts})", name=called, value=telling.value(measured), facts=telling.facts(measured)
        )
    else:
        text = words(
            "{name} {value}, {verdict} ({facts})",
            name=called,
            value=telling.value(measured),
            verdict=telling.verdict(measured),
            facts=telling.facts(measured),
        )
    size = abs(measured.relative_gap)
    return Finding(text, measured.name, certainty(measured), size, {measured.name: measured.printed()})


def named(label: str) -> str:
    """Returns a label as a sentence begins with it: with a colon, unless it ends in a mark of its own."""
    return label if label.endswith(("?", "!", ".", ":")) else f"{label}:"


def strengths(study: Study, metrics: Sequence[Measured], telling: Telling, most: int = 3) -> tuple[Finding, ...]:
    """Returns the metrics that are surely above their targets, then those nearest to it from above; a touchpoint each.

    Nothing below its target is a strength. Empty when nothing can be told.
    """
    good = [metric for metric in metrics if metric.verdict is not None and (metric.gap or 0.0) >= 0]
    return tuple(standing(metric, telling) for metric in _one_each(study, _by_rank(good), most))


def shortfalls(
    study: Study, metrics: Sequence[Measured], most: int = 3, first: Sequence[str] = ()
) -> tuple[Measured, ...]:
    """Returns the metrics furthest below their targets, the surest first, each from another touchpoint if it can be.

    `first`: touchpoints whose sure ones go before all others, in this order.
    """
    poor = [metric for metric in metrics if metric.verdict is not None and (metric.gap or 0.0) < 0]
    places = {name: place for place, name in enumerate(first)}

    def turn(metric: Measured) -> int:
        touchpoint = study.form.question(metric.name).touchpoint
        return places.get(touchpoint, len(places)) if certainty(metric) else len(places)

    return tuple(_one_each(study, sorted(_by_rank(poor), key=turn), most))


def _by_rank(metrics: Iterable[Measured]) -> list[Measured]:
    return sorted(metrics, key=lambda metric: (-certainty(metric), -abs(metric.relative_gap), metric.name))


def _one_each(study: Study, metrics: Sequence[Measured], most: int) -> list[Measured]:
    """The first of each touchpoint, then the others, in order."""
    seen: set[str] = set()
    first: list[Measured] = []
    other: list[Measured] = []
    for metric in metrics:
        touchpoint = study.form.question(metric.name).touchpoint
        (other if touchpoint in seen else first).append(metric)
        seen.add(touchpoint)
    chosen = (first + other)[:most]
    return [metric for metric in metrics if metric in chosen]


def title(things: Sequence[Measured], telling: Telling, subject: str) -> str:
    """Returns a figure's title: what several values say together, as surely as their verdicts do."""
    words = telling.words
    told = [thing for thing in things if thing.value is not None]
    aimed = [thing for thing in told if thing.verdict is not None]
    if not told:
        return words("{subject}: too few contacts for values", subject=subject)
    if not aimed:
        return _range(told, telling, subject)
    low = [thing for thing in aimed if thing.verdict is not None and thing.verdict.side < 0]
    high = [thing for thing in aimed if thing.verdict is not None and thing.verdict.side > 0]
    if low:
        return _extreme(low, aimed, telling, subject, below=True)
    if high:
        return _extreme(high, aimed, telling, subject, below=False)
    return words("{subject}: none of {n} can be told apart from its target", subject=subject, n=len(aimed))


def _range(told: Sequence[Measured], telling: Telling, subject: str) -> str:
    lowest, highest = min(told, key=_value), max(told, key=_value)
    return telling.words(
        "{subject}: from {low} ({lowest}) to {high} ({highest})",
        subject=subject,
        low=telling.value(lowest),
        lowest=lowest.headline,
        high=telling.value(highest),
        highest=highest.headline,
    )


def _value(measured: Measured) -> float:
    return measured.value or 0.0


def _extreme(
    some: Sequence[Measured], among: Sequence[Measured], telling: Telling, subject: str, *, below: bool
) -> str:
    furthest = max(some, key=lambda thing: abs(thing.relative_gap))
    told = {
        "subject": subject,
        "count": len(some),
        "n": len(among),
        "name": telling.quoted(furthest.headline),
        "value": telling.value(furthest),
        "target": telling.target(furthest),
    }
    sure = all(certainty(thing) == 2 for thing in some)
    if below and sure:
        return telling.words(
            "{subject}: {count} of {n} below target, furthest {name} ({value}, target {target})", **told
        )
    if below:
        return telling.words(
            "{subject}: {count} of {n} probably or clearly below target, furthest {name} ({value}, target {target})",
            **told,
        )
    if sure:
        return telling.words(
            "{subject}: {count} of {n} above target, furthest {name} ({value}, target {target})", **told
        )
    return telling.words(
        "{subject}: {count} of {n} probably or clearly above target, furthest {name} ({value}, target {target})", **told
    )


def headlines(study: Study, things: Sequence[Measured], telling: Telling, most: int = 3) -> tuple[Finding, ...]:
    """Returns the surest and biggest findings about metrics and parts, never two about one metric."""
    return ranked(standing(thing, telling) for thing in things if thing.verdict is not None)[:most]
