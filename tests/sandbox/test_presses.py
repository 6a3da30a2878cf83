"""Buttons and answers."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox import Answer, Phone

from .conftest import Client, HandClock

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def card(client: Client, aino_id: int) -> int:
    buttons = [[{"text": "✅ Accept", "callback_data": "accept:17"}, {"text": "Decline", "callback_data": "no:17"}]]
    sent = await client("sendMessage", chat_id=aino_id, text="HAVU-017", reply_markup={"inline_keyboard": buttons})
    return int(sent["message_id"])


async def test_a_press_brings_the_data_and_the_message_as_it_is(client: Client, aino: Phone, card: int) -> None:
    await aino.presses("Accept", answered=False)
    [update] = await client.updates()
    query = update["callback_query"]
    assert query["data"] == "accept:17"
    assert query["from"]["id"] == aino.person.id
    assert query["message"]["text"] == "HAVU-017"
    assert query["message"]["message_id"] == card


async def test_an_answer_is_shown_to_the_one_who_pressed(client: Client, aino: Phone, card: int) -> None:
    press = aino.press_raw(card, "accept:17")
    await client("answerCallbackQuery", callback_query_id=press.id, text="Yours", show_alert=True)
    assert await aino.answer_to(press) == Answer("Yours", True)


async def test_a_press_lives_150_seconds(client: Client, aino: Phone, card: int, clock: HandClock) -> None:
    press = aino.press_raw(card, "accept:17")
    clock.advance(seconds=150)
    await client("answerCallbackQuery", callback_query_id=press.id)
    late = aino.press_raw(card, "accept:17")
    clock.advance(seconds=151)
    assert await client.refusal("answerCallbackQuery", callback_query_id=late.id) == TOO_OLD
    assert await client.refusal("answerCallbackQuery", callback_query_id="1") == TOO_OLD


async def test_an_answer_is_short(client: Client, aino: Phone, card: int) -> None:
    press = aino.press_raw(card, "accept:17")
    target = {"callback_query_id": press.id}
    assert await client.refusal("answerCallbackQuery", **target, text="x" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    assert (
        await client.refusal("answerCallbackQuery", **target, url="https://havu.example") == "Bad Request: URL_INVALID"
    )


async def test_a_forged_press_reaches_the_bot_as_it_was_sent(client: Client, aino: Phone, card: int) -> None:
    aino.press_raw(card, "approve:99")
    aino.press_raw(999, "accept:17")
    forged, gone = [update["callback_query"] for update in await client.updates()]
    assert forged["data"] == "approve:99"
    assert gone["message"] == {"chat": aino.person.as_chat(), "message_id": 999, "date": 0}


async def test_a_button_of_the_keyboard_writes_its_words(client: Client, aino: Phone, aino_id: int) -> None:
    keyboard: Any = {"keyboard": [[{"text": "🏠 Home"}]], "resize_keyboard": True}
    await client("sendMessage", chat_id=aino_id, text="Where?", reply_markup=keyboard)
    assert aino.buttons() == ["🏠 Home"]
    assert await aino.presses("Home") is None
    [update] = await client.updates()
    assert update["message"]["text"] == "🏠 Home"
    await client("sendMessage", chat_id=aino_id, text="Thanks", reply_markup={"remove_keyboard": True})
    assert aino.buttons() == []


async def test_a_button_of_the_keyboard_may_be_only_its_words(client: Client, aino: Phone, aino_id: int) -> None:
    await client("sendMessage", chat_id=aino_id, text="Where?", reply_markup={"keyboard": [["Home", "Away"]]})
    assert aino.buttons() == ["Home", "Away"]
