"""python-telegram-bot, written by others against the real Bot API, works with the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter
from telegram.request import HTTPXRequest

from bot.sandbox import Phone, Telegram

from .conftest import png


@pytest.fixture
async def ptb(url: str) -> AsyncIterator[Bot]:
    request = HTTPXRequest(connection_pool_size=4)
    bot = Bot("4242:secret", base_url=f"{url}/bot", base_file_url=f"{url}/file/bot", request=request)
    async with bot:
        yield bot


async def test_it_knows_itself(ptb: Bot) -> None:
    assert (ptb.username, ptb.first_name) == ("havu_bot", "Havu")


async def test_it_is_refused_with_a_wrong_token(url: str) -> None:
    with pytest.raises(InvalidToken):
        await Bot("4242:wrong", base_url=f"{url}/bot").initialize()


async def test_it_talks_with_buttons_edits_and_answers(ptb: Bot, aino: Phone) -> None:
    await aino.opens("https://t.me/havu_bot?start=CODE")
    [start] = await ptb.get_updates()
    assert start.message is not None
    assert start.message.text == "/start CODE"
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Accept", callback_data="accept:1")]])
    card = await start.message.reply_text("<b>HAVU-017</b>", parse_mode=ParseMode.HTML, reply_markup=keyboard)
    assert card.text_html == "<b>HAVU-017</b>"
    press = await aino.presses("Accept", answered=False)
    assert press is None
    [_, pressed] = await ptb.get_updates()
    query = pressed.callback_query
    assert query is not None
    await query.answer("Yours", show_alert=True)
    await query.edit_message_text("HAVU-017 is yours")
    await aino.sees("HAVU-017 is yours")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await query.edit_message_text("HAVU-017 is yours")


async def test_it_sends_and_fetches_files(ptb: Bot, aino: Phone) -> None:
    await aino.sends_voice(b"OggS", seconds=3)
    [update] = await ptb.get_updates()
    assert update.message is not None
    assert update.message.voice is not None
    voice = await update.message.voice.get_file()
    assert bytes(await voice.download_as_bytearray()) == b"OggS"
    sent = await ptb.send_document(aino.person.id, b"%PDF", filename="analysis.pdf", caption="Analysis")
    assert sent.document is not None
    assert (await aino.sees_document("analysis.pdf")).content == b"%PDF"
    photo = await ptb.send_photo(aino.person.id, png())
    assert photo.photo[-1].width == 1600
    album = await ptb.send_media_group(
        aino.person.id, [InputMediaDocument(b"one", filename="1.pdf"), InputMediaDocument(b"two", filename="2.pdf")]
    )
    assert [each.document.file_name for each in album if each.document] == ["1.pdf", "2.pdf"]


async def test_it_sets_commands_for_one_chat(ptb: Bot, aino: Phone) -> None:
    scope = BotCommandScopeChat(aino.person.id)
    await ptb.set_my_commands([BotCommand("tasks", "Tehtävät")], scope=scope, language_code="fi")
    assert aino.commands() == {"tasks": "Tehtävät"}
    await ptb.get_chat(aino.person.id)


async def test_it_understands_refusals(ptb: Bot, telegram: Telegram, aino: Phone) -> None:
    telegram.faults.too_many_requests("sendMessage", retry_after=4)
    with pytest.raises(RetryAfter):
        await ptb.send_message(aino.person.id, "Hei")
    aino.blocks()
    with pytest.raises(Forbidden):
        await ptb.send_message(aino.person.id, "Hei")
    await ptb.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict):
        await ptb.get_updates()


async def test_it_says_nothing_that_the_schema_does_not_know(ptb: Bot, telegram: Telegram, aino: Phone) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Open", url="https://havu.example/")]])
    await ptb.send_message(aino.person.id, "Hei", reply_markup=keyboard, disable_notification=True)
    assert telegram.calls.faulty() == []
