"""Quotes that are about to expire are called to mind, once; and their makers are told when they have."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import RowMapping

from domain.clock import in_daytime
from domain.operations.quotes import document, readers, today_of
from domain.person import Person
from domain.storage import outbox, people, quotes, studies
from domain.storage.transaction import Transaction

BEFORE = timedelta(days=3)
"""How long before its last day the client is reminded of a quote."""
SATURDAY = 5


def to_tell_of(tx: Transaction, now: datetime) -> Sequence[int]:
    """Returns the quotes of which somebody is told now: by day, and not on a weekend."""
    return [row["id"] for row in quotes.out(tx) if _kind(tx, row, now)]


def tell(tx: Transaction, *, quote_id: int, now: datetime) -> None:
    """Reminds the client's people who may accept a quote, or tells its maker that it has expired; each once."""
    row = quotes.get(tx, quote_id)
    kind = _kind(tx, row, now) if row is not None else ""
    if row is None or not kind:
        return
    quotes.change(tx, quote_id, **{"lapsed_at" if kind == "quote_expired" else "reminded_at": now})
    for reader in _told(tx, row, kind):
        outbox.tell(tx, reader, kind, now, quote=quote_id)


def _kind(tx: Transaction, row: RowMapping, now: datetime) -> str:
    """What there is to tell of a quote now; empty: nothing."""
    study_row = studies.get(tx, row["study_id"])
    if study_row is None or row["state"] != "sent":
        return ""
    zone, today = studies.definition(study_row).terms.zone, today_of(study_row, now)
    if in_daytime(now, zone) != now or today.weekday() >= SATURDAY:
        return ""
    last = document(row).valid_until
    if today > last:
        return "quote_expired" if row["lapsed_at"] is None else ""
    return "quote_expiring" if row["reminded_at"] is None and today >= last - BEFORE else ""


def _told(tx: Transaction, row: RowMapping, kind: str) -> Sequence[Person]:
    """Who is told: of a client that is not here nobody but the maker."""
    study_row, maker = studies.get(tx, row["study_id"]), people.get(tx, row["made_by"])
    may = [one for one in readers(tx, study_row) if one.accepts_quotes] if study_row is not None else []
    return may if kind == "quote_expiring" and may else [maker] if maker else []
