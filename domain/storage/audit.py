"""Who did what to what."""

from datetime import datetime
from typing import Any

from domain.storage.tables import audit
from domain.storage.transaction import Transaction


def note(tx: Transaction, by: int | None, action: str, thing: str, now: datetime, **details: Any) -> None:
    """Notes an action in the trail that nothing is removed from."""
    tx.add(audit, person_id=by, action=action, thing=thing, details=details, at=now)
