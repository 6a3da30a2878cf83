"""Clients' questions about results, and their answers."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import RowMapping, select

from domain.enquiry import Enquiry
from domain.storage.tables import analysis, enquiry
from domain.storage.transaction import Transaction

_NAMES = tuple(field.name for field in fields(Enquiry))


def _enquiry(row: RowMapping) -> Enquiry:
    return Enquiry(**{name: row[name] for name in _NAMES})


def add(tx: Transaction, *, analysis_id: int, by: int, asked: str, now: datetime) -> int:
    """Adds a question about an analysis and returns its id."""
    return tx.add(enquiry, analysis_id=analysis_id, asked_by=by, asked=asked, asked_at=now)


def get(tx: Transaction, id: int) -> Enquiry | None:
    """Returns the question of that id."""
    row = tx.one(enquiry, enquiry.c.id == id)
    return _enquiry(row) if row else None


def put_answer(tx: Transaction, id: int, *, by: int, answered: str, now: datetime) -> bool:
    """Answers a question that waits; False when somebody has answered it before."""
    values = {"answered_by": by, "answered": answered, "answered_at": now}
    return tx.change(enquiry, enquiry.c.id == id, enquiry.c.answered_by.is_(None), **values) == 1


def of_study(tx: Transaction, study_id: int) -> Sequence[Enquiry]:
    """Returns the questions about a study's analyses: those that wait first, the oldest of them on top."""
    found = (
        select(*(enquiry.c[name] for name in _NAMES))
        .join(analysis, analysis.c.id == enquiry.c.analysis_id)
        .where(enquiry.c.agency_id == tx.agency, analysis.c.study_id == study_id)
    )
    every = [_enquiry(row) for row in tx.read(found.order_by(enquiry.c.id))]
    return [*(one for one in every if one.waits), *(one for one in reversed(every) if not one.waits)]


def waiting(tx: Transaction, study_id: int) -> int:
    """Returns how many questions about a study wait for an answer."""
    return sum(one.waits for one in of_study(tx, study_id))
