"""Heavy work that waits for the worker process."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping

from domain.storage.tables import job
from domain.storage.transaction import Transaction


def add(tx: Transaction, kind: str, now: datetime, **ids: Any) -> int:
    """Adds a job that is done as soon as the worker is free, and again after a crash."""
    return tx.add(job, kind=kind, ids=ids, state="waiting", attempts=0, error="", due_at=now, created_at=now)


def waiting(tx: Transaction, now: datetime) -> Sequence[RowMapping]:
    """Returns the jobs whose time has come, oldest first."""
    return tx.all(job, job.c.due_at <= now, limit=20, state="waiting")


def asked_lately(tx: Transaction, kind: str, now: datetime, within: timedelta, **ids: Any) -> RowMapping | None:
    """Returns a job about the same things that waits, or was asked for within a time and has not failed."""
    lately = (job.c.state == "waiting") | (job.c.created_at >= now - within)
    found = tx.all(job, job.c.kind == kind, job.c.state != "failed", lately)
    return next((row for row in found if row["ids"] == ids), None)


def done(tx: Transaction, id: int) -> None:
    """Notes that a job has been done."""
    tx.change(job, job.c.id == id, state="done")


def failed(tx: Transaction, id: int, error: str) -> None:
    """Notes that a job cannot be done."""
    tx.change(job, job.c.id == id, state="failed", error=error)


def again(tx: Transaction, id: int, due_at: datetime, error: str) -> None:
    """Notes that a job has failed once more and is tried again at a moment."""
    tx.change(job, job.c.id == id, attempts=job.c.attempts + 1, due_at=due_at, error=error)
