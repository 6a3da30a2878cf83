"""One person's phone, with one bot on it.

A phone acts (`opens`, `says`, `presses`, `sends_…`) and looks (`sees`, `sees_document`). What it *sees* are messages of
the bot that are new or edited since the phone's own last act: each act closes the eyes to what was there before.
Several `sees` after one act look at the same messages, in any order. `looks_away` closes the eyes without acting.

`presses` prefers buttons on messages that changed since the last act, since a bot redraws its card after each of them;
only when nothing redrew for a moment does it take a button that was there all along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from .chats import Message
from .clock import unix
from .files import Kind
from .people import BotAccount, Person
from .presses import Answer, Press
from .refusal import Json
from .sending import Content, file_sent, kind_in
from .telegram import Telegram
from .texts import MAX_CAPTION, MAX_TEXT, tidy
from .transcript import transcript

T = TypeVar("T")
_START = re.compile(r"[A-Za-z0-9_-]{0,64}")
_DECORATION = re.compile(r"^[^\w\d+\-−–.,(<>/?!]+")
_MOMENT = 0.5
_EDITABLE = timedelta(hours=48)
_ALBUM = range(2, 11)
_VIDEO: Json = {"width": 1280, "height": 720}


@dataclass(frozen=True)
class ReceivedFile:
    """A file that came from the bot."""

    name: str
    mime: str
    content: bytes = field(repr=False)
    message: Message = field(repr=False)


class Phone:
    """A person with Telegram in hand, talking to one bot."""

    def __init__(
        self,
        telegram: Telegram,
        bot: BotAccount,
        *,
        first_name: str = "Aino",
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        person: Person | None = None,
        patience: float = 10.0,
    ) -> None:
        self.telegram = telegram
        self.bot = bot
        self.person = person or telegram.add_person(
            first_name, last_name=last_name, username=username, language_code=language_code
        )
        self.patience = patience
        self._chat = telegram.chat(bot, self.person)
        self._seen_until = telegram.stamp

    # What the person does.

    async def opens(self, link: str | None = None) -> Message:
        """Open the bot, by a link like https://t.me/some_bot?start=CODE or by its name, and press Start."""
        code = self._start_code(link) if link else ""
        if self._chat.blocked:
            self.unblocks()
        return await self.says(f"/start {code}".strip())

    async def says(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write a message."""
        if len(text) > MAX_TEXT:
            raise ValueError("the app would cut this text into several messages")
        content = tidy(text, [])
        fields: Json = {"text": content.text}
        if content.entities:
            fields["entities"] = content.entities
        return self._sends(fields, reply_to)

    async def sends_photo(
        self, content: Content, *, caption: str = "", name: str = "photo.jpg", album: str | None = None
    ) -> Message:
        """Send a picture."""
        return self._sends_file(Kind.PHOTO, content, name, "image/jpeg", caption, {}, album)

    async def sends_album(self, pictures: Sequence[Content], *, caption: str = "") -> list[Message]:
        """Send two to ten pictures at once: a message each, with the caption under the first, as the app does."""
        if len(pictures) not in _ALBUM:
            raise ValueError("the app makes albums of two to ten pictures")
        album, captions = self.telegram.next_album_id(), [caption, *[""] * len(pictures)]
        return [
            await self.sends_photo(each, caption=words, album=album)
            for each, words in zip(pictures, captions, strict=False)
        ]

    async def sends_document(
        self, content: Content, *, name: str | None = None, mime: str | None = None, caption: str = ""
    ) -> Message:
        """Send a file as it is."""
        return self._sends_file(Kind.DOCUMENT, content, name, mime, caption, {})

    async def sends_voice(
        self, content: Content, *, seconds: int = 5, mime: str = "audio/ogg", caption: str = ""
    ) -> Message:
        """Send a voice note."""
        return self._sends_file(Kind.VOICE, content, "voice.oga", mime, caption, {"duration": seconds})

    async def sends_audio(
        self,
        content: Content,
        *,
        seconds: int = 60,
        name: str | None = None,
        mime: str | None = None,
        title: str = "",
        caption: str = "",
    ) -> Message:
        """Send a recording as a track."""
        return self._sends_file(Kind.AUDIO, content, name, mime, caption, {"duration": seconds, "title": title})

    async def sends_video(
        self, content: Content, *, seconds: int = 5, name: str = "video.mp4", caption: str = ""
    ) -> Message:
        """Send a video."""
        return self._sends_file(Kind.VIDEO, content, name, "video/mp4", caption, _VIDEO | {"duration": seconds})

    async def sends_location(self, latitude: float, longitude: float, *, live: int | None = None) -> Message:
        """Send where one is, or share it for so many seconds from now on."""
        lasting = {"live_period": live} if live else {}
        return self._sends({"location": {"latitude": latitude, "longitude": longitude, **lasting}})

    async def moves(self, message: Message, latitude: float, longitude: float) -> Message:
        """Go elsewhere while sharing where one is: the message is edited with each step."""
        there = {**message.fields["location"], "latitude": latitude, "longitude": longitude}
        return self._changes(message, {**message.fields, "location": there})

    async def sends_contact(self, phone_number: str) -> Message:
        """Share one's own telephone number."""
        contact = {"phone_number": phone_number, "first_name": self.person.first_name, "user_id": self.person.id}
        return self._sends({"contact": contact})

    async def edits(self, message: Message, text: str) -> Message:
        """Change what one wrote within 48 hours, or the words under a file, which may all be taken away.

        The same words again play an edit in which nothing that the bot knows of has changed.
        """
        if self.telegram.clock() - message.date > _EDITABLE:
            raise ValueError("the app lets people change what they wrote for 48 hours")
        where, marks, most = (
            ("text", "entities", MAX_TEXT) if "text" in message.fields else ("caption", "caption_entities", MAX_CAPTION)
        )
        content = tidy(text, [])
        if len(content) > most or (where == "text" and not content.text):
            raise ValueError(f"the app takes a {where} of 1 to {most} characters")
        fields = {name: value for name, value in message.fields.items() if name not in {where, marks}}
        new = {where: content.text, marks: content.entities}
        return self._changes(message, fields | {name: value for name, value in new.items() if value})

    async def replaces(self, message: Message, content: Content, *, caption: str = "") -> Message:
        """Put another file of its kind in the place of one that was sent; the app leaves voice notes as they are."""
        kind, about, album = kind_in(message.fields), {"duration": 60}, message.fields.get("media_group_id")
        fields = file_sent(self.bot.files, kind, content, None, None, caption, about)
        return self._changes(message, fields | ({"media_group_id": album} if album else {}))

    async def deletes(self, message: Message) -> None:
        """Delete a message for both sides; bots are not told of it."""
        self.looks_away()
        self.telegram.remove(message)

    async def reacts(self, message: Message, emoji: str | None) -> None:
        """React to a message, or take the reaction back; a bot hears of it only if it asks for that."""
        new: list[Json] = [{"type": "emoji", "emoji": emoji}] if emoji else []
        change = {
            "chat": self.person.as_chat(),
            "message_id": message.id,
            "user": self.person.as_user(),
            "date": unix(self.telegram.clock()),
            "old_reaction": [],
            "new_reaction": new,
        }
        self.bot.updates.push("message_reaction", change)

    async def presses(self, label: str, *, within: float | None = None, answered: bool = True) -> Answer | None:
        """Press the newest button with these words, waiting for it to appear; then wait for the bot's answer.

        An inline button gives the `Answer` (None with `answered=False`, which does not wait); a button of the
        keyboard writes its words and gives None.
        """
        within = self.patience if within is None else within
        found = await self.telegram.changed.until(lambda: self._find(label, fresh=True), min(_MOMENT, within))
        found = found or await self.telegram.changed.until(lambda: self._find(label, fresh=False), within)
        if found is None:
            raise AssertionError(f"no button [{label}] for {self.person.first_name} in {within:g} s\n{self._tail()}")
        message, button = found
        if message is None:
            await self.says(button["text"])
            return None
        if "callback_data" not in button:
            raise AssertionError(f"[{button['text']}] opens something else: {button}")
        press = self.press_raw(message.id, button["callback_data"])
        return await self.answer_to(press, within=within) if answered else None

    def press_raw(self, message_id: int, data: str) -> Press:
        """Send any data as a press, as a forger's client can."""
        self._reach()
        self.looks_away()
        return self.telegram.press(self._chat, message_id, data)

    async def answer_to(self, press: Press, *, within: float | None = None) -> Answer:
        """What the bot answered to a press."""
        return await self._await(lambda: press.answer, f"an answer to the press of {press.data!r}", within)

    def blocks(self) -> None:
        """Block the bot."""
        self.telegram.block(self._chat, True)

    def unblocks(self) -> None:
        """Let the bot write again."""
        self.telegram.block(self._chat, False)

    def leaves_telegram(self) -> None:
        """Delete the account."""
        self.person.deactivated = True

    def looks_away(self) -> None:
        """Look from now on only at what is yet to come."""
        self._seen_until = self.telegram.stamp

    # What the person sees.

    async def sees(self, *words: str, within: float | None = None) -> Message:
        """Wait for a message of the bot, new or edited since the last act, that holds all these words."""
        return await self._await(lambda: self._holding(words), f"a message with {' and '.join(words)!r}", within)

    async def sees_button(self, label: str, *, within: float | None = None) -> Message | None:
        """Wait for a button with these words, wherever it is; None for one of the keyboard."""
        found = await self._await(lambda: self._find(label, fresh=False), f"a button [{label}]", within)
        return found[0]

    async def sees_document(self, name: str = "", *, within: float | None = None) -> ReceivedFile:
        """Wait for a file whose name holds this, new since the last act, and download it."""

        def look() -> Message | None:
            return next((each for each in self._new() if each.file_id and name in (each.file_name or "")), None)

        return self.file_of(await self._await(look, f"a file {name!r}", within))

    async def downloads(self, message: Message) -> bytes:
        """What is in the file of a message."""
        return self.file_of(message).content

    def file_of(self, message: Message) -> ReceivedFile:
        """The file of a message."""
        stored = self.bot.files.held(message.file_id or "")
        if stored is None:
            raise AssertionError(f"message {message.id} holds no file")
        return ReceivedFile(stored.name, stored.mime, stored.content, message)

    async def idle(self, *, within: float | None = None, quiet: float = 0.05) -> None:
        """Wait until the bot has fetched all updates and then has done nothing for a moment."""
        within = self.patience if within is None else within
        if not await self.bot.updates.bell.until(lambda: True if not self.bot.updates.size() else None, within):
            raise AssertionError(f"{self.bot.username} left updates unfetched for {within:g} s\n{self._tail()}")
        while await self.telegram.changed.rings(quiet):
            pass

    @property
    def chat(self) -> list[Message]:
        """The messages as they are now, oldest first."""
        return self._chat.visible()

    def message(self, message_id: int) -> Message:
        """A message that is in the chat now."""
        found = self._chat.messages.get(message_id)
        if found is None:
            raise AssertionError(f"there is no message {message_id}\n{self._tail()}")
        return found

    @property
    def last(self) -> Message:
        """The bot's newest message."""
        return next(message for message in reversed(self.chat) if message.from_bot)

    def buttons(self, message: Message | None = None) -> list[str]:
        """The labels under a message, by default under the newest that has any; else those of the keyboard."""
        shown = message or next((each for each in reversed(self.chat) if each.buttons), None)
        if shown:
            return [label for row in shown.buttons for label in row]
        return [button["text"] for row in (self._chat.keyboard or {}).get("keyboard", []) for button in row]

    def commands(self) -> dict[str, str]:
        """The menu of commands as this person sees it."""
        shown = self.bot.profile.shown_commands(self.person)
        return {each["command"]: each["description"] for each in shown}

    def story(self) -> str:
        """Everything that has happened in the chat, as it went: messages, edits in place, presses."""
        return "\n".join(self._chat.story)

    def transcript(self) -> str:
        """The chat as readable text."""
        return transcript(self._chat)

    async def _await(self, look: Callable[[], T | None], what: str, within: float | None) -> T:
        within = self.patience if within is None else within
        found = await self.telegram.changed.until(look, within)
        if found is None:
            raise AssertionError(f"{self.person.first_name} waited {within:g} s for {what}\n{self._tail()}")
        return found

    def _tail(self) -> str:
        return transcript(self._chat, 12)

    def _new(self) -> list[Message]:
        return [each for each in reversed(self.chat) if each.from_bot and each.stamp > self._seen_until]

    def _holding(self, words: tuple[str, ...]) -> Message | None:
        return next((each for each in self._new() if all(word in each.text for word in words)), None)

    def _find(self, label: str, *, fresh: bool) -> tuple[Message | None, Json] | None:
        for message in reversed(self.chat):
            if message.inline_markup and (not fresh or message.stamp > self._seen_until):
                rows = message.inline_markup["inline_keyboard"]
                if button := _matching([button for row in rows for button in row], label):
                    return message, button
        if self._chat.keyboard:
            rows = self._chat.keyboard["keyboard"]
            if button := _matching([button for row in rows for button in row], label):
                return None, button
        return None

    def _start_code(self, link: str) -> str:
        parts = urlsplit(link)
        if parts.netloc not in {"t.me", "telegram.me"} or parts.path.strip("/").lower() != self.bot.username.lower():
            raise AssertionError(f"{link} does not lead to @{self.bot.username}")
        code = parse_qs(parts.query).get("start", [""])[0]
        if not _START.fullmatch(code):
            raise AssertionError(f"Telegram passes on only letters, digits, _ and -, 64 at most: {code}")
        return code

    def _reach(self) -> None:
        if self._chat.blocked:
            raise AssertionError(f"{self.person.first_name} has blocked the bot and can't write to it")

    def _own(self, message: Message) -> None:
        if message.from_bot or message.deleted or message.chat is not self._chat:
            raise AssertionError("people can only change what they wrote")

    def _changes(self, message: Message, fields: Json) -> Message:
        self._own(message)
        self._reach()
        self.looks_away()
        message.fields = fields
        message.edited = self.telegram.clock()
        self.telegram.touch(message)
        self.bot.updates.push("edited_message", message.as_json())
        return message

    def _sends(self, fields: Json, reply_to: Message | None = None) -> Message:
        self._reach()
        self._chat.started = True
        message = self.telegram.post(self._chat, fields, from_bot=False, reply_to=reply_to)
        self.looks_away()
        return message

    def _sends_file(
        self,
        kind: Kind,
        content: Content,
        name: str | None,
        mime: str | None,
        caption: str,
        about: Json,
        album: str | None = None,
    ) -> Message:
        self._reach()
        fields = file_sent(self.bot.files, kind, content, name, mime, caption, about)
        if album:
            fields |= {"media_group_id": album}
        return self._sends(fields)


def _matching(buttons: list[Json], label: str) -> Json | None:
    """The button with these words, exactly if there is one, else within; emoji in front do not count."""
    plain = [(_DECORATION.sub("", button["text"]), button) for button in buttons]
    exact = [button for text, button in plain if label in {text, button["text"]}]
    return next(iter(exact or [button for text, button in plain if label in text]), None)
