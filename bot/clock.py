"""What time it is: the machine's, or ahead of it by what a file says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """A clock that a file may move; the file is read again whenever it has changed."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._changed = -1
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Returns the present moment in UTC."""
        if self._file is not None:
            self._read(self._file)
        return datetime.now(UTC) + self._ahead

    def _read(self, file: Path) -> None:
        try:
            changed = file.stat().st_mtime_ns
        except FileNotFoundError:
            return
        if changed != self._changed:
            self._changed, self._ahead = changed, timedelta(seconds=float(file.read_text() or 0))
