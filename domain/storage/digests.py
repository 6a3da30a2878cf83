"""An approved contact's answers and times in one row, as an analysis reads them (docs/decisions/025)."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.answer import Answer
from domain.contact import Moment
from domain.storage.tables import digest
from domain.storage.transaction import Transaction

NO_COMMENTS = "{}"
"""In a digest's `comments`: there are none."""


def packed(answers: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """Returns answers (question, state, value and comment of each) as the columns `asked`, `given` and `comments`."""
    told = list(answers)
    return {
        "asked": json.dumps([(question, state) for question, state, _, _ in told]),
        "given": "\n".join(_on_a_line(value) for _, _, value, _ in told),
        "comments": json.dumps({question: comment for question, _, _, comment in told if comment}),
    }


def _on_a_line(value: str) -> str:
    return value.replace("\\", r"\\").replace("\n", r"\n")


def as_given(line: str) -> str:
    """Returns the value that a line of `given` holds."""
    return re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] == "n" else escaped[1], line) if "\\" in line else line


def write(tx: Transaction, contact_id: int, answers: Iterable[Answer], times: Mapping[Moment, datetime]) -> None:
    """Puts down what a contact's answers and times are now."""
    told = packed((answer.question, answer.state, answer.value, answer.comment) for answer in answers)
    tx.put(digest, ("contact_id",), contact_id=contact_id, **told, **{moment: times.get(moment) for moment in Moment})


def drop(tx: Transaction, contact_id: int) -> None:
    """Forgets a contact's digest, because what it was made of changes."""
    tx.remove(digest, contact_id=contact_id)
