"""What became of the contacts that were planned."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, func, select

from domain.contact import Outcome, State
from domain.metric import Measure
from domain.storage import tables
from domain.study import Study
from reporting.chosen import Chosen


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of the contacts that were planned."""

    planned: int
    counted: int
    unanswered: int
    """Counted ones that nobody answered."""
    excluded: int
    """Left out by the coordinator."""
    failed: int
    """Wrong address, or the shopper was recognised."""
    unfinished: int
    recordings: int
    returned: int
    """Counted contacts that a review returned for correction at least once."""


def fate_of(connection: Connection, chosen: Chosen, contacts: pd.DataFrame, study: Study) -> Fate:
    """Returns what became of chosen contacts; `contacts` are those of them that count."""
    of = tables.contact.c
    query = select(of.state, of.outcome, func.count()).where(*chosen.planned)
    rows = connection.execute(query.group_by(of.state, of.outcome)).all()
    finished = {State.APPROVED, State.EXCLUDED}
    return Fate(
        planned=sum(n for _, _, n in rows),
        counted=len(contacts),
        unanswered=int((contacts["outcome"] == Outcome.NO_ANSWER.value).sum()),
        excluded=sum(
            n for state, outcome, n in rows if state is State.EXCLUDED and (outcome is None or outcome.counts)
        ),
        failed=sum(n for state, outcome, n in rows if state in finished and outcome is not None and not outcome.counts),
        unfinished=sum(n for state, _, n in rows if state not in finished),
        recordings=_recordings(connection, chosen, study),
        returned=_returned(connection, chosen),
    )


def _recordings(connection: Connection, chosen: Chosen, study: Study) -> int:
    asked = [question.name for question in study.form.questions if question.measure is Measure.RECORDING]
    of = tables.attachment.c
    query = (
        select(func.count(of.contact_id.distinct()))
        .join(tables.contact, tables.contact.c.id == of.contact_id)
        .where(of.agency_id == chosen.agency, of.purpose == "answer", of.state == "kept", of.question.in_(asked))
        .where(*chosen.counted)
    )
    return int(connection.execute(query).scalar_one())


def _returned(connection: Connection, chosen: Chosen) -> int:
    of, contact = tables.review.c, tables.contact.c
    query = (
        select(func.count(of.contact_id.distinct()))
        .join(tables.contact, contact.id == of.contact_id)
        .where(of.agency_id == chosen.agency, of.decision == "return", *chosen.counted)
    )
    return int(connection.execute(query).scalar_one())
