"""What goes wrong on purpose, in the order in which it was asked for."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from .refusal import Refusal, too_many_requests


class Harm(Enum):
    """What happens to a call."""

    REFUSED = "answered with an error, without effect"
    REFUSED_AFTER = "answered with an error although it took effect"
    DROPPED_BEFORE = "the connection breaks before anything happened"
    DROPPED_AFTER = "the connection breaks after it took effect"
    GARBLED = "answered with what no Bot API answers, as by something that stands between, without effect"
    HELD = "waits until it is released or its time is up, then goes on"


@dataclass(eq=False)
class Fault:
    """One thing that goes wrong, as many times as it says."""

    harm: Harm
    method: str
    left: int
    refusal: Refusal | None = None
    seconds: float | None = None
    body: str = "<html>"
    met: int = 0
    _released: asyncio.Event = field(default_factory=asyncio.Event)
    _reached: asyncio.Event = field(default_factory=asyncio.Event)

    def concerns(self, method: str) -> bool:
        """Whether a call of this method meets it."""
        return self.left > 0 and self.method.lower() in {"*", method.lower()}

    def release(self) -> None:
        """Let a held call go on."""
        self._released.set()

    async def reached(self) -> None:
        """Wait until a call has met this fault."""
        await self._reached.wait()

    async def hold(self) -> None:
        """Keep a call waiting."""
        try:
            async with asyncio.timeout(self.seconds):
                await self._released.wait()
        except TimeoutError:
            pass

    def strike(self) -> None:
        """Note that a call met it."""
        self.left -= 1
        self.met += 1
        self._reached.set()


_WORDS = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
    401: "Unauthorized",
}


class Faults:
    """The faults that are due; each call meets the first one of its method, or of any (`*`)."""

    def __init__(self) -> None:
        self._due: deque[Fault] = deque()

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._due)

    def add(self, fault: Fault) -> Fault:
        """Let a fault happen after those already due."""
        self._due.append(fault)
        return fault

    def too_many_requests(self, method: str = "*", *, retry_after: int = 1, times: int = 1) -> Fault:
        """Answer 429 with the seconds to wait."""
        return self.refuses(method, too_many_requests(retry_after), times=times)

    def fails(self, method: str = "*", *, code: int = 500, times: int = 1, after: bool = False) -> Fault:
        """Answer 500, 502 or the like, before or after the call took effect."""
        return self.refuses(method, Refusal(code, _WORDS.get(code, "Error")), times=times, after=after)

    def refuses(self, method: str, refusal: Refusal, *, times: int = 1, after: bool = False) -> Fault:
        """Answer with any refusal."""
        harm = Harm.REFUSED_AFTER if after else Harm.REFUSED
        return self.add(Fault(harm, method, times, refusal))

    def drops(self, method: str = "*", *, after: bool = False, times: int = 1) -> Fault:
        """Break the connection before the call takes effect, or after."""
        return self.add(Fault(Harm.DROPPED_AFTER if after else Harm.DROPPED_BEFORE, method, times))

    def garbles(self, method: str = "*", *, body: str = "<html>", times: int = 1) -> Fault:
        """Answer 200 with a body that is not what the Bot API answers."""
        return self.add(Fault(Harm.GARBLED, method, times, body=body))

    def holds(self, method: str = "*", *, seconds: float | None = None, times: int = 1) -> Fault:
        """Keep calls waiting for some seconds, or until `release()`."""
        return self.add(Fault(Harm.HELD, method, times, seconds=seconds))

    def meets(self, method: str) -> Fault | None:
        """The fault that a call of this method meets now."""
        for fault in self._due:
            if fault.concerns(method):
                fault.strike()
                if fault.left <= 0:
                    self._due.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        for fault in self._due:
            fault.release()
        self._due.clear()
