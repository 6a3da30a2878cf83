"""The sandbox's time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def real_time() -> datetime:
    """The time that the wall clock shows, in UTC."""
    return datetime.now(UTC)


class MovableClock:
    """The wall clock, moved by as much as one says."""

    def __init__(self) -> None:
        self.moved = timedelta()

    def __call__(self) -> datetime:
        return real_time() + self.moved

    def advance(self, by: timedelta) -> None:
        """Let time pass at once."""
        self.moved += by


def unix(moment: datetime) -> int:
    """A moment as the Bot API writes it."""
    return int(moment.timestamp())
