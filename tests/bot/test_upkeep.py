"""Backups, and whether an installation is well."""

from pathlib import Path

import pytest

from bot import upkeep
from domain.storage import agencies
from domain.storage.alone import AlreadyRunning, alone
from domain.storage.database import open_engine


def _name(url: str, name: str) -> str:
    """The agency's name; a new database gets `name`."""
    engine = open_engine(url, writes=True)
    try:
        with engine.begin() as connection:
            agencies.the_only(connection, name)
            return str(connection.exec_driver_sql("SELECT name FROM agency").scalar())
    finally:
        engine.dispose()


def test_a_backup_holds_what_was_there(sqlite_url: str, tmp_path: Path) -> None:
    _name(sqlite_url, "Aalto Mystery")
    upkeep.back_up(sqlite_url, tmp_path / "backup.db")
    assert _name(f"sqlite:///{tmp_path / 'backup.db'}", "another") == "Aalto Mystery"


def test_a_restored_backup_takes_the_place_and_what_was_there_stays_beside_it(sqlite_url: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    upkeep.check(other)
    _name(other, "Havu Mystery")
    upkeep.back_up(other, tmp_path / "backup.db")
    _name(sqlite_url, "Aalto Mystery")
    upkeep.restore(sqlite_url, tmp_path / "backup.db")
    assert _name(sqlite_url, "none") == "Havu Mystery"
    replaced = tmp_path / "toteuma.db.replaced-1"
    assert _name(f"sqlite:///{replaced}", "none") == "Aalto Mystery"


def test_a_second_restored_backup_leaves_what_the_first_one_replaced(sqlite_url: str, tmp_path: Path) -> None:
    _name(sqlite_url, "Aalto Mystery")
    upkeep.back_up(sqlite_url, tmp_path / "backup.db")
    for _ in range(2):
        upkeep.restore(sqlite_url, tmp_path / "backup.db")
    assert sorted(file.name for file in tmp_path.glob("*.replaced-*")) == [
        "toteuma.db.replaced-1",
        "toteuma.db.replaced-2",
    ]


@pytest.mark.both_databases
def test_nothing_is_restored_under_a_running_bot(database_url: str, tmp_path: Path) -> None:
    _name(database_url, "Aalto Mystery")
    with alone(database_url), pytest.raises(AlreadyRunning):
        upkeep.restore(database_url, tmp_path / "backup.db")
    assert _name(database_url, "none") == "Aalto Mystery"


def test_a_backup_that_is_not_there_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    _name(sqlite_url, "Aalto Mystery")
    with pytest.raises(FileNotFoundError):
        upkeep.restore(sqlite_url, tmp_path / "nothing.db")
    assert _name(sqlite_url, "none") == "Aalto Mystery"


def test_a_file_that_is_no_backup_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    _name(sqlite_url, "Aalto Mystery")
    (tmp_path / "letter.txt").write_text("Dear Otso")
    with pytest.raises(upkeep.NotABackup):
        upkeep.restore(sqlite_url, tmp_path / "letter.txt")
    assert _name(sqlite_url, "none") == "Aalto Mystery"


def test_a_whole_database_has_nothing_wrong(sqlite_url: str) -> None:
    assert upkeep.check(sqlite_url) == []


def test_a_broken_reference_is_told(sqlite_url: str) -> None:
    _name(sqlite_url, "Aalto Mystery")
    engine = open_engine(sqlite_url, writes=True)
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        with connection.begin():
            connection.exec_driver_sql(
                "INSERT INTO client (agency_id, name, letters, last_number) VALUES (99, 'X', 'X', 0)"
            )
    engine.dispose()
    assert upkeep.check(sqlite_url) == ["client 1"]
