"""A private chat between one person and one bot, and the messages in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .clock import unix
from .markup import labels
from .people import BotAccount, Person
from .refusal import Json, Refusal, bad_request

_MEDIA = ("photo", "audio", "document", "video", "animation", "voice", "video_note")
_SERVICE = {"pinned_message"}


@dataclass(eq=False)
class Message:
    """One message; `fields` hold its content as the Bot API writes it."""

    id: int
    chat: Chat = field(repr=False)
    date: datetime
    from_bot: bool
    fields: Json
    silent: bool = False
    """Whether it came without a sound (`disable_notification`); the Bot API does not write this back."""
    stamp: int = 0
    edited: datetime | None = None
    deleted: bool = False
    markup: Json | None = None
    reply_to: Message | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The text, or the caption of what was sent."""
        return str(self.fields.get("text") or self.fields.get("caption") or "")

    @property
    def media(self) -> str | None:
        """What it carries besides text: photo, voice, document, ..."""
        return next((kind for kind in (*_MEDIA, "location") if kind in self.fields), None)

    @property
    def file_id(self) -> str | None:
        """The identifier of the file it carries; of a photo, its largest size."""
        if self.media in {None, "location"}:
            return None
        thing = self.fields[str(self.media)]
        return str(thing[-1]["file_id"] if isinstance(thing, list) else thing["file_id"])

    @property
    def file_name(self) -> str | None:
        """The name of the document it carries."""
        thing = self.fields.get(self.media or "")
        return thing.get("file_name") if isinstance(thing, dict) else None

    @property
    def inline_markup(self) -> Json | None:
        """The buttons under it."""
        return self.markup if self.markup and "inline_keyboard" in self.markup else None

    @property
    def buttons(self) -> list[list[str]]:
        """What is written on the buttons under it, row by row."""
        return labels(self.inline_markup)

    @property
    def entities(self) -> list[Json]:
        """What is marked in its text or caption."""
        found = self.fields.get("entities") or self.fields.get("caption_entities") or []
        return list(found)

    @property
    def is_service(self) -> bool:
        """Whether Telegram wrote it, not a person or a bot."""
        return bool(_SERVICE & self.fields.keys())

    @property
    def protected(self) -> bool:
        """Whether it may be neither forwarded nor saved."""
        return bool(self.fields.get("has_protected_content"))

    def as_json(self, *, with_reply: bool = True) -> Json:
        """The `Message` object as it is now."""
        sender = self.chat.bot.as_user() if self.from_bot else self.chat.person.as_user()
        message: Json = {
            "message_id": self.id,
            "from": sender,
            "chat": self.chat.person.as_chat(),
            "date": unix(self.date),
        }
        if self.edited:
            message["edit_date"] = unix(self.edited)
        if with_reply and self.reply_to and not self.reply_to.deleted:
            message["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        message |= self.fields
        if self.inline_markup:
            message["reply_markup"] = self.inline_markup
        return message


@dataclass(eq=False)
class Chat:
    """What a person and a bot have said to each other."""

    bot: BotAccount
    person: Person
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
    started: bool = False
    blocked: bool = False
    keyboard: Json | None = None
    pinned: list[Message] = field(default_factory=list, repr=False)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    heard: int = 0
    """The last message of the person that the bot has fetched."""
    story: list[str] = field(default_factory=list, repr=False)
    """Everything that has happened, line by line as it was then: messages, edits, presses, deletions."""

    def writable(self) -> Chat:
        """This chat, if the bot may write to it now."""
        if self.person.deactivated:
            raise Refusal(403, "Forbidden: user is deactivated")
        if self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if not self.started:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        return self

    def message(self, message_id: Any, purpose: str) -> Message:
        """A message that is still there; `purpose` is how Telegram calls it in its refusal."""
        found = self.messages.get(message_id) if isinstance(message_id, int) else None
        if found is None:
            raise bad_request(f"{purpose} not found")
        return found

    def visible(self) -> list[Message]:
        """The messages as one sees them now, oldest first."""
        return list(self.messages.values())
