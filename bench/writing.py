"""Answers stored by 64 chats at once: what group commit gains over a commit each."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlalchemy import Connection, text

from bench.timing import median_seconds
from domain.storage.migrating import migrate
from domain.storage.writer import Database

CHATS, ANSWERS = 64, 5


def _store(connection: Connection) -> None:
    insert = "INSERT INTO inbox (bot_id, update_id, chat_id, body, state, error, arrived_at)"
    number = connection.exec_driver_sql("SELECT coalesce(max(update_id), 0) + 1 FROM inbox").scalar()
    values = {"n": number, "at": "2026-11-21 12:00:00.000000"}
    connection.execute(text(f"{insert} VALUES (1, :n, 1, 'an answer', 'done', '', :at)"), values)


async def _side_by_side(database: Database) -> None:
    async def chat() -> None:
        for _ in range(ANSWERS):
            await database.write(_store)

    await asyncio.gather(*(chat() for _ in range(CHATS)))


async def _one_by_one(database: Database) -> None:
    for _ in range(CHATS * ANSWERS):
        await database.write(_store)


def _seconds(work: Callable[[Database], Awaitable[None]]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        migrate(url)
        database = Database(url)
        try:
            return median_seconds(lambda: asyncio.run(_run(work, database)), 3)
        finally:
            database.close()


async def _run(work: Callable[[Database], Awaitable[None]], database: Database) -> None:
    await work(database)


def measure() -> dict[str, float]:
    """Returns the gain, and the answers stored a second (the only figure that depends on the machine alone)."""
    together, each = _seconds(_side_by_side), _seconds(_one_by_one)
    return {
        "a commit each / group commit, 64 chats (time)": each / together,
        "answers stored a second with group commit": CHATS * ANSWERS / together,
    }
