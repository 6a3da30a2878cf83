"""The database behind one URL: SQLite in a file, or PostgreSQL; the same program."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url


def plain_url(url: str) -> URL:
    """Returns the URL with its synchronous driver: writer and readers are threads (docs/decisions/001)."""
    made = make_url(url)
    backend = made.get_backend_name()
    return made.set(drivername="postgresql+psycopg" if backend == "postgresql" else re.sub(r"\+.*", "", backend))


def open_engine(url: str, *, writes: bool = False) -> Engine:
    """Returns an engine whose connections are set up for writing, or for reading only."""
    made = plain_url(url)
    if made.get_backend_name() != "sqlite":
        options = "-c timezone=utc -c synchronous_commit=on"
        if writes:
            return create_engine(made, pool_pre_ping=True, connect_args={"options": options})
        # a reader sees one state for as long as it reads, as on SQLite
        reading = f"{options} -c default_transaction_read_only=on"
        return create_engine(
            made, pool_pre_ping=True, isolation_level="REPEATABLE READ", connect_args={"options": reading}
        )
    if made.database:
        Path(made.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(made)
    _teach_sqlite(engine, writes=writes)
    return engine


def _teach_sqlite(engine: Engine, *, writes: bool) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            cursor.execute(f"PRAGMA {pragma}")
        if not writes:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Opens a connection that sees one state of the database for as long as it lasts."""
    with engine.connect() as connection, connection.begin():
        yield connection
