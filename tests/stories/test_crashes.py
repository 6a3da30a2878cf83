"""The bot as a process of its own, killed in the middle of its work."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox import Phone, Telegram, serve
from domain.person import Role
from domain.storage import agencies, answers
from domain.storage.migrating import migrate
from domain.storage.transaction import Transaction
from domain.storage.writer import Database
from tests import agency
from tests.cast import TOKEN, by_webhook, free_door

ROOT = Path(__file__).parents[2]
CODE = "HAVU-003"


@asynccontextmanager
async def _process(settings: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=ROOT, env={**os.environ, **settings}, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.mark.both_ways
async def test_nothing_is_lost_when_the_machine_dies_again_and_again(updates: str, tmp_path: Path) -> None:
    telegram = Telegram()
    account = telegram.create_bot(username="toteuma_bot", token=TOKEN)
    url = f"sqlite:///{tmp_path}/toteuma.db"
    migrate(url)
    aino = Phone(telegram, account, first_name="Aino", patience=20)
    await _is_asked(url, aino)
    async with serve(telegram) as address:
        settings = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": address,
            "DATABASE_URL": url,
            "MEDIA_URL": f"file://{tmp_path}/media",
        }
        if updates == "webhook":
            settings |= {name.upper(): value for name, value in by_webhook(free_door()).items()}
        for round_, (words, sent) in enumerate([("/tasks", "/tasks"), ("2", "9"), ("5 Warm", "All three")]):
            async with _process(settings) as bot:
                await aino.says(words)
                if round_ == 0:
                    await aino.presses(CODE)
                    await aino.sees("1/17")
                else:
                    # it dies with one answer sent and nobody knows how far
                    await aino.says(sent)
                    await telegram.changed.rings(0.5)
                    bot.kill()
        async with _process(settings):
            await aino.sees("5/17")
            await aino.says("8")
            await aino.sees("6/17")
    assert await _answers(url) == {
        "siirrot": "2",
        "ensivaikutelma": "9",
        "aani": "lammin",
        "vastausohje": "3",
        "kuuntelukyky": "8",
    }
    assert bool(telegram.calls.of("getUpdates")) is (updates == "polling")


async def _is_asked(url: str, aino: Phone) -> None:
    def prepare(tx: Transaction) -> None:
        kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa", now=aino.telegram.clock())
        shopper = agency.join(tx, Role.SHOPPER, "Aino", chat_id=aino.person.id, now=aino.telegram.clock())
        agency.planned(tx, kaisa, now=aino.telegram.clock())
        agency.taken(tx, kaisa, shopper, CODE, now=aino.telegram.clock())
        agency.made(tx, shopper, CODE, now=aino.telegram.clock())

    await aino.opens()
    aino.bot.updates.drop_all()
    await _does(url, prepare)


async def _does(url: str, act: Callable[[Transaction], None]) -> None:
    database = Database(url)
    try:
        await database.write(lambda connection: act(Transaction(connection, agencies.the_only(connection, "Aalto"))))
    finally:
        database.close()


async def _answers(url: str) -> dict[str, str]:
    found: dict[str, str] = {}

    def look(tx: Transaction) -> None:
        found.update({name: a.value for name, a in answers.of_contact(tx, agency.contact(tx, CODE).id).items()})

    await _does(url, look)
    return found
