"""What an edited message has changed in one answer."""

from dataclasses import dataclass

from domain.answer import Answer
from domain.metric import Question
from domain.sheet import Sheet


@dataclass(frozen=True)
class Correction:
    """An answer, or the words beside it, before and after its message was edited."""

    sheet: Sheet
    """As it stood before."""
    question: Question
    before: Answer
    after: Answer

    @property
    def is_of_comment(self) -> bool:
        """Whether the words beside the answer changed, and not the answer."""
        return self.before.comment != self.after.comment
