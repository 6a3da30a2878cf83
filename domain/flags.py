"""What is unusual in a contact: worth a look, never an error."""

import math
from collections.abc import Mapping
from datetime import datetime, time
from enum import StrEnum
from itertools import pairwise

from domain.answer import Answer, AnswerState
from domain.answer_value import scale
from domain.contact import Moment, Outcome
from domain.form import Form
from domain.metric import Measure, Question, QuestionType
from domain.opening_hours import read_hours
from domain.sheet import Sheet

FASTEST_ANSWER = 1.0
"""Seconds for a question on average; answering faster than this is hardly reading."""
FEWEST_IN_HASTE = 5
"""Answers in a row from which their speed is worth a look."""
FEWEST_IN_LINE = 5
"""Metrics on one scale from which the same answer to all of them is worth a look."""
FEWEST_VALUES = 5
"""Values of a scale on which people who think about each metric hardly give the same answer to all of them."""
USUAL_HOURS = (time(7), time(22))
"""Local times between which contacts are usually made."""


class Flag(StrEnum):
    """Something a coordinator may want to look at."""

    TOO_FAST = "too_fast"
    """Five questions in a row were answered faster than they can be read, or one faster than its `min_seconds`."""
    COPIED_TEXT = "copied_text"
    """The same words stand in another contact."""
    COPIED_PHOTO = "copied_photo"
    """The same photo, or a recompressed copy, stands in another contact."""
    ODD_HOURS = "odd_hours"
    """The contact was made at night."""
    OUTSIDE_HOURS = "outside_hours"
    """The contact was made while the service was closed, as the workbook tells its opening hours."""
    NO_ATTACHMENT = "no_attachment"
    """A recording was expected and is not there."""
    SAME_ANSWERS = "same_answers"
    """Every metric of a scale has the same answer, as same_answers() counts them."""


def flags(sheet: Sheet, times: Mapping[Moment, datetime], *, copied: bool, copied_photo: bool) -> tuple[Flag, ...]:
    """Returns the flags of a contact; `copied` and `copied_photo` say whether its words or a photo stand in another."""
    found = {
        Flag.TOO_FAST: _too_fast(sheet),
        Flag.COPIED_TEXT: copied,
        Flag.COPIED_PHOTO: copied_photo,
        Flag.ODD_HOURS: Moment.STARTED in times and _at_night(sheet.study.local(times[Moment.STARTED]).time()),
        Flag.OUTSIDE_HOURS: Moment.STARTED in times and _outside_hours(sheet, times[Moment.STARTED]),
        Flag.NO_ATTACHMENT: sheet.contact.outcome is Outcome.ANSWERED and _lacks_recording(sheet),
        Flag.SAME_ANSWERS: bool(same_answers(sheet)),
    }
    return tuple(flag for flag, raised in found.items() if raised)


def hurried(sheet: Sheet) -> tuple[str, ...]:
    """Returns the questions answered sooner than their `min_seconds` after what was settled last, in the form's order.

    A question stands on the screen from that moment on, whichever question it was about and whether it was answered,
    skipped, said not to apply, came back since or has become irrelevant. So neither a later stage nor a contact that
    comes back takes a hurried answer out of sight. When the question before has been answered again since, the time
    runs from the one before that: more time than there was, so that a hurried answer still shows if even that is too
    short, and nobody is blamed for what is no longer known.
    """
    settled = sorted(_acts(sheet), key=lambda answer: answer.answered_at)
    seconds = {
        answer.question: (answer.answered_at - earlier.answered_at).total_seconds()
        for earlier, answer in pairwise(settled)
        if answer.state is AnswerState.GIVEN
    }
    return tuple(
        question.name
        for question in sheet.study.form.questions
        if question.min_seconds and seconds.get(question.name, math.inf) < question.min_seconds
    )


def _acts(sheet: Sheet) -> list[Answer]:
    """What the shopper has settled: all but half-made choices and what was calculated."""
    made_otherwise = {AnswerState.PICKING, AnswerState.CALCULATED}
    return [answer for answer in sheet.answers.values() if answer.state not in made_otherwise]


def same_answers(sheet: Sheet) -> tuple[str, ...]:
    """Returns the metrics of a scale that all have one answer, at least five of them; the longest such row.

    Only scales of at least five values count: where one can say just "yes", "partly" or "no", good service gets "yes"
    to everything, and truly so. On a longer scale the best answer to everything counts as any other does, for that is
    what somebody in a hurry gives. Metrics that were said not to apply are passed over.
    """
    form = sheet.study.form
    scales: dict[tuple[object, ...], dict[str, str]] = {}
    for question in form.questions:
        value = sheet.filled.values[question.name]
        if value and question.is_measured and _on_long_scale(form, question, value):
            key = (question.list_name, *(scale(question) if question.type is QuestionType.RANGE else ()))
            scales.setdefault(key, {})[question.name] = value
    lines = [tuple(answers) for answers in scales.values() if len(set(answers.values())) == 1]
    longest = max(lines, key=len, default=())
    return longest if len(longest) >= FEWEST_IN_LINE else ()


def _on_long_scale(form: Form, question: Question, value: str) -> bool:
    match question.type:
        case QuestionType.RANGE:
            low, high, step = scale(question)
            return (high - low) / step + 1 >= FEWEST_VALUES
        case QuestionType.SELECT_ONE:
            values = {choice.name for choice in form.choices_of(question) if not choice.not_applicable}
            return value in values and len(values) >= FEWEST_VALUES
    return False


def _at_night(at: time) -> bool:
    first, last = USUAL_HOURS
    return not first <= at <= last


def _outside_hours(sheet: Sheet, at: datetime) -> bool:
    """An e-mail may be sent at any hour; it is the reply that takes opening hours."""
    hours = read_hours(sheet.study.service(sheet.contact.service).opening_hours)
    return hours is not None and not sheet.contact.channel.waits_for_reply and not hours.includes(sheet.study.local(at))


def _too_fast(sheet: Sheet) -> bool:
    """Any five answers in a row, by time: pauses and later stages do not make the others slower."""
    if hurried(sheet):
        return True
    moments = sorted(a.answered_at for a in sheet.answers.values() if a.state is AnswerState.GIVEN)
    steps = FEWEST_IN_HASTE - 1
    return any(
        (last - first).total_seconds() < FASTEST_ANSWER * steps
        for first, last in zip(moments, moments[steps:], strict=False)
    )


def _lacks_recording(sheet: Sheet) -> bool:
    if not sheet.study.terms.recordings:
        return False
    return any(
        question.measure is Measure.RECORDING
        and question.type is not QuestionType.CALCULATE
        and question.name in sheet.filled.relevant
        and not sheet.files_of(question.name)
        for question in sheet.study.form.questions
    )
