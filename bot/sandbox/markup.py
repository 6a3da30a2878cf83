"""Keyboards: what a bot may send under a message."""

from __future__ import annotations

import json
import re
from typing import Any

from .html import checked_url
from .refusal import Json, Refusal, bad_request

MAX_BUTTONS = 100
MAX_REPLY_BUTTONS = 300
MAX_MARKUP_BYTES = 10_000
MAX_CALLBACK_DATA = 64
MAX_COPIED = 256
_LOOKS = {"text", "icon_custom_emoji_id", "style"}
_STYLES = {"", "default", "primary", "danger", "success"}
_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}


def checked_markup(markup: Json | None, *, inline_only: bool = False) -> Json | None:
    """A keyboard as Telegram keeps it; a faulty one is refused, an empty one is none."""
    if not markup:
        return None
    if inline_only and "inline_keyboard" not in markup:
        raise bad_request("Inline keyboard expected")
    if markup.get("keyboard"):
        checked = _reply_keyboard(markup)
    elif markup.get("inline_keyboard"):
        checked = _inline_keyboard(markup["inline_keyboard"])
    elif markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        checked = dict(markup)
    else:
        return None
    return checked


def _inline_keyboard(rows: list[list[Json]]) -> Json:
    keyboard = [[_inline_button(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    if len(json.dumps(keyboard, ensure_ascii=False, separators=(",", ":")).encode()) > MAX_MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": keyboard}


def _reply_keyboard(markup: Json) -> Json:
    rows = [
        [_reply_button({"text": button} if isinstance(button, str) else button) for button in row]
        for row in markup["keyboard"]
        if row
    ]
    if sum(map(len, rows)) > MAX_REPLY_BUTTONS:
        raise bad_request("reply markup is too long")
    return {**markup, "keyboard": rows}


def _reply_button(button: Json) -> Json:
    if not button["text"].strip():
        raise bad_request("Keyboard button text must be non-empty")
    return button


def _inline_button(button: Json) -> Json:
    if not button["text"].strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    if button.get("style", "") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    given = {key: value for key, value in button.items() if value is not None and (value != "" or key in _BLANK)}
    actions = given.keys() & _ACTIONS
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    [action] = actions
    return {key: given[key] for key in given if key in _LOOKS} | {action: _action(action, given[action])}


_BLANK = {"switch_inline_query", "switch_inline_query_current_chat"}


def _action(action: str, value: Any) -> Any:
    match action:
        case "callback_data" if len(value.encode()) > MAX_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            if re.fullmatch(r"tg://user\?id=\d+", value):
                return value
            if (address := checked_url(value)) is None:
                raise _wrong_url("URL", value, "Wrong HTTP URL")
            return address
        case "web_app" if not str(value["url"]).lower().startswith("https://"):
            raise _wrong_url("Web App URL", value["url"], "Only HTTPS links are allowed")
        case "copy_text" if not 1 <= len(value["text"]) <= MAX_COPIED:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return value


def _wrong_url(what: str, url: str, why: str) -> Refusal:
    return bad_request(f"Inline keyboard button {what} '{url}' is invalid: {why}")


def labels(markup: Json | None) -> list[list[str]]:
    """What is written on the buttons, row by row."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return [[button["text"] for button in row] for row in rows]
