"""What a person did, read from one update."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import Bot, CallbackQuery, Message, Update

from domain.attachment import FileKind

LANGUAGE = re.compile(r"[a-z]{2,3}")
SPACE = re.compile(r"\s")
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
"""Of all kinds of updates, those that are asked for and read."""
FILES = ("voice", "audio", "video", "document", "video_note")
OF_MESSAGE = frozenset(
    {
        "message_id",
        "date",
        "edit_date",
        "chat",
        "from",
        "media_group_id",
        "text",
        "caption",
        "location",
        "photo",
        *FILES,
    }
)
"""What is read of a message; the rest would cost time, and what is new or odd in it concerns nobody."""


@dataclass(frozen=True)
class Sent:
    """A file that came in a message."""

    kind: FileKind
    file_id: str
    unique_id: str
    name: str
    mime_type: str
    size: int
    seconds: int | None = None


@dataclass(frozen=True)
class Location:
    """A place that was sent, in degrees and metres."""

    latitude: float
    longitude: float
    accuracy: float


@dataclass(frozen=True)
class Press:
    """A button: its verb, what it is about, and where it stood. All of it may be old or forged."""

    verb: str
    about: tuple[str, ...]
    query_id: str
    message_id: int | None
    on_text: bool
    """Whether its message holds text, and can become a card in place."""


@dataclass(frozen=True)
class Heard:
    """One thing that somebody did in a private chat."""

    chat_id: int
    first_name: str
    language: str
    text: str = ""
    command: str = ""
    """Without the slash, in lower case; `text` then holds what followed it."""
    press: Press | None = None
    file: Sent | None = None
    caption: str = ""
    location: Location | None = None
    message_id: int | None = None
    edited: bool = False
    """Whether it is an earlier message that says something else now."""
    album: str = ""
    """Telegram's name of the album that the message is a part of."""
    at: datetime | None = None
    """When it was said, by Telegram's own clock; a press has no such time."""
    blocked: bool | None = None
    """True when the person has blocked the bot, False when they have taken it back."""


def read(raw: Mapping[str, Any], bot: Bot) -> Update:
    """Returns a raw update as an object, with what is read of its messages."""
    pared = {kind: inner for kind, inner in raw.items() if kind in {"update_id", *KINDS}}
    for kind in ("message", "edited_message"):
        if kind in pared:
            pared[kind] = _pared(pared[kind])
    query = raw.get("callback_query")
    if isinstance(query, Mapping) and "message" in query:
        pared["callback_query"] = {**query, "message": _pared(query["message"])}
    return Update.de_json(pared, bot)


def _pared(message: Any) -> Any:
    if not isinstance(message, Mapping):
        return message
    return {name: value for name, value in message.items() if name in OF_MESSAGE}


def hear(update: Update) -> Heard | None:
    """Returns what was done, or None when it is nothing for us: another kind of update, or not a private chat."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.type != chat.PRIVATE:
        return None
    known = LANGUAGE.match(user.language_code or "")
    who = Heard(chat.id, user.first_name, known.group() if known else "")
    if update.callback_query is not None:
        return replace(who, press=_press(update.callback_query))
    if update.message is not None:
        return _said(update.message, who)
    if update.edited_message is not None:
        return replace(_said(update.edited_message, who), edited=True, at=update.edited_message.edit_date)
    if update.my_chat_member is not None:
        return replace(who, blocked=update.my_chat_member.new_chat_member.status in {"kicked", "left"})
    return None


def _press(query: CallbackQuery) -> Press:
    verb, *about = (query.data or "").split(":")
    text = query.message.text if isinstance(query.message, Message) else None
    return Press(
        verb=verb,
        about=tuple(about),
        query_id=query.id,
        message_id=query.message.message_id if query.message else None,
        on_text=text is not None,
    )


def _said(message: Message, who: Heard) -> Heard:
    text = message.text or ""
    command = ""
    if text.startswith("/"):
        word, text = (*SPACE.split(text[1:], maxsplit=1), "")[:2]
        command = word.partition("@")[0].lower()
    return replace(
        who,
        text=text.strip(),
        command=command,
        file=_file(message),
        location=_location(message),
        caption=message.caption or "",
        message_id=message.message_id,
        album=message.media_group_id or "",
        at=message.date,
    )


def _location(message: Message) -> Location | None:
    sent = message.location
    return Location(sent.latitude, sent.longitude, sent.horizontal_accuracy or 0.0) if sent else None


def _file(message: Message) -> Sent | None:
    if message.photo:
        largest = message.photo[-1]
        return Sent(FileKind.PHOTO, largest.file_id, largest.file_unique_id, "", "image/jpeg", largest.file_size or 0)
    for kind in FILES:
        found = getattr(message, kind)
        if found:
            return Sent(
                kind=FileKind.VIDEO if kind == "video_note" else FileKind(kind),
                file_id=found.file_id,
                unique_id=found.file_unique_id,
                name=getattr(found, "file_name", None) or "",
                mime_type=getattr(found, "mime_type", None) or "",
                size=found.file_size or 0,
                seconds=_seconds(getattr(found, "duration", None)),
            )
    return None


def _seconds(duration: object) -> int | None:
    total = getattr(duration, "total_seconds", None)
    return int(total()) if total else (int(duration) if isinstance(duration, int) else None)
