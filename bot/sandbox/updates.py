"""What a bot has not yet confirmed: a queue that keeps each update until the bot says that it has it."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any

from .bell import Bell
from .refusal import Json, Refusal

MAX_LIMIT = 100
MAX_LONG_POLL = 50
_LEFT_OUT = {"chat_member", "message_reaction", "message_reaction_count"}
_TAKEN_OVER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_SET = "Conflict: terminated by setWebhook request"
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class UpdateQueue:
    """The pending updates of one bot."""

    def __init__(self, bot_id: int) -> None:
        self.pending: deque[Json] = deque()
        self.confirmed: deque[Json] = deque(maxlen=1000)
        self.allowed: list[str] | None = None
        self.webhook_active = False
        self.closed = False
        self.bell = Bell()
        self.heard: Callable[[Json], None] = lambda update: None
        """Is told of each update that the bot confirms."""
        self.doubles = 0
        self._again: list[Json] = []
        self._next_id = 100_000_000 + bot_id % 1000 * 1000 + 1
        self._polls = count(1)
        self._poll = 0
        self._ended: dict[int, str] = {}

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for updates of this kind."""
        return kind not in _LEFT_OUT if self.allowed is None else kind in self.allowed

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot asks for; an empty list means the usual ones, None changes nothing."""
        if kinds is not None:
            self.allowed = kinds or None

    def push(self, kind: str, content: Any) -> Json | None:
        """Queue an update, unless the bot did not ask for its kind."""
        if not self.wants(kind):
            return None
        update = {"update_id": self._next_id, kind: content}
        self._next_id += 1
        self.pending.append(update)
        self.bell.ring()
        return update

    def restart_ids(self, at: int) -> None:
        """Go on with other identifiers, as Telegram does after a week without updates."""
        self._next_id = at

    def redeliver(self, times: int = 1) -> None:
        """Deliver the last confirmed updates once more."""
        self._again += list(self.confirmed)[-times:]
        self.bell.ring()

    def confirm(self, offset: int) -> None:
        """Forget all updates before this one."""
        while self.pending and self.pending[0]["update_id"] < offset:
            self._confirm_first()
        self.bell.ring()

    def _confirm_first(self) -> None:
        update = self.pending.popleft()
        self.confirmed.append(update)
        self.heard(update)

    @property
    def polled(self) -> bool:
        """Whether a getUpdates is waiting now."""
        return bool(self._poll)

    def peek(self) -> Json | None:
        """The update that comes next."""
        return self._again[0] if self._again else self.pending[0] if self.pending else None

    def taken(self, update: Json) -> None:
        """Forget one update that a webhook has taken."""
        if self._again and self._again[0] is update:
            self._again.pop(0)
        elif self.pending and self.pending[0] is update:
            self._confirm_first()
            if self.doubles:
                self.doubles -= 1
                self._again.append(update)
        self.bell.ring()

    def drop_all(self) -> None:
        """Forget everything that waits."""
        self.pending.clear()
        self._again.clear()

    def end_polls(self, why: str = _WEBHOOK_SET) -> None:
        """End a waiting getUpdates with a conflict."""
        if self._poll:
            self._ended[self._poll] = why
            self.bell.ring()

    def close(self) -> None:
        """Let whoever waits go, since the server stops."""
        self.closed = True
        self.bell.ring()

    async def get(self, offset: int, limit: int, within: float) -> list[Json]:
        """Answer getUpdates: at once if something waits, else when something comes or the time is up."""
        if self.webhook_active:
            raise Refusal(409, _WEBHOOK_ACTIVE)
        if offset < 0:
            self._keep_last(-offset)
        elif offset <= self._tail():
            self.confirm(offset)
        limit = min(max(limit, 1), MAX_LIMIT)
        self.end_polls(_TAKEN_OVER)
        if self._ready() or within <= 0 or self.closed:
            return self._batch(limit)
        return await self._wait(limit, min(within, MAX_LONG_POLL))

    async def _wait(self, limit: int, within: float) -> list[Json]:
        self._poll = mine = next(self._polls)
        try:
            await self.bell.until(lambda: self._ready() or mine in self._ended or self.closed or None, within)
            if why := self._ended.pop(mine, None):
                raise Refusal(409, why)
            return self._batch(limit)
        finally:
            if self._poll == mine:
                self._poll = 0

    def _tail(self) -> int:
        """An offset beyond the next identifier is taken for no offset, as Telegram does."""
        return self._next_id

    def _keep_last(self, number: int) -> None:
        while len(self.pending) > number:
            self._confirm_first()

    def _ready(self) -> bool:
        return bool(self.pending or self._again)

    def _batch(self, limit: int) -> list[Json]:
        again, self._again = self._again[:limit], self._again[limit:]
        batch = again + [self.pending[index] for index in range(min(limit - len(again), len(self.pending)))]
        doubled = batch[: self.doubles]
        self.doubles -= len(doubled)
        return batch + doubled

    def size(self) -> int:
        """How many updates wait."""
        return len(self.pending) + len(self._again)


def read_allowed(kinds: Any) -> list[str] | None:
    """The `allowed_updates` of a call; what is not there or no list changes nothing."""
    if isinstance(kinds, str):
        kinds = json.loads(kinds)
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else None
