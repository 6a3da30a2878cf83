"""A chat as readable text: as it is now, and as it went."""

from __future__ import annotations

from datetime import datetime

from .chats import Chat, Message
from .presses import Press


def transcript(chat: Chat, last: int | None = None) -> str:
    """The chat as it is now: when, who, what, [buttons]; the last messages only if so asked."""
    messages = chat.visible()
    lines = [line for message in (messages[-last:] if last else messages) for line in _lines(message)]
    if chat.keyboard:
        rows = [" ".join(f"[{button['text']}]" for button in row) for row in chat.keyboard["keyboard"]]
        lines.append(f"keyboard: {' / '.join(rows)}")
    return "\n".join(lines) or "(an empty chat)"


def told(message: Message, at: datetime) -> list[str]:
    """What has just become of a message, as a story tells it: sent, or edited in place."""
    first, *rest = _lines(message)
    _, what = first.split(" ", 1)
    return [f"{at:%d.%m. %H:%M} {what.replace(' (edited)', ' (in place)', 1)}", *rest]


def told_press(press: Press) -> str:
    """Who pressed what, as a story tells it."""
    label = next((b["text"] for row in _rows(press.message) for b in row if b.get("callback_data") == press.data), None)
    what = f"[{label}]" if label else f"(a button that is not there: {press.data[:40]!r})"
    return f"{press.at:%d.%m. %H:%M} #{press.message_id} {press.chat.person.first_name} presses {what}"


def _rows(message: Message | None) -> list[list[dict[str, str]]]:
    markup = message.inline_markup if message is not None else None
    return list(markup["inline_keyboard"]) if markup else []


def _lines(message: Message) -> list[str]:
    who = message.chat.bot.name if message.from_bot else message.chat.person.first_name
    mark = " (edited)" if message.edited else ""
    parts = [*([_media(message)] if message.media else []), *message.text.split("\n")]
    if message.is_service:
        parts = ["(pinned a message)"]
    first, *rest = [part for part in parts if part] or [""]
    head = f"{message.date:%H:%M:%S} #{message.id} {who}{mark}: "
    return [head + first, *(f"    {line}" for line in rest), *_buttons(message)]


def _media(message: Message) -> str:
    thing = message.fields[str(message.media)]
    if message.media == "location":
        return f"<location {thing['latitude']}, {thing['longitude']}>"
    details = thing[-1] if isinstance(thing, list) else thing
    name = details.get("file_name")
    length = f" {details['duration']} s" if details.get("duration") else ""
    return f"<{message.media}{f' {name}' if name else ''}{length} {details.get('file_size', 0)} bytes>"


def _buttons(message: Message) -> list[str]:
    return ["    " + " ".join(f"[{label}]" for label in row) for row in message.buttons]
