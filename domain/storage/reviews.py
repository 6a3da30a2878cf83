"""What coordinators decided of contacts, and the alarms of critical failures."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping

from domain.storage.tables import alert, review
from domain.storage.transaction import Transaction

RECALLED = "recalled"
"""State of an alert whose contact was taken back: nobody is told, until it is raised anew."""


def add(tx: Transaction, contact_id: int, *, by: int, decision: str, words: Mapping[str, str], now: datetime) -> None:
    """Notes a decision with its words: of each returned metric, or the reason under ''."""
    tx.add(review, contact_id=contact_id, reviewer_id=by, decision=decision, words=dict(words), reviewed_at=now)


def latest(tx: Transaction, contact_id: int) -> RowMapping | None:
    """Returns the newest decision on a contact."""
    rows = tx.all(review, contact_id=contact_id, order=review.c.id.desc(), limit=1)
    return rows[0] if rows else None


def raise_alert(tx: Transaction, contact_id: int, question: str, now: datetime) -> int | None:
    """Notes a critical failure once; returns its id, or None when it is known already.

    One that was taken back keeps its id: an id that became another's would let an old button tell the wrong thing.
    """
    known = tx.one(alert, alert.c.contact_id == contact_id, alert.c.question == question)
    if known is None:
        return tx.add(alert, contact_id=contact_id, question=question, state="raised", raised_at=now)
    if known["state"] != RECALLED:
        return None
    tx.change(alert, alert.c.id == known["id"], state="raised", raised_at=now)
    return int(known["id"])


def take_alerts_back(tx: Transaction, contact_id: int, *, since: datetime) -> None:
    """Takes back the alerts raised at a moment or later that nobody has decided."""
    tx.change(alert, *_raised(contact_id, since), alert.c.state == "raised", state=RECALLED)


def any_confirmed(tx: Transaction, contact_id: int, *, since: datetime) -> bool:
    """Says whether the client has been told of a critical failure that was raised at a moment or later."""
    return bool(tx.all(alert, *_raised(contact_id, since), alert.c.state == "confirmed", limit=1))


def _raised(contact_id: int, since: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return alert.c.contact_id == contact_id, alert.c.raised_at >= since


def get_alert(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the alert of that id."""
    return tx.one(alert, alert.c.id == id)


def decide_alert(tx: Transaction, id: int, state: str, *, by: int | None, now: datetime) -> bool:
    """Confirms or drops an alert; False when that has been decided already."""
    changed = tx.change(alert, alert.c.id == id, alert.c.state == "raised", state=state, decided_by=by, decided_at=now)
    return changed == 1
