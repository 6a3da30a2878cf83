"""The menu of commands, by scope and language, and the button that opens it."""

from __future__ import annotations

import re
from typing import Any

from ..calls import Call
from ..refusal import Json, bad_request
from ..telegram import Telegram

MAX_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_KEY = tuple[str, int, str]
_GROUPS = {"all_group_chats", "all_chat_administrators"}


def set_my_commands(telegram: Telegram, call: Call) -> bool:
    """Set the commands of a scope and language."""
    commands = [_command(each) for each in call.get("commands") or []]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = _key(telegram, call)
    call.bot.profile.commands[key] = commands
    _tell(telegram, call, key)
    return True


def get_my_commands(telegram: Telegram, call: Call) -> list[Json]:
    """The commands of exactly this scope and language."""
    return call.bot.profile.commands.get(_key(telegram, call), [])


def delete_my_commands(telegram: Telegram, call: Call) -> bool:
    """Let wider scopes show again."""
    key = _key(telegram, call)
    call.bot.profile.commands.pop(key, None)
    _tell(telegram, call, key)
    return True


def set_chat_menu_button(telegram: Telegram, call: Call) -> bool:
    """Set the button beside the input field, for one chat or for all."""
    button: Json = call.get("menu_button") or {"type": "default"}
    if button["type"] == "web_app" and not button["web_app"]["url"].lower().startswith("https://"):
        raise bad_request("BUTTON_URL_INVALID")
    if call.get("chat_id") is None:
        call.bot.profile.menu_button = {"type": "commands"} if button["type"] == "default" else button
    elif button["type"] == "default":
        call.bot.profile.menu_buttons.pop(telegram.chat_for(call.bot, call.get("chat_id")).person.id, None)
    else:
        call.bot.profile.menu_buttons[telegram.chat_for(call.bot, call.get("chat_id")).person.id] = button
    return True


def get_chat_menu_button(telegram: Telegram, call: Call) -> Json:
    """The button beside the input field."""
    profile = call.bot.profile
    if call.get("chat_id") is None:
        return profile.menu_button
    person = telegram.chat_for(call.bot, call.get("chat_id")).person
    return profile.menu_buttons.get(person.id, {"type": "default"})


def checked_language(code: Any) -> str:
    """A two-letter language code, or none."""
    if not _LANGUAGE.fullmatch(str(code or "")):
        raise bad_request("Invalid language code specified")
    return str(code or "")


def _key(telegram: Telegram, call: Call) -> _KEY:
    scope: Json = call.get("scope") or {"type": "default"}
    language = checked_language(call.get("language_code"))
    kind = scope["type"]
    if kind in {"default", "all_private_chats"} | _GROUPS:
        return kind, 0, language
    if kind != "chat":
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat_id = scope["chat_id"]
    number = int(chat_id) if str(chat_id).lstrip("-").isdigit() else chat_id
    return kind, telegram.chat_for(call.bot, number).person.id, language


def _tell(telegram: Telegram, call: Call, key: _KEY) -> None:
    scope, chat_id, _ = key
    if scope == "chat":
        telegram.touch_chat(telegram.chat_for(call.bot, chat_id))
    else:
        telegram.touch_menu(call.bot)


def _command(given: Json) -> Json:
    command, description = given["command"].strip().removeprefix("/"), given["description"].strip()
    if not command:
        raise bad_request("Command must be non-empty")
    if len(command) > 32:
        raise bad_request("Command length must not exceed 32")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("Command description must be non-empty")
    if len(description) > 256:
        raise bad_request("Command description length must not exceed 256")
    return {"command": command, "description": description}
