"""What bots have asked of Telegram, and what they were told."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .faults import Harm
from .files import FileStore, Upload
from .people import BotAccount
from .refusal import Json


@dataclass(frozen=True)
class Call:
    """One call as a bot made it: the parameters typed, the files apart."""

    bot: BotAccount
    method: str
    params: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        """A parameter, or what to take when it is not there."""
        return self.params.get(name, default)

    @property
    def files(self) -> FileStore:
        """The files of the bot that calls."""
        return self.bot.files


@dataclass
class LoggedCall:
    """A call and its outcome, without what is inside its files."""

    number: int
    at: datetime
    bot: str
    method: str
    params: Json
    files: dict[str, str]
    verdict: list[str]
    code: int = 0
    response: Json | None = None
    harm: Harm | None = None

    def as_json(self) -> Json:
        """The call as the control API shows it."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "bot": self.bot,
            "method": self.method,
            "params": self.params,
            "files": self.files,
            "verdict": self.verdict,
            "code": self.code,
            "response": self.response,
            "harm": self.harm.name if self.harm else None,
        }


class CallLog:
    """The last calls, oldest first."""

    def __init__(self, keep: int = 20_000) -> None:
        self._calls: deque[LoggedCall] = deque(maxlen=keep)
        self._number = 0

    def __iter__(self) -> Iterator[LoggedCall]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)

    def open(self, at: datetime, call: Call, verdict: list[str]) -> LoggedCall:
        """Note a call before it is answered."""
        self._number += 1
        files = {name: f"{upload.name} ({len(upload.content)} bytes)" for name, upload in call.uploads.items()}
        entry = LoggedCall(self._number, at, call.bot.username, call.method, call.params, files, verdict)
        self._calls.append(entry)
        return entry

    def of(self, method: str) -> list[LoggedCall]:
        """The calls of one method."""
        return [call for call in self._calls if call.method.lower() == method.lower()]

    def faulty(self) -> list[LoggedCall]:
        """The calls that do not keep to the documentation."""
        return [call for call in self._calls if call.verdict]

    def refused(self) -> list[LoggedCall]:
        """The calls that were answered with an error."""
        return [call for call in self._calls if call.code >= 400]

    def clear(self) -> None:
        """Forget the calls so far."""
        self._calls.clear()
