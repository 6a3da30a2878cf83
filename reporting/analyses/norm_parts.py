"""What each client's contacts of a half-year came to: the parts of which an agency's norm is put together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import CTE, Connection, Select, String, cast, func, select

from domain.contact import Moment, Outcome, State
from domain.half_year import HalfYear
from domain.metric import TOP_BOXES_FROM, Measure, Question
from domain.storage import tables
from domain.study import Study
from reporting.analyses.metrics import ends
from reporting.coded import VALUED

INDEX, WAIT = "index", "wait"
ASKED = {Measure.NPS, Measure.CSAT, Measure.CES}


class Part(NamedTuple):
    """One client's contacts of one channel, in one thing that is compared."""

    client: int
    channel: str
    name: str
    """`index`, `nps`, `csat`, `ces:1-7` (only equal scales are beside each other) or `wait`."""
    value: float
    """A mean or NPS over the contacts; of waits the median, in minutes."""
    n: int
    """Contacts behind it."""


def name_of(study: Study, question: Question) -> str:
    """Returns under which name a question's answers are compared; empty when they are not.

    Later parts of a contact are left out: they may be handed in after the half-year is counted.
    """
    if question.measure not in ASKED or question.stage:
        return ""
    if question.measure is not Measure.CES:
        return str(question.measure)
    low, high = ends(study, question)
    return f"ces:{low:g}-{high:g}"


def count(connection: Connection, *, agency: int, half: HalfYear) -> tuple[Part, ...]:
    """Returns the parts of the contacts that were first approved in a half-year, without simulated studies.

    The database adds up; what comes out of it is a row for each client, channel and different answer, and two moments
    of each contact for its wait.
    """
    found = _approved(agency, half)
    return (*_indices(connection, found), *_asked(connection, found), *_waits(connection, found))


def _approved(agency: int, half: HalfYear) -> CTE:
    """Contacts that count: each is in the half-year of its first approval."""
    of, made, seen = tables.contact.c, tables.study.c, tables.review.c
    began, ended = half.moments
    first = (
        select(seen.contact_id, func.min(seen.reviewed_at).label("at"))
        .where(seen.agency_id == agency, seen.decision == "approve")
        .group_by(seen.contact_id)
        .subquery()
    )
    return (
        select(
            of.id,
            made.client_id,
            of.study_id,
            cast(of.channel, String).label("channel"),
            of.attempts,
            of.score_index,
            cast(of.outcome, String).label("outcome"),
        )
        .join(tables.study, made.id == of.study_id)
        .join(first, first.c.contact_id == of.id)
        .where(
            of.agency_id == agency,
            of.state == State.APPROVED,
            of.outcome.in_([outcome for outcome in Outcome if outcome.counts]),
            ~made.simulated,
            first.c.at >= began,
            first.c.at < ended,
        )
        .cte("found")
        .prefix_with("MATERIALIZED")
    )


def _indices(connection: Connection, found: CTE) -> Iterator[Part]:
    of = found.c
    query = (
        select(of.client_id, of.channel, func.avg(of.score_index), func.count(of.score_index))
        .where(of.score_index.is_not(None))
        .group_by(of.client_id, of.channel)
    )
    for client, channel, value, n in connection.execute(query):
        yield Part(client, channel, INDEX, float(value), n)


def _asked(connection: Connection, found: CTE) -> Iterator[Part]:
    """NPS, CSAT and CES over all questions of a client that have one name; n counts the most answered in each study."""
    names = _names(connection, found)
    values: defaultdict[tuple[int, str, str], list[tuple[float, int]]] = defaultdict(list)
    most: defaultdict[tuple[int, str, str, int], dict[str, int]] = defaultdict(dict)
    asked = sorted({question for _, question in names})
    for client, study, channel, question, value, n in connection.execute(_counts(found, asked)):
        name, low, high = names.get((study, question), ("", 0.0, 0.0))
        number = _number(value)
        if not name or number is None:
            continue
        values[client, channel, name].append((_counted_as(name, number, low, high), n))
        answered = most[client, channel, name, study]
        answered[question] = answered.get(question, 0) + n
    for (client, channel, name), pairs in values.items():
        n = sum(max(by.values()) for key, by in most.items() if key[:3] == (client, channel, name))
        total = sum(many for _, many in pairs)
        yield Part(client, channel, name, sum(value * many for value, many in pairs) / total, n)


def _names(connection: Connection, found: CTE) -> dict[tuple[int, str], tuple[str, float, float]]:
    """By study and question: its name here, and the ends of its scale."""
    made = tables.study.c
    query = select(made.id, made.definition).where(made.id.in_(select(found.c.study_id)))
    named: dict[tuple[int, str], tuple[str, float, float]] = {}
    for id, definition in connection.execute(query):
        study = Study.model_validate_json(definition)
        for question in study.form.questions:
            if name := name_of(study, question):
                named[id, question.name] = (name, *ends(study, question))
    return named


def _counts(found: CTE, asked: Sequence[str]) -> Select[Any]:
    of, answer = found.c, tables.answer.c
    return (
        select(of.client_id, of.study_id, of.channel, answer.question, answer.value, func.count())
        .join(tables.answer, answer.contact_id == of.id)
        .where(answer.question.in_(asked), answer.state.in_([str(state) for state in VALUED]))
        .group_by(of.client_id, of.study_id, of.channel, answer.question, answer.value)
        .order_by(of.client_id, of.study_id, of.channel, answer.question, answer.value)
    )


def _number(value: str) -> float | None:
    """The number that an answer on a scale is; None for one that says that it does not apply."""
    try:
        return float(value)
    except ValueError:
        return None


def _counted_as(name: str, number: float, low: float, high: float) -> float:
    """What one answer adds to the mean: 100, 0 or -100 to NPS, 100 or 0 to CSAT, itself to CES."""
    if name == Measure.NPS:
        return 100.0 * ((number >= 9) - (number <= 6))
    return 100.0 * (number >= low + TOP_BOXES_FROM * (high - low)) if name == Measure.CSAT else number


def _waits(connection: Connection, found: CTE) -> Iterator[Part]:
    """The median minutes from start to answer, by the newest moments of the last attempts."""
    of = found.c
    query = select(of.id, of.client_id, of.channel, of.attempts).where(of.outcome == Outcome.ANSWERED.value)
    about = {id: (client, channel, attempt) for id, client, channel, attempt in connection.execute(query)}
    moments: defaultdict[int, dict[Moment, datetime]] = defaultdict(dict)
    for contact, attempt, moment, at in connection.execute(_timings(found)):
        if contact in about and about[contact][2] == attempt:
            moments[contact][moment] = at
    waits: defaultdict[tuple[int, str], list[float]] = defaultdict(list)
    for contact, known in moments.items():
        if len(known) > 1:
            minutes = (known[Moment.ANSWERED] - known[Moment.STARTED]).total_seconds() / 60
            waits[about[contact][:2]].append(minutes)
    for (client, channel), theirs in sorted(waits.items()):
        yield Part(client, channel, WAIT, float(np.median(theirs)), len(theirs))


def _timings(found: CTE) -> Select[Any]:
    """Starts and answers, oldest note first: of those for the same moment the last one stays."""
    timing = tables.timing.c
    return (
        select(timing.contact_id, timing.attempt, timing.moment, timing.at)
        .where(timing.contact_id.in_(select(found.c.id)), timing.moment.in_([Moment.STARTED, Moment.ANSWERED]))
        .order_by(timing.id)
    )
