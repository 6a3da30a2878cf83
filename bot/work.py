"""Takes updates one at a time in each chat, chats side by side, each in one transaction."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from telegram.error import BadRequest, TelegramError

from bot.application import EACH_TIME, route
from bot.cards import Cards
from bot.heard import Heard, hear, read
from bot.office import Office
from bot.refusals import note_of
from bot.transport import told_to_wait
from bot.turn import Turn
from domain.operations.people import note_heard_from
from domain.payee import has_identity_code
from domain.place import Place
from domain.refusal import Refusal
from domain.storage import cards, inbox, people
from domain.storage.cards import Card
from domain.storage.inbox import Arrival
from domain.storage.transaction import Transaction

log = logging.getLogger(__name__)

DOUBLE_TAP = timedelta(seconds=2)
"""The same button again within this is one press by a nervous finger."""
NERVOUS = timedelta(seconds=5)
"""The same button again within this, once it has done its work, means nothing else: its finger is not corrected."""
AT_ONCE, CLOCK_BELIEVED = timedelta(seconds=2), timedelta(days=1)
"""How long before its coming a message may have been written, for the time it bears to be taken: Telegram tells whole
seconds, so that of a message that came at once our own clock knows more."""
PATIENCE = 1.0
"""Seconds before an update is tried again when the database did not answer."""
FIRST_WAIT, ANSWER_TRIES = 0.5, 8
"""Seconds before a press is acknowledged again when Telegram was away, doubled each time: as long as it lives."""


@dataclass(frozen=True)
class _Done:
    owes_card: bool


class Work:
    """The queues of the chats."""

    def __init__(self, office: Office, shown: Cards) -> None:
        self._office = office
        self._cards = shown
        self._chats: dict[int, deque[Arrival]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def drain(self, seconds: float) -> None:
        """Waits for what is in hand, at most so many seconds."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    def take(self, arrivals: Iterable[Arrival]) -> None:
        """Queues stored updates, each behind what its chat already waits for."""
        for arrival in arrivals:
            waiting = self._chats.get(arrival.chat_id)
            if waiting is None:
                self._chats[arrival.chat_id] = deque([arrival])
                self._spawn(arrival.chat_id)
            else:
                waiting.append(arrival)

    def _spawn(self, chat_id: int) -> None:
        task = asyncio.create_task(self._serve(chat_id), name=f"chat {chat_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, chat_id: int) -> None:
        waiting = self._chats[chat_id]
        while waiting:
            if await self._try(waiting[0]):
                waiting.popleft()
            else:
                await asyncio.sleep(PATIENCE)
        del self._chats[chat_id]

    async def _try(self, arrival: Arrival) -> bool:
        """Does one update; False when the database did not answer and it has to be tried again."""
        try:
            done, heard = await self._do(arrival)
        except (OperationalError, InterfaceError) as failure:
            # the database is away; what it refuses because of the update itself would be refused for ever
            log.error("the database did not take an update: %s", type(failure.orig).__name__)
            return False
        except Exception as failure:
            log.exception("update %s is put aside", arrival.arrival)
            return await self._put_aside(arrival, failure)
        if heard is not None and done.owes_card:
            # what was asked is done: whatever befalls its card is not the update's fault
            await self._cards.show(heard.chat_id)
        return True

    async def _do(self, arrival: Arrival) -> tuple[_Done, Heard | None]:
        raw = json.loads(arrival.body)
        try:
            heard = hear(read(raw, self._office.bot))
            return await self._office.write(lambda tx: self._act(tx, arrival, heard)), heard
        finally:
            # whatever came of it: until then the phone shows that the button is being worked on
            self.acknowledge(raw)

    def _act(self, tx: Transaction, arrival: Arrival, heard: Heard | None) -> _Done:
        if heard is None or not inbox.is_new(tx.connection, arrival.arrival):
            inbox.done(tx.connection, arrival.arrival)
            return _Done(owes_card=False)
        card = cards.of_chat(tx, heard.chat_id)
        now, pressed = _moment(heard, arrival), _pressed(heard)
        if _again(card, heard, now, DOUBLE_TAP) and _does_each_time(heard):
            inbox.done(tx.connection, arrival.arrival)
            return _Done(owes_card=card is not None and card.owed)
        turn = Turn(tx, now, heard, people.of_chat(tx, heard.chat_id), card, self._office.settings)
        if turn.somebody is not None and heard.blocked is None:
            note_heard_from(tx, turn.somebody)
        shown, note = _result(turn)
        if note is not None and _again(card, heard, now, NERVOUS):
            inbox.done(tx.connection, arrival.arrival)
            return _Done(owes_card=card is not None and card.owed)
        if note is not None and heard.message_id is not None and (not heard.edited or turn.refused_before):
            # edited into something better, the same message is heard anew; what did its work before only corrects it
            note["message"] = heard.message_id
        if shown is not None:
            shown, said = _noted(shown, note)
            done = pressed if note is None else ""
            cards.owe(tx, heard.chat_id, shown, note=said, onto=_onto(heard, card, shown), pressed=done, now=turn.now)
        inbox.done(tx.connection, arrival.arrival)
        if has_identity_code(f"{heard.text}\n{heard.caption}"):
            inbox.forget(tx.connection, arrival.arrival)
        return _Done(owes_card=shown is not None)

    async def _put_aside(self, arrival: Arrival, failure: Exception) -> bool:
        def aside(tx: Transaction) -> None:
            inbox.set_aside(tx.connection, arrival.arrival, type(failure).__name__)
            card = cards.of_chat(tx, arrival.chat_id)
            if card is not None:
                cards.owe(tx, arrival.chat_id, card.place, note={"kind": "Fault"}, now=self._office.now)

        try:
            await self._office.write(aside)
        except DBAPIError:
            return False
        return True

    def acknowledge(self, update: Mapping[str, Any]) -> None:
        """Tells Telegram that a press has been heard; wherever its button stood, and were it forged."""
        query = update.get("callback_query")
        if not isinstance(query, Mapping) or not isinstance(query.get("id"), str):
            return
        task = asyncio.create_task(self._answer(query["id"]))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, query_id: str) -> None:
        for tried in range(ANSWER_TRIES):
            try:
                await self._office.bot.answer_callback_query(query_id)
                return
            except BadRequest as refused:
                # too old: the card itself tells what came of the press
                log.debug("a press was not acknowledged: %s", refused.message)
                return
            except TelegramError as failure:
                await asyncio.sleep(max(FIRST_WAIT * 2**tried, told_to_wait(failure)))


def _result(turn: Turn) -> tuple[Place | None, dict[str, object] | None]:
    """Does what was asked in a savepoint of its own; a refusal leaves nothing behind but its words."""
    act = route(turn)
    savepoint = turn.tx.connection.begin_nested()
    try:
        shown = act(turn)
    except Refusal as refused:
        savepoint.rollback()
        return _after(turn, refused), note_of(refused)
    except BaseException:
        savepoint.rollback()
        raise
    savepoint.commit()
    return shown, None


def _after(turn: Turn, refused: Refusal) -> Place:
    """Where a refused person is: at the card of the thing itself when the refusal knows it, else where they were.

    The photos of one album are refused on one card.
    """
    where = turn.place if turn.somebody else Place("stranger", {"language": turn.heard.language})
    if "place" in refused.details:
        where = Place.from_json(refused.details["place"])
    return Place(where.kind, {**where.about, "album": turn.heard.album}) if turn.heard.album else where


def _noted(shown: Place, note: dict[str, object] | None) -> tuple[Place, dict[str, object] | None]:
    """Takes a sentence that an act wants above the card out of its place."""
    if note is None and "note" in shown.about:
        about = {name: value for name, value in shown.about.items() if name != "note"}
        return Place(shown.kind, about), shown["note"]
    return shown, note


def _again(card: Card | None, heard: Heard, now: datetime, within: timedelta) -> bool:
    """Whether it is the very tap that led to the card, once more within so short a time."""
    if card is None or card.turned_at is None or not card.pressed:
        return False
    return card.pressed == _pressed(heard) and now - card.turned_at < within


def _does_each_time(heard: Heard) -> bool:
    return heard.press is not None and heard.press.verb in EACH_TIME


def _pressed(heard: Heard) -> str:
    """What tells one tap from another; empty when nothing was pressed."""
    press = heard.press
    return f"{press.message_id}:{press.verb}:{':'.join(press.about)}"[:100] if press is not None else ""


def _moment(heard: Heard, arrival: Arrival) -> datetime:
    """When it was done: by Telegram's own clock where there is one that can be believed, else when it came."""
    if heard.at is not None and AT_ONCE <= arrival.arrived_at - heard.at < CLOCK_BELIEVED:
        return heard.at
    return arrival.arrived_at


def _onto(heard: Heard, card: Card | None, shown: Place) -> int | None:
    """The message that becomes the next card: the one pressed; the present one after an edit, or for one more photo."""
    press = heard.press
    if press is not None:
        # what an older message leads to comes below what has been said since, where its reader looks
        older = card is not None and card.message_id is not None and (press.message_id or 0) < card.message_id
        return press.message_id if press.on_text and not older else None
    same_album = bool(heard.album) and card is not None and card.place.get("album") == shown.get("album") == heard.album
    return card.message_id if card is not None and (heard.edited or same_album) else None
