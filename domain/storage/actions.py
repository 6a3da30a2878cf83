"""What clients will change, and what came of it."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, select

from domain.action import MOST_REMINDERS, Action, ActionState
from domain.storage.tables import action, wave
from domain.storage.transaction import Transaction

_COLUMNS = tuple(action.c[field.name] for field in fields(Action))


def _action(row: RowMapping) -> Action:
    return Action(**{name: row[name] for name in (field.name for field in fields(Action))})


def add(
    tx: Transaction,
    *,
    study_id: int,
    wave_id: int,
    what: str,
    owner: str = "",
    due_on: date | None = None,
    metric: str = "",
    state: ActionState,
    by: int,
    now: datetime,
) -> int:
    """Adds an action to a wave and returns its id."""
    return tx.add(
        action,
        study_id=study_id,
        wave_id=wave_id,
        what=what,
        owner=owner,
        due_on=due_on,
        metric=metric,
        state=state,
        made_by=by,
        made_at=now,
        changed_by=by,
        changed_at=now,
    )


def get(tx: Transaction, id: int) -> Action | None:
    """Returns the action of that id."""
    row = tx.one(action, action.c.id == id)
    return _action(row) if row else None


def change(tx: Transaction, id: int, **values: Any) -> None:
    """Changes an action."""
    tx.change(action, action.c.id == id, **values)


def of_studies(tx: Transaction, study_ids: Sequence[int]) -> Sequence[Action]:
    """Returns the actions of these studies: the newest wave first, in it the newest study, then in their order."""
    found = (
        select(*_COLUMNS)
        .join(wave, wave.c.id == action.c.wave_id)
        .where(action.c.agency_id == tx.agency, action.c.study_id.in_(study_ids))
        .order_by(wave.c.number.desc(), action.c.study_id.desc(), action.c.id)
    )
    return [_action(row) for row in tx.read(found)]


def of_wave(tx: Transaction, wave_id: int) -> Sequence[Action]:
    """Returns the actions of a wave in their order."""
    return [_action(row) for row in tx.all(action, action.c.wave_id == wave_id)]


def promised(tx: Transaction, day: date) -> Sequence[Action]:
    """Returns the agreed actions of that day or an earlier one whose day may still be called to mind."""
    where = (action.c.state == ActionState.AGREED, action.c.due_on <= day, action.c.reminded < MOST_REMINDERS)
    return [_action(row) for row in tx.all(action, *where)]
