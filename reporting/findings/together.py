"""Findings about encounters that follow each other, promises, openings, and what moves together with the outcome."""

from collections.abc import Sequence

from reporting import ladder
from reporting.analyses.drivers import Driver, Drivers
from reporting.analyses.moving import Moving
from reporting.analyses.openings import Opening
from reporting.analyses.promises import Promises
from reporting.analyses.threads import Link, Threads
from reporting.findings.finding import Finding
from reporting.findings.standing import named
from reporting.ladder import Rung, rung
from reporting.measured import Measured
from reporting.telling import Telling


def walked(threads: Threads, telling: Telling) -> Finding:
    """Returns how many customers were followed to the end."""
    text = telling.words(
        "Journeys of several encounters walked whole: {whole} of {begun}", whole=threads.whole, begun=threads.begun
    )
    return Finding(text, "threads", 0, 0.0, {"whole": threads.whole, "begun": threads.begun})


def kept(promises: Promises, telling: Telling) -> Finding:
    """Returns how many promises were kept, of those of which it is known."""
    words, share = telling.words, promises.kept
    if share.rung < Rung.COUNTS:
        text = words(
            "{name} {made} made, known to have been kept or not {n}", name=_named(share), made=promises.made, n=share.n
        )
    else:
        text = words("{name} kept {count} of {n}", name=_named(share), count=share.reached, n=share.n) + _facts(
            share, telling
        )
    if promises.unknown and share.rung >= Rung.COUNTS:
        text = words("{finding}; not known yet of {n}", finding=text, n=promises.unknown)
    return Finding(text, share.name, 0, 0.0, promises.printed())


def taken(opening: Opening, telling: Telling) -> Finding:
    """Returns how often an opening for extra sales was seen, and in how many of them something was offered."""
    words, share = telling.words, opening.taken
    facts = {"name": _named(share), "seen": opening.seen, "contacts": opening.contacts}
    if share.n:
        facts |= {"count": share.reached or 0, "n": share.n}
        text = words("{name} opening in {seen} of {contacts} contacts, offered in {count} of {n}", **facts)
    else:
        text = words("{name} opening in {seen} of {contacts} contacts", **facts)
    return Finding(text + _facts(share, telling), f"openings:{share.name}", 0, 0.0, share.printed())


def seen(rows: Sequence[Opening], telling: Telling) -> Finding:
    """Returns in how many contacts an opening was seen, row by row."""
    counts = (
        telling.words("{name} {count} of {n}", name=row.taken.label, count=row.seen, n=row.contacts) for row in rows
    )
    text = telling.words("Contacts with an opening: {services}", services="; ".join(counts))
    return Finding(text, "openings", 0, 0.0, {row.taken.name: row.seen for row in rows})


def _named(share: Measured) -> str:
    return named(share.label)


def _facts(share: Measured, telling: Telling) -> str:
    """The interval of a share and the caution, in brackets, where n bears them."""
    if share.interval is None:
        return ""
    parts = [telling.words("95%: {interval}", interval=telling.interval(share)), telling.caution(share)]
    return f" ({'; '.join(part for part in parts if part)})"


def linked(link: Link, telling: Telling) -> tuple[Finding, ...]:
    """Returns what two encounters that follow each other have to do with each other: counts, and from 30 r."""
    if rung(link.n) < Rung.COUNTS:
        text = telling.words.plural(
            "{label}: {n} customer, too few to compare",
            "{label}: {n} customers, too few to compare",
            link.n,
            label=link.label,
        )
        return (Finding(text, link.name, 0, 0.0),)
    found = [_sides(link, telling)] if link.compared >= ladder.COUNTS_FROM else []
    return (*found, *([_linked(link, link.moving, telling)] if link.moving else []))


def _sides(link: Link, telling: Telling) -> Finding:
    text = telling.words(
        "{label}: both encounters on the same side of the target for {same} of {n} customers (at it or above {above}, "
        "below {below}); without any connection it would be about {expected}",
        label=link.label,
        same=link.above + link.below,
        n=link.compared,
        above=link.above,
        below=link.below,
        expected=telling.formats.number(link.expected),
    )
    return Finding(text, link.name, 0, 0.0, {"above": link.above, "below": link.below, "n": link.compared})


def _linked(link: Link, found: Moving, telling: Telling) -> Finding:
    facts = correlation(found, telling)
    if not found.is_sure:
        text = telling.words(
            "{label}: whether the two indices move together cannot be told from {n} customers ({facts})",
            label=link.label, n=found.n, facts=facts,
        )  # fmt: skip
    elif (found.estimate.value or 0) > 0:
        text = telling.words("{label}: the two indices move together ({facts})", label=link.label, facts=facts)
    else:
        text = telling.words(
            "{label}: the two indices move against each other ({facts})", label=link.label, facts=facts
        )
    return Finding(text, link.name, 2 * found.is_sure, abs(found.estimate.value or 0), found.printed())


def correlation(found: Moving, telling: Telling) -> str:
    """Returns `r = 0,45; 95 %: 0,12–0,69; n = 34`."""
    formats, estimate = telling.formats, found.estimate
    parts = [f"r\u00a0=\u00a0{formats.number(estimate.value or 0.0, 2)}"]
    if estimate.interval is not None:
        parts.append(telling.words("95%: {interval}", interval=formats.span(*estimate.interval, 2)))
    return "; ".join([*parts, telling.n(found.n)])


def share(row: Driver, telling: Telling) -> str:
    """Returns `31 % (95 %: 18–44 %)` of a ranked driver, nothing of another."""
    if row.share is None or row.share.value is None or row.share.interval is None:
        return ""
    low, high = row.share.interval
    span = telling.formats.span(100 * low, 100 * high) + telling.formats.percent(0).removeprefix("0")
    return f"{telling.formats.percent(100 * row.share.value)} ({telling.words('95%: {interval}', interval=span)})"


def driver(row: Driver, telling: Telling) -> Finding:
    """Returns what one touchpoint has to do with the outcome."""
    found = row.moving
    if found is None:
        text = f"{named(row.label)} {telling.n(row.n)}"
        return Finding(text, row.name, 0, 0.0)
    parts = [
        telling.words("share of what varies together {share}", share=share(row, telling)) if row.share else "",
        telling.words("correlation with the outcome {told}", told=correlation(found, telling)),
    ]
    text = f"{named(row.label)} {'; '.join(part for part in parts if part)}"
    return Finding(text, row.name, 2 * found.is_sure, abs(found.estimate.value or 0), found.printed())


def driven(drivers: Drivers, outcome: str, telling: Telling) -> str:
    """Returns what all touchpoints say of the outcome together: the title of their figure, or that n is too small."""
    words = telling.words
    sure = [row for row in drivers.told if row.moving is not None and row.moving.is_sure]
    if not drivers.told:
        return _too_few(drivers, outcome, telling)
    if drivers.ranked:
        return _most(drivers, outcome, telling)
    if not sure:
        return words(
            "No touchpoint can be told to move together with the outcome {outcome} ({n})",
            outcome=outcome,
            n=telling.n(drivers.n),
        )
    names = _listed([row.label for row in sure], telling)
    return words("Moves together with the outcome {outcome}: {names}", outcome=outcome, names=names)


def _most(drivers: Drivers, outcome: str, telling: Telling) -> str:
    """Which touchpoint has the first place, or which share it."""
    words = telling.words
    ranked = [row for row in drivers.rows if row.rank is not None]
    best = [row.label for row in ranked if row.rank and row.rank[0] == 1]
    names = _listed(best, telling)
    if len(best) == 1:
        return words("Moves most together with the outcome {outcome}: {names}", outcome=outcome, names=names)
    if len(best) < len(ranked):
        return words(
            "One of these moves most together with the outcome {outcome}, but which one cannot be told: {names}",
            outcome=outcome,
            names=names,
        )
    return words("Which touchpoint moves most together with the outcome {outcome} cannot be told", outcome=outcome)


def rank(row: Driver, telling: Telling) -> str:
    """Returns `1.` or `1–3.`, nothing of one that is not ranked."""
    if row.rank is None:
        return ""
    best, worst = row.rank
    return f"{best}." if best == worst else f"{telling.formats.span(best, worst)}."


def _too_few(drivers: Drivers, outcome: str, telling: Telling) -> str:
    if max((row.n for row in drivers.rows), default=drivers.n) >= ladder.EVERYTHING_FROM:
        return telling.words(
            "Nothing can move together with the outcome {outcome}: all its values are alike", outcome=outcome
        )
    return telling.words(
        "What moves together with the outcome {outcome} cannot be told from {n} contacts: {least} are needed, and "
        "{many} for ranking",
        outcome=outcome,
        n=drivers.n,
        least=ladder.EVERYTHING_FROM,
        many=ladder.DRIVERS_FROM,
    )


def _listed(names: list[str], telling: Telling) -> str:
    return ", ".join(telling.quoted(name) for name in names)
