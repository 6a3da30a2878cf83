"""The one way in for a call: who calls, what it means, what goes wrong with it, what is answered."""

from __future__ import annotations

import inspect
from functools import partial
from typing import Any

from .calls import Call, LoggedCall
from .faults import Fault, Harm
from .files import Upload
from .methods import PLAYED
from .people import BotAccount
from .refusal import Json, Refusal, not_played
from .sights import call_told
from .telegram import Telegram


class Dropped(Exception):
    """The connection breaks on purpose."""


class Garbled(Exception):
    """Something else answers in Telegram's place, with words of its own."""


async def answer(telegram: Telegram, token: str, name: str, given: Json, uploads: dict[str, Upload]) -> Json:
    """The body of the answer to a call; refusals are raised."""
    bot = telegram.bot_with(token)
    method = telegram.schema.method(name)
    if method is None:
        raise Refusal(404, "Not Found")
    entry = telegram.calls.open(telegram.clock(), Call(bot, method, given, uploads), [])
    try:
        result = await _outcome(telegram, entry, bot, method, given, uploads)
        entry.code, entry.response = 200, {"ok": True, "result": result}
    except Refusal as refusal:
        entry.code, entry.response = refusal.code, refusal.as_json()
        raise
    finally:
        telegram.journal.note(partial(call_told, entry))
    return entry.response


async def _outcome(
    telegram: Telegram, entry: LoggedCall, bot: BotAccount, method: str, given: Json, uploads: dict[str, Upload]
) -> Any:
    fault = telegram.faults.meets(method)
    if fault:
        entry.harm = fault.harm
        await _before(fault)
    params, verdict = telegram.schema.read(method, given, uploads.keys())
    entry.params, entry.verdict = params, verdict.faults
    if method not in PLAYED:
        raise not_played(method)
    result = PLAYED[method](telegram, Call(bot, method, params, uploads))
    if inspect.isawaitable(result):
        result = await result
    if fault:
        _after(fault)
    return result


async def _before(fault: Fault) -> None:
    match fault.harm:
        case Harm.REFUSED if fault.refusal:
            raise fault.refusal
        case Harm.DROPPED_BEFORE:
            raise Dropped
        case Harm.GARBLED:
            raise Garbled(fault.body)
        case Harm.HELD:
            await fault.hold()


def _after(fault: Fault) -> None:
    match fault.harm:
        case Harm.REFUSED_AFTER if fault.refusal:
            raise fault.refusal
        case Harm.DROPPED_AFTER:
            raise Dropped
