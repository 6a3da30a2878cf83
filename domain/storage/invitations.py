"""Join links; only the hash of a code is kept."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import RowMapping

from domain.person import Role
from domain.storage.tables import invitation
from domain.storage.transaction import Transaction

VALID = timedelta(days=14)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _code(nonce: str, key: bytes) -> str:
    """128 bits that only this installation can make again; the database alone tells nothing."""
    made = hmac.digest(key, f"invitation {nonce}".encode(), "sha256")[:16]
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def add(
    tx: Transaction, *, role: Role, name: str, client_id: int | None, by: int | None, key: bytes, now: datetime
) -> int:
    """Adds an invitation and returns its id; `key` is the installation's secret."""
    nonce = secrets.token_urlsafe(16)
    return tx.add(
        invitation,
        nonce=nonce,
        code_hash=_hash(_code(nonce, key)),
        role=role,
        name=name,
        client_id=client_id,
        invited_by=by,
        created_at=now,
        expires_at=now + VALID,
    )


def code_of(tx: Transaction, id: int, key: bytes) -> tuple[RowMapping, str] | None:
    """Returns an invitation with the code that goes into its link."""
    row = tx.one(invitation, invitation.c.id == id)
    return (row, _code(row["nonce"], key)) if row else None


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
