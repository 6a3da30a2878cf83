"""What all tests share: databases, the worker, and the house with its cast."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest

import bot.pace
from bot.sandbox import Phone
from bot.worker import Worker
from domain.storage import agencies
from domain.storage.database import open_engine
from domain.storage.migrating import migrate
from domain.storage.transaction import Transaction
from tests import compiled
from tests.cast import House, HouseWithDoor
from tests.postgres import empty_postgres_url, postgres, postgres_template, postgres_url

__all__ = ["empty_postgres_url", "postgres", "postgres_template", "postgres_url"]


KINDS_OF_HOUSE = {"polling": House, "webhook": HouseWithDoor}
UPDATES = os.environ.get("UPDATES", "polling")
"""`UPDATES=webhook make test TESTS=tests/stories` plays every story by webhook; else only those marked so are."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: runs on SQLite and on PostgreSQL")
    config.addinivalue_line("markers", "both_ways: runs by polling and by webhook")
    compiled.keep()
    # a busy machine is no failure
    hypothesis.settings.register_profile("patient", parent=hypothesis.settings(), deadline=None)
    hypothesis.settings.load_profile("patient")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test on SQLite, and on PostgreSQL too when it is marked so; by webhook too when it is marked so."""
    if "database_kind" in metafunc.fixturenames:
        marked = metafunc.definition.get_closest_marker("both_databases")
        metafunc.parametrize("database_kind", ["sqlite", "postgresql"] if marked else ["sqlite"])
    if "updates" in metafunc.fixturenames and metafunc.definition.get_closest_marker("both_ways"):
        metafunc.parametrize("updates", sorted({"webhook", UPDATES}))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file without rows."""
    file = tmp_path_factory.mktemp("template") / "toteuma.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a migrated file without rows."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'toteuma.db')}"


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database_kind: str) -> str:
    """The URL of a migrated database without rows, of the kind that the test is run on."""
    return str(request.getfixturevalue("postgres_url" if database_kind == "postgresql" else "sqlite_url"))


@pytest.fixture
def tx(database_url: str) -> Iterator[Transaction]:
    """A transaction of an agency that has just been opened; nothing of it is kept."""
    engine = open_engine(database_url, writes=True)
    with engine.connect() as connection, connection.begin() as transaction:
        yield Transaction(connection, agencies.the_only(connection, "Aalto Mystery"))
        transaction.rollback()
    engine.dispose()


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    """The process for heavy things, shared by all houses: it takes seconds to come up."""
    shared = Worker()
    yield shared
    shared.close(kill=True)


@pytest.fixture
def updates() -> str:
    """How the bot gets its updates: it fetches them, or they are brought."""
    return UPDATES


@pytest.fixture
async def house(
    updates: str, database_url: str, tmp_path: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """A house in which the bot runs.

    In the end no call was malformed, no error logged that was not expected, and updates came in no other way.
    """
    monkeypatch.setattr(bot.pace, "PER_CHAT", 1000.0)
    monkeypatch.setattr(bot.pace, "CHAT_BURST", 1000.0)
    house = KINDS_OF_HOUSE[updates](database_url, tmp_path, worker)
    await house.opens()
    yield house
    await house.closes()
    assert [(call.method, call.verdict) for call in house.telegram.calls.faulty()] == []
    assert house.may_err or house.errors.told == []
    assert house.ways_in == {house.WAY_IN}


@pytest.fixture
async def kaisa(house: House) -> Phone:
    """Kaisa coordinates."""
    return await house.kaisa()


@pytest.fixture
async def aino(house: House) -> Phone:
    """Aino shops."""
    return await house.aino()


@pytest.fixture
async def eero(house: House) -> Phone:
    """Eero shops too."""
    return await house.eero()


@pytest.fixture
async def helmi(house: House) -> Phone:
    """Helmi is the client."""
    return await house.helmi()


@pytest.fixture
async def otso(house: House) -> Phone:
    """Otso owns the agency."""
    return await house.otso()


@pytest.fixture
def mallory(house: House) -> Phone:
    """Mallory is a stranger."""
    return house.mallory()
