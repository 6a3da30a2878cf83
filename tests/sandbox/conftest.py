from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Phone, Telegram, serve
from bot.sandbox.people import BotAccount


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Refused(Exception):
    """The server said no."""

    code: int
    description: str
    body: Any

    def __str__(self) -> str:
        return self.description


@dataclass
class Client:
    """A bot's side of the Bot API, over real HTTP."""

    session: aiohttp.ClientSession
    url: str
    token: str

    async def __call__(self, method: str, **params: Any) -> Any:
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", json=params) as answer:
            return _result(await answer.json())

    async def uploads(self, method: str, files: dict[str, tuple[str, bytes]], **params: Any) -> Any:
        form = aiohttp.FormData()
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, (filename, content) in files.items():
            form.add_field(name, content, filename=filename)
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", data=form) as answer:
            return _result(await answer.json())

    async def refusal(self, method: str, **params: Any) -> str:
        try:
            result = await self(method, **params)
        except Refused as refused:
            return refused.description
        raise AssertionError(f"{method} was not refused: {result}")

    async def updates(self, **params: Any) -> list[Any]:
        found: list[Any] = await self("getUpdates", **params)
        return found


def _result(body: Any) -> Any:
    if not body["ok"]:
        raise Refused(body["error_code"], body["description"], body)
    return body["result"]


def png(width: int = 1600, height: int = 1200) -> bytes:
    """The first bytes of a picture of this size."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def telegram(clock: HandClock) -> Telegram:
    return Telegram(clock=clock)


@pytest.fixture
def bot(telegram: Telegram) -> BotAccount:
    return telegram.create_bot(username="havu_bot", token="4242:secret", name="Havu")


@pytest.fixture
async def url(telegram: Telegram, bot: BotAccount) -> AsyncIterator[str]:
    async with serve(telegram) as address:
        yield address


@pytest.fixture
async def client(url: str, bot: BotAccount) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(session, url, bot.token)


@pytest.fixture
async def aino(telegram: Telegram, bot: BotAccount) -> Phone:
    """Aino has started the bot, and the bot has nothing to fetch."""
    phone = Phone(telegram, bot, first_name="Aino", username="aino", language_code="fi", patience=5)
    await phone.opens()
    bot.updates.drop_all()
    return phone


@pytest.fixture
def aino_id(aino: Phone) -> int:
    return aino.person.id
