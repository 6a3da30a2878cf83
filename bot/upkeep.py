"""Backups, and whether this installation is well."""

import os
import shutil
import subprocess
from itertools import count
from pathlib import Path

from sqlalchemy import text

from domain.storage.alone import alone
from domain.storage.database import open_engine, plain_url
from domain.storage.migrating import backup as copy_sqlite
from domain.storage.migrating import migrate

SQLITE_MARK = b"SQLite format 3\x00"


class NoTool(Exception):
    """PostgreSQL's own pg_dump and pg_restore are needed, and are not on this machine."""


class NotABackup(Exception):
    """The file is not a backup of this kind of database."""


def back_up(url: str, file: Path) -> None:
    """Writes a consistent copy of the database to a file; the bot may go on meanwhile."""
    made = plain_url(url)
    if made.get_backend_name() == "sqlite":
        copy_sqlite(url, file)
        return
    _tool(url, "pg_dump", "--format=custom", f"--file={file}")


def restore(url: str, file: Path) -> None:
    """Puts a backup in the database's place, and brings it up to date (AlreadyRunning while a bot has the database).

    What was there before stays beside it on SQLite, as `.replaced-1`, `.replaced-2` and so on.
    """
    made = plain_url(url)
    with alone(url):
        if made.get_backend_name() == "sqlite":
            _replace(Path(made.database or ""), file)
        else:
            options = ("--clean", "--if-exists", "--single-transaction", f"--dbname={made.database}")
            _tool(url, "pg_restore", *options, str(file))
        migrate(url)


def _replace(present: Path, file: Path) -> None:
    with file.open("rb") as backup:
        if backup.read(len(SQLITE_MARK)) != SQLITE_MARK:
            raise NotABackup(file)
    present.parent.mkdir(parents=True, exist_ok=True)
    incoming = present.with_name(present.name + ".incoming")
    shutil.copyfile(file, incoming)
    if present.exists():
        # its write-ahead log belongs to it, and would be taken for the new file's
        names = (present.with_name(f"{present.name}.replaced-{number}") for number in count(1))
        copy_sqlite(f"sqlite:///{present}", next(name for name in names if not name.exists()))
        for ending in ("-wal", "-shm"):
            present.with_name(present.name + ending).unlink(missing_ok=True)
    incoming.replace(present)


def check(url: str) -> list[str]:
    """Returns what is wrong with the database, nothing when it is whole."""
    migrate(url)
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name != "sqlite":
                connection.execute(text("SELECT 1"))
                return []
            found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            broken = [f"{row[0]} {row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
            return [line for line in found if line != "ok"] + broken
    finally:
        engine.dispose()


def _tool(url: str, name: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's own programs; where and as whom goes by the environment, which others cannot read."""
    if shutil.which(name) is None:
        raise NoTool(name)
    made = plain_url(url)
    place = {
        "PGHOST": made.host or made.query.get("host"),
        "PGPORT": made.port,
        "PGUSER": made.username,
        "PGPASSWORD": made.password,
        "PGDATABASE": made.database,
    }
    environment = {**os.environ, **{key: str(value) for key, value in place.items() if value}}
    subprocess.run([name, *arguments], check=True, env=environment)
