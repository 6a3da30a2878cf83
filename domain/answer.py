"""The value of one metric in one contact."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AnswerState(StrEnum):
    """How an answer stands."""

    GIVEN = "given"
    """Answered; counts when the contact does."""
    PICKING = "picking"
    """Some of many choices are ticked, and more may come."""
    SKIPPED = "skipped"
    """An optional question left without an answer."""
    NOT_APPLICABLE = "not_applicable"
    """The shopper says that it does not concern this contact; leaves both sides of the average."""
    RETURNED = "returned"
    """The coordinator asks for it again."""
    CALCULATED = "calculated"
    """Filled by Toteuma when the contact was submitted."""
    IRRELEVANT = "irrelevant"
    """Was given, and then another answer made it irrelevant: stays in the draft, left out of the results."""


@dataclass(frozen=True)
class Answer:
    """An answer as stored; `value` is written as ODK writes it."""

    question: str
    value: str
    state: AnswerState
    comment: str
    answered_at: datetime

    @property
    def is_settled(self) -> bool:
        """Whether the question needs no more asking."""
        settled = {AnswerState.GIVEN, AnswerState.IRRELEVANT, AnswerState.SKIPPED, AnswerState.NOT_APPLICABLE}
        return self.state in settled
