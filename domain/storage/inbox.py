"""Updates as Telegram gave them, stored before Telegram is told that we have them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from domain.storage.tables import heartbeat, inbox


@dataclass(frozen=True)
class Arrival:
    """An update that waits for its turn."""

    arrival: int
    chat_id: int
    body: str
    arrived_at: datetime


def _insert(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


# Built once: these run at every update, and a statement costs more to build than to run.
_IS_NEW = select(inbox.c.state).where(inbox.c.arrival == bindparam("arrival"))
_DONE = update(inbox).where(inbox.c.arrival == bindparam("of_arrival")).values(state="done")


@cache
def _store(dialect: str) -> ReturningInsert[Any]:
    statement = _insert(dialect, inbox).on_conflict_do_nothing(index_elements=["bot_id", "update_id"])
    return statement.returning(inbox.c.arrival)


@cache
def _beat(dialect: str) -> postgresql.Insert | sqlite.Insert:
    statement = _insert(dialect, heartbeat)
    return statement.on_conflict_do_update(index_elements=["bot_id"], set_={"at": statement.excluded.at})


def store(
    connection: Connection, bot_id: int, updates: Sequence[tuple[int, int, str]], now: datetime
) -> Sequence[Arrival]:
    """Stores (update_id, chat_id, body) in order and returns those that are new; doubles fall out."""
    arrived = []
    for update_id, chat_id, body in updates:
        row = {"bot_id": bot_id, "update_id": update_id, "chat_id": chat_id, "body": body}
        new = {**row, "state": "new", "error": "", "arrived_at": now}
        arrival = connection.scalar(_store(connection.dialect.name), new)
        if arrival is not None:
            arrived.append(Arrival(arrival, chat_id, body, now))
    return arrived


def put_aside_unread(connection: Connection, bot_id: int, body: str, now: datetime) -> None:
    """Keeps something that came as an update and has no number; each such body once."""
    number = -1 - int.from_bytes(hashlib.sha256(body.encode()).digest()[:7])
    statement = _insert(connection.dialect.name, inbox).values(
        bot_id=bot_id, update_id=number, chat_id=0, body=body, state="aside", error="no number", arrived_at=now
    )
    connection.execute(statement.on_conflict_do_nothing(index_elements=["bot_id", "update_id"]))


def undone(connection: Connection, bot_id: int) -> Sequence[Arrival]:
    """Returns the updates whose turn has not come, in the order they arrived."""
    chosen = select(inbox.c.arrival, inbox.c.chat_id, inbox.c.body, inbox.c.arrived_at)
    rows = connection.execute(chosen.where(inbox.c.bot_id == bot_id, inbox.c.state == "new").order_by(inbox.c.arrival))
    return [Arrival(*row) for row in rows]


def done_since(connection: Connection, bot_id: int, moment: datetime, most: int) -> Sequence[str]:
    """Returns what the last updates said that have had their turn and arrived after a moment, at most so many."""
    chosen = select(inbox.c.body).where(inbox.c.bot_id == bot_id, inbox.c.state != "new", inbox.c.arrived_at > moment)
    return connection.scalars(chosen.order_by(inbox.c.arrival.desc()).limit(most)).all()


def is_new(connection: Connection, arrival: int) -> bool:
    """Says whether an update still waits for its turn."""
    return connection.scalar(_IS_NEW, {"arrival": arrival}) == "new"


def done(connection: Connection, arrival: int) -> None:
    """Marks an update done, in the transaction that holds its effects."""
    connection.execute(_DONE, {"of_arrival": arrival})


def forget(connection: Connection, arrival: int) -> None:
    """Keeps no longer what an update said: it holds what must be kept nowhere."""
    connection.execute(update(inbox).where(inbox.c.arrival == arrival).values(body=""))


def set_aside(connection: Connection, arrival: int, error: str) -> None:
    """Puts an update aside with its error; the bot goes on."""
    connection.execute(update(inbox).where(inbox.c.arrival == arrival).values(state="aside", error=error))


def prune(connection: Connection, state: str, before: datetime) -> int:
    """Removes updates in a state, done or aside, that arrived before a moment."""
    return connection.execute(delete(inbox).where(inbox.c.state == state, inbox.c.arrived_at < before)).rowcount


def beat(connection: Connection, bot_id: int, now: datetime) -> None:
    """Notes when updates were last taken in."""
    connection.execute(_beat(connection.dialect.name), {"bot_id": bot_id, "at": now})


def last_beat(connection: Connection, bot_id: int) -> datetime | None:
    """Returns when updates were last taken in, or None."""
    return connection.scalar(select(heartbeat.c.at).where(heartbeat.c.bot_id == bot_id))
