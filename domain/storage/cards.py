"""The one open card of each chat, and whether it is owed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, select, update

from domain.place import Place
from domain.storage.tables import card
from domain.storage.transaction import Transaction


@dataclass(frozen=True)
class Card:
    """A chat's card as stored."""

    chat_id: int
    place: Place
    note: Mapping[str, Any] | None
    message_id: int | None
    """Where it stands; None: it is to be sent anew."""
    left_id: int | None
    """The message it has left, whose buttons are still to be taken away."""
    turn: int
    owed: bool
    pressed: str = ""
    """The button that led to it; empty when none did."""
    turned_at: datetime | None = None


def _card(row: RowMapping) -> Card:
    return Card(
        chat_id=row["chat_id"],
        place=Place.from_json(row["place"]),
        note=row["note"],
        message_id=row["message_id"],
        left_id=row["left_id"],
        turn=row["turn"],
        owed=row["owed"],
        pressed=row["pressed"],
        turned_at=row["turned_at"],
    )


def of_chat(tx: Transaction, chat_id: int) -> Card | None:
    """Returns a chat's card, if it has one."""
    row = tx.one(card, chat_id=chat_id)
    return _card(row) if row else None


def owe(
    tx: Transaction,
    chat_id: int,
    shown: Place,
    *,
    note: Mapping[str, Any] | None = None,
    onto: int | None = None,
    pressed: str = "",
    now: datetime,
) -> int:
    """Says what a chat's card shows from now on, owed until Telegram has accepted it; returns the card's turn.

    `onto` is the message to be edited in place; None sends a new one. A message the card leaves loses its buttons.
    """
    was = of_chat(tx, chat_id)
    left = was.message_id if was and was.message_id != onto else (was.left_id if was else None)
    turn = was.turn + 1 if was else 1
    tx.put(
        card,
        ("chat_id",),
        chat_id=chat_id,
        place=shown.to_json(),
        note=note,
        message_id=onto,
        left_id=left,
        owed=True,
        pressed=pressed,
        turn=turn,
        turned_at=now,
    )
    return turn


def become(tx: Transaction, chat_id: int, waited: Place, becomes: Place, now: datetime) -> bool:
    """Turns a chat's card into what it waited for, in place; False when the chat has gone on to something else."""
    shown = of_chat(tx, chat_id)
    if shown is None or shown.place != waited:
        return False
    owe(tx, chat_id, becomes, onto=shown.message_id, now=now)
    return True


def paid(tx: Transaction, chat_id: int, turn: int, message_id: int | None) -> None:
    """Clears the debt of a turn that Telegram has accepted; a later turn stays owed, but knows the message."""
    present = (card.c.chat_id == chat_id, card.c.turn == turn)
    if tx.change(card, *present, owed=False, left_id=None, message_id=message_id):
        return
    # a turn that came meanwhile as a new message leaves the message that has just arrived
    tx.change(
        card,
        card.c.chat_id == chat_id,
        card.c.turn > turn,
        card.c.message_id.is_(None),
        card.c.left_id.is_(None),
        left_id=message_id,
    )


def owed(tx: Transaction, limit: int = 200) -> Sequence[int]:
    """Returns the chats whose cards are owed, oldest first."""
    chosen = select(card.c.chat_id).where(card.c.agency_id == tx.agency, card.c.owed).order_by(card.c.turned_at)
    return [row["chat_id"] for row in tx.read(chosen.limit(limit))]


def owe_all_again(tx: Transaction, since: datetime) -> int:
    """Owes every card that has been turned since a moment: presses made meanwhile may have been lost."""
    statement = update(card).where(card.c.agency_id == tx.agency, card.c.turned_at >= since).values(owed=True)
    return tx.connection.execute(statement).rowcount
