"""What happens is told to whoever looks on, once and in order, also after their line has broken."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox import MovableClock, Phone, Telegram, serve
from bot.sandbox.journal import Journal

from .conftest import Client


@dataclass
class Stream:
    """A page's side of the stream."""

    answer: aiohttp.ClientResponse
    place: str = ""

    async def next(self) -> tuple[str, Any]:
        async with asyncio.timeout(5):
            while True:
                kind, told = "", None
                while line := (await self.answer.content.readline()).decode().rstrip("\n"):
                    name, _, value = line.partition(": ")
                    match name:
                        case "id":
                            self.place = value
                        case "event":
                            kind = value
                        case "data":
                            told = json.loads(value)
                if kind and kind != "clock":
                    return kind, told
                if self.answer.content.at_eof():
                    return "end", None

    async def until(self, wanted: str) -> Any:
        while True:
            kind, told = await self.next()
            if kind == wanted:
                return told


@asynccontextmanager
async def listening(client: Client, **headers: str) -> AsyncIterator[Stream]:
    async with client.session.get(f"{client.url}/sandbox/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Stream(answer)


async def test_a_message_an_edit_and_a_deletion_are_told(client: Client, aino: Phone, aino_id: int) -> None:
    async with listening(client) as stream:
        sent = await client("sendMessage", chat_id=aino_id, text="Moi")
        told = await stream.until("message")
        assert (told["person"], told["message"]["text"], told["message"]["own"]) == (aino_id, "Moi", False)
        await client("editMessageText", chat_id=aino_id, message_id=sent["message_id"], text="Moikka")
        edited = await stream.until("message")
        assert edited["message"]["text"] == "Moikka"
        assert edited["message"]["stamp"] > told["message"]["stamp"]
        await client("deleteMessage", chat_id=aino_id, message_id=sent["message_id"])
        assert (await stream.until("deleted"))["message_id"] == sent["message_id"]


async def test_a_press_waits_until_its_answer_is_told(client: Client, aino: Phone, aino_id: int) -> None:
    keys = {"inline_keyboard": [[{"text": "Accept", "callback_data": "a"}]]}
    sent = await client("sendMessage", chat_id=aino_id, text="Offer", reply_markup=keys)
    async with listening(client) as stream:
        path = f"{client.url}/sandbox/chats/{aino_id}/press"
        body = {"message_id": sent["message_id"], "data": "a", "wait": None}
        async with client.session.post(path, json=body) as answer:
            pressed = (await answer.json())["id"]
        assert (await stream.until("press"))["id"] == pressed
        await client("answerCallbackQuery", callback_query_id=pressed, text="Yours", show_alert=True)
        told = await stream.until("answer")
        assert (told["id"], told["data"], told["text"], told["show_alert"]) == (pressed, "a", "Yours", True)


async def test_what_a_bot_does_is_told(client: Client, aino: Phone, aino_id: int) -> None:
    async with listening(client) as stream:
        await client("sendChatAction", chat_id=aino_id, action="typing")
        assert (await stream.until("action"))["action"] == "typing"
        assert (await stream.until("call"))["method"] == "sendChatAction"
        commands = [{"command": "tasks", "description": "Your contacts"}]
        await client("setMyCommands", commands=commands, scope={"type": "chat", "chat_id": aino_id})
        assert (await stream.until("chat"))["commands"] == commands


async def test_a_message_is_marked_as_heard_once_the_bot_has_confirmed_it(client: Client, aino: Phone) -> None:
    said = await aino.says("Moi")
    [update] = await client.updates()
    async with listening(client) as stream:
        await client.updates(offset=update["update_id"] + 1)
        assert (await stream.until("chat"))["heard"] == said.id


async def test_a_tour_is_told_to_pages_that_are_open_and_to_those_that_come(
    client: Client, telegram: Telegram, aino_id: int
) -> None:
    step = {"person": aino_id, "title": {"en": "Aino shops"}, "text": {"en": "Press Accept."}}
    async with listening(client) as stream:
        telegram.lead([step])
        assert await stream.until("tour") == {"steps": [step]}
    async with client.session.get(f"{client.url}/sandbox/") as answer:
        assert (await answer.json())["tour"] == [step]


async def test_who_comes_back_goes_on_from_the_last_event_that_they_know(
    client: Client, aino: Phone, aino_id: int
) -> None:
    async with listening(client) as stream:
        await client("sendMessage", chat_id=aino_id, text="one")
        await stream.until("message")
    await client("sendMessage", chat_id=aino_id, text="two")
    await client("sendMessage", chat_id=aino_id, text="three")
    async with listening(client, **{"Last-Event-ID": stream.place}) as again:
        assert (await again.until("message"))["message"]["text"] == "two"
        assert (await again.until("message"))["message"]["text"] == "three"


async def test_who_has_missed_too_much_or_another_run_begins_anew(client: Client, aino: Phone, aino_id: int) -> None:
    async with listening(client, **{"Last-Event-ID": "another.7"}) as stream:
        assert (await stream.next())[0] == "reset"
        await client("sendMessage", chat_id=aino_id, text="Moi")
        assert (await stream.until("message"))["message"]["text"] == "Moi"


async def test_an_event_is_told_as_things_are_when_it_is_heard(
    client: Client, telegram: Telegram, aino_id: int
) -> None:
    place = telegram.journal.now
    sent = await client("sendMessage", chat_id=aino_id, text="one")
    await client("editMessageText", chat_id=aino_id, message_id=sent["message_id"], text="two")
    async with listening(client, **{"Last-Event-ID": place}) as stream:
        assert (await stream.until("message"))["message"]["text"] == "two"


async def test_the_clock_is_told_when_it_is_moved() -> None:
    telegram = Telegram(clock=MovableClock())
    telegram.create_bot(username="havu_bot", token="4242:secret")
    async with (
        asyncio.timeout(5),
        serve(telegram) as url,
        aiohttp.ClientSession() as session,
        session.get(f"{url}/sandbox/events") as answer,
    ):
        first = await _clock(answer.content)
        await session.post(f"{url}/sandbox/clock", json={"advance": 86_400})
        assert (await _clock(answer.content))[:10] > first[:10]


async def _clock(lines: aiohttp.StreamReader) -> str:
    while True:
        if (await lines.readline()) == b"event: clock\n":
            return str(json.loads((await lines.readline()).removeprefix(b"data: "))["now"])


async def test_the_stream_ends_with_the_server() -> None:
    telegram = Telegram()
    async with aiohttp.ClientSession() as session:
        async with serve(telegram) as url:
            answer = await session.get(f"{url}/sandbox/events")
            await answer.content.readline()
        async with asyncio.timeout(5):
            await answer.read()


def test_a_journal_forgets_the_oldest_and_says_so() -> None:
    journal = Journal(keep=2)
    places = [journal.now]
    for number in range(3):
        journal.note(lambda number=number: ("n", {"number": number}))  # type: ignore[misc]
        places.append(journal.now)
    assert journal.after(places[0]) is None
    assert [event.tell()[1]["number"] for event in journal.after(places[1]) or []] == [1, 2]
    assert journal.after(places[3]) == []
    assert journal.after(f"{journal.run}.4") is None
    assert journal.after("") is None
