"""A webhook gets each update until it says 200."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import Phone, Telegram
from bot.sandbox.people import BotAccount

from .conftest import Client, Refused


class Receiver:
    """A bot's own address, which answers as it is told."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[int] = []
        self.got: list[Any] = []
        self.secrets: list[str | None] = []

    async def take(self, request: web.Request) -> web.Response:
        self.got.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return web.Response(status=self.answers.pop(0) if self.answers else 200)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def _delivered(telegram: Telegram, bot: BotAccount) -> None:
    assert await telegram.webhooks.tried.until(lambda: True if not bot.updates.size() else None, 5)


async def test_it_hands_updates_over_with_the_secret(
    client: Client, aino: Phone, telegram: Telegram, bot: BotAccount, receiver: Receiver
) -> None:
    await aino.says("before")
    await client("setWebhook", url=receiver.url, secret_token="hush-1")
    await aino.says("after")
    await _delivered(telegram, bot)
    assert [update["message"]["text"] for update in receiver.got] == ["before", "after"]
    assert receiver.secrets == ["hush-1", "hush-1"]


async def test_it_tries_again_until_the_bot_says_200(
    client: Client, aino: Phone, telegram: Telegram, bot: BotAccount, receiver: Receiver
) -> None:
    receiver.answers = [500, 503]
    await aino.says("stubborn")
    await client("setWebhook", url=receiver.url)
    await _delivered(telegram, bot)
    assert len({update["update_id"] for update in receiver.got}) == 1
    assert len(receiver.got) == 3
    info = await client("getWebhookInfo")
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_it_can_hand_an_update_over_twice_and_once_more_after_it_was_taken(
    client: Client, aino: Phone, telegram: Telegram, bot: BotAccount, receiver: Receiver
) -> None:
    bot.updates.doubles = 1
    await aino.says("twice")
    await aino.says("once")
    await client("setWebhook", url=receiver.url)
    await _delivered(telegram, bot)
    bot.updates.redeliver()
    await _delivered(telegram, bot)
    assert [update["message"]["text"] for update in receiver.got] == ["twice", "twice", "once", "once"]


async def test_it_hands_over_only_what_is_wanted(
    client: Client, aino: Phone, telegram: Telegram, bot: BotAccount, receiver: Receiver
) -> None:
    await client("setWebhook", url=receiver.url, allowed_updates=["edited_message"])
    said = await aino.says("not wanted")
    await aino.edits(said, "wanted")
    await _delivered(telegram, bot)
    assert [list(update) for update in receiver.got] == [["update_id", "edited_message"]]
    assert (await client("getWebhookInfo"))["allowed_updates"] == ["edited_message"]


async def test_getting_updates_conflicts_with_a_webhook(client: Client, receiver: Receiver) -> None:
    await client("setWebhook", url=receiver.url)
    with pytest.raises(Refused) as refused:
        await client.updates()
    assert refused.value.code == 409
    assert "while webhook is active; use deleteWebhook" in refused.value.description
    await client("deleteWebhook")
    assert await client.updates() == []
    assert (await client("getWebhookInfo"))["url"] == ""


async def test_it_can_drop_what_waits(client: Client, aino: Phone) -> None:
    await aino.says("old news")
    await client("deleteWebhook", drop_pending_updates=True)
    assert await client.updates() == []


async def test_it_hands_nothing_to_other_machines(client: Client) -> None:
    assert "on this machine only" in await client.refusal("setWebhook", url="https://havu.example/hook")
    assert "secret token contains unallowed characters" in await client.refusal(
        "setWebhook", url="http://127.0.0.1:1/", secret_token="ä"
    )
