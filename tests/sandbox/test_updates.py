"""getUpdates: nothing is lost until it is confirmed."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.sandbox import Phone, Telegram, serve
from bot.sandbox.people import BotAccount

from .conftest import Client, Refused


async def test_it_delivers_again_until_an_offset_confirms(client: Client, aino: Phone) -> None:
    for word in ("one", "two", "three"):
        await aino.says(word)
    first = await client.updates()
    assert [update["message"]["text"] for update in first] == ["one", "two", "three"]
    assert await client.updates() == first
    assert await client.updates(offset=first[1]["update_id"]) == first[1:]
    assert await client.updates(offset=first[2]["update_id"] + 1) == []
    assert await client.updates() == []


async def test_it_numbers_updates_one_after_another_and_keeps_to_the_limit(client: Client, aino: Phone) -> None:
    for number in range(120):
        await aino.says(str(number))
    assert len(await client.updates()) == 100
    ids = [update["update_id"] for update in await client.updates(limit=7)]
    assert ids == list(range(ids[0], ids[0] + 7))
    assert len(await client.updates(limit=0)) == 1
    assert len(await client.updates(limit=1000)) == 100


async def test_a_negative_offset_keeps_the_last_ones_and_forgets_the_others(client: Client, aino: Phone) -> None:
    for word in ("one", "two", "three"):
        await aino.says(word)
    assert [update["message"]["text"] for update in await client.updates(offset=-2)] == ["two", "three"]
    assert [update["message"]["text"] for update in await client.updates()] == ["two", "three"]


async def test_an_offset_from_before_the_numbers_restarted_confirms_nothing(
    client: Client, aino: Phone, bot: BotAccount
) -> None:
    await aino.says("old")
    [old] = await client.updates()
    assert await client.updates(offset=old["update_id"] + 1) == []
    bot.updates.restart_ids(500)
    await aino.says("new")
    [new] = await client.updates(offset=old["update_id"] + 1)
    assert (new["update_id"], new["message"]["text"]) == (500, "new")


async def test_a_long_poll_ends_as_soon_as_something_comes(client: Client, aino: Phone, telegram: Telegram) -> None:
    polling = asyncio.create_task(client.updates(timeout=50))
    await _polls(telegram, 1)
    await aino.says("now")
    async with asyncio.timeout(5):
        [update] = await polling
    assert update["message"]["text"] == "now"


async def test_a_second_poll_ends_the_first_with_a_conflict(client: Client, aino: Phone, telegram: Telegram) -> None:
    first = asyncio.create_task(client.updates(timeout=50))
    await _polls(telegram, 1)
    second = asyncio.create_task(client.updates(timeout=50))
    with pytest.raises(Refused) as refused:
        await first
    assert refused.value.code == 409
    assert refused.value.description == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await aino.says("to the second")
    assert len(await second) == 1


async def test_it_remembers_which_updates_are_wanted(client: Client, aino: Phone) -> None:
    await aino.reacts(aino.chat[0], "👍")
    assert await client.updates(allowed_updates=["message_reaction"]) == []
    await aino.says("not wanted")
    await aino.reacts(aino.chat[0], "👍")
    [update] = await client.updates()
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert await client.updates(offset=update["update_id"] + 1, allowed_updates=[]) == []
    await aino.says("wanted")
    await aino.reacts(aino.chat[0], "👍")
    assert [update["message"]["text"] for update in await client.updates()] == ["wanted"]


async def test_an_edit_and_a_block_reach_the_bot(client: Client, aino: Phone) -> None:
    said = await aino.says("HAVU-01")
    await aino.edits(said, "HAVU-017")
    aino.blocks()
    aino.unblocks()
    _, edit, block, unblock = await client.updates()
    assert edit["edited_message"]["text"] == "HAVU-017"
    assert edit["edited_message"]["edit_date"] >= edit["edited_message"]["date"]
    assert [block["my_chat_member"][f"{when}_chat_member"]["status"] for when in ("old", "new")] == ["member", "kicked"]
    assert unblock["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_it_can_deliver_an_update_twice_and_once_more_after_it_was_confirmed(
    client: Client, aino: Phone, bot: BotAccount
) -> None:
    bot.updates.doubles = 1
    await aino.says("once")
    twice = await client.updates()
    assert [update["update_id"] for update in twice] == [twice[0]["update_id"]] * 2
    assert await client.updates(offset=twice[0]["update_id"] + 1) == []
    bot.updates.redeliver()
    assert await client.updates(offset=twice[0]["update_id"] + 1) == twice[:1]
    assert await client.updates(offset=twice[0]["update_id"] + 1) == []


async def test_setting_a_webhook_ends_a_poll(client: Client, telegram: Telegram) -> None:
    polling = asyncio.create_task(client.updates(timeout=50))
    await _polls(telegram, 1)
    await client("setWebhook", url="http://127.0.0.1:9/")
    with pytest.raises(Refused, match="terminated by setWebhook request"):
        await polling


async def test_nothing_is_lost_while_telegram_is_away(telegram: Telegram, bot: BotAccount, aino: Phone) -> None:
    async with serve(telegram) as url, aiohttp.ClientSession() as session:
        polling = asyncio.create_task(Client(session, url, bot.token).updates(timeout=50))
        await _polls(telegram, 1)
    await asyncio.gather(polling, return_exceptions=True)
    await aino.says("while away")
    async with serve(telegram) as url, aiohttp.ClientSession() as session:
        client = Client(session, url, bot.token)
        [update] = await client.updates()
        assert update["message"]["text"] == "while away"
        polling = asyncio.create_task(client.updates(offset=update["update_id"] + 1, timeout=50))
        await _polls(telegram, 3)
        assert not polling.done()
        await aino.says("back")
        assert [each["message"]["text"] for each in await polling] == ["back"]


async def _polls(telegram: Telegram, number: int) -> None:
    """Wait until so many getUpdates have come in."""
    bot = next(iter(telegram.bots.values()))
    while not bot.updates.polled or len(telegram.calls.of("getUpdates")) < number:  # noqa: ASYNC110
        await asyncio.sleep(0)
