"""CSVs of a client's own figures, from when they are sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, select

from domain.storage.tables import figures
from domain.storage.transaction import Transaction

_WAITING = (
    select(figures.c.id)
    .where(figures.c.agency_id == bindparam("agency_id"), figures.c.state == "waiting")
    .order_by(figures.c.id)
)


def add(
    tx: Transaction, *, person_id: int, study_id: int | None, file_id: str, filename: str, size: int, now: datetime
) -> int:
    """Notes a file that has been sent: it waits to be read, or for its study to be told."""
    return tx.add(
        figures,
        person_id=person_id,
        study_id=study_id,
        file_id=file_id,
        filename=filename,
        size=size,
        state="asking" if study_id is None else "waiting",
        created_at=now,
    )


def get(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the file of that id."""
    return tx.one(figures, figures.c.id == id)


def change(tx: Transaction, id: int, **values: Any) -> None:
    """Changes what is known of a file."""
    tx.change(figures, figures.c.id == id, **values)


def waiting(tx: Transaction) -> Sequence[int]:
    """Returns the ids of the files that wait to be read, oldest first."""
    return [row["id"] for row in tx.read(_WAITING)]


def own_of(tx: Transaction, study_id: int) -> Sequence[RowMapping]:
    """Returns the saved files of a study with answers of the client's own customers, newest first."""
    saved = (figures.c.study_id == study_id, figures.c.kind == "own", figures.c.state == "saved")
    return tx.all(figures, *saved, order=(figures.c.saved_at.desc(), figures.c.id.desc()))


def of_file(tx: Transaction, study_id: int, sha256: str) -> RowMapping | None:
    """Returns what was saved for a study from exactly this file."""
    kept = figures.c.state.in_(("saved", "used"))
    return tx.one(figures, figures.c.study_id == study_id, figures.c.sha256 == sha256, kept)


def forget(tx: Transaction, before: datetime) -> int:
    """Drops what was read of files that were sent before a moment and never saved; returns how many there were."""
    unsaved = figures.c.state.in_(("asking", "previewed", "refused"))
    return tx.change(figures, unsaved, figures.c.created_at < before, state="discarded", content=None, faults=None)
