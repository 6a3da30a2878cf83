"""Join links; only the hash of a code is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import RowMapping

from domain.person import Role
from domain.storage.tables import invitation
from domain.storage.transaction import Transaction

VALID = timedelta(days=14)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def add(tx: Transaction, *, role: Role, name: str, client_id: int | None, by: int | None, now: datetime) -> str:
    """Adds an invitation and returns its code: 128 random bits that go into a link, and are kept nowhere."""
    code = secrets.token_urlsafe(16)
    tx.add(
        invitation,
        code_hash=_hash(code),
        role=role,
        name=name,
        client_id=client_id,
        invited_by=by,
        created_at=now,
        expires_at=now + VALID,
    )
    return code


def take(tx: Transaction, code: str, now: datetime) -> RowMapping | None:
    """Returns the invitation of a code that is still good, or None."""
    return tx.one(
        invitation,
        invitation.c.code_hash == _hash(code),
        invitation.c.used_at.is_(None),
        invitation.c.expires_at > now,
    )


def use(tx: Transaction, id: int, *, by: int, now: datetime) -> None:
    """Marks an invitation used."""
    tx.change(invitation, invitation.c.id == id, used_at=now, used_by=by)
