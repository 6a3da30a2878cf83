"""Sending, changing and taking back."""

from __future__ import annotations

import pytest

from bot.sandbox import Phone, Telegram

from .conftest import Client, HandClock, Refused

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
BUTTONS = {"inline_keyboard": [[{"text": "Accept", "callback_data": "a"}]]}


async def test_it_sends_a_text_with_its_marks_and_buttons(client: Client, aino: Phone, aino_id: int) -> None:
    sent = await client(
        "sendMessage", chat_id=aino_id, text="<b>Hei</b>", parse_mode="HTML", reply_markup=BUTTONS, protect_content=True
    )
    assert sent["text"] == "Hei"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert sent["reply_markup"] == BUTTONS
    assert sent["has_protected_content"] is True
    assert sent["chat"] == {"id": aino_id, "first_name": "Aino", "username": "aino", "type": "private"}
    assert aino.buttons() == ["Accept"]


async def test_it_knows_what_came_without_a_sound(client: Client, aino: Phone, aino_id: int) -> None:
    sent = await client("sendMessage", chat_id=aino_id, text="Hei", disable_notification=True)
    assert "disable_notification" not in sent
    await client("sendMessage", chat_id=aino_id, text="Hei")
    assert [message.silent for message in aino.chat if message.from_bot] == [True, False]


async def test_it_measures_text_after_parsing(client: Client, aino_id: int) -> None:
    await client("sendMessage", chat_id=aino_id, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert await client.refusal("sendMessage", chat_id=aino_id, text="x" * 4097) == "Bad Request: message is too long"
    assert await client.refusal("sendMessage", chat_id=aino_id, text="x" * 40_000) == "Bad Request: text is too long"
    assert await client.refusal("sendMessage", chat_id=aino_id) == "Bad Request: message text is empty"
    assert await client.refusal("sendMessage", chat_id=aino_id, text=" \n") == "Bad Request: text must be non-empty"
    assert (await client.refusal("sendMessage", chat_id=aino_id, text="<b></b>", parse_mode="HTML")).endswith(
        "text must be non-empty"
    )


async def test_it_refuses_chats_that_are_unknown_or_closed(
    client: Client, telegram: Telegram, aino: Phone, aino_id: int
) -> None:
    stranger = telegram.add_person("Mallory")
    said = {"text": "Hei"}
    assert await client.refusal("sendMessage", **said) == "Bad Request: chat_id is empty"
    assert await client.refusal("sendMessage", chat_id=1, **said) == "Bad Request: chat not found"
    assert await client.refusal("sendMessage", chat_id="@havu", **said) == "Bad Request: chat not found"
    assert (
        await client.refusal("sendMessage", chat_id=stranger.id, **said)
        == "Forbidden: bot can't initiate conversation with a user"
    )
    aino.blocks()
    with pytest.raises(Refused) as blocked:
        await client("sendMessage", chat_id=aino_id, **said)
    assert (blocked.value.code, blocked.value.description) == (403, "Forbidden: bot was blocked by the user")
    aino.unblocks()
    await client("sendMessage", chat_id=aino_id, **said)
    aino.leaves_telegram()
    assert await client.refusal("sendMessage", chat_id=aino_id, **said) == "Forbidden: user is deactivated"


async def test_it_replies_to_what_is_there(client: Client, aino: Phone, aino_id: int) -> None:
    asked = await aino.says("When?")
    reply = await client("sendMessage", chat_id=aino_id, text="Today", reply_parameters={"message_id": asked.id})
    assert reply["reply_to_message"]["text"] == "When?"
    gone = {"message_id": 999}
    assert (
        await client.refusal("sendMessage", chat_id=aino_id, text="Hei", reply_parameters=gone)
        == "Bad Request: message to be replied not found"
    )
    lenient = gone | {"allow_sending_without_reply": True}
    assert "reply_to_message" not in await client("sendMessage", chat_id=aino_id, text="Hei", reply_parameters=lenient)


async def test_it_edits_text_and_buttons_and_says_when_nothing_changes(
    client: Client, aino: Phone, aino_id: int, clock: HandClock
) -> None:
    sent = await client("sendMessage", chat_id=aino_id, text="One", reply_markup=BUTTONS)
    target = {"chat_id": aino_id, "message_id": sent["message_id"]}
    assert await client.refusal("editMessageText", **target, text="One", reply_markup=BUTTONS) == NOT_MODIFIED
    clock.advance(seconds=5)
    edited = await client("editMessageText", **target, text="Two")
    assert (edited["text"], edited["edit_date"] - edited["date"]) == ("Two", 5)
    assert "reply_markup" not in edited
    assert await client.refusal("editMessageReplyMarkup", **target) == NOT_MODIFIED
    await client("editMessageReplyMarkup", **target, reply_markup=BUTTONS)
    assert aino.buttons() == ["Accept"]
    assert await client.refusal("editMessageText", **target, text="x" * 4097) == "Bad Request: MESSAGE_TOO_LONG"


async def test_it_refuses_edits_of_what_cannot_be_edited(client: Client, aino: Phone, aino_id: int) -> None:
    theirs = await aino.says("mine")
    keyboard = {"keyboard": [[{"text": "Yes"}]]}
    answered = await client("sendMessage", chat_id=aino_id, text="Choose", reply_markup=keyboard)
    place = await client("sendLocation", chat_id=aino_id, latitude=60.17, longitude=24.94)

    async def edit(message_id: int, method: str = "editMessageText", **params: object) -> str:
        return await client.refusal(method, chat_id=aino_id, message_id=message_id, **params)

    assert await edit(999, text="x") == "Bad Request: message to edit not found"
    assert await edit(theirs.id, text="x") == "Bad Request: message can't be edited"
    assert await edit(answered["message_id"], text="x") == "Bad Request: message can't be edited"
    assert await edit(place["message_id"], text="x") == "Bad Request: there is no text in the message to edit"
    assert (
        await edit(place["message_id"], "editMessageCaption", caption="x")
        == "Bad Request: there is no caption in the message to edit"
    )
    sent = await client("sendMessage", chat_id=aino_id, text="x")
    assert await edit(sent["message_id"], text="y", reply_markup=keyboard) == "Bad Request: inline keyboard expected"


async def test_it_deletes_for_48_hours(client: Client, aino: Phone, aino_id: int, clock: HandClock) -> None:
    old = await client("sendMessage", chat_id=aino_id, text="old")
    clock.advance(hours=47, minutes=59)
    theirs = await aino.says("new")
    await client("deleteMessage", chat_id=aino_id, message_id=theirs.id)
    clock.advance(minutes=1)
    target = {"chat_id": aino_id, "message_id": old["message_id"]}
    assert await client.refusal("deleteMessage", **target) == "Bad Request: message can't be deleted for everyone"
    assert (
        await client.refusal("deleteMessage", chat_id=aino_id, message_id=theirs.id)
        == "Bad Request: message to delete not found"
    )
    assert aino.last.text == "old"


async def test_it_deletes_several_and_skips_those_that_are_gone(client: Client, aino: Phone, aino_id: int) -> None:
    sent = [(await client("sendMessage", chat_id=aino_id, text=str(number)))["message_id"] for number in range(3)]
    assert await client("deleteMessages", chat_id=aino_id, message_ids=[*sent[:2], 999]) is True
    assert [message.text for message in aino.chat if message.from_bot] == ["2"]
    assert "too many message identifiers" in await client.refusal(
        "deleteMessages", chat_id=aino_id, message_ids=list(range(1, 102))
    )


async def test_it_forwards_with_the_origin_and_copies_without(client: Client, aino: Phone, aino_id: int) -> None:
    said = await aino.says("Hei")
    source = {"chat_id": aino_id, "from_chat_id": aino_id}
    forwarded = await client("forwardMessage", **source, message_id=said.id)
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "Aino"
    copied = await client("copyMessage", **source, message_id=forwarded["message_id"])
    assert "forward_origin" not in aino.message(copied["message_id"]).as_json()
    protected = await client("sendMessage", chat_id=aino_id, text="secret", protect_content=True)
    assert (
        await client.refusal("forwardMessage", **source, message_id=protected["message_id"])
        == "Bad Request: message can't be forwarded"
    )
    assert (
        await client.refusal("forwardMessage", **source, message_id=999) == "Bad Request: message to forward not found"
    )
    assert await client.refusal("copyMessage", **source, message_id=999) == "Bad Request: message to copy not found"


async def test_it_pins_and_tells_of_the_pinned_one(client: Client, aino: Phone, aino_id: int) -> None:
    sent = await client("sendMessage", chat_id=aino_id, text="Brief")
    await client("pinChatMessage", chat_id=aino_id, message_id=sent["message_id"])
    assert (await client("getChat", chat_id=aino_id))["pinned_message"]["text"] == "Brief"
    assert aino.last.is_service
    await client("unpinChatMessage", chat_id=aino_id)
    assert "pinned_message" not in await client("getChat", chat_id=aino_id)
    assert "message to unpin not found" in await client.refusal("unpinChatMessage", chat_id=aino_id)


async def test_it_reacts_and_shows_that_the_bot_is_busy(client: Client, aino: Phone, aino_id: int) -> None:
    said = await aino.says("Done")
    await client("setMessageReaction", chat_id=aino_id, message_id=said.id, reaction=[{"type": "emoji", "emoji": "👍"}])
    tea = [{"type": "emoji", "emoji": "🍵"}]
    assert (
        await client.refusal("setMessageReaction", chat_id=aino_id, message_id=said.id, reaction=tea)
        == "Bad Request: REACTION_INVALID"
    )
    await client("sendChatAction", chat_id=aino_id, action="typing")
    assert "wrong parameter action" in await client.refusal("sendChatAction", chat_id=aino_id, action="dancing")
