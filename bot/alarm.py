"""Wakes loops that wait for work."""

import asyncio
from collections.abc import Awaitable, Callable


class Alarm:
    """Rings for everyone who waits; ringing twice before they wake is ringing once."""

    def __init__(self) -> None:
        self._events: set[asyncio.Event] = set()

    def ring(self) -> None:
        """Wakes every loop that listens."""
        for event in self._events:
            event.set()

    async def each(self, work: Callable[[], Awaitable[bool]], *, at_least_every: float) -> None:
        """Does `work` whenever it rings and at least every so many seconds; at once again while it returns True."""
        event = asyncio.Event()
        self._events.add(event)
        try:
            while True:
                event.clear()
                if await work():
                    continue
                try:
                    async with asyncio.timeout(at_least_every):
                        await event.wait()
                except TimeoutError:
                    pass
        finally:
            self._events.discard(event)
