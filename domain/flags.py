"""What is unusual in a contact: worth a look, never an error."""

from collections.abc import Mapping
from datetime import datetime, time
from enum import StrEnum

from domain.answer import AnswerState
from domain.contact import Moment, Outcome
from domain.metric import Measure, QuestionType
from domain.sheet import Sheet

FASTEST_ANSWER = 1.0
"""Seconds for a question on average; answering faster than this is hardly reading."""
USUAL_HOURS = (time(7), time(22))
"""Local times between which contacts are usually made."""


class Flag(StrEnum):
    """Something a coordinator may want to look at."""

    TOO_FAST = "too_fast"
    """The questions were answered faster than they can be read."""
    COPIED_TEXT = "copied_text"
    """The same words stand in another contact."""
    ODD_HOURS = "odd_hours"
    """The contact was made at night."""
    NO_ATTACHMENT = "no_attachment"
    """A recording was expected and is not there."""


def flags(sheet: Sheet, times: Mapping[Moment, datetime], *, copied: bool) -> tuple[Flag, ...]:
    """Returns the flags of a contact; `copied` says whether its words stand in another one."""
    found = {
        Flag.TOO_FAST: _too_fast(sheet),
        Flag.COPIED_TEXT: copied,
        Flag.ODD_HOURS: Moment.STARTED in times and _at_night(sheet.study.local(times[Moment.STARTED]).time()),
        Flag.NO_ATTACHMENT: sheet.contact.outcome is Outcome.ANSWERED and _lacks_recording(sheet),
    }
    return tuple(flag for flag, raised in found.items() if raised)


def _at_night(at: time) -> bool:
    first, last = USUAL_HOURS
    return not first <= at <= last


def _too_fast(sheet: Sheet) -> bool:
    moments = sorted(a.answered_at for a in sheet.answers.values() if a.state is AnswerState.GIVEN)
    return len(moments) >= 5 and (moments[-1] - moments[0]).total_seconds() < FASTEST_ANSWER * (len(moments) - 1)


def _lacks_recording(sheet: Sheet) -> bool:
    if not sheet.study.terms.recordings:
        return False
    return any(
        question.measure is Measure.RECORDING
        and question.type is not QuestionType.CALCULATE
        and question.name in sheet.filled.relevant
        and (question.name, "answer") not in sheet.voiced
        for question in sheet.study.form.questions
    )
