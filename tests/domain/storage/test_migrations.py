"""The migrated database is the one that the tables describe, on both kinds."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bot import __main__ as program
from domain.storage import migrating
from domain.storage.database import open_engine
from domain.storage.migrating import DatabaseTooNew, migrate
from domain.storage.tables import metadata


@pytest.mark.both_databases
def test_the_migrated_database_is_what_the_tables_say(database_url: str) -> None:
    engine = open_engine(database_url, writes=True)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []


@pytest.mark.both_databases
def test_migrating_again_changes_nothing(database_url: str) -> None:
    assert migrate(database_url) == migrate(database_url)


def _newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999_from_the_future'")


def test_a_newer_database_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    _newer(tmp_path / "toteuma.db")
    with pytest.raises(DatabaseTooNew):
        migrate(sqlite_url)
    assert not list(tmp_path.glob("*.before-*"))


def test_a_newer_database_is_told_in_a_sentence(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _newer(tmp_path / "toteuma.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setattr("sys.argv", ["python -m bot", "migrate"])
    monkeypatch.setattr(program, "set_up", lambda: None)
    assert program.main() == 1
    assert "newer Toteuma" in capsys.readouterr().out


def test_a_file_that_holds_data_is_backed_up_first(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(tmp_path / "toteuma.db") as connection:
        connection.execute("INSERT INTO agency (name) VALUES ('Aalto')")
    # a migration that is yet to be written
    monkeypatch.setattr(migrating, "_wanted", lambda: "v9999_next")
    monkeypatch.setattr("alembic.command.upgrade", lambda *_: None)
    assert migrate(sqlite_url) == "v9999_next"
    with sqlite3.connect(tmp_path / "toteuma.db.before-v9999_next") as connection:
        assert connection.execute("SELECT name FROM agency").fetchall() == [("Aalto",)]
