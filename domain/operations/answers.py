"""Answering: each value is stored before the card says so, and every earlier one stays in the trail."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.answer import Answer, AnswerState
from domain.answer_value import NotTyped, geopoint, number_text, read_value, scale
from domain.contact import State
from domain.form import check, is_promised_date, offered_choices
from domain.metric import LATER, Choice, Measure, Question, QuestionType
from domain.operations.access import own_contact
from domain.operations.sheets import own_sheet, sheet_of
from domain.person import Person
from domain.refusal import (
    CommentNeeded,
    NotExpected,
    NotHeld,
    RankAll,
    RequiredAnswer,
    Stale,
    Unknown,
    VoiceOnlyForWords,
)
from domain.sheet import Sheet, StepKind
from domain.storage import answers, contacts
from domain.storage.transaction import Transaction

DOWNLOAD_BYTES = 20 * 1024 * 1024
"""The largest file that Telegram hands a bot."""

PICKED = frozenset({QuestionType.SELECT_MULTIPLE, QuestionType.RANK})
"""Questions whose answer is put together by several presses."""
HANDED_IN = frozenset({State.SUBMITTED, State.APPROVED})
FITTING = {
    QuestionType.AUDIO: {"voice", "audio", "document", "video"},
    QuestionType.IMAGE: {"photo", "document"},
    QuestionType.VIDEO: {"video", "document"},
    QuestionType.FILE: {"voice", "audio", "photo", "video", "document"},
}
"""What Telegram may call a file that answers a question of a type."""


@dataclass(frozen=True)
class ReceivedFile:
    """A file as Telegram described it."""

    kind: str
    file_id: str
    unique_id: str
    name: str
    mime_type: str
    size: int
    seconds: int | None


def current(tx: Transaction, *, by: Person, contact_id: int, version: int | None, now: datetime) -> Sheet:
    """Returns the sheet when a question is being asked (Stale when everything has been answered)."""
    sheet = own_sheet(tx, by=by, contact_id=contact_id, version=version, now=now)
    if sheet.step.question is None:
        raise Stale(place={"kind": "contact", "contact": contact_id})
    return sheet


def choose(tx: Transaction, *, by: Person, contact_id: int, version: int, number: int, now: datetime) -> None:
    """Answers with the value that a button of the present question stands for, counted from 0."""
    sheet = current(tx, by=by, contact_id=contact_id, version=version, now=now)
    question = _question(sheet)
    values = offered_values(sheet, question)
    if sheet.step.kind is not StepKind.QUESTION or number >= len(values):
        raise Unknown
    if question.type in PICKED:
        _pick(tx, by, sheet, question, values[number], now)
    else:
        _give(tx, by, sheet, question, values[number], now)


def offered_values(sheet: Sheet, question: Question) -> list[str]:
    """Returns the values that the buttons of a question stand for, in order."""
    if question.list_name:
        return [choice.name for choice in _choices(sheet, question)]
    if question.type is QuestionType.RANGE:
        low, high, step = scale(question)
        count = int((high - low) / step) + 1
        return [number_text(low + step * place) for place in range(count)] if count <= 21 else []
    if question.type in {QuestionType.ACKNOWLEDGE, QuestionType.NOTE}:
        return ["OK"]
    return []


def _choices(sheet: Sheet, question: Question) -> Sequence[Choice]:
    return offered_choices(sheet.study.form, question, sheet.filled, now=sheet.study.local(sheet.now))


def _pick(tx: Transaction, by: Person, sheet: Sheet, question: Question, name: str, now: datetime) -> None:
    """Ticks a choice, or takes the tick away; the answer is given when the shopper says that it is done."""
    earlier = sheet.answers.get(question.name)
    picked = earlier.value.split() if earlier else []
    picked = [each for each in picked if each != name] if name in picked else [*picked, name]
    order = offered_values(sheet, question)
    picked = [each for each in picked if each in order]
    value = " ".join(picked if question.type is QuestionType.RANK else sorted(picked, key=order.index))
    comment = earlier.comment if earlier else ""
    answers.put(tx, sheet.contact.id, Answer(question.name, value, AnswerState.PICKING, comment, now), by=by.id)
    contacts.change(tx, sheet.contact, asking=question.name)


def done_picking(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Gives the choices that have been ticked."""
    sheet = current(tx, by=by, contact_id=contact_id, version=version, now=now)
    question = _question(sheet)
    earlier = sheet.answers.get(question.name)
    if question.type not in PICKED:
        raise Unknown
    if not earlier or not earlier.value:
        _check_optional(sheet, question, by)
        _settle(tx, by, sheet, question, AnswerState.SKIPPED, now)
    else:
        if question.type is QuestionType.RANK and len(earlier.value.split()) < len(offered_values(sheet, question)):
            raise RankAll
        _give(tx, by, sheet, question, earlier.value, now)


def _check_optional(sheet: Sheet, question: Question, by: Person) -> None:
    """Refuses to leave a required question without an answer, in the form's own words when it has them."""
    if question.name not in sheet.filled.required:
        return
    reason = question.required_message.text(by.language, sheet.study.form.default_language)
    if reason:
        raise NotHeld(reason=reason)
    raise RequiredAnswer


def keep(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Gives the value that the card shows already: a default, or an answer that came back."""
    sheet = current(tx, by=by, contact_id=contact_id, version=version, now=now)
    question = _question(sheet)
    if not may_keep(sheet, question):
        raise Unknown
    if sheet.filled.values[question.name]:
        _give(tx, by, sheet, question, sheet.filled.values[question.name], now)
    else:
        _settle(tx, by, sheet, question, AnswerState.GIVEN, now)


def may_keep(sheet: Sheet, question: Question) -> bool:
    """Whether the card shows a value that may be kept as it is."""
    answer = sheet.answers.get(question.name)
    came_back = answer is not None and answer.state is AnswerState.RETURNED
    spoken = (question.name, "answer") in sheet.voiced
    return question.name in sheet.filled.defaulted or (
        came_back and (bool(sheet.filled.values[question.name]) or spoken)
    )


def give_place(
    tx: Transaction, *, by: Person, contact_id: int, latitude: float, longitude: float, accuracy: float, now: datetime
) -> None:
    """Answers a question for a place with a location that was sent."""
    sheet = current(tx, by=by, contact_id=contact_id, version=None, now=now)
    question = _question(sheet)
    if question.type is not QuestionType.GEOPOINT or sheet.step.kind is not StepKind.QUESTION:
        raise NotExpected
    _give(tx, by, sheet, question, geopoint(latitude, longitude, 0, accuracy), now)


def say(tx: Transaction, *, by: Person, contact_id: int, text: str, now: datetime) -> None:
    """Answers the present question, or comments it, with typed words."""
    sheet = current(tx, by=by, contact_id=contact_id, version=None, now=now)
    question = _question(sheet)
    if sheet.step.kind is StepKind.COMMENT:
        _comment(tx, by, sheet, question, text, now)
        return
    try:
        value = read_value(
            question,
            _choices(sheet, question),
            text,
            by.language,
            today=sheet.study.local(now).date(),
            ahead=is_promised_date(sheet.study.form, question),
            now=sheet.study.local(now),
        )
    except NotTyped:
        raise NotExpected from None
    _give(tx, by, sheet, question, value, now)


def _give(tx: Transaction, by: Person, sheet: Sheet, question: Question, value: str, now: datetime) -> None:
    unfit = check(sheet.study.form, question, value, sheet.filled, now=sheet.study.local(now))
    if unfit is not None:
        form = sheet.study.form
        reason = unfit.message.text(by.language, form.default_language) or form.label(question, by.language)
        raise NotHeld(reason=reason)
    earlier = sheet.answers.get(question.name)
    comment = earlier.comment if earlier else ""
    answers.put(tx, sheet.contact.id, Answer(question.name, value, AnswerState.GIVEN, comment, now), by=by.id)
    contacts.change(tx, sheet.contact, asking="")


def _comment(tx: Transaction, by: Person, sheet: Sheet, question: Question, text: str, now: datetime) -> None:
    words = text.strip()
    if not words:
        raise CommentNeeded
    answer = sheet.answers.get(question.name) or Answer(question.name, "", AnswerState.PICKING, "", now)
    answers.put(tx, sheet.contact.id, replace(answer, comment=words, answered_at=now), by=by.id)
    contacts.change(tx, sheet.contact, asking="")


def send_file(tx: Transaction, *, by: Person, contact_id: int, file: ReceivedFile, now: datetime) -> bool:
    """Answers or comments the present question with a file; False when it is too large to be copied.

    A file above 20 MB is kept by Telegram's reference only.
    """
    sheet = current(tx, by=by, contact_id=contact_id, version=None, now=now)
    question = _question(sheet)
    purpose = "comment" if sheet.step.kind is StepKind.COMMENT else "answer"
    spoken = purpose == "comment" or question.type is QuestionType.TEXT
    if spoken and file.kind not in {"voice", "audio"}:
        raise NotExpected
    if not spoken and file.kind not in FITTING.get(question.type, set()):
        raise VoiceOnlyForWords if file.kind == "voice" else NotExpected
    answers.replace_attachment(tx, sheet.contact.id, question.name, purpose)
    copied = attach(tx, contact_id=sheet.contact.id, question=question.name, purpose=purpose, file=file, now=now)
    if purpose == "comment":
        contacts.change(tx, sheet.contact, asking="")
    else:
        # typed words stay beside the voice note that joins them
        value = sheet.filled.values[question.name] if spoken else file.unique_id
        _settle(tx, by, sheet, question, AnswerState.GIVEN, now, value=value)
    return copied


def attach(tx: Transaction, *, contact_id: int, question: str, purpose: str, file: ReceivedFile, now: datetime) -> bool:
    """Notes a file, of which a copy of our own is owed unless it is too large; says whether it is."""
    copied = file.size <= DOWNLOAD_BYTES
    answers.attach(
        tx,
        contact_id=contact_id,
        question=question,
        purpose=purpose,
        kind=file.kind,
        file_id=file.file_id,
        file_unique_id=file.unique_id,
        filename=file.name[:255],
        mime_type=file.mime_type[:100],
        size=file.size,
        seconds=file.seconds,
        state="owed" if copied else "too_large",
        added_at=now,
    )
    return copied


def lacking_recording(sheet: Sheet) -> Question | None:
    """Returns the question for the call's recording when it could still be added to a contact that was handed in."""
    if not sheet.study.terms.recordings or sheet.contact.state not in HANDED_IN:
        return None
    for question in sheet.study.form.questions:
        lacks = (question.name, "answer") not in sheet.voiced
        if question.measure is Measure.RECORDING and question.name in sheet.filled.relevant and lacks:
            return question
    return None


def add_recording(tx: Transaction, *, by: Person, contact_id: int, file: ReceivedFile, now: datetime) -> bool:
    """Adds the recording of a call after the contact was handed in; False when it is too large to be copied."""
    sheet = sheet_of(tx, own_contact(tx, by, contact_id), now)
    question = lacking_recording(sheet)
    if question is None:
        raise Stale(place={"kind": "contact", "contact": contact_id})
    if file.kind not in FITTING[QuestionType.AUDIO]:
        raise NotExpected
    copied = attach(tx, contact_id=contact_id, question=question.name, purpose="answer", file=file, now=now)
    _settle(tx, by, sheet, question, AnswerState.GIVEN, now, value=file.unique_id)
    return copied


def skip(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Leaves an optional question without an answer, or keeps its answer without a comment."""
    sheet = current(tx, by=by, contact_id=contact_id, version=version, now=now)
    question = _question(sheet)
    if sheet.step.kind is StepKind.COMMENT:
        if sheet.needs_words(question):
            raise CommentNeeded
        contacts.change(tx, sheet.contact, asking="")
        return
    _check_optional(sheet, question, by)
    _settle(tx, by, sheet, question, AnswerState.SKIPPED, now)


def does_not_apply(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Says that an optional metric does not concern this contact: it leaves both sides of the average."""
    sheet = current(tx, by=by, contact_id=contact_id, version=version, now=now)
    question = _question(sheet)
    if not may_not_apply(sheet, question):
        raise RequiredAnswer
    _settle(tx, by, sheet, question, AnswerState.NOT_APPLICABLE, now)


def may_not_apply(sheet: Sheet, question: Question) -> bool:
    """Whether a metric may be left out as not concerning the contact: an optional one without such a choice."""
    choices = sheet.study.form.choices_of(question)
    return (
        question.is_measured
        and question.name not in sheet.filled.required
        and not any(choice.not_applicable for choice in choices)
    )


def _settle(
    tx: Transaction, by: Person, sheet: Sheet, question: Question, state: AnswerState, now: datetime, value: str = ""
) -> None:
    earlier = sheet.answers.get(question.name)
    comment = earlier.comment if earlier else ""
    answers.put(tx, sheet.contact.id, Answer(question.name, value, state, comment, now), by=by.id)
    contacts.change(tx, sheet.contact, asking="")


def ask_comment(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Opens the comment of the present question, before or after its answer."""
    sheet = current(tx, by=by, contact_id=contact_id, version=version, now=now)
    contacts.change(tx, sheet.contact, asking=f"{_question(sheet).name}#comment")


def back(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Goes to the question before; at the first one it stays."""
    sheet = own_sheet(tx, by=by, contact_id=contact_id, version=version, now=now)
    commenting = sheet.step.kind is StepKind.COMMENT
    earlier = sheet.step.question if commenting else sheet.before(sheet.step.question)
    if earlier is not None:
        contacts.change(tx, sheet.contact, asking=earlier.name)


def go_to(tx: Transaction, *, by: Person, contact_id: int, version: int, number: int, now: datetime) -> None:
    """Goes to a question by its number on the check card, counted from 0."""
    sheet = own_sheet(tx, by=by, contact_id=contact_id, version=version, now=now)
    if number >= len(sheet.asked):
        raise Unknown
    contacts.change(tx, sheet.contact, asking=sheet.asked[number].name)


def come(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Notes that what the later stage waits for has come, so that its questions are asked now.

    A promised day comes by itself: whether a promise was kept cannot be told before it.
    """
    contact = own_contact(tx, by, contact_id)
    here = {"kind": "contact", "contact": contact_id}
    later = contacts.stages_of(tx, contact_id).get(LATER)
    if version != contact.version or later is None or later["state"] != "waiting":
        raise Stale(place=here)
    contacts.set_stage(tx, contact_id, LATER, "due", now)
    contacts.change(tx, contact)


def _question(sheet: Sheet) -> Question:
    question = sheet.step.question
    if question is None:
        raise Unknown
    return question
