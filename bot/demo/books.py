"""The bot's database, read from outside: what it still owes, and what has been kept."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

OWED = """
    select (select count(*) from inbox where state = 'new')
         + (select count(*) from card where owed)
         + (select count(*) from stage where state = 'waiting' and due_at <= :now)
"""
UNSENT = "select count(*) from outbox where state = 'due'"


class Books:
    """A reader of the bot's SQLite file, beside the bot itself."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def rows(self, query: str, values: dict[str, object] | None = None) -> Sequence[tuple[Any, ...]]:
        """Returns what a query finds."""
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values or {}).fetchall()

    def count(self, query: str) -> int:
        """Returns the one number that a query finds."""
        return int(self.rows(query)[0][0])

    def owed(self, now: datetime, *, outbox: bool = False) -> int:
        """Returns how many things the bot has still to do: updates, cards, stages that are due; and messages to others.

        While the file is not there, or is being opened, everything is still to do.
        """
        try:
            owed = int(self.rows(OWED, {"now": _stored(now)})[0][0])
            return owed + self.count(UNSENT) if outbox else owed
        except sqlite3.OperationalError:
            return 1


def _stored(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
