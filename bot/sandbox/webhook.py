"""Handing updates to a bot's own address."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import aiohttp

from .bell import Bell
from .clock import Clock, unix
from .people import BotAccount
from .refusal import Json

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 5.0
_ANSWER_WITHIN = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(eq=False)
class Webhook:
    """Where a bot wants its updates, and how that goes."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str | None = None
    has_certificate: bool = False
    last_error_at: datetime | None = None
    last_error: str | None = None
    task: asyncio.Task[None] | None = None


class Webhooks:
    """The webhooks of all bots."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._by_bot: dict[int, Webhook] = {}
        self.tried = Bell()

    def of(self, bot: BotAccount) -> Webhook | None:
        """A bot's webhook, if it has one."""
        return self._by_bot.get(bot.id)

    def put(self, bot: BotAccount, webhook: Webhook | None) -> None:
        """Replace a bot's webhook, or take it away."""
        old = self._by_bot.pop(bot.id, None)
        if old and old.task:
            old.task.cancel()
        bot.updates.webhook_active = webhook is not None
        if webhook:
            bot.updates.end_polls()
            self._by_bot[bot.id] = webhook
            webhook.task = asyncio.create_task(self._deliver(bot, webhook))

    def resume(self, bot: BotAccount) -> None:
        """Go on delivering after a stop."""
        if webhook := self.of(bot):
            self.put(bot, webhook)

    async def close(self) -> None:
        """Stop delivering."""
        tasks = [webhook.task for webhook in self._by_bot.values() if webhook.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def info(self, bot: BotAccount) -> Json:
        """The `WebhookInfo` object."""
        webhook = self.of(bot)
        info: Json = {
            "url": webhook.url if webhook else "",
            "has_custom_certificate": bool(webhook and webhook.has_certificate),
            "pending_update_count": bot.updates.size(),
        }
        if webhook:
            info["max_connections"] = webhook.max_connections
            info["ip_address"] = webhook.ip_address or "127.0.0.1"
            if webhook.last_error_at:
                info["last_error_date"] = unix(webhook.last_error_at)
                info["last_error_message"] = webhook.last_error
        if bot.updates.allowed is not None:
            info["allowed_updates"] = bot.updates.allowed
        return info

    async def _deliver(self, bot: BotAccount, webhook: Webhook) -> None:
        pause = _FIRST_PAUSE
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_ANSWER_WITHIN)) as session:
            while True:
                update = bot.updates.peek()
                if update is None:
                    await bot.updates.bell.rings(_ANSWER_WITHIN)
                    continue
                error = await self._hand_over(session, webhook, update)
                if error is None:
                    bot.updates.taken(update)
                    pause = _FIRST_PAUSE
                else:
                    webhook.last_error, webhook.last_error_at = error, self._clock()
                self.tried.ring()
                if error is not None:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE)

    async def _hand_over(self, session: aiohttp.ClientSession, webhook: Webhook, update: Json) -> str | None:
        """What went wrong, or None when the bot has the update."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers[SECRET_HEADER] = webhook.secret_token
        with suppress(aiohttp.ClientError, TimeoutError, OSError):
            body = json.dumps(update, ensure_ascii=False)
            async with session.post(webhook.url, data=body, headers=headers, allow_redirects=False) as answer:
                if 200 <= answer.status < 300:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        return "Connection refused"
