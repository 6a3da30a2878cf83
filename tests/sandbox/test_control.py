"""The control API plays people for programs in other languages, and for a page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox import MovableClock, Telegram, serve

from .conftest import Client, Refused


class Control:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session, self.url = session, url

    async def get(self, path: str) -> Any:
        async with self.session.get(f"{self.url}/sandbox/{path}") as answer:
            return await answer.json()

    async def post(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"{self.url}/sandbox/{path}", json=body) as answer:
            return await answer.json()


@pytest.fixture
async def control() -> AsyncIterator[Control]:
    telegram = Telegram(clock=MovableClock())
    telegram.create_bot(username="havu_bot", token="4242:secret")
    async with serve(telegram) as url, aiohttp.ClientSession() as session:
        yield Control(session, url)


@pytest.fixture
def client(control: Control) -> Client:
    return Client(control.session, control.url, "4242:secret")


async def test_a_person_talks_through_it(control: Control, client: Client) -> None:
    eero = (await control.post("people", first_name="Eero", language_code="fi"))["id"]
    await control.post(f"chats/{eero}/open", start="CODE")
    said = await control.post(f"chats/{eero}/say", text="Moi")
    await control.post(f"chats/{eero}/edit", message_id=said["message_id"], text="Moikka")
    async with control.session.post(f"{control.url}/sandbox/chats/{eero}/send?name=a.xlsx", data=b"PK") as answer:
        document = await answer.json()
    updates = await client.updates()
    assert [next(iter(update.keys() - {"update_id"})) for update in updates] == [
        "message",
        "message",
        "edited_message",
        "message",
    ]
    assert updates[0]["message"]["text"] == "/start CODE"
    assert document["document"]["file_name"] == "a.xlsx"
    async with control.session.get(f"{control.url}/sandbox/chats/{eero}/files/{document['message_id']}") as file:
        assert await file.read() == b"PK"
    assert "Eero (edited): Moikka" in (await control.get(f"chats/{eero}"))["text"]


async def test_a_person_presses_and_gets_the_answer(control: Control, client: Client) -> None:
    eero = (await control.post("people", first_name="Eero"))["id"]
    await control.post(f"chats/{eero}/open")
    buttons = {"inline_keyboard": [[{"text": "Accept", "callback_data": "a"}]]}
    await client("sendMessage", chat_id=eero, text="Offer", reply_markup=buttons)
    unanswered = await control.post(f"chats/{eero}/press", label="Accept", wait=0)
    assert "waited 0 s for an answer" in unanswered["error"]
    [query] = [update["callback_query"] for update in await client.updates() if "callback_query" in update]
    await client("answerCallbackQuery", callback_query_id=query["id"], text="Yours")


async def test_it_moves_the_clock_and_breaks_things(control: Control, client: Client) -> None:
    before = (await control.get(""))["now"]
    assert (await control.post("clock", advance=3600))["now"] > before
    await control.post("faults", harm="REFUSED", method="getMe", retry_after=3)
    assert await control.get("faults") == [{"method": "getMe", "harm": "REFUSED", "left": 1}]
    with pytest.raises(Refused) as refused:
        await client("getMe")
    assert refused.value.code == 429
    assert [call["code"] for call in await control.get("calls?method=getMe")] == [429]


async def test_it_says_what_it_does_not_understand(control: Control) -> None:
    assert (await control.post("chats/1/say", text="x"))["error"] == "ValueError: there is no such person"
    assert "KeyError" in (await control.post("faults", harm="TEA"))["error"]


@pytest.mark.parametrize("name", ["", " ", "N" * 65])
async def test_somebody_without_a_name_or_with_an_endless_one_is_not_let_in(control: Control, name: str) -> None:
    assert "a name has 1 to 64 letters" in (await control.post("people", first_name=name))["error"]
    assert (await control.get(""))["people"] == []
