"""Reports of several studies of one client."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, select

from domain.contact import Outcome, State
from domain.storage.tables import contact, portfolio, study
from domain.storage.transaction import Transaction


def with_results(tx: Transaction) -> Mapping[int, Sequence[int]]:
    """Returns the studies of which something counts, oldest first, by client."""
    of = contact.c
    counts = (of.state == State.APPROVED, of.outcome.in_([outcome for outcome in Outcome if outcome.counts]))
    query = (
        select(study.c.client_id, study.c.id)
        .where(study.c.agency_id == tx.agency, select(of.id).where(of.study_id == study.c.id, *counts).exists())
        .order_by(study.c.id)
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in tx.read(query):
        found[row["client_id"]].append(row["id"])
    return found


def add(tx: Transaction, *, client_id: int, studies: Sequence[int], language: str, by: int, now: datetime) -> int:
    """Notes a report that is being made."""
    return tx.add(
        portfolio,
        client_id=client_id,
        studies=list(studies),
        language=language,
        state="making",
        made_by=by,
        made_at=now,
    )


def get(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the report of that id."""
    return tx.one(portfolio, portfolio.c.id == id)


def of_client(tx: Transaction, client_id: int, *states: str) -> Sequence[RowMapping]:
    """Returns the reports of a client in these states, newest first."""
    mine = (portfolio.c.client_id == client_id, portfolio.c.state.in_(states))
    return tx.all(portfolio, *mine, order=portfolio.c.id.desc())


def change(tx: Transaction, id: int, **values: Any) -> None:
    """Changes what is known of a report."""
    tx.change(portfolio, portfolio.c.id == id, **values)
