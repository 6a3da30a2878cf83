"""Updates that Telegram brings, in the same stories as those that are fetched."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox import Phone
from bot.webhook import SECRET_HEADER
from bot.worker import Worker
from domain.person import Role
from tests.cast import SECRET, HouseWithDoor


@pytest.fixture
async def open_house(sqlite_url: str, tmp_path: Path, worker: Worker) -> AsyncIterator[HouseWithDoor]:
    house = HouseWithDoor(sqlite_url, tmp_path, worker)
    await house.opens()
    yield house
    await house.closes()


async def test_a_person_joins_by_webhook(open_house: HouseWithDoor) -> None:
    link = await open_house.link(Role.SHOPPER)
    aino: Phone = open_house.phone("Aino")
    await aino.opens(link)
    await aino.sees("Welcome, Aino!")
    await aino.presses("Your contacts")
    await aino.sees("No contacts for you now")


async def test_only_telegram_is_let_in(open_house: HouseWithDoor) -> None:
    await open_house.otso()
    await open_house.owes_nothing()
    before = await open_house.dump()
    forged = {"update_id": 7, "message": {"text": "/start"}}
    async with aiohttp.ClientSession() as session:
        for headers in ({}, {SECRET_HEADER: "guessed"}):
            async with session.post(f"http://{open_house.door}/telegram", json=forged, headers=headers) as answer:
                assert answer.status == 403
        async with session.post(
            f"http://{open_house.door}/telegram", data=b"not json", headers={SECRET_HEADER: SECRET}
        ) as answer:
            assert answer.status == 400
    assert await open_house.dump() == before


async def test_it_says_that_it_is_well(open_house: HouseWithDoor) -> None:
    await open_house.otso()
    async with aiohttp.ClientSession() as session, session.get(f"http://{open_house.door}/health") as answer:
        assert (answer.status, await answer.text()) == (200, "well")
