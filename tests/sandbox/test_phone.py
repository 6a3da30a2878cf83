"""A phone sees what is new and waits for what is to come."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox import Phone, Telegram
from bot.sandbox.people import BotAccount

from .conftest import Client, png


async def test_it_opens_a_link_with_its_code(telegram: Telegram, bot: BotAccount, client: Client) -> None:
    eero = Phone(telegram, bot, first_name="Eero", language_code="fi")
    await eero.opens("https://t.me/havu_bot?start=JOIN-1")
    [update] = await client.updates()
    assert update["message"]["text"] == "/start JOIN-1"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert update["message"]["from"]["language_code"] == "fi"
    with pytest.raises(AssertionError, match="does not lead to @havu_bot"):
        await eero.opens("https://t.me/other_bot?start=JOIN-1")
    with pytest.raises(AssertionError, match="Telegram passes on only"):
        await eero.opens("https://t.me/havu_bot?start=" + "x" * 65)


async def test_it_waits_for_a_text_that_is_yet_to_come(client: Client, aino: Phone, aino_id: int) -> None:
    await aino.says("/tasks")
    seeing = asyncio.create_task(aino.sees("HAVU-017", "today"))
    await client("sendMessage", chat_id=aino_id, text="HAVU-018 today")
    sent = await client("sendMessage", chat_id=aino_id, text="HAVU-017 today")
    assert (await seeing).id == sent["message_id"]


async def test_it_sees_only_what_is_new_since_its_own_last_act(client: Client, aino: Phone, aino_id: int) -> None:
    sent = await client("sendMessage", chat_id=aino_id, text="Old news")
    await aino.sees("Old news")
    await aino.sees("Old")
    await aino.says("Next")
    with pytest.raises(AssertionError, match=r"Aino waited 0 s for .*Old news"):
        await aino.sees("Old news", within=0)
    await client("editMessageText", chat_id=aino_id, message_id=sent["message_id"], text="Old news, edited")
    await aino.sees("Old news")


async def test_it_does_not_take_its_own_words_for_the_bots(aino: Phone) -> None:
    await aino.says("Hello")
    with pytest.raises(AssertionError):
        await aino.sees("Hello", within=0)


async def test_a_disappointed_phone_shows_the_end_of_the_chat(client: Client, aino: Phone, aino_id: int) -> None:
    buttons = {"inline_keyboard": [[{"text": "Accept", "callback_data": "a"}]]}
    await client("sendMessage", chat_id=aino_id, text="HAVU-017\nKuusi", reply_markup=buttons)
    with pytest.raises(AssertionError) as failed:
        await aino.presses("Decline", within=0)
    assert "no button [Decline] for Aino" in str(failed.value)
    assert "09:00:00 #1 Aino: /start" in str(failed.value)
    assert "09:00:00 #2 Havu: HAVU-017\n    Kuusi\n    [Accept]" in str(failed.value)


async def test_it_presses_the_newest_button_and_prefers_the_exact_words(
    client: Client, aino: Phone, aino_id: int
) -> None:
    def card(*labels: str) -> dict[str, object]:
        return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}

    await client("sendMessage", chat_id=aino_id, text="1", reply_markup=card("Accept"))
    second = await client("sendMessage", chat_id=aino_id, text="2", reply_markup=card("Accept quote", "✅ Accept"))
    await aino.presses("Accept", answered=False)
    [update] = await client.updates()
    assert update["callback_query"]["message"]["message_id"] == second["message_id"]
    assert update["callback_query"]["data"] == "✅ Accept"


async def test_it_waits_for_the_redrawn_card_before_pressing_again(client: Client, aino: Phone, aino_id: int) -> None:
    def card(number: int) -> dict[str, object]:
        return {"inline_keyboard": [[{"text": "Next", "callback_data": str(number)}]]}

    sent = await client("sendMessage", chat_id=aino_id, text="1/3", reply_markup=card(1))
    await aino.presses("Next", answered=False)
    again = asyncio.create_task(aino.presses("Next", answered=False))
    target = {"chat_id": aino_id, "message_id": sent["message_id"]}
    await client("editMessageText", **target, text="2/3", reply_markup=card(2))
    await again
    assert [update["callback_query"]["data"] for update in await client.updates()] == ["1", "2"]


async def test_a_blocked_bot_is_not_written_to(aino: Phone) -> None:
    aino.blocks()
    with pytest.raises(AssertionError, match="has blocked the bot"):
        await aino.says("Hello")
    await aino.opens()
    await aino.says("Hello")


async def test_a_transcript_reads_like_the_chat(client: Client, aino: Phone, aino_id: int) -> None:
    await aino.sends_voice(b"OggS", seconds=7)
    photo = await aino.sends_photo(png(), caption="The shelf")
    await aino.edits(photo, "The shelf, left")
    await client.uploads("sendDocument", {"document": ("quote.pdf", b"%PDF")}, chat_id=aino_id, caption="Quote")
    assert aino.transcript() == (
        "09:00:00 #1 Aino: /start\n"
        "09:00:00 #2 Aino: <voice 7 s 4 bytes>\n"
        "09:00:00 #3 Aino (edited): <photo 26 bytes>\n"
        "    The shelf, left\n"
        "09:00:00 #4 Havu: <document quote.pdf 4 bytes>\n"
        "    Quote"
    )


async def test_idle_means_that_the_bot_has_fetched_everything(client: Client, aino: Phone) -> None:
    said = await aino.says("Hello")
    with pytest.raises(AssertionError, match="havu_bot left updates unfetched"):
        await aino.idle(within=0)
    waiting = asyncio.create_task(aino.idle())
    [update] = await client.updates()
    assert update["message"]["message_id"] == said.id
    await client.updates(offset=update["update_id"] + 1)
    await waiting
