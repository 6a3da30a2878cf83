"""Telling waiters that something has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Rings when something has changed; whoever waits looks again."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait."""
        self._rung.set()
        self._rung = asyncio.Event()

    async def rings(self, within: float) -> bool:
        """Whether the bell rang before the time was up."""
        try:
            async with asyncio.timeout(within):
                await self._rung.wait()
        except TimeoutError:
            return False
        return True

    async def until(self, look: Callable[[], T | None], within: float) -> T | None:
        """What `look` finds, looking again at each ring; None when the time is up."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while (found := look()) is None:
            left = deadline - loop.time()
            if left <= 0 or not await self.rings(left):
                return look()
        return found
