"""Our own copies of what people send: nothing stays that was taken away, wherever the bot dies."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import RowMapping
from telegram.error import BadRequest

from bot.clock import Clock
from bot.keeping import Keeping
from bot.media import Media
from bot.office import Office
from bot.reminders import Reminders
from bot.settings import Settings
from domain.person import Role
from domain.storage import agencies, answers
from domain.storage.transaction import Transaction
from domain.storage.writer import Database
from tests import agency
from tests.agency import NOW
from tests.photos import encoded, photo

PICTURE = encoded(photo(1, (320, 240)))


class Killed(Exception):
    """The bot dies here."""


class Files:
    """Telegram, as far as it hands out files."""

    file_path = "documents/file_1"
    refuses = ""

    async def get_file(self, _: str) -> "Files":
        if self.refuses:
            raise BadRequest(self.refuses)
        return self

    async def download_as_bytearray(self, **_: object) -> bytearray:
        return bytearray(PICTURE)


class DyingMedia(Media):
    """Keeps bytes; the bot dies while they are written, or right after."""

    dies: str | None = None
    meanwhile: Callable[[], None] | None = None

    def put(self, path: str, content: bytes) -> str:
        if self.meanwhile:
            self.meanwhile()
        if self.dies == "while":
            super().put(f"{path}.part", content[:10])
            raise Killed
        sha256 = super().put(path, content)
        if self.dies == "after":
            raise Killed
        return sha256


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    database = Database(sqlite_url)
    ours = await database.write(lambda connection: agencies.the_only(connection, "Aalto Mystery"))
    unused = cast(Any, None)
    media = DyingMedia(f"file://{tmp_path}/media")
    settings = Settings(_env_file=None, bot_token="1:x")
    yield Office(settings, database, ours, cast(Any, Files()), unused, media, Clock())
    database.close()


async def _sent(office: Office, **about: str) -> int:
    """The id of a photo that has come with a contact, and is owed."""

    def attach(tx: Transaction) -> int:
        agency.planned(tx, agency.join(tx, Role.COORDINATOR, "Kaisa"))
        contact = agency.contact(tx, "HAVU-003").id
        of_file = {"kind": "photo", "file_id": "f", "file_unique_id": "u", "state": "owed", **about}
        return answers.attach(tx, contact_id=contact, question="kuva", purpose="answer", added_at=NOW, **of_file)

    return await office.write(attach)


async def _row(office: Office, id: int) -> RowMapping:
    row = await office.read(lambda tx: answers.get_attachment(tx, id))
    assert row is not None
    return row


async def _take_away(office: Office, id: int) -> None:
    await office.write(lambda tx: answers.remove_attachments(tx, [id]))


def _bytes(tmp_path: Path) -> list[Path]:
    return [file for file in (tmp_path / "media").rglob("*") if file.is_file()]


async def test_a_copy_is_kept_where_it_is_noted(office: Office, tmp_path: Path) -> None:
    id = await _sent(office)
    assert await Keeping(office).keep_files()
    row = await _row(office, id)
    assert row["state"] == "kept"
    assert office.media.get(row["path"]) == PICTURE
    assert len(_bytes(tmp_path)) == 1


@pytest.mark.parametrize("dies", ["while", "after"])
async def test_what_is_taken_away_after_the_bot_died_is_not_left_behind(
    office: Office, tmp_path: Path, dies: str
) -> None:
    id = await _sent(office)
    cast(DyingMedia, office.media).dies = dies
    with pytest.raises(Killed):
        await Keeping(office).keep_files()
    assert len(_bytes(tmp_path)) == 1
    await _take_away(office, id)
    again = Keeping(office)
    assert not await again.keep_files()
    assert await again.let_go()
    assert not await again.let_go()
    assert _bytes(tmp_path) == []
    row = await _row(office, id)
    assert (row["state"], row["path"], row["file_id"]) == ("removed", "", "")


async def test_a_copy_that_was_put_and_not_settled_does_not_count_as_kept(office: Office) -> None:
    id = await _sent(office)
    cast(DyingMedia, office.media).dies = "after"
    with pytest.raises(Killed):
        await Keeping(office).keep_files()
    contact = (await _row(office, id))["contact_id"]
    [file] = await office.read(lambda tx: answers.attachments_of(tx, contact))
    assert (file.state, file.path) == ("owed", "")
    cast(DyingMedia, office.media).dies = None
    assert await Keeping(office).keep_files()
    assert (await _row(office, id))["state"] == "kept"


async def test_what_cannot_be_fetched_again_leaves_nothing_behind(office: Office, tmp_path: Path) -> None:
    id = await _sent(office)
    cast(DyingMedia, office.media).dies = "after"
    with pytest.raises(Killed):
        await Keeping(office).keep_files()
    cast(Any, office.bot).refuses = "Bad Request: file is too big"
    assert await Keeping(office).keep_files()
    row = await _row(office, id)
    assert (row["state"], row["path"]) == ("too_large", "")
    assert _bytes(tmp_path) == []


@pytest.mark.parametrize("state", ["owed", "too_large", "lost"])
async def test_telegrams_reference_to_a_removed_file_without_a_copy_is_forgotten(office: Office, state: str) -> None:
    id = await _sent(office, state=state)
    await _take_away(office, id)
    assert await Keeping(office).let_go()
    row = await _row(office, id)
    assert (row["state"], row["file_id"]) == ("removed", "")


async def test_a_file_that_is_taken_away_while_it_comes_is_let_go_when_it_has_come(
    office: Office, tmp_path: Path
) -> None:
    id = await _sent(office)
    keeping = Keeping(office)

    async def takes_away_and_lets_go() -> None:
        await _take_away(office, id)
        assert not await keeping.let_go()

    cast(DyingMedia, office.media).meanwhile = _in_loop(takes_away_and_lets_go)
    assert await keeping.keep_files()
    assert (await _row(office, id))["path"]
    assert await keeping.let_go()
    row = await _row(office, id)
    assert (row["state"], row["path"], row["file_id"]) == ("removed", "", "")
    assert _bytes(tmp_path) == []


def _in_loop(work: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """What does `work` in this loop when another thread calls it."""
    loop = asyncio.get_running_loop()
    return lambda: asyncio.run_coroutine_threadsafe(work(), loop).result(10)


@pytest.mark.parametrize(
    ("kind", "mime_type", "expected"),
    [
        ("photo", "", True),
        ("document", "image/png", True),
        ("document", "IMAGE/PNG", True),
        ("document", "application/pdf", False),
    ],
)
async def test_a_picture_gets_a_likeness_however_it_was_sent(
    office: Office, kind: str, mime_type: str, expected: bool
) -> None:
    id = await _sent(office, kind=kind, mime_type=mime_type)
    await Keeping(office).keep_files()
    assert bool((await _row(office, id))["likeness"]) is expected
    pictures = await office.read(lambda tx: answers.pictures_of(tx, 1))
    assert len(pictures) == int(expected)


async def test_what_was_made_for_somebody_a_month_ago_is_cleared_out_and_papers_stay(
    office: Office, tmp_path: Path
) -> None:
    for path in ("exports/1-2.xlsx", "exports/1-3.xlsx", "pictures/1-2-3.png", "analyses/1.pdf", "quotes/T-1.pdf"):
        office.media.put(path, b"made")
    month_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    for path in ("exports/1-2.xlsx", "pictures/1-2-3.png", "analyses/1.pdf", "quotes/T-1.pdf"):
        os.utime(tmp_path / "media" / path, (month_ago, month_ago))
    await Reminders(office).tidy()
    assert {file.name for file in _bytes(tmp_path)} == {"1-3.xlsx", "1.pdf", "T-1.pdf"}
