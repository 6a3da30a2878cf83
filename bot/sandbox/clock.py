"""The sandbox's time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]


def real_time() -> datetime:
    """The time that the wall clock shows, in UTC."""
    return datetime.now(UTC)


class MovableClock:
    """The wall clock, moved by as much as one says.

    With a file, the seconds that it has been moved by stand there too, for programs that are to go by it.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.moved = timedelta()
        self._file = file

    def __call__(self) -> datetime:
        return real_time() + self.moved

    def advance(self, by: timedelta) -> None:
        """Let time pass at once."""
        if self._file:
            # in one go, so that nobody ever reads half a number
            new = self._file.with_suffix(".new")
            new.write_text(str((self.moved + by).total_seconds()))
            new.replace(self._file)
        self.moved += by


def unix(moment: datetime) -> int:
    """A moment as the Bot API writes it."""
    return int(moment.timestamp())
