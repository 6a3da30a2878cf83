"""One shopper's chat with the bot: raw updates in, cards out, all in one thread and in memory."""

import asyncio
import sqlite3
import tempfile
from collections.abc import Awaitable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine
from telegram import InlineKeyboardMarkup
from telegram.error import TimedOut

from bot.cards import Cards
from bot.clock import Clock
from bot.intake import Intake
from bot.media import Media
from bot.office import Office
from bot.outbox import Outbox
from bot.pace import Pace
from bot.reminders import Reminders
from bot.settings import Settings
from bot.transport import Transport
from bot.work import Work
from domain.person import Person, Role
from domain.storage import agencies
from domain.storage.database import open_engine
from domain.storage.migrating import migrate
from domain.storage.transaction import Transaction
from domain.storage.writer import Database
from domain.storage.writer import Work as Piece
from tests import agency
from tests.agency import NOW
from tests.machine.small_study import small_study

T = TypeVar("T")
Update = dict[str, Any]
Row = tuple[Any, ...]

AINO, EERO, KAISA = 9_100_000_001, 9_100_000_002, 9_100_000_003
CODES = tuple(f"KOIV-{number:03}" for number in range(1, 6))
"""Aino has the first four, Eero the last one."""
SETTINGS = Settings(_env_file=None, bot_token="4242:x", agency_name="Aalto Mystery", language="en")


@cache
def template() -> sqlite3.Connection:
    """An agency in memory: Aino has taken three contacts and been offered a fourth, Eero answers his own."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'toteuma.db'}"
        migrate(url)
        engine = open_engine(url, writes=True)
        with engine.begin() as connection:
            _settle(Transaction(connection, agencies.the_only(connection, "Aalto Mystery")))
        kept = sqlite3.connect(":memory:")
        with engine.connect() as connection:
            _raw(connection).backup(kept)
        engine.dispose()
    return kept


def _settle(tx: Transaction) -> None:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa", chat_id=KAISA)
    aino = agency.join(tx, Role.SHOPPER, "Aino", chat_id=AINO)
    eero = agency.join(tx, Role.SHOPPER, "Eero", chat_id=EERO)
    agency.planned(tx, kaisa, made=small_study())
    agency.taken(tx, kaisa, aino, *CODES[:3])
    agency.offered(tx, kaisa, aino, CODES[3])
    agency.taken(tx, kaisa, eero, CODES[4])
    agency.made(tx, eero, CODES[4])
    for words in ("3", "It took long.", "solved"):
        agency.said(tx, eero, CODES[4], words)


def _raw(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.driver_connection)


@dataclass
class Shown:
    """A message in the chat, with its buttons by label and what each of them says."""

    text: str
    buttons: tuple[tuple[str, str], ...]
    is_notice: bool = False


@dataclass
class Telegram:
    """What the bot calls: keeps the messages of all chats, and can be away."""

    id: int = 4242
    username: str = "toteuma_bot"
    away: bool = False
    sends_notices: bool = False
    messages: dict[tuple[int, int], Shown] = field(default_factory=dict)
    last: int = 100
    card: int = 0
    """Aino's message on which a card was shown last."""
    drawn: int = 0
    """How many times a card of Aino's has been shown."""
    played: list[str] = field(default_factory=list)
    """The files that have been sent to Aino, by their ids."""

    async def send_message(
        self, chat_id: int, text: str, reply_markup: InlineKeyboardMarkup | None = None, **_: object
    ) -> Any:
        self._reach()
        self.last += 1
        self.messages[chat_id, self.last] = Shown(str(text), _buttons(reply_markup), self.sends_notices)
        self._note_card(chat_id, self.last)
        return type("Sent", (), {"message_id": self.last})

    async def send_voice(self, chat_id: int, file: str, caption: str, **_: object) -> Any:
        self.played.append(file)
        return await self.send_message(chat_id, caption)

    send_audio = send_photo = send_video = send_document = send_voice

    async def edit_message_text(
        self, text: str, chat_id: int, message_id: int, reply_markup: InlineKeyboardMarkup | None = None, **_: object
    ) -> None:
        self._reach()
        self.messages[chat_id, message_id] = Shown(str(text), _buttons(reply_markup))
        self._note_card(chat_id, message_id)

    async def edit_message_reply_markup(self, chat_id: int, message_id: int) -> None:
        self._reach()
        left = self.messages[chat_id, message_id]
        self.messages[chat_id, message_id] = Shown(left.text, (), left.is_notice)

    async def answer_callback_query(self, query_id: str) -> None:
        self._reach()

    async def set_my_commands(self, *_: object, **__: object) -> None:
        self._reach()

    def _reach(self) -> None:
        if self.away:
            raise TimedOut

    def _note_card(self, chat_id: int, message_id: int) -> None:
        if chat_id == AINO and not self.sends_notices:
            self.card, self.drawn = message_id, self.drawn + 1


def _buttons(markup: InlineKeyboardMarkup | None) -> tuple[tuple[str, str], ...]:
    rows = markup.inline_keyboard if markup else ()
    return tuple((button.text, str(button.callback_data)) for row in rows for button in row)


class Watch(Clock):
    """Stands still until it is moved."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class InMemory(Database):
    """A database whose work is done at once by whoever asks."""

    def __init__(self, engine: Engine) -> None:
        self.url = "sqlite://"
        self._connection = engine.connect()

    async def write(self, work: Piece[T]) -> T:
        with self._connection.begin():
            return work(self._connection)

    async def read(self, work: Piece[T]) -> T:
        return await self.write(work)

    @property
    def raw(self) -> sqlite3.Connection:
        """The store itself."""
        return _raw(self._connection)


FREE: list[InMemory] = []
"""The databases of chats that are over: what has been compiled for one serves the next."""


class Deaf(Work):
    """Work that never begins: the bot dies when the updates have been stored."""

    def take(self, arrivals: object) -> None:
        """Leaves them where they are stored."""


@dataclass(frozen=True)
class Kept:
    """What is stored of one contact."""

    contact: Mapping[str, Any]
    answers: Mapping[str, tuple[str, str, str]]
    """Value, state and comment by question."""
    trail: Sequence[Row]
    files: Sequence[Row]
    stages: Mapping[str, tuple[str, str | None]]
    times: Sequence[Row]
    others: Sequence[Row]
    """Reviews, alerts and assignments."""
    digest: Sequence[Row]
    """What analyses read of it, once it is approved."""


@dataclass(frozen=True)
class Saved:
    """A chat with everything behind it, at one moment."""

    store: sqlite3.Connection
    telegram: Telegram
    now: datetime
    updates: int


class Chat:
    """A fresh agency and the bot on it; each act returns when the bot has done it and shown its card."""

    def __init__(self) -> None:
        self._database = FREE.pop() if FREE else InMemory(open_engine("sqlite://", writes=True))
        self._store = self._database.raw
        template().backup(self._store)
        self.telegram = Telegram()
        self.clock = Watch()
        self._loop = asyncio.new_event_loop()
        self._office = Office(
            SETTINGS,
            self._database,
            self._number("SELECT id FROM agency"),
            cast(Any, self.telegram),
            Transport(),
            Media("memory://machine"),
            self.clock,
        )
        self._updates = 1000
        self._starts()
        self.notices()

    def saved(self) -> "Saved":
        """Everything as it stands, to begin another chat with."""
        kept = sqlite3.connect(":memory:")
        self._store.backup(kept)
        return Saved(kept, deepcopy(self.telegram), self.clock.now, self._updates)

    def resumes(self, saved: "Saved") -> None:
        """Everything is as it was saved."""
        saved.store.backup(self._store)
        self.telegram = self._office.bot = cast(Any, deepcopy(saved.telegram))
        self.clock.now, self._updates = saved.now, saved.updates
        self._starts()

    def close(self) -> None:
        """Lets everything go."""
        self._loop.run_until_complete(self._work.drain(5))
        self._loop.close()
        FREE.append(self._database)

    def _starts(self) -> None:
        self._cards = Cards(self._office)
        self._work = Work(self._office, self._cards)
        self._intake = Intake(self._office, self._work)

    def _run(self, act: Awaitable[object]) -> None:
        async def to_the_end() -> None:
            await act
            await self._work.drain(5)

        self._loop.run_until_complete(to_the_end())

    def restarts(self, times: int = 1) -> None:
        """The bot starts on what is stored: what was in memory is gone. It may take up twice what waits."""
        self._starts()

        async def begins() -> None:
            await asyncio.gather(*(self._intake.begin() for _ in range(times)))

        self._run(begins())
        self._run(self._cards.pay_all())

    # What Aino does.

    def _update(self, kind: str, inner: Mapping[str, Any]) -> Update:
        self._updates += 1
        aino = {"id": AINO, "is_bot": False, "first_name": "Aino", "language_code": "en"}
        return {"update_id": self._updates, kind: {"from": aino, **inner}}

    def message(self, **content: Any) -> Update:
        """A message: `text=…`, `voice={…}`."""
        self.telegram.last += 1
        chat = {"id": AINO, "type": "private", "first_name": "Aino"}
        at = int(self.clock.now.timestamp())
        return self._update("message", {"message_id": self.telegram.last, "date": at, "chat": chat, **content})

    def edit(self, message_id: int, **content: Any) -> Update:
        """An earlier message that says something else now."""
        chat, at = {"id": AINO, "type": "private", "first_name": "Aino"}, int(self.clock.now.timestamp())
        said = {"message_id": message_id, "date": at - 60, "edit_date": at, "chat": chat, **content}
        return self._update("edited_message", said)

    def press(self, message_id: int, data: str) -> Update:
        """A press of a button on a message."""
        chat = {"id": AINO, "type": "private", "first_name": "Aino"}
        shown = self.telegram.messages.get((AINO, message_id), Shown("–", ()))
        on = {"message_id": message_id, "date": 1, "chat": chat, "text": shown.text}
        query = {"id": str(self._updates), "chat_instance": "1", "data": data, "message": on}
        return self._update("callback_query", query)

    def does(self, *updates: Update) -> None:
        """The bot takes updates and does what they ask."""
        self._run(self._intake.take(updates))

    def is_lost(self, update: Update) -> None:
        """The bot stores an update and dies, and starts again, so hastily that it takes the update up twice."""
        self._run(Intake(self._office, Deaf(self._office, self._cards)).take([update]))
        self.restarts(times=2)

    def does_unseen(self, update: Update) -> None:
        """The bot does what is asked, but its card does not arrive; it dies, and starts again."""
        self.telegram.away = True
        self.does(update)
        self.telegram.away = False
        self.restarts()

    # What the others and the clock do.

    def passes(self, time: timedelta) -> None:
        """Time passes, and what is due then is done."""
        self.clock.now += time
        self._run(Reminders(self._office).wake())
        self.notices()

    def agency(self, act: Any, /, who: int = KAISA, **named: Any) -> None:
        """Somebody does something through the operations."""

        def work(tx: Transaction) -> None:
            by: Person = agency.person(tx, who)
            act(tx, by=by, now=self.clock.now, **named)

        self._run(self._office.write(work))
        self.notices()

    def notices(self) -> None:
        """What is due to somebody is sent."""
        self.telegram.sends_notices = True
        # time stands still here, and would let nobody send any more
        self._office.pace = Pace()
        outbox = Outbox(self._office)
        self._run(outbox.send_due())
        self._run(outbox.drain(5))
        self.telegram.sends_notices = False

    # What is stored.

    def _number(self, query: str) -> int:
        return int(self._store.execute(query).fetchone()[0])

    def _rows(self, query: str) -> list[Row]:
        return self._store.execute(query).fetchall()

    def undone(self) -> int:
        """How many updates wait, or have been put aside."""
        return self._number("SELECT count(*) FROM inbox WHERE state != 'done'")

    def version(self, contact_id: int) -> int:
        """The version of a contact, 0 when there is none."""
        found = self._store.execute("SELECT version FROM contact WHERE id = ?", (contact_id,)).fetchone()
        return int(found[0]) if found else 0

    def kept(self) -> dict[int, Kept]:
        """Everything that is stored of each contact."""
        columns = ("id", "code", "state", "version", "shopper_id", "outcome", "reached_unit", "attempts", "unit")
        found = {
            row[0]: Kept(dict(zip(columns, row, strict=True)), {}, [], [], {}, [], [], [])
            for row in self._rows(f"SELECT {', '.join(columns)} FROM contact")
        }
        for id, question, *rest in self._rows(
            "SELECT contact_id, question, value, state, comment FROM answer ORDER BY id"
        ):
            cast(Any, found[id].answers)[question] = tuple(rest)
        for id, name, *rest in self._rows("SELECT contact_id, stage, state, due_at FROM stage"):
            cast(Any, found[id].stages)[name] = tuple(rest)
        parts = {
            "trail": "question, value, state, comment FROM answer_change",
            "files": "question, purpose, kind, file_unique_id, state FROM attachment",
            "times": "attempt, moment, at, source FROM timing",
            "others": "decision, words FROM review",
        }
        for part, query in parts.items():
            for id, *rest in self._rows(f"SELECT contact_id, {query} ORDER BY contact_id, id"):
                getattr(found[id], part).append(tuple(rest))
        for id, *rest in self._rows("SELECT contact_id, shopper_id, state FROM assignment ORDER BY id"):
            cast(Any, found[id].others).append(tuple(rest))
        for id, *rest in self._rows("SELECT contact_id, asked, given, comments, started, answered, ended FROM digest"):
            cast(Any, found[id].digest).append(tuple(rest))
        return found
