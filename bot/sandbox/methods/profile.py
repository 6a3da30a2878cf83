"""What a bot is called and what it says of itself."""

from __future__ import annotations

from ..calls import Call
from ..refusal import Json, bad_request
from ..telegram import Telegram
from .commands import checked_language

MAX_NAME, MAX_DESCRIPTION, MAX_SHORT_DESCRIPTION = 64, 512, 120


def get_me(telegram: Telegram, call: Call) -> Json:
    """Who the bot is."""
    return call.bot.as_me()


def log_out(telegram: Telegram, call: Call) -> bool:
    """Leave this server, which here changes nothing."""
    return True


def set_my_name(telegram: Telegram, call: Call) -> bool:
    """Set the name in a language."""
    return _set(telegram, call, call.bot.profile.names, "name", MAX_NAME, "BOT_TITLE_INVALID")


def get_my_name(telegram: Telegram, call: Call) -> Json:
    """The name in a language."""
    return {"name": _get(call, call.bot.profile.names, call.bot.first_name)}


def set_my_description(telegram: Telegram, call: Call) -> bool:
    """Set what an empty chat shows."""
    return _set(
        telegram, call, call.bot.profile.descriptions, "description", MAX_DESCRIPTION, "BOT_DESCRIPTION_INVALID"
    )


def get_my_description(telegram: Telegram, call: Call) -> Json:
    """What an empty chat shows."""
    return {"description": _get(call, call.bot.profile.descriptions)}


def set_my_short_description(telegram: Telegram, call: Call) -> bool:
    """Set what the bot's page shows."""
    texts = call.bot.profile.short_descriptions
    return _set(telegram, call, texts, "short_description", MAX_SHORT_DESCRIPTION, "BOT_ABOUT_INVALID")


def get_my_short_description(telegram: Telegram, call: Call) -> Json:
    """What the bot's page shows."""
    return {"short_description": _get(call, call.bot.profile.short_descriptions)}


def _set(telegram: Telegram, call: Call, texts: dict[str, str], parameter: str, longest: int, refused: str) -> bool:
    language, text = checked_language(call.get("language_code")), str(call.get(parameter) or "").strip()
    if len(text) > longest:
        raise bad_request(refused)
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    telegram.touch_bot(call.bot)
    return True


def _get(call: Call, texts: dict[str, str], otherwise: str = "") -> str:
    return texts.get(checked_language(call.get("language_code"))) or texts.get("") or otherwise
