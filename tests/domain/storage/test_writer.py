"""One writer commits all that waits at once; a result is told only after its commit."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, event, func, insert, select

from domain.storage.tables import agency
from domain.storage.writer import Database


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


class Adds:
    """Adds an agency; its name tells what goes wrong then."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, connection: Connection) -> str:
        connection.execute(insert(agency).values(name=self.name))
        if self.name == "broken":
            raise ValueError("a fault of this piece")
        if self.name == "refused":
            connection.execute(insert(agency).values(id=1, name="twice"))
            connection.execute(insert(agency).values(id=1, name="twice"))
        return self.name


def _names(connection: Connection) -> list[str]:
    return list(connection.scalars(select(agency.c.name).order_by(agency.c.id)))


@pytest.mark.both_databases
async def test_what_is_written_is_read(database: Database) -> None:
    assert await database.write(Adds("Aalto")) == "Aalto"
    assert await database.read(_names) == ["Aalto"]


@pytest.mark.both_databases
async def test_a_piece_that_fails_harms_no_other(database: Database) -> None:
    names = ["one", "broken", "two", "refused", "three"]
    results = await asyncio.gather(*(database.write(Adds(name)) for name in names), return_exceptions=True)
    assert [type(result).__name__ for result in results] == ["str", "ValueError", "str", "IntegrityError", "str"]
    assert sorted(await database.read(_names)) == ["one", "three", "two"]


@pytest.mark.both_databases
async def test_all_that_waits_is_committed_at_once(database: Database) -> None:
    commits = 0

    def counted(_: Connection) -> None:
        nonlocal commits
        commits += 1

    held, gate = threading.Event(), threading.Event()

    def holds(_: Connection) -> None:
        held.set()
        gate.wait(5)

    first = asyncio.create_task(database.write(holds))
    await asyncio.to_thread(held.wait, 5)
    event.listen(database._writer, "commit", counted)
    rest = [asyncio.create_task(database.write(Adds(f"n{number}"))) for number in range(50)]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(first, *rest)
    assert commits <= 2
    assert await database.read(lambda c: c.scalar(select(func.count()).select_from(agency))) == 50


@pytest.mark.both_databases
async def test_a_result_is_told_only_after_its_commit(database: Database) -> None:
    for number in range(20):
        await database.write(Adds(f"n{number}"))
        assert len(await database.read(_names)) == number + 1


async def test_a_commit_that_fails_is_told_to_all_and_keeps_nothing(
    database: Database,
) -> None:
    def fails(_: Connection) -> None:
        raise OSError("disk full")

    event.listen(database._writer, "commit", fails)
    results = await asyncio.gather(database.write(Adds("a")), database.write(Adds("b")), return_exceptions=True)
    assert [type(result) for result in results] == [OSError, OSError]
    event.remove(database._writer, "commit", fails)
    assert await database.read(_names) == []
    await database.write(Adds("c"))
    assert await database.read(_names) == ["c"]


async def test_what_waits_is_finished_on_closing(database_url: str) -> None:
    database = Database(database_url)
    writes = [asyncio.create_task(database.write(Adds(f"n{number}"))) for number in range(10)]
    await asyncio.sleep(0)
    database.close()
    assert len(await asyncio.gather(*writes)) == 10


async def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only|attempt to write"):
        await database.read(Adds("by a reader"))
