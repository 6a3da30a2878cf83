"""One bot at a time: two of them on one database would send everything twice."""

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
    with _file(Path(f"{made.database}.lock")) if made.get_backend_name() == "sqlite" else _advisory(url):
        yield


@contextmanager
def _file(lock: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # there are no such locks on Windows
        yield
        return
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunning from None
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
