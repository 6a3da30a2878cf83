"""What must reach another chat, sent until it has arrived."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping
from telegram import BotCommand, BotCommandScopeChat, InputFile, Message
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.application import NOTICES
from bot.conversations.notices import TEMPLATE, discreet
from bot.menus import BY_ROLE
from bot.office import Office
from bot.transport import told_to_wait
from bot.view import CAPTION_LIMIT, ChatWords, Enclosed, Notice
from domain.operations.people import note_unreachable
from domain.person import Person
from domain.refusal import Refusal
from domain.storage import outbox, people
from domain.storage.transaction import Transaction

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(minutes=10)
RECORDINGS_STAY = timedelta(hours=47)
"""After this a recording is deleted from the client's chat; bots cannot delete messages older than 48 hours."""
TRIES = 8
"""How often a notice that cannot be made is tried."""
STEP_BACK = 2.0
"""Seconds before a chat whose notices could not be handled is tried again."""
EXAMPLE = Path(__file__).parent / "samples" / "havu_energia.xlsx"


class Outbox:
    """Sends due notices, in order within a chat."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._busy: dict[int, asyncio.Task[None]] = {}

    async def drain(self, seconds: float) -> None:
        """Waits for what is being sent, at most so many seconds."""
        if self._busy:
            await asyncio.wait(list(self._busy.values()), timeout=seconds)

    async def send_due(self) -> bool:
        """Begins with every chat that has something due; a chat that is slow holds up no other."""
        busy = list(self._busy)
        due = await self._office.read(lambda tx: outbox.due(tx, self._office.now, besides=busy))
        chats: defaultdict[int, list[RowMapping]] = defaultdict(list)
        for row in due:
            chats[row["chat_id"]].append(row)
        for chat_id, rows in chats.items():
            self._busy[chat_id] = asyncio.create_task(self._send_to_chat(chat_id, rows), name=f"outbox {chat_id}")
        return bool(chats)

    async def _send_to_chat(self, chat_id: int, rows: Sequence[RowMapping]) -> None:
        try:
            for row in rows:
                await self._keep_pace(chat_id)
                if not await self._send(row):
                    return
        except Exception:
            log.exception("the outbox stumbled")
            await asyncio.sleep(STEP_BACK)
        finally:
            del self._busy[chat_id]
            self._office.stirred.ring()

    async def _keep_pace(self, chat_id: int) -> None:
        loop = asyncio.get_running_loop()
        while wait := self._office.pace.wait(chat_id, loop.time()):  # noqa: ASYNC110 - it is time itself that is waited for
            await asyncio.sleep(wait)

    async def _send(self, row: RowMapping) -> bool:
        """Sends one notice; False when the later ones of its chat must wait behind it."""
        office, id = self._office, row["id"]
        try:
            message = await self._deliver(row)
        except RetryAfter as refused:
            seconds, loop = told_to_wait(refused), asyncio.get_running_loop()
            office.pace.hold(row["chat_id"], loop.time() + seconds)
            loop.call_later(seconds, office.stirred.ring)
            await office.write(lambda tx: outbox.later(tx, id, office.now + timedelta(seconds=seconds), "429"))
            return False
        except Forbidden as refused:
            words = refused.message
            await office.write(lambda tx: self._unreachable(tx, row, words))
        except BadRequest as refused:
            log.error("a notice of kind %s was refused: %s", row["notice"]["kind"], refused.message)
            words = refused.message
            await office.write(lambda tx: outbox.refused(tx, id, words))
        except TelegramError as failure:
            await self._put_off(row, failure)
            return False
        except Exception as failure:
            # a notice that cannot be made holds up no other
            log.exception("a notice of kind %s could not be made", row["notice"]["kind"])
            await self._put_off(row, failure, tries=TRIES)
        else:
            await office.write(lambda tx: self._sent(tx, row, message))
        return True

    async def _put_off(self, row: RowMapping, failure: Exception, tries: int | None = None) -> None:
        office, id, name = self._office, row["id"], type(failure).__name__
        wait = min(timedelta(seconds=2 ** min(row["attempts"], 10)), LONGEST_WAIT)
        if tries is not None and row["attempts"] + 1 >= tries:
            await office.write(lambda tx: outbox.refused(tx, id, name))
        else:
            await office.write(lambda tx: outbox.later(tx, id, office.now + wait, name))

    async def _deliver(self, row: RowMapping) -> Message | None:
        office = self._office
        person, notice = await office.read(lambda tx: self._draw(tx, row))
        if person is None:
            return None
        if row["notice"]["kind"] == "menu":
            words = ChatWords(person.language)
            commands = [BotCommand(name, words(what)) for name, what in BY_ROLE[person.role].items()]
            await office.bot.set_my_commands(commands, scope=BotCommandScopeChat(person.chat_id))
            return None
        if notice is None:
            return None
        if notice.enclosed is None:
            return await office.bot.send_message(
                person.chat_id,
                notice.view.fitted().text,
                parse_mode="HTML",
                reply_markup=notice.view.keyboard,
                disable_notification=notice.silent,
            )
        return await self._with_file(person.chat_id, notice, notice.enclosed)

    def _draw(self, tx: Transaction, row: RowMapping) -> tuple[Person | None, Notice | None]:
        person = people.of_chat(tx, row["chat_id"])
        if person is None or row["notice"]["kind"] == "menu":
            return person, None
        desk = self._office.desk(tx, person)
        try:
            notice = NOTICES[row["notice"]["kind"]](desk, row["notice"])
        except Refusal as gone:
            log.info("a notice of kind %s has nothing to tell any more: %s", row["notice"]["kind"], type(gone).__name__)
            return person, None
        return person, discreet(desk, row["notice"], notice) if notice else None

    async def _with_file(self, chat_id: int, notice: Notice, enclosed: Enclosed) -> Message:
        bot = self._office.bot
        senders: Mapping[str, Callable[..., Awaitable[Message]]] = {
            "voice": bot.send_voice,
            "audio": bot.send_audio,
            "photo": bot.send_photo,
            "video": bot.send_video,
            "document": bot.send_document,
        }
        send = senders[enclosed.kind]
        told: dict[str, Any] = {
            "caption": notice.view.fitted(CAPTION_LIMIT).text,
            "parse_mode": "HTML",
            "reply_markup": notice.view.keyboard,
            "disable_notification": notice.silent,
            "protect_content": enclosed.protected,
            "read_timeout": 60,
        }
        if enclosed.kind == "audio":
            # what the file itself says of its maker must not be shown in its place
            told |= {"title": Path(enclosed.filename).stem, "performer": ""}
        if enclosed.file_id:
            try:
                return await send(chat_id, enclosed.file_id, **told)
            except BadRequest as refused:
                if not enclosed.path:
                    raise
                # a round video is sent as none, and ids that another bot was given are unknown to this one
                log.info("our own copy of a file is sent: %s", refused.message)
        content = await asyncio.to_thread(self._content, enclosed.path)
        return await send(chat_id, InputFile(content, filename=enclosed.filename), **told)

    def _content(self, path: str) -> bytes:
        return EXAMPLE.read_bytes() if path == TEMPLATE else self._office.media.get(path)

    def _sent(self, tx: Transaction, row: RowMapping, message: Message | None) -> None:
        outbox.sent(tx, row["id"], message.message_id if message else None)
        if row["notice"]["kind"] == "recording" and message is not None:
            # by the clock that Telegram counts its 48 hours with
            outbox.keep_until(tx, row["id"], message.date + RECORDINGS_STAY)

    def _unreachable(self, tx: Transaction, row: RowMapping, words: str) -> None:
        outbox.blocked(tx, row["id"], words)
        person = people.of_chat(tx, row["chat_id"])
        if person is not None:
            note_unreachable(tx, person, self._office.now)
