"""What has just happened, numbered, for those who look on: they go on from the last event that they know."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from .bell import Bell
from .refusal import Json

KEPT = 10_000
"""Events that are kept for those who come back; who has been away for more begins anew."""


@dataclass(frozen=True)
class Event:
    """One thing that happened; it is told as things are when somebody hears of it, so that the last word is right."""

    number: int
    tell: Callable[[], tuple[str, Json]] = field(repr=False)


class Journal:
    """The newest events, oldest first."""

    def __init__(self, keep: int = KEPT) -> None:
        self.run = secrets.token_hex(4)
        """Tells this run of the sandbox from another one, whose numbers mean something else."""
        self.bell = Bell()
        self.closed = False
        self._events: deque[Event] = deque(maxlen=keep)
        self._number = 0

    @property
    def now(self) -> str:
        """The place of the last event, for going on from here."""
        return f"{self.run}.{self._number}"

    def place(self, event: Event) -> str:
        """The place of an event."""
        return f"{self.run}.{event.number}"

    def note(self, tell: Callable[[], tuple[str, Json]]) -> None:
        """Note that something happened: `tell` gives its kind and what to say of it."""
        self._number += 1
        self._events.append(Event(self._number, tell))
        self.bell.ring()

    def after(self, place: str) -> list[Event] | None:
        """What has happened after a place; None if the place is of another run, or too long ago."""
        run, _, number = place.partition(".")
        if run != self.run or not number.isdecimal() or int(number) > self._number:
            return None
        missed = self._number - int(number)
        if missed > len(self._events):
            return None
        return [self._events[index] for index in range(len(self._events) - missed, len(self._events))]

    def close(self) -> None:
        """Let those who look on go, since the server stops."""
        self.closed = True
        self.bell.ring()
