"""How a bot gets its updates: by asking, or at an address of its own."""

from __future__ import annotations

import re

from ..calls import Call
from ..refusal import Json, bad_request
from ..telegram import Telegram
from ..updates import MAX_LIMIT
from ..webhook import Webhook

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_LOOPBACK = re.compile(r"https?://(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?(?:/.*)?")


async def get_updates(telegram: Telegram, call: Call) -> list[Json]:
    """The updates that wait, or the first that come."""
    updates = call.bot.updates
    updates.allow(call.get("allowed_updates"))
    return await updates.get(call.get("offset", 0), call.get("limit", MAX_LIMIT), call.get("timeout", 0))


def set_webhook(telegram: Telegram, call: Call) -> bool:
    """Have updates handed over; here only to this machine, since nothing may leave it."""
    url = call.get("url")
    if not url:
        return delete_webhook(telegram, call)
    secret = call.get("secret_token", "")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if not re.match(r"https?://", url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not _LOOPBACK.fullmatch(url):
        raise bad_request("bad webhook: the sandbox hands updates over on this machine only")
    connections = call.get("max_connections", 40)
    if call.get("drop_pending_updates"):
        call.bot.updates.drop_all()
    call.bot.updates.allow(call.get("allowed_updates"))
    webhook = Webhook(url, secret, min(max(connections, 1), 100), call.get("ip_address"), "certificate" in call.uploads)
    telegram.webhooks.put(call.bot, webhook)
    return True


def delete_webhook(telegram: Telegram, call: Call) -> bool:
    """Go back to asking."""
    if call.get("drop_pending_updates"):
        call.bot.updates.drop_all()
    telegram.webhooks.put(call.bot, None)
    return True


def get_webhook_info(telegram: Telegram, call: Call) -> Json:
    """How handing over goes."""
    return telegram.webhooks.info(call.bot)
