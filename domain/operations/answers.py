"""Answering: each value is stored before the card says so, and every earlier one stays in the trail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from domain.answering import Act, Entry, amend, amend_comment, read
from domain.attaching import joined
from domain.correction import Correction
from domain.metric import LATER, Measure, Question
from domain.operations.access import own_contact
from domain.operations.sheets import own_sheet, sheet_of
from domain.person import Person
from domain.refusal import AnsweredSince, CommentNeeded, HandedIn, NotExpected, Refusal, Stale
from domain.sheet import Sheet, StepKind
from domain.storage import answers, contacts
from domain.storage.answers import Part
from domain.storage.transaction import Transaction


def take(
    tx: Transaction,
    *,
    by: Person,
    contact_id: int,
    act: Act,
    version: int | None = None,
    message_id: int | None = None,
    now: datetime,
) -> None:
    """Lets a shopper do one act of `domain.answering` on their contact; a button of another version is Stale.

    `message_id` is the message that was typed, so that it can be edited later.
    """
    sheet = own_sheet(tx, by=by, contact_id=contact_id, version=version, now=now)
    part = Part.COMMENT if sheet.step.kind is StepKind.COMMENT else Part.VALUE
    write(tx, by, sheet, act(sheet), message_id=message_id, part=part)


def write(
    tx: Transaction,
    by: Person,
    sheet: Sheet,
    entry: Entry,
    *,
    message_id: int | None = None,
    part: Part | None = None,
) -> None:
    """Stores what an act makes of a contact's sheet; `part` of the answer came in the message `message_id`."""
    answers.remove_attachments(tx, [file.id for file in entry.removes])
    if entry.answer is not None:
        answers.put(
            tx, sheet.contact.id, entry.answer, by=by.id, message_id=message_id, part=part, changed_at=sheet.now
        )
    contacts.change(tx, sheet.contact, asking=entry.asking)


def correct(
    tx: Transaction, *, by: Person, message_id: int, text: str | None, is_caption: bool = False, now: datetime
) -> Correction | None:
    """Changes the answer or the comment that came in a message which has been edited, and returns what has changed.

    None when no answer came in it, or when it says the same as before: `tomorrow` is the day that it was at first.
    A `text` of None is no answer any more. Raises NotExpected for that, HandedIn once the answer has been handed in,
    AnsweredSince when it has been replaced by another one, and whatever the new words are refused for.
    """
    changes = answers.told_in(tx, by.id, message_id)
    if not changes:
        return None
    first, last = changes[0], changes[-1]
    if text is None:
        raise NotExpected
    contact = own_contact(tx, by, last["contact_id"])
    part, sheet = Part(last["part"]), sheet_of(tx, contact, now)
    question, present = sheet.study.form.question(last["question"]), sheet.answers[last["question"]]
    if part is Part.COMMENT:
        before = answers.comment_before(tx, contact.id, question.name, first["id"]) if is_caption else ""
        words = joined(before, text)
    else:
        with said_of(question, sheet, by):
            words = read(replace(sheet, now=first["changed_at"]), question, text, by.language)
    if words == last[part]:
        return None
    if not may_still_change(sheet, question, first["changed_at"]):
        raise HandedIn(code=contact.code)
    if last[part] != (present.comment if part is Part.COMMENT else present.value):
        raise AnsweredSince
    if part is Part.VALUE:
        with said_of(question, sheet, by):
            entry = amend(sheet, question=question, value=words, language=by.language)
    elif words or is_caption:
        entry = amend_comment(sheet, question=question, comment=words)
    else:
        raise CommentNeeded
    write(tx, by, sheet, entry, message_id=message_id, part=part)
    return Correction(sheet, question, present, entry.answer or present)


def may_still_change(sheet: Sheet, question: Question, came_at: datetime) -> bool:
    """Whether what came at a moment may be edited: while it is asked, or a recording added since it was handed in."""
    if sheet.is_open and question in sheet.asked:
        return True
    handed_in = sheet.contact.submitted_at
    return question.measure is Measure.RECORDING and handed_in is not None and came_at > handed_in


@contextmanager
def said_of(question: Question | None, sheet: Sheet, by: Person) -> Iterator[None]:
    """Lets a refusal say which question it is about, since it stands beside another one."""
    try:
        yield
    except Refusal as refused:
        if question is None:
            raise
        refused.details["edited"] = sheet.label(question, by.language)
        raise


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
