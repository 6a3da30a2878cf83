"""Invoice bases."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, func, select

from domain.invoice_basis import DRAFT
from domain.storage.tables import invoice_basis
from domain.storage.transaction import Transaction


def next_number(tx: Transaction, day: date) -> str:
    """Returns the next number of a series of their own, `L2026-001`; none is ever given twice."""
    of_year = (invoice_basis.c.agency_id == tx.agency, invoice_basis.c.number.like(f"L{day.year}-%"))
    count = tx.connection.scalar(select(func.count()).where(*of_year))
    return f"L{day.year}-{(count or 0) + 1:03}"


def add(
    tx: Transaction, *, study_id: int, wave_id: int, number: str, document: Mapping[str, Any], by: int, now: datetime
) -> int:
    """Adds a draft and returns its id."""
    return tx.add(
        invoice_basis,
        study_id=study_id,
        wave_id=wave_id,
        number=number,
        document=document,
        state=DRAFT,
        made_by=by,
        made_at=now,
        paths={},
    )


def get(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the invoice basis of that id."""
    return tx.one(invoice_basis, invoice_basis.c.id == id)


def of_wave(tx: Transaction, wave_id: int) -> Sequence[RowMapping]:
    """Returns the invoice bases of a wave, oldest first."""
    return tx.all(invoice_basis, invoice_basis.c.wave_id == wave_id, order=invoice_basis.c.id)


def change(tx: Transaction, id: int, *states: str, **values: Any) -> bool:
    """Changes one that is in one of these states (any, when none is given); False when it is not."""
    where = [invoice_basis.c.id == id, *([invoice_basis.c.state.in_(states)] if states else [])]
    return tx.change(invoice_basis, *where, **values) == 1
