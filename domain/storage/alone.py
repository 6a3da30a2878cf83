"""One bot at a time: two of them on one database would send everything twice."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from domain.storage.database import open_engine, plain_url

KEY = 0x746F7465756D61
"""`toteuma`, for PostgreSQL's advisory lock."""


class AlreadyRunning(Exception):
    """Another bot is running on this database."""


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Holds the database for one bot for as long as it lasts; the lock goes with the process, however that ends.

    Raises AlreadyRunning.
    """
    made = plain_url(url)
    with holding(Path(f"{made.database}.lock")) if made.get_backend_name() == "sqlite" else _advisory(url):
        yield


@contextmanager
def holding(lock: Path) -> Iterator[None]:
    """Holds a file that one process can hold at a time, and that names it by its number.

    Raises AlreadyRunning.
    """
    try:
        import fcntl
    except ImportError:  # there are no such locks on Windows
        yield
        return
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunning from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def _advisory(url: str) -> Iterator[None]:
    engine = open_engine(url, writes=True)
    try:
        with engine.connect() as connection:
            if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}):
                raise AlreadyRunning
            yield
    finally:
        engine.dispose()
