"""A chat as readable text."""

from __future__ import annotations

from .chats import Chat, Message


def transcript(chat: Chat, last: int | None = None) -> str:
    """The chat as it is now: when, who, what, [buttons]; the last messages only if so asked."""
    messages = chat.visible()
    lines = [line for message in (messages[-last:] if last else messages) for line in _lines(message)]
    if chat.keyboard:
        rows = [" ".join(f"[{button['text']}]" for button in row) for row in chat.keyboard["keyboard"]]
        lines.append(f"keyboard: {' / '.join(rows)}")
    return "\n".join(lines) or "(an empty chat)"


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
