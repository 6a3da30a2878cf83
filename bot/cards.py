"""Shows each chat's card, until Telegram has accepted it."""

import asyncio
import logging
from collections import defaultdict

from sqlalchemy.exc import DBAPIError
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.application import CARDS
from bot.office import Office
from bot.refusals import sentence
from bot.transport import told_to_wait
from bot.turn import HOME, Desk
from bot.view import View
from domain.operations.people import note_unreachable
from domain.refusal import Refusal
from domain.storage import cards, people
from domain.storage.cards import Card
from domain.storage.transaction import Transaction

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 0.5, 60.0
"""Seconds before a card that Telegram did not take is tried again; doubled each time."""


class Cards:
    """Pays debts: reads what a card shows, sends or edits it, and notes that it has arrived."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waits: dict[int, tuple[float, float]] = {}
        self._bare: dict[int, int] = {}

    async def pay_all(self) -> bool:
        """Shows every card that is owed and not waiting for its time; says whether any was."""
        owed = await self._office.read(cards.owed)
        due = [chat_id for chat_id in owed if self._may_try(chat_id)]
        await asyncio.gather(*(self.show(chat_id) for chat_id in due))
        return False

    async def show(self, chat_id: int) -> None:
        """Shows a chat's card if it is owed, later when Telegram wants the chat left in peace.

        Whatever goes wrong keeps nobody from going on in the chat: the card stays owed, and is tried again.
        """
        async with self._locks[chat_id]:
            if self._office.pace.held(chat_id, asyncio.get_running_loop().time()):
                return
            try:
                await self._show(chat_id)
            except Exception:
                log.exception("a card could not be shown")
                self._wait(chat_id)

    async def _show(self, chat_id: int) -> None:
        drawn = await self._office.read(lambda tx: self._draw(tx, chat_id))
        if drawn is None:
            return
        card, view = drawn
        try:
            message_id = await self._place(card, view)
        except RetryAfter as refused:
            self._wait(chat_id, told_to_wait(refused))
            return
        except Forbidden:
            await self._office.write(lambda tx: self._lost(tx, card))
            return
        except BadRequest as refused:
            # it would be refused again: the debt is written off, and what was asked stays stored
            log.error("a card of kind %s was refused: %s", card.place.kind, refused.message)
            message_id = card.message_id
        except TelegramError as failure:
            log.warning("a card of kind %s has to wait: %s", card.place.kind, type(failure).__name__)
            self._wait(chat_id)
            return
        self._waits.pop(chat_id, None)
        await self._office.write(lambda tx: cards.paid(tx, chat_id, card.turn, message_id))

    def _draw(self, tx: Transaction, chat_id: int) -> tuple[Card, View] | None:
        card = cards.of_chat(tx, chat_id)
        if card is None or not card.owed:
            return None
        person = people.of_chat(tx, chat_id)
        desk = self._office.desk(tx, person, card.place.get("language", ""))
        try:
            view = CARDS[card.place.kind](desk, card.place)
        except (Refusal, KeyError):
            # what it showed is gone, or no longer theirs
            view = self._home(desk)
        except DBAPIError:
            raise
        except Exception:
            log.exception("a card of kind %s could not be drawn", card.place.kind)
            return card, self._home(desk).headed(sentence({"kind": "Fault"}, desk.words))
        return card, view.headed(sentence(card.note, desk.words)).fitted()

    def _home(self, desk: Desk) -> View:
        return CARDS[HOME.kind if desk.person else "stranger"](desk, HOME)

    async def _place(self, card: Card, view: View) -> int | None:
        if card.message_id is not None and await self._edit(card, card.message_id, view):
            message_id = card.message_id
        else:
            # a card answers what its reader has just done: they are looking, and nobody near them needs to hear it
            sent = await self._office.bot.send_message(
                card.chat_id, view.text, parse_mode="HTML", reply_markup=view.keyboard, disable_notification=True
            )
            message_id = sent.message_id
        if card.left_id is not None and card.left_id not in {message_id, self._bare.get(card.chat_id)}:
            await self._take_buttons(card.chat_id, card.left_id)
        self._bare.pop(card.chat_id, None)
        if not view.rows:
            # known for as long as the bot runs: there is nothing to take away when it is left
            self._bare[card.chat_id] = message_id
        return message_id

    async def _edit(self, card: Card, message_id: int, view: View) -> bool:
        try:
            await self._office.bot.edit_message_text(
                view.text, card.chat_id, message_id, parse_mode="HTML", reply_markup=view.keyboard
            )
        except BadRequest as refused:
            return "not modified" in refused.message.lower()
        return True

    async def _take_buttons(self, chat_id: int, message_id: int) -> None:
        try:
            await self._office.bot.edit_message_reply_markup(chat_id, message_id)
        except TelegramError as refused:
            # the message is gone, old, or has none: a press on it would be told stale anyway
            log.debug("buttons stay: %s", refused.message)

    def _lost(self, tx: Transaction, card: Card) -> None:
        cards.paid(tx, card.chat_id, card.turn, card.message_id)
        person = people.of_chat(tx, card.chat_id)
        if person is not None:
            note_unreachable(tx, person, self._office.now)

    def _wait(self, chat_id: int, seconds: float | None = None) -> None:
        _, last = self._waits.get(chat_id, (0.0, FIRST_WAIT / 2))
        wait = min(last * 2, LONGEST_WAIT) if seconds is None else seconds
        loop = asyncio.get_running_loop()
        self._waits[chat_id] = (loop.time() + wait, wait)
        if seconds is not None:
            self._office.pace.hold(chat_id, loop.time() + wait)
        loop.call_later(wait, self._office.stirred.ring)

    def _may_try(self, chat_id: int) -> bool:
        until, _ = self._waits.get(chat_id, (0.0, 0.0))
        return asyncio.get_running_loop().time() >= until
