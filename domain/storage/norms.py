"""What an agency's norm is put together from: a row for each half-year, counted once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from domain.storage.tables import norm, study
from domain.storage.transaction import Transaction


def companies(tx: Transaction) -> int:
    """Returns how many clients have studies that are not simulated."""
    query = select(func.count(study.c.client_id.distinct()).label("n"))
    return int(tx.read(query.where(study.c.agency_id == tx.agency, ~study.c.simulated))[0]["n"])


def counted(tx: Transaction) -> Sequence[date]:
    """Returns the ends of the half-years that have been counted."""
    return [row["until"] for row in tx.all(norm, order=norm.c.until)]


def keep(tx: Transaction, until: date, parts: Sequence[Sequence[Any]], now: datetime) -> None:
    """Keeps what a half-year came to; what has been kept once stays."""
    if tx.one(norm, norm.c.until == until) is None:
        tx.add(norm, until=until, parts=[list(part) for part in parts], made_at=now)
