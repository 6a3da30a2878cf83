"""How fast a bot may send."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime

from .refusal import too_many_requests


@dataclass(frozen=True)
class FloodLimits:
    """Telegram's advice as a rule: so many messages a second to one chat and to all, with a burst allowed."""

    per_chat: float = 1.0
    chat_burst: int = 3
    overall: float = 30.0
    overall_burst: int = 30


@dataclass
class _Bucket:
    rate: float
    size: int
    fill: float
    at: datetime

    def wait(self, now: datetime) -> float:
        """The seconds until there is room; negative elapsed time counts as none."""
        elapsed = max((now - self.at).total_seconds(), 0.0)
        self.fill, self.at = min(self.fill + elapsed * self.rate, float(self.size)), now
        return 0.0 if self.fill >= 1 else (1 - self.fill) / self.rate


@dataclass
class Flood:
    """Counts messages and refuses those that come too fast."""

    limits: FloodLimits
    _buckets: dict[int | None, _Bucket] = field(default_factory=dict)

    def admit(self, chat_id: int, now: datetime) -> None:
        """Let one message pass or refuse it with the seconds to wait."""
        chat = self._bucket(chat_id, self.limits.per_chat, self.limits.chat_burst, now)
        everyone = self._bucket(None, self.limits.overall, self.limits.overall_burst, now)
        wait = max(chat.wait(now), everyone.wait(now))
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        chat.fill -= 1
        everyone.fill -= 1

    def _bucket(self, key: int | None, rate: float, size: int, now: datetime) -> _Bucket:
        return self._buckets.setdefault(key, _Bucket(rate, size, float(size), now))
