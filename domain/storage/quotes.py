"""Quotes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, func, select

from domain.storage.tables import quote
from domain.storage.transaction import Transaction


def next_number(tx: Transaction, day: date) -> str:
    """Returns the next number of the agency's series, `2026-001`."""
    count = tx.connection.scalar(
        select(func.count()).where(quote.c.agency_id == tx.agency, quote.c.number.like(f"{day.year}-%"))
    )
    return f"{day.year}-{(count or 0) + 1:03}"


def add(tx: Transaction, *, study_id: int, number: str, document: Mapping[str, Any], by: int, now: datetime) -> int:
    """Adds a quote as it is on its day."""
    return tx.add(quote, study_id=study_id, number=number, document=document, state="draft", made_by=by, made_at=now)


def get(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the quote of that id."""
    return tx.one(quote, quote.c.id == id)


def of_studies(tx: Transaction, study_ids: Sequence[int]) -> Sequence[RowMapping]:
    """Returns the quotes of these studies, newest first."""
    return tx.all(quote, quote.c.study_id.in_(study_ids), order=quote.c.id.desc())


def change(tx: Transaction, id: int, *states: str, **values: Any) -> bool:
    """Changes a quote that is in one of these states (any, when none is given); False when it is not."""
    where = [quote.c.id == id, *([quote.c.state.in_(states)] if states else [])]
    return tx.change(quote, *where, **values) == 1
