"""What holds for every method."""

from __future__ import annotations

import pytest

from bot.sandbox import Phone, Telegram
from bot.sandbox.methods import PLAYED
from bot.sandbox.schema import bot_api

from .conftest import Client, Refused


def test_it_plays_only_what_is_documented() -> None:
    assert PLAYED.keys() <= bot_api().methods.keys()
    assert len(bot_api().methods) == 180


async def test_it_refuses_an_unknown_token_and_an_unknown_method(client: Client) -> None:
    with pytest.raises(Refused) as stranger:
        await Client(client.session, client.url, "4242:wrong")("getMe")
    assert stranger.value.body == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    with pytest.raises(Refused) as unknown:
        await client("sendTea")
    assert unknown.value.body == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_it_reads_a_call_from_query_form_json_and_parts(client: Client, aino: Phone) -> None:
    target = f"{client.url}/bot{client.token}/sendmessage"
    said = {"chat_id": str(aino.person.id), "text": "Moi"}
    async with client.session.get(target, params=said) as answer:
        assert (await answer.json())["ok"]
    async with client.session.post(target, data=said) as answer:
        assert (await answer.json())["ok"]
    await client("SENDMESSAGE", **said)
    await client.uploads("sendMessage", {}, **said)
    assert [message.text for message in aino.chat if message.from_bot] == ["Moi"] * 4


async def test_it_tells_what_it_does_not_know_of_and_answers_all_the_same(
    client: Client, telegram: Telegram, aino_id: int
) -> None:
    await client("sendMessage", chat_id=aino_id, text="Hei", colour="green")
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a", "hint": "x"}]]}
    await client("sendMessage", chat_id=aino_id, text="Hei", reply_markup=keyboard)
    assert [call.verdict for call in telegram.calls.faulty()] == [
        ["sendMessage has no parameter colour"],
        ["InlineKeyboardButton has no field hint"],
    ]


async def test_it_refuses_values_of_the_wrong_type(client: Client, aino_id: int) -> None:
    async def said(**params: object) -> str:
        return await client.refusal("sendMessage", chat_id=aino_id, text="Hei", **params)

    assert await said(reply_markup="{") == "Bad Request: can't parse reply keyboard markup JSON object"
    assert "must be of type" in await said(disable_notification="perhaps")
    assert 'Can\'t find field "message_id"' in await said(reply_parameters={"quote": "x"})
    assert 'Field "text" must be of type String' in await said(
        reply_markup={"inline_keyboard": [[{"text": 5, "callback_data": "a"}]]}
    )


async def test_it_logs_calls_with_parameters_and_answers_but_no_file_bodies(
    client: Client, telegram: Telegram, aino_id: int
) -> None:
    await client.uploads("sendDocument", {"document": ("quote.pdf", b"%PDF-secret")}, chat_id=aino_id)
    [call] = telegram.calls.of("sendDocument")
    assert call.params == {"chat_id": aino_id}
    assert call.files == {"document": "quote.pdf (11 bytes)"}
    assert call.code == 200
    assert "secret" not in str(call.as_json())


async def test_its_messages_are_as_documented(client: Client, aino: Phone, aino_id: int) -> None:
    buttons = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    said = await aino.says("/help https://havu.example")
    await aino.sends_photo(b"any")
    await aino.sends_video(b"any")
    await aino.sends_contact("+358401234567")
    text = await client("sendMessage", chat_id=aino_id, text="<b>x</b>", parse_mode="HTML", reply_markup=buttons)
    sent = [
        text,
        await client("sendMessage", chat_id=aino_id, text="x", reply_parameters={"message_id": said.id}),
        await client("sendLocation", chat_id=aino_id, latitude=1.5, longitude=2),
        await client("forwardMessage", chat_id=aino_id, from_chat_id=aino_id, message_id=said.id),
        await client.uploads("sendVoice", {"voice": ("a.ogg", b"OggS")}, chat_id=aino_id, duration=3),
        await client.uploads("sendAnimation", {"animation": ("a.mp4", b"mp4")}, chat_id=aino_id),
        await client.uploads("sendVideoNote", {"video_note": ("a.mp4", b"mp4")}, chat_id=aino_id),
        *(update["message"] for update in await client.updates()),
    ]
    unknown: list[str] = []
    for message in sent:
        bot_api().check(message, ["Message"], "message", unknown)
    bot_api().check(await client("getChat", chat_id=aino_id), ["ChatFullInfo"], "chat", unknown)
    bot_api().check(await client("getMe"), ["User"], "user", unknown)
    bot_api().check(await client("getWebhookInfo"), ["WebhookInfo"], "info", unknown)
    assert len(sent) == 11
    assert unknown == []
