"""Brings a database up to this program's tables, after a backup of the file."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text

from domain.storage.database import open_engine, plain_url


class DatabaseTooNew(Exception):
    """The database has been written by a newer Toteuma; this one would not understand it."""


class SameFile(Exception):
    """A backup cannot be written over the database it is made of."""


def alembic_config(connection: Connection | None = None) -> Config:
    """Returns Alembic's settings for our migrations, bound to a connection when there is one."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate(url: str) -> str:
    """Applies what is missing and returns the revision; a file that holds data is backed up beside itself first.

    Raises DatabaseTooNew when the database is ahead of this program.
    """
    engine = open_engine(url, writes=True)
    try:
        present, wanted = _present(engine), _wanted()
        if present == wanted:
            return wanted
        if present is not None and present not in _known():
            raise DatabaseTooNew(present)
        if present is not None and engine.dialect.name == "sqlite":
            backup(url, Path(f"{plain_url(url).database}.before-{wanted}"))
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), "head")
        return wanted
    finally:
        engine.dispose()


def backup(url: str, file: Path) -> None:
    """Writes a consistent copy of an SQLite database to a file; an older copy goes only once the new one is whole.

    Raises SameFile when the file is the database itself.
    """
    if file.resolve() == Path(plain_url(url).database or "").resolve():
        raise SameFile(file)
    part = file.with_name(file.name + ".part")
    # a folder that is not there, or may not be written to, is told as such
    part.write_bytes(b"")
    engine = create_engine(plain_url(url), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text("VACUUM INTO :file"), {"file": str(part)})
    finally:
        engine.dispose()
    part.replace(file)


def _present(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(alembic_config())


@cache
def _wanted() -> str:
    head = _scripts().get_current_head()
    if head is None:
        raise LookupError("there are no migrations")
    return head


def _known() -> set[str]:
    return {script.revision for script in _scripts().walk_revisions()}
