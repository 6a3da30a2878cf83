"""Notices to other chats, sent until they have arrived."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, select

from domain.person import Person
from domain.storage.tables import outbox
from domain.storage.transaction import Transaction


def tell(tx: Transaction, person: Person, kind: str, now: datetime, /, **ids: Any) -> None:
    """Owes a person a notice; its words are made when it is sent, in the language they read then."""
    tx.add(
        outbox,
        chat_id=person.chat_id,
        notice={"kind": kind, **ids},
        state="due",
        attempts=0,
        due_at=now,
        created_at=now,
        error="",
    )


def due(tx: Transaction, now: datetime, *, besides: Sequence[int] = (), limit: int = 60) -> Sequence[RowMapping]:
    """Returns the notices whose time has come, oldest first, but for the chats that are being sent to.

    Where one has been put off, those behind it wait too, so that they arrive in order.
    """
    return tx.read(_DUE, now=now, besides=besides, most=limit)


_OF_AGENCY = outbox.c.agency_id == bindparam("agency_id")
_PUT_OFF = select(outbox.c.chat_id).where(_OF_AGENCY, outbox.c.state == "due", outbox.c.due_at > bindparam("now"))
_DUE = (
    select(outbox)
    .where(_OF_AGENCY, outbox.c.state == "due", outbox.c.chat_id.not_in(bindparam("besides", expanding=True)))
    .where(outbox.c.chat_id.not_in(_PUT_OFF))
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)


def sent(tx: Transaction, id: int, message_id: int | None) -> None:
    """Notes that a notice has arrived."""
    tx.change(outbox, outbox.c.id == id, state="sent", message_id=message_id)


def later(tx: Transaction, id: int, due_at: datetime, error: str) -> None:
    """Puts a notice off until a moment."""
    tx.change(outbox, outbox.c.id == id, due_at=due_at, attempts=outbox.c.attempts + 1, error=error)


def refused(tx: Transaction, id: int, error: str) -> None:
    """Notes that a notice can never arrive."""
    tx.change(outbox, outbox.c.id == id, state="refused", error=error)


def blocked(tx: Transaction, id: int, error: str) -> None:
    """Notes that a notice waits until its reader can be reached again."""
    tx.change(outbox, outbox.c.id == id, state="blocked", error=error)


def owe_blocked(tx: Transaction, person: Person) -> None:
    """Owes a person again what could not be sent while they could not be reached."""
    tx.change(outbox, outbox.c.chat_id == person.chat_id, outbox.c.state == "blocked", state="due")


def keep_until(tx: Transaction, id: int, moment: datetime) -> None:
    """Notes that an arrived message is to be deleted from its chat at a moment."""
    tx.change(outbox, outbox.c.id == id, state="kept", due_at=moment)


def to_delete(tx: Transaction, now: datetime) -> Sequence[RowMapping]:
    """Returns the arrived messages whose time in their chats is over."""
    return tx.all(outbox, outbox.c.due_at <= now, state="kept")


def deleted(tx: Transaction, id: int) -> None:
    """Notes that a message has been deleted from its chat."""
    tx.change(outbox, outbox.c.id == id, state="deleted")


def keep_no_longer(tx: Transaction, person: Person, message_id: int | None, now: datetime) -> None:
    """Has a person's own message deleted from the chat: it holds what must not stay there."""
    if message_id is not None:
        tx.add(
            outbox,
            chat_id=person.chat_id,
            notice={},
            state="kept",
            attempts=0,
            due_at=now,
            created_at=now,
            message_id=message_id,
            error="",
        )
