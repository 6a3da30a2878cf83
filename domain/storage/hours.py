"""Hours of extra work."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from domain.hours import Hours
from domain.storage.tables import hours
from domain.storage.transaction import Transaction

_NAMES = tuple(field.name for field in fields(Hours))


def _hours(row: RowMapping) -> Hours:
    return Hours(**{name: row[name] for name in _NAMES})


def add(tx: Transaction, *, now: datetime, **values: Any) -> int:
    """Adds hours and returns their id."""
    return tx.add(hours, logged_at=now, **values)


def get(tx: Transaction, id: int) -> Hours | None:
    """Returns the hours of that id."""
    row = tx.one(hours, hours.c.id == id)
    return _hours(row) if row else None


def of_study(tx: Transaction, study_id: int) -> Sequence[Hours]:
    """Returns the hours of a study that have not been removed, the oldest day first."""
    where = (hours.c.study_id == study_id, hours.c.removed_at.is_(None))
    return [_hours(row) for row in tx.all(hours, *where, order=(hours.c.day, hours.c.id))]


def of_wave(tx: Transaction, wave_id: int) -> Sequence[Hours]:
    """Returns the hours of a wave that have not been removed, the oldest day first."""
    where = (hours.c.wave_id == wave_id, hours.c.removed_at.is_(None))
    return [_hours(row) for row in tx.all(hours, *where, order=(hours.c.day, hours.c.id))]


def change(tx: Transaction, id: int, **values: Any) -> bool:
    """Changes hours that have not been removed; False when they have."""
    return tx.change(hours, hours.c.id == id, hours.c.removed_at.is_(None), **values) == 1
