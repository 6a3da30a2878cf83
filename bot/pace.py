"""How fast notices go out: Telegram asks for 30 messages a second in all, and one a second to a chat."""

from collections import defaultdict

OVERALL, OVERALL_BURST = 30.0, 30.0
PER_CHAT, CHAT_BURST = 1.0, 5.0
"""Messages a second, and how many may go at once after a pause."""


class Bucket:
    """Holds a message's worth for each `1 / rate` seconds, at most `burst` of them."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._at = 0.0

    def wait(self, now: float) -> float:
        """Returns in how many seconds a message may go; 0: now."""
        self._level = min(self._burst, self._level + max(now - self._at, 0.0) * self._rate)
        self._at = now
        return max(0.0, (1 - self._level) / self._rate)

    def take(self) -> None:
        """Uses one message's worth."""
        self._level -= 1


class Pace:
    """The buckets of all chats and of each."""

    def __init__(self) -> None:
        self._all = Bucket(OVERALL, OVERALL_BURST)
        self._chats: defaultdict[int, Bucket] = defaultdict(lambda: Bucket(PER_CHAT, CHAT_BURST))
        self._held: dict[int, float] = {}

    def hold(self, chat_id: int, until: float) -> None:
        """Notes that Telegram wants nothing more sent to a chat until then."""
        self._held[chat_id] = until

    def held(self, chat_id: int, now: float) -> bool:
        """Says whether a chat is to be left in peace."""
        if self._held.get(chat_id, now) > now:
            return True
        self._held.pop(chat_id, None)
        return False

    def wait(self, chat_id: int, now: float) -> float:
        """Returns in how many seconds a message to a chat may go, and uses its worth when that is now."""
        if self.held(chat_id, now):
            return self._held[chat_id] - now
        wait = max(self._all.wait(now), self._chats[chat_id].wait(now))
        if wait == 0.0:
            self._all.take()
            self._chats[chat_id].take()
        return wait
