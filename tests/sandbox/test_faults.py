"""What goes wrong, goes wrong as asked and no further."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.sandbox import FloodLimits, Phone, Telegram, serve

from .conftest import Client, HandClock, Refused


async def test_it_says_to_wait_as_often_as_asked(client: Client, telegram: Telegram, aino: Phone, aino_id: int) -> None:
    telegram.faults.too_many_requests("sendMessage", retry_after=7, times=2)
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            await client("sendMessage", chat_id=aino_id, text="Hei")
        assert refused.value.body == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
    assert [message for message in aino.chat if message.from_bot] == []
    await client("sendMessage", chat_id=aino_id, text="Hei")


async def test_it_fails_before_or_after_the_effect(
    client: Client, telegram: Telegram, aino: Phone, aino_id: int
) -> None:
    telegram.faults.fails("sendMessage", code=502)
    telegram.faults.fails("sendMessage", code=500, after=True)
    for text in ("lost", "arrived"):
        with pytest.raises(Refused):
            await client("sendMessage", chat_id=aino_id, text=text)
    assert [message.text for message in aino.chat if message.from_bot] == ["arrived"]


async def test_it_breaks_the_connection_before_or_after_the_effect(
    client: Client, telegram: Telegram, aino: Phone, aino_id: int
) -> None:
    telegram.faults.drops("sendMessage")
    telegram.faults.drops("sendMessage", after=True)
    for text in ("lost", "arrived"):
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await client("sendMessage", chat_id=aino_id, text=text)
    assert [message.text for message in aino.chat if message.from_bot] == ["arrived"]
    assert [call.harm.name for call in telegram.calls if call.harm] == ["DROPPED_BEFORE", "DROPPED_AFTER"]


async def test_it_holds_a_call_until_it_is_released(client: Client, telegram: Telegram, aino_id: int) -> None:
    fault = telegram.faults.holds("sendMessage")
    sending = asyncio.create_task(client("sendMessage", chat_id=aino_id, text="late"))
    await fault.reached()
    assert await client("getMe")
    assert not sending.done()
    fault.release()
    assert (await sending)["text"] == "late"


async def test_something_else_answers_in_its_place(
    client: Client, telegram: Telegram, aino: Phone, aino_id: int
) -> None:
    telegram.faults.garbles("sendMessage", body="<html>")
    with pytest.raises(ValueError, match="Expecting value"):
        await client("sendMessage", chat_id=aino_id, text="lost")
    assert not [message.text for message in aino.chat if message.from_bot]


async def test_a_fault_meets_only_its_own_method_and_can_be_forgotten(client: Client, telegram: Telegram) -> None:
    telegram.faults.fails("sendMessage")
    telegram.faults.fails("*", times=9)
    with pytest.raises(Refused):
        await client("getMe")
    telegram.faults.clear()
    assert await client("getMe")


async def test_it_can_hold_bots_to_one_message_a_second_and_chat(clock: HandClock) -> None:
    telegram = Telegram(clock=clock, flood=FloodLimits(per_chat=1, chat_burst=2, overall=30))
    bot = telegram.create_bot(username="havu_bot")
    aino = Phone(telegram, bot, first_name="Aino")
    await aino.opens()
    async with serve(telegram) as url, aiohttp.ClientSession() as session:
        client = Client(session, url, bot.token)
        said = {"chat_id": aino.person.id, "text": "Hei"}
        await client("sendMessage", **said)
        await client("sendMessage", **said)
        with pytest.raises(Refused) as refused:
            await client("sendMessage", **said)
        assert refused.value.body["parameters"] == {"retry_after": 1}
        clock.advance(seconds=1)
        await client("sendMessage", **said)


async def test_it_does_not_limit_bots_unless_asked(client: Client, aino_id: int) -> None:
    for number in range(100):
        await client("sendMessage", chat_id=aino_id, text=str(number))
