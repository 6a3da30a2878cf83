"""What holds for every method of the Bot API, as the schema has it: played with care, or declined in so many words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox import Phone, Telegram
from bot.sandbox.files import Upload
from bot.sandbox.gateway import answer
from bot.sandbox.methods import PLAYED
from bot.sandbox.people import BotAccount
from bot.sandbox.refusal import Json, Refusal
from bot.sandbox.schema import bot_api

from .conftest import png

SCHEMA = bot_api()
TAKEN_WITHOUT = {("setWebhook", "url"), ("setMyCommands", "commands")}
"""What Telegram calls required and takes as empty all the same: no webhook any more, no commands any more."""
EDITED = ["chat_id", "message_id"]
ALSO_GIVEN = {
    "editMessageText": [*EDITED, "text"],
    "editMessageCaption": [*EDITED, "caption"],
    "editMessageMedia": EDITED,
    "editMessageReplyMarkup": EDITED,
}
"""What the schema leaves open, since an inline message would be named in another way."""
ON_A_FILE = {"editMessageCaption", "editMessageMedia"}


class Bench:
    """One chat in which every method finds what it needs."""

    def __init__(self, telegram: Telegram, bot: BotAccount, phone: Phone) -> None:
        self.telegram, self.bot, self.phone = telegram, bot, phone

    async def __call__(self, method: str, **params: Any) -> Json:
        """What a call answers, refusals included."""
        uploads = {name: params.pop(name) for name in [*params] if isinstance(params[name], Upload)}
        try:
            return await answer(self.telegram, self.bot.token, method, params, uploads)
        except Refusal as refusal:
            return refusal.as_json()

    async def sample(self, method: str) -> Json:
        """Parameters with which a method does its work here."""
        here, file = self.phone.person.id, Upload("a.png", png(), "image/png")
        text = (await self("sendMessage", chat_id=here, text="Hei", reply_markup=buttons("a")))["result"]
        sent = (await self("sendDocument", chat_id=here, document=file))["result"]
        message = sent["message_id"] if method in ON_A_FILE else text["message_id"]
        await self("pinChatMessage", chat_id=here, message_id=message)
        document = {"type": "document", "media": sent["document"]["file_id"]}
        known: Json = {
            "chat_id": here,
            "from_chat_id": here,
            "message_id": message,
            "message_ids": [message],
            "text": "Moi",
            "caption": "Moi",
            "action": "typing",
            "latitude": 60.2,
            "longitude": 24.9,
            "url": "",
            "commands": [{"command": "help", "description": "What I can do"}],
            "file_id": document["media"],
            "media": document | {"caption": "Moi"} if method in ON_A_FILE else [document, document],
            "callback_query_id": self.telegram.press(self.telegram.chat(self.bot, self.phone.person), message, "a").id,
        }
        needed = [name for name, (_, required) in SCHEMA.methods[method].items() if required]
        return {name: known.get(name, file) for name in [*needed, *ALSO_GIVEN.get(method, [])]}


def buttons(data: str) -> Json:
    """An inline keyboard of one."""
    return {"inline_keyboard": [[{"text": "A", "callback_data": data}]]}


def mistyped(kinds: list[str]) -> list[Any]:
    """Values that are of none of these types, as JSON or as text."""
    if "String" in kinds or "InputFile" in kinds:
        return [{"a": 1}, [["a"]]]
    if any(kind.startswith("Array of ") for kind in kinds):
        return ["{", 5, {"a": 1}]
    known: Json = {
        "Integer": ["many", 1.5, {"a": 1}],
        "Float": ["north", {"a": 1}],
        "Boolean": ["perhaps", 5, {"a": 1}],
    }
    return list(known.get(kinds[0], ["{", 5, [5]]))


@pytest.fixture
def bench(telegram: Telegram, bot: BotAccount, aino: Phone) -> Bench:
    return Bench(telegram, bot, aino)


@pytest.mark.parametrize("method", PLAYED)
async def test_a_played_method_does_its_work(bench: Bench, method: str) -> None:
    given = await bench.sample(method)
    assert (await bench(method, **given))["ok"] is True
    assert bench.telegram.calls.faulty() == []


@pytest.mark.parametrize("method", PLAYED)
async def test_a_played_method_refuses_a_call_that_lacks_something(bench: Bench, method: str) -> None:
    given = await bench.sample(method)
    before = bench.telegram.stamp
    for name in sorted(given.keys() - {"caption"}):  # a file may lose its caption
        lacking = await bench(method, **{key: value for key, value in given.items() if key != name})
        if (method, name) in TAKEN_WITHOUT:
            assert lacking["ok"] is True
        else:
            assert lacking["ok"] is False, name
            assert lacking["error_code"] == 400, name
            assert lacking["description"].startswith("Bad Request: "), name
    assert bench.telegram.stamp == before


@pytest.mark.parametrize("method", PLAYED)
async def test_a_played_method_refuses_values_of_another_type(bench: Bench, method: str) -> None:
    given = await bench.sample(method)
    before = bench.telegram.stamp
    for name, (kinds, _) in SCHEMA.methods[method].items():
        for value in mistyped(kinds):
            refused = await bench(method, **given | {name: value})
            assert refused["ok"] is False, (name, value)
            assert refused["error_code"] == 400, (name, value)
            assert refused["description"].startswith("Bad Request: "), (name, value)
    assert bench.telegram.stamp == before


@pytest.mark.parametrize("method", sorted(SCHEMA.methods.keys() - PLAYED.keys()))
async def test_a_method_that_is_not_played_says_so(bench: Bench, method: str) -> None:
    declined = await bench(method)
    assert declined["error_code"] == 501
    assert declined["description"] == f"Not Implemented: the sandbox does not play {method}"


async def test_a_method_that_telegram_does_not_have_is_not_found(bench: Bench) -> None:
    for method in [f"{name}s" for name in SCHEMA.methods if f"{name}s" not in SCHEMA.methods]:
        assert await bench(method) == {"ok": False, "error_code": 404, "description": "Not Found"}
