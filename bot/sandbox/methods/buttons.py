"""Answering presses."""

from __future__ import annotations

from ..calls import Call
from ..presses import Answer
from ..refusal import bad_request
from ..telegram import Telegram


def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    """Tell the one who pressed that it was heard, with a line or an alert."""
    home = f"https://t.me/{call.bot.username}?start="
    if call.get("url") and not str(call.get("url")).lower().startswith((home.lower(), "tg://")):
        raise bad_request("URL_INVALID")
    answer = Answer(call.get("text"), bool(call.get("show_alert")), call.get("url"))
    telegram.answer(call.bot, str(call.get("callback_query_id", "")), answer)
    return True
