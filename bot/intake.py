"""Updates are stored before Telegram is told that we have them."""

import asyncio
import json
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from telegram.error import NetworkError

from bot.heard import KINDS
from bot.office import Office
from bot.work import Work
from domain.storage import cards, inbox
from domain.storage.inbox import Arrival
from domain.storage.transaction import Transaction

log = logging.getLogger(__name__)

LARGEST = 2**62
"""Numbers beyond this are nobody's, and no database would take them."""
LONG_POLL = 25
"""Seconds that Telegram may hold an empty answer."""
PRESSES_LIVE = timedelta(seconds=150)
"""How long Telegram keeps a press; after a longer silence the open cards are shown again."""
PRESSES_AGAIN = 64
"""Of the last updates done before the bot ended, so many may hold a press that was not acknowledged any more."""
LONGEST_WAIT = 30.0


class Intake:
    """Polls for raw updates, stores a batch, and only then asks for the ones after it."""

    def __init__(self, office: Office, work: Work) -> None:
        self._office = office
        self._work = work
        self._url = f"{office.settings.bot_api_url.rstrip('/')}/bot{office.settings.bot_token}/getUpdates"
        self._offset: int | None = None
        self._wait = 0.5

    async def begin(self) -> None:
        """Takes up what was stored and not done, and shows the open cards again after a long silence."""
        office, bot_id = self._office, self._office.bot.id
        waiting = await office.database.read(lambda connection: inbox.undone(connection, bot_id))
        since = office.now - PRESSES_LIVE
        done = await office.database.read(lambda connection: inbox.done_since(connection, bot_id, since, PRESSES_AGAIN))
        for body in filter(None, done):
            self._work.acknowledge(json.loads(body))
        await office.write(self._after_silence)
        self._work.take(waiting)

    def _after_silence(self, tx: Transaction) -> None:
        now = self._office.now
        last = inbox.last_beat(tx.connection, self._office.bot.id)
        if last is not None and now - last > PRESSES_LIVE:
            cards.owe_all_again(tx, last - timedelta(days=1))

    async def poll(self) -> None:
        """Takes updates in for as long as the bot runs."""
        while True:
            try:
                batch = await self._fetch()
                await self.take(batch)
                if batch and all(_number_of(update) is None for update in batch):
                    raise NetworkError("updates without numbers")
            except (NetworkError, DBAPIError) as failure:
                log.warning("updates could not be taken in: %s", type(failure).__name__)
                await asyncio.sleep(self._wait)
                self._wait = min(self._wait * 2, LONGEST_WAIT)
            else:
                self._wait = 0.5

    async def _fetch(self) -> list[Any]:
        answer = await self._office.transport.call(
            self._url,
            seconds=LONG_POLL + 15,
            timeout=LONG_POLL,
            allowed_updates=KINDS,
            **({"offset": self._offset} if self._offset is not None else {}),
        )
        if isinstance(answer, Mapping) and answer.get("ok") and isinstance(answer.get("result"), list):
            return list(answer["result"])
        await asyncio.sleep(_told_to_wait(answer))
        raise NetworkError("getUpdates was refused")

    async def take(self, batch: Iterable[Any]) -> None:
        """Stores raw updates, then lets them be worked on; what cannot even be read is put aside."""
        raw = list(batch)
        arrived = await self._office.database.write(lambda connection: self._store(connection, raw))
        numbers = [number for update in raw if (number := _number_of(update)) is not None]
        if numbers:
            # the last one, not the largest: numbers start again at random after an idle week
            self._offset = numbers[-1] + 1
        self._work.take(arrived)

    def _store(self, connection: Connection, raw: list[Any]) -> list[Arrival]:
        now, bot_id = self._office.now, self._office.bot.id
        arrived: list[Arrival] = []
        for update in raw:
            arrived += self._store_one(connection, bot_id, update, now)
        inbox.beat(connection, bot_id, now)
        return arrived

    def _store_one(self, connection: Connection, bot_id: int, update: Any, now: datetime) -> list[Arrival]:
        # escaped, so that half a character from a strange client can be stored too
        body = json.dumps(update)
        number = _number_of(update)
        if number is None:
            log.error("an update without a number is put aside")
            inbox.put_aside_unread(connection, bot_id, body, now)
            return []
        return list(inbox.store(connection, bot_id, [(number, _chat_of(update), body)], now))


def _number_of(update: Any) -> int | None:
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if isinstance(number, int) and abs(number) < LARGEST else None


def _chat_of(update: Mapping[str, Any]) -> int:
    """The chat an update belongs to, 0 when it has none; looked for without trusting its shape."""
    for kind in KINDS:
        inner = update.get(kind)
        if isinstance(inner, Mapping):
            message = inner.get("message") if kind == "callback_query" else inner
            chat = message.get("chat") if isinstance(message, Mapping) else None
            found = chat.get("id") if isinstance(chat, Mapping) else None
            if found is None and isinstance(inner.get("from"), Mapping):
                found = inner["from"].get("id")
            return found if isinstance(found, int) and abs(found) < LARGEST else 0
    return 0


def _told_to_wait(answer: Any) -> float:
    parameters = answer.get("parameters") if isinstance(answer, Mapping) else None
    told = parameters.get("retry_after") if isinstance(parameters, Mapping) else None
    return float(told) if isinstance(told, int | float) else 0.0
