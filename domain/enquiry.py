"""What a client asks about a result, and what the agency answers."""

from dataclasses import dataclass
from datetime import datetime

ASKED, ANSWERED = 1000, 2500
"""Longest question and answer, as a chat counts characters: both fit into one message."""


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """One question about one analysis, answered once."""

    id: int
    analysis_id: int
    asked_by: int
    asked: str
    asked_at: datetime
    answered_by: int | None
    answered: str
    answered_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether nobody has answered yet."""
        return self.answered_by is None


def length(text: str) -> int:
    """Returns how long a text is as a chat counts: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
