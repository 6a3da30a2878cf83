"""The migrated database is the one that the tables describe, on both kinds."""

import sqlite3
import warnings
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, Engine, MetaData, Table, text

from bot import __main__ as program
from domain.storage import migrating
from domain.storage.database import open_engine
from domain.storage.migrating import DatabaseTooNew, alembic_config, migrate
from domain.storage.tables import metadata

LATER = {
    *("digest", "prediction", "action", "enquiry", "figures", "portfolio", "norm"),
    *("vat_rate", "hours", "invoice_basis", "expense", "pay", "payrun", "payee"),
}
"""Tables that the first database did not have."""


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


@pytest.fixture
def unmigrated_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if database_kind == "postgresql":
        return str(request.getfixturevalue("empty_postgres_url"))
    return f"sqlite:///{tmp_path / 'old.db'}"


@pytest.mark.both_databases
def test_the_first_database_with_all_it_holds_becomes_the_present_one(
    unmigrated_url: str, database_kind: str, tmp_path: Path
) -> None:
    engine = open_engine(unmigrated_url, writes=True)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
    with engine.begin() as connection:
        _fill(connection)
    before = _held(engine)
    assert before.keys() == metadata.tables.keys() - LATER
    engine.dispose()

    migrate(unmigrated_url)

    after = _held(engine)
    for table, rows in before.items():
        kept = [{name: row[name] for name in old} for row, old in zip(after[table], rows, strict=True)]
        assert kept == rows, table
    added = {
        (table, name): row[name]
        for table, rows in before.items()
        for row, old in zip(after[table], rows, strict=True)
        for name in row.keys() - old.keys()
    }
    assert not any(after[table] for table in LATER - {"vat_rate"})
    rates = {(row["agency_id"], float(row["percent"]), str(row["valid_from"])) for row in after["vat_rate"]}
    for of_one in before["agency"]:
        assert {(of_one["id"], 24.0, "2013-01-01"), (of_one["id"], 25.5, "2024-09-01")} <= rates
    assert added == {
        ("analysis", "scope"): None,
        ("analysis", "wording"): None,
        ("analysis", "decisions"): None,
        ("analysis", "standing"): None,
        ("analysis", "pages"): None,
        ("contact", "submitted_from"): None,
        ("stage", "submitted_at"): None,
        ("timing", "message_id"): None,
        ("answer_change", "message_id"): None,
        ("answer_change", "part"): "",
        ("attachment", "album"): "",
        ("attachment", "likeness"): "",
        ("attachment", "transcript"): "",
        ("attachment", "message_id"): None,
        ("wave", "closed_at"): None,
        ("agency", "currency"): "EUR",
        ("client", "billing"): None,
        ("contact", "bonus"): None,
        ("price", "service"): "",
        ("price", "channel"): "",
        ("price", "scenario"): "",
        ("price", "cap"): None,
        ("price", "set_by"): None,
        ("price", "set_at"): None,
        ("quote", "wave_id"): None,
        ("quote", "version"): 1,
        ("quote", "replaces_id"): None,
        ("quote", "adjustments"): None,
        ("quote", "ordering"): None,
        ("quote", "acceptance"): None,
        ("quote", "reminded_at"): None,
        ("quote", "lapsed_at"): None,
        ("person", "accepts_quotes"): True,
    }
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    if database_kind == "sqlite":
        copies = list(tmp_path.glob("old.db.before-*"))
        assert len(copies) == 1
        assert _held(open_engine(f"sqlite:///{copies[0]}", writes=False)) == before


def _fill(connection: Connection) -> None:
    """Puts two rows into every table, each of which refers to rows of its own number."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET session_replication_role = replica"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys = on"))
    for table in _tables(connection).values():
        for number in (1, 2):
            values = {column.name: _value(column, number) for column in table.columns}
            connection.execute(table.insert().values(values))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET session_replication_role = DEFAULT"))


def _value(column: Column[Any], number: int) -> object:
    if column.primary_key or column.foreign_keys:
        return number
    kind = column.type.python_type
    if kind is str:
        return f"{column.name[:8]}-{number}"[: getattr(column.type, "length", None)]
    made: dict[type, object] = {
        bool: True,
        int: number,
        float: number / 2,
        Decimal: Decimal(number),
        datetime: datetime(2026, 11, 20 + number, 9, 30, tzinfo=UTC),
        date: date(2026, 11, 20 + number),
        dict: {"kind": f"home-{number}"},
        object: {"kind": f"home-{number}"},
    }
    return made[kind]


def _tables(connection: Connection) -> dict[str, Table]:
    """The tables as they are in the database, with moments and words as the program reads them."""
    found = MetaData()
    with warnings.catch_warnings():
        # contacts and what they are about refer to each other
        warnings.simplefilter("ignore")
        found.reflect(connection)
    return {name: table for name, table in found.tables.items() if name != "alembic_version"}


def _held(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """What every table holds, by its columns."""
    with engine.connect() as connection:
        held = {}
        for name, table in sorted(_tables(connection).items()):
            key = list(table.primary_key.columns) or list(table.columns)
            held[name] = [dict(row) for row in connection.execute(table.select().order_by(*key)).mappings()]
    engine.dispose()
    return held
