"""What is looked at across questions before a contact is submitted."""

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from domain.expressions import parse
from domain.form import Filled
from domain.label import Label
from domain.thing import Thing


class Strength(StrEnum):
    """What a check that fails means."""

    SOFT = "soft"
    """The shopper is asked whether it is meant so, and may submit."""
    HARD = "hard"
    """The answers contradict each other: one of them has to change first."""


class Check(Thing):
    """A row of the sheet `checks`: what should hold, and what is said when it does not."""

    expression: str
    message: Label
    strength: Strength = Strength.SOFT
    touchpoint: str = ""

    def questions(self, filled: Filled) -> tuple[str, ...]:
        """Returns the questions that a person could change to make it hold, in the form's order."""
        names = parse(self.expression).names
        return tuple(q.name for q in filled.form.questions if q.name in names and q.type.is_asked)


def failing(
    checks: Iterable[Check], filled: Filled, *, stages: Collection[str] = ("",), now: datetime
) -> tuple[Check, ...]:
    """Returns the checks that do not hold, hard ones first; `stages` are those asked so far.

    A check that looks at a question which does not apply, or comes in a later stage, is left out: nobody could mend it.
    """
    failed = [check for check in checks if _is_judged(check, filled, stages) and not _holds(check, filled, now)]
    return tuple(sorted(failed, key=lambda check: check.strength is not Strength.HARD))


def _is_judged(check: Check, filled: Filled, stages: Collection[str]) -> bool:
    asked = (filled.form.question(name) for name in check.questions(filled))
    return all(question.name in filled.relevant and question.stage in stages for question in asked)


def _holds(check: Check, filled: Filled, now: datetime) -> bool:
    return parse(check.expression).holds(filled.typed, now=now)
