"""The whole of a local Telegram: who is there, what was said, and what bots have not yet fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count
from typing import Any

from .bell import Bell
from .calls import CallLog
from .chats import Chat, Message
from .clock import Clock, real_time, unix
from .faults import Faults
from .flood import Flood, FloodLimits
from .journal import Journal
from .people import BotAccount, Person
from .presses import Answer, Press, answer_press
from .refusal import Json, Refusal, bad_request
from .schema import Schema, bot_api
from .sights import action_told, bot_told, chat_told, message_told, person_told, press_told
from .transcript import told, told_press
from .webhook import Webhooks

_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_NAME = range(1, 65)


class Telegram:
    """Everything the sandbox knows; all of it is in memory and belongs to one event loop."""

    def __init__(self, *, clock: Clock = real_time, flood: FloodLimits | None = None) -> None:
        self.clock = clock
        self.flood = Flood(flood) if flood else None
        self.faults = Faults()
        self.calls = CallLog()
        self.schema: Schema = bot_api()
        self.changed = Bell()
        self.journal = Journal()
        self.webhooks = Webhooks(clock)
        self.bots: dict[str, BotAccount] = {}
        self.people: dict[int, Person] = {}
        self._chats: dict[tuple[int, int], Chat] = {}
        self._presses: dict[str, Press] = {}
        self._person_ids = count(5_000_000_001)
        self._bot_ids = count(7_000_000_001)
        self._press_ids = count(1)
        self._album_ids = count(13_000_000_000_000_001)
        self.stamp = 0
        self.tour: list[Json] = []
        """What the page proposes to try, step by step: {"person": ID, "title": {LANGUAGE: TEXT}, "text": {...}}."""
        self.seen_first: list[Person] = []
        """Whose phones the page opens on when its address names none, as many as there is room for."""

    def create_bot(self, *, username: str, token: str | None = None, name: str | None = None) -> BotAccount:
        """A new bot, as BotFather makes one."""
        if not _USERNAME.fullmatch(username) or not username.lower().endswith("bot"):
            raise ValueError(f"a bot's username is 5 to 32 letters, digits and _ and ends in bot: {username}")
        token = token or f"{next(self._bot_ids)}:SANDBOX-{username}-{'x' * 16}"
        bot_id = token.split(":", 1)[0]
        if not bot_id.isdigit() or ":" not in token:
            raise ValueError("a token is a number, a colon and a secret")
        self.bots[token] = bot = BotAccount(int(bot_id), token, username, name or username)
        bot.updates.heard = partial(self._heard, bot)
        self.journal.note(partial(bot_told, bot))
        return bot

    def bot_with(self, token: str) -> BotAccount:
        """The bot of a token."""
        bot = self.bots.get(token)
        if bot is None:
            raise Refusal(401, "Unauthorized")
        return bot

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        person_id: int | None = None,
    ) -> Person:
        """Somebody new with a Telegram account."""
        if any(len(name.strip()) not in _NAME for name in (first_name, last_name or first_name)):
            raise ValueError(f"a name has 1 to {_NAME[-1]} letters")
        person = Person(person_id or next(self._person_ids), first_name, last_name, username, language_code)
        if person.id in self.people:
            raise ValueError(f"there is somebody with the id {person.id}")
        self.people[person.id] = person
        self.journal.note(partial(person_told, person))
        return person

    def chat(self, bot: BotAccount, person: Person) -> Chat:
        """The private chat of a person with a bot."""
        key = bot.id, person.id
        if key not in self._chats:
            self._chats[key] = Chat(bot, person)
        return self._chats[key]

    def lead(self, steps: Iterable[Json]) -> None:
        """Let the page lead through other steps than before."""
        self.tour = list(steps)
        self.journal.note(lambda: ("tour", {"steps": self.tour}))

    def chats(self) -> Iterator[Chat]:
        """All chats in which something was said."""
        return (chat for chat in self._chats.values() if chat.messages)

    def chat_for(self, bot: BotAccount, chat_id: Any) -> Chat:
        """The chat that a bot means by its number."""
        if chat_id is None:
            raise bad_request("chat_id is empty")
        person = self.people.get(chat_id) if isinstance(chat_id, int) else None
        if person is None:
            raise bad_request("chat not found")
        return self.chat(bot, person)

    def post(
        self,
        chat: Chat,
        fields: Json,
        *,
        from_bot: bool,
        silent: bool = False,
        markup: Json | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Put a message into a chat; the bot is told of those by the person."""
        message = Message(
            id=chat.bot.next_message_id(),
            chat=chat,
            date=self.clock(),
            from_bot=from_bot,
            silent=silent,
            fields=fields,
            markup=markup,
            reply_to=reply_to,
        )
        chat.messages[message.id] = message
        self._show_keyboard(chat, markup)
        self.touch(message)
        if not from_bot:
            chat.bot.updates.push("message", message.as_json())
        return message

    def _show_keyboard(self, chat: Chat, markup: Json | None) -> None:
        if markup and "keyboard" in markup:
            chat.keyboard = markup
        elif markup and markup.get("remove_keyboard"):
            chat.keyboard = None
        else:
            return
        self.journal.note(partial(chat_told, chat))

    def next_album_id(self) -> str:
        """An identifier for messages that belong together."""
        return str(next(self._album_ids))

    def touch(self, message: Message) -> None:
        """Note that a message is new or has changed, and tell who waits."""
        self.stamp += 1
        message.stamp = self.stamp
        message.chat.story += told(message, self.clock())
        self.journal.note(partial(message_told, message))
        self.changed.ring()

    def remove(self, message: Message) -> None:
        """Take a message out of its chat, for both."""
        message.deleted = True
        message.chat.messages.pop(message.id, None)
        if message in message.chat.pinned:
            self.unpin(message)
        self.stamp += 1
        message.stamp = self.stamp
        self.journal.note(partial(message_told, message))
        self.changed.ring()

    def unpin(self, *messages: Message) -> None:
        """Let go of pinned messages of a chat."""
        for message in messages:
            message.chat.pinned.remove(message)
            self.touch_chat(message.chat)

    def touch_chat(self, chat: Chat) -> None:
        """Note that something else of a chat than its messages has changed."""
        self.journal.note(partial(chat_told, chat))
        self.changed.ring()

    def touch_bot(self, bot: BotAccount) -> None:
        """Note that a bot tells something else of itself."""
        self.journal.note(partial(bot_told, bot))
        self.changed.ring()

    def touch_menu(self, bot: BotAccount) -> None:
        """Note that people may see other commands of a bot."""
        for chat in self._chats.values():
            if chat.bot is bot:
                self.touch_chat(chat)

    def act(self, chat: Chat, action: str) -> None:
        """Show for a while what the bot is doing."""
        chat.actions.append(action)
        self.journal.note(partial(action_told, chat, action))
        self.changed.ring()

    def _heard(self, bot: BotAccount, update: Json) -> None:
        """Note how far the bot has read, as the marks beside a person's messages show it."""
        if (message := update.get("message")) and (person := self.people.get(message["chat"]["id"])):
            chat = self.chat(bot, person)
            chat.heard = max(chat.heard, message["message_id"])
            self.journal.note(partial(chat_told, chat))

    def press(self, chat: Chat, message_id: int, data: str) -> Press:
        """Press a button, or claim to: what a client sends as data is not checked here, as in Telegram."""
        press = Press(
            id=str(4_000_000_000_000_000_000 + next(self._press_ids)),
            chat=chat,
            message_id=message_id,
            message=chat.messages.get(message_id),
            data=data,
            at=self.clock(),
        )
        self._presses[press.id] = press
        chat.story.append(told_press(press))
        chat.bot.updates.push("callback_query", press.as_json())
        self.journal.note(partial(press_told, press))
        self.changed.ring()
        return press

    def answer(self, bot: BotAccount, press_id: str, answer: Answer) -> None:
        """Take a bot's answer to a press."""
        press = self._presses.get(press_id)
        pressed = answer_press(press if press and press.chat.bot is bot else None, self.clock(), answer)
        self.journal.note(partial(press_told, pressed))
        self.changed.ring()

    def block(self, chat: Chat, blocked: bool) -> None:
        """The person blocks the bot or lets it write again; the bot is told."""
        if chat.blocked == blocked:
            return
        bot, chat.blocked = chat.bot.as_user(), blocked
        member: Json = {"user": bot, "status": "member"}
        banned: Json = {"user": bot, "status": "kicked", "until_date": 0}
        change = {
            "chat": chat.person.as_chat(),
            "from": chat.person.as_user(),
            "date": unix(self.clock()),
            "old_chat_member": member if blocked else banned,
            "new_chat_member": banned if blocked else member,
        }
        chat.bot.updates.push("my_chat_member", change)
        self.touch_chat(chat)

    def open(self) -> None:
        """Let bots wait for updates again, after the server had stopped."""
        self.journal.closed = False
        for bot in self.bots.values():
            bot.updates.closed = False
            self.webhooks.resume(bot)

    async def close(self) -> None:
        """Let waiting polls and pages go and stop the webhooks."""
        self.journal.close()
        for bot in self.bots.values():
            bot.updates.close()
        self.faults.clear()
        await self.webhooks.close()
