"""Quotes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, func, select
from sqlalchemy.exc import IntegrityError

from domain.quote_state import QuoteState
from domain.storage.tables import quote
from domain.storage.transaction import Transaction


class QuoteTaken(Exception):
    """Somebody else's quote has that number."""


def next_number(tx: Transaction, day: date) -> str:
    """Returns the next number of the agency's series, `2026-001`; later versions take none."""
    of_year = (quote.c.agency_id == tx.agency, quote.c.number.like(f"{day.year}-%"), quote.c.version == 1)
    count = tx.connection.scalar(select(func.count()).where(*of_year))
    return f"{day.year}-{(count or 0) + 1:03}"


def add(tx: Transaction, *, study_id: int, wave_id: int, by: int, now: datetime, **values: Any) -> int:
    """Adds a draft (QuoteTaken when somebody else has added one of its number meanwhile); nothing else is undone."""
    try:
        with tx.connection.begin_nested():
            made = {"state": QuoteState.DRAFT, "made_by": by, "made_at": now, **values}
            return tx.add(quote, study_id=study_id, wave_id=wave_id, **made)
    except IntegrityError:
        raise QuoteTaken from None


def get(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the quote of that id."""
    return tx.one(quote, quote.c.id == id)


def of_studies(tx: Transaction, study_ids: Sequence[int]) -> Sequence[RowMapping]:
    """Returns the quotes of these studies, newest first."""
    return tx.all(quote, quote.c.study_id.in_(study_ids), order=quote.c.id.desc())


def of_wave(tx: Transaction, wave_id: int) -> Sequence[RowMapping]:
    """Returns the quotes of a wave, newest first."""
    return tx.all(quote, quote.c.wave_id == wave_id, order=quote.c.id.desc())


def after(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the version that was made after this one, if any."""
    return tx.one(quote, quote.c.replaces_id == id)


def out(tx: Transaction) -> Sequence[RowMapping]:
    """Returns the quotes that clients have and have not decided on, of which somebody is still to be told something."""
    return tx.all(quote, quote.c.state == QuoteState.SENT, quote.c.lapsed_at.is_(None), order=quote.c.id)


def change(tx: Transaction, id: int, *states: str, **values: Any) -> bool:
    """Changes a quote that is in one of these states (any, when none is given); False when it is not."""
    where = [quote.c.id == id, *([quote.c.state.in_(states)] if states else [])]
    return tx.change(quote, *where, **values) == 1
