"""Updates that Telegram brings, in the same stories as those that are fetched."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterable, Sequence
from typing import Any

import aiohttp
import pytest
from sqlalchemy.exc import OperationalError

import bot.webhook
from bot.__main__ import main
from bot.heard import KINDS
from bot.intake import Intake
from bot.sandbox import Phone
from bot.sandbox.webhook import Webhook
from bot.webhook import SECRET_HEADER
from domain.person import Role
from domain.storage import answers, inbox
from domain.storage.inbox import Arrival
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import PATIENCE, SECRET, TOKEN, House, HouseWithDoor, a_plan, by_webhook, is_asked

PHONE = "HAVU-003"
NONSENSE: list[Any] = [{"message": {"text": "/start"}}, [], 7, "update", {"update_id": 10**30}]


@pytest.fixture
def updates() -> str:
    return "webhook"


@pytest.fixture
def open_house(house: House) -> HouseWithDoor:
    assert isinstance(house, HouseWithDoor)
    return house


async def test_a_person_joins_by_webhook(open_house: HouseWithDoor) -> None:
    link = await open_house.link(Role.SHOPPER)
    aino: Phone = open_house.phone("Aino")
    await aino.opens(link)
    await aino.sees("Welcome, Aino!")
    await aino.presses("Your contacts")
    await aino.sees("No contacts for you now")


async def test_telegram_is_told_the_door_its_secret_and_what_is_wanted(open_house: HouseWithDoor) -> None:
    await open_house.otso()
    [told] = open_house.telegram.calls.of("setWebhook")
    assert told.params == {
        "url": f"http://{open_house.door}/telegram",
        "secret_token": SECRET,
        "allowed_updates": KINDS,
    }


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


async def test_what_cannot_be_an_update_is_put_aside_and_not_asked_for_again(
    open_house: HouseWithDoor, aino: Phone
) -> None:
    open_house.may_err = True
    async with aiohttp.ClientSession() as session:
        for nonsense in NONSENSE:
            assert await _brings(session, open_house, nonsense) == 200
    await aino.says("/help")
    await aino.sees("/tasks")


async def test_it_says_that_it_is_well(open_house: HouseWithDoor) -> None:
    await open_house.otso()
    async with aiohttp.ClientSession() as session, session.get(f"http://{open_house.door}/health") as answer:
        assert (answer.status, await answer.text()) == (200, "well")


async def test_what_the_database_did_not_take_is_brought_again(
    open_house: HouseWithDoor, kaisa: Phone, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _asks(open_house, kaisa, aino)
    store, left = inbox.store, [1, 2]

    def is_away_at_first(*given: Any) -> Sequence[Arrival]:
        if left:
            left.pop()
            raise OperationalError("INSERT", {}, Exception("the disk is full"))
        return store(*given)

    monkeypatch.setattr(inbox, "store", is_away_at_first)
    await aino.says("0")
    await aino.sees("2/17")
    assert open_house.telegram.webhooks.info(open_house.account)["last_error_message"].endswith(
        "503 Service Unavailable"
    )
    assert await _answers(open_house) == {"siirrot": "0"}


async def test_what_is_brought_twice_is_done_once(open_house: HouseWithDoor, kaisa: Phone, aino: Phone) -> None:
    before = await _asks(open_house, kaisa, aino)
    brought = open_house.account.updates
    brought.doubles = 1
    await aino.says("0")
    await aino.sees("2/17")
    await aino.presses("9")
    await aino.sees("3/17")
    brought.redeliver(2)
    await open_house.owes_nothing()
    async with aiohttp.ClientSession() as session:
        # Telegram brings side by side, and again what it heard no answer to in time
        same = [_brings(session, open_house, brought.confirmed[-1]) for _ in range(5)]
        assert await asyncio.gather(*same) == [200] * 5
    await open_house.owes_nothing()
    assert await _answers(open_house) == {"siirrot": "0", "ensivaikutelma": "9"}
    assert (await open_house.does(agency.contact, PHONE)).version == before + 2


async def test_a_bot_that_dies_before_it_answers_loses_and_doubles_nothing(
    open_house: HouseWithDoor, kaisa: Phone, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await _asks(open_house, kaisa, aino)
    take, dead = Intake.take, asyncio.Event()

    async def take_and_say_nothing(intake: Intake, batch: Iterable[Any]) -> None:
        batch = list(batch)
        await take(intake, batch)
        if batch:
            await dead.wait()

    with monkeypatch.context() as mute:
        mute.setattr(Intake, "take", take_and_say_nothing)
        await aino.says("0")
        await aino.sees("2/17")
        await open_house.bot_dies()
    assert open_house.account.updates.size() == 1
    await aino.says("9")
    await open_house.bot_starts()
    dead.set()
    await aino.sees("3/17")
    await open_house.owes_nothing()
    assert await _answers(open_house) == {"siirrot": "0", "ensivaikutelma": "9"}
    assert (await open_house.does(agency.contact, PHONE)).version == before + 2


async def test_an_hour_in_which_nobody_writes_is_no_absence(
    open_house: HouseWithDoor, kaisa: Phone, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.webhook, "BEAT", 0.01)
    await open_house.restarts()
    await _asks(open_house, kaisa, aino)
    open_house.later(hours=1)
    hour, bot_id = open_house.now, open_house.account.id
    await open_house.until(lambda tx: (inbox.last_beat(tx.connection, bot_id) or hour) > hour or None)
    shown = len(open_house.telegram.calls.of("editMessageText"))
    await open_house.restarts()
    await kaisa.says("/help")
    await kaisa.sees("/studies")
    await open_house.owes_nothing()
    assert len(open_house.telegram.calls.of("editMessageText")) == shown


async def test_a_telegram_that_wants_to_be_left_alone_is_told_the_door_later(
    open_house: HouseWithDoor, aino: Phone
) -> None:
    for method in ("getMe", "setWebhook"):
        open_house.telegram.faults.too_many_requests(method, retry_after=1)
    await open_house.restarts()
    await aino.says("/help")
    await aino.sees("/tasks")
    calls = open_house.telegram.calls
    await open_house.telegram.journal.bell.until(lambda: len(calls.of("setWebhook")) == 3 or None, PATIENCE)
    assert [told.code for told in calls.of("setWebhook")] == [200, 429, 200]


def test_a_door_that_another_program_has_is_told_at_start(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bot"])
    monkeypatch.setattr("bot.__main__.set_up", lambda: None)
    # it ends before it begins anything
    monkeypatch.setattr("bot.running.open_office", None)
    with socket.create_server(("127.0.0.1", 0)) as other:
        door = f"127.0.0.1:{other.getsockname()[1]}"
        own = {"bot_token": TOKEN, "bot_api_url": "http://127.0.0.1:9", "database_url": sqlite_url}
        for name, value in (own | by_webhook(door)).items():
            monkeypatch.setenv(name.upper(), value)
        assert main() == 1
    assert capsys.readouterr().out == f"Nobody can listen at {door}, or another program does; please check LISTEN.\n"


async def test_a_bot_that_is_told_to_end_leaves_no_fault_in_the_log(open_house: HouseWithDoor) -> None:
    await open_house.bot_dies()
    told, calls = open_house.settings, open_house.telegram.calls
    names = ("bot_token", "bot_api_url", "database_url", "media_url", "webhook_url", "webhook_secret", "listen")
    environment = os.environ | {name.upper(): getattr(told, name) for name in names}
    before = len(calls.of("setWebhook"))
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", env=environment, stderr=PIPE)
    assert process.stderr
    assert b"is running" in await process.stderr.readline()
    await open_house.telegram.journal.bell.until(lambda: len(calls.of("setWebhook")) > before or None, PATIENCE)
    process.terminate()
    _, log = await process.communicate()
    assert (log, process.returncode) == (b"", 0)


@pytest.mark.parametrize("updates", ["polling"])
async def test_one_who_asks_again_gives_the_door_up_first(house: House, aino: Phone) -> None:
    await house.bot_dies()
    house.telegram.webhooks.put(house.account, Webhook("http://127.0.0.1:9/telegram"))
    house.telegram.faults.drops("deleteWebhook")
    await aino.says("/help")
    await house.bot_starts()
    await aino.sees("/tasks")
    assert house.telegram.webhooks.of(house.account) is None


async def _asks(house: House, kaisa: Phone, aino: Phone) -> int:
    """Aino is asked the first question; returns the contact's version."""
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE)
    await house.owes_nothing()
    return (await house.does(agency.contact, PHONE)).version


async def _answers(house: House) -> dict[str, str]:
    def look(tx: Transaction) -> dict[str, str]:
        return {name: a.value for name, a in answers.of_contact(tx, agency.contact(tx, PHONE).id).items()}

    return await house.does(look)


async def _brings(session: aiohttp.ClientSession, house: HouseWithDoor, update: Any) -> int:
    door, secret = f"http://{house.door}/telegram", {SECRET_HEADER: SECRET}
    async with session.post(door, json=update, headers=secret) as answer:
        return answer.status
