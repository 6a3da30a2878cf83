"""The coordinator's decisions on submitted contacts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.answer import AnswerState
from domain.attachment import Attachment, Purpose
from domain.contact import Contact, Move, State
from domain.flags import Flag, flags
from domain.likeness import alike
from domain.metric import QuestionType
from domain.operations.access import Action, ensure
from domain.operations.sheets import sheet_of
from domain.person import Person, Role
from domain.refusal import (
    NotExpected,
    NotThatState,
    ReasonNeeded,
    Stale,
    TranscriptTooLong,
    Unknown,
    WordsNeeded,
)
from domain.sheet import Sheet
from domain.storage import answers, audit, contacts, outbox, people, reviews, studies
from domain.storage.tables import contact as contact_table
from domain.storage.transaction import Transaction

HANDED_IN = frozenset({State.SUBMITTED, State.RETURNED, State.APPROVED, State.EXCLUDED})
"""States of a contact whose voice notes may be written out."""
LONGEST_TRANSCRIPT = 4_000
"""Most characters of a voice note that is written out."""


def queue(tx: Transaction, *, by: Person, study_id: int | None = None) -> Sequence[Contact]:
    """Returns the contacts that wait for a review, worst first."""
    ensure(by, Action.RUN)
    where = [contact_table.c.state == State.SUBMITTED]
    if study_id is not None:
        where.append(contact_table.c.study_id == study_id)
    waiting = contacts.find(tx, *where)
    worst = {contact.id: contacts.index_of(tx, contact.id) for contact in waiting}
    return sorted(waiting, key=lambda contact: (worst[contact.id] is None, worst[contact.id] or 0.0, contact.code))


def to_review(tx: Transaction, *, by: Person, contact_id: int, version: int | None, move: Move) -> Contact:
    """Returns a contact on which this decision can be made (Unknown, Stale or NotThatState otherwise)."""
    ensure(by, Action.RUN)
    contact = contacts.get(tx, contact_id)
    if contact is None:
        raise Unknown
    here = {"kind": "review", "contact": contact_id}
    if version is not None and version != contact.version:
        raise Stale(place=here)
    if not contact.may(move):
        raise NotThatState(code=contact.code, place=here)
    return contact


def flags_of(tx: Transaction, contact: Contact, now: datetime) -> Sequence[Flag]:
    """Returns what is unusual in a contact: never an error, always worth a look."""
    sheet = sheet_of(tx, contact, now)
    others = [other.id for other in contacts.find(tx, contact_table.c.study_id == contact.study_id)]
    copied = any(
        answers.same_words(tx, others, words, besides=contact.id)
        for question in sheet.study.form.questions
        if question.type == "text"
        for words in [sheet.filled.values[question.name]]
        if len(words) >= LONG_ENOUGH
    )
    return flags(sheet, contacts.times_of(tx, contact), copied=copied, copied_photo=_has_copied_photo(tx, contact))


LONG_ENOUGH = 20
"""Characters from which the same words twice are worth a look."""


def _has_copied_photo(tx: Transaction, contact: Contact) -> bool:
    pictures = answers.pictures_beside(tx, contact.id, contact.study_id)
    own = [picture for picture in pictures if picture["contact_id"] == contact.id]
    others = [picture for picture in pictures if picture["contact_id"] != contact.id]
    return any(
        mine["file_unique_id"] == other["file_unique_id"] or alike(mine["likeness"], other["likeness"])
        for mine in own
        for other in others
    )


def approve(tx: Transaction, *, by: Person, contact_id: int, version: int | None, now: datetime) -> None:
    """Approves a contact: it counts in the results, and is paid."""
    contact = to_review(tx, by=by, contact_id=contact_id, version=version, move=Move.APPROVE)
    _decide(tx, by, contact, State.APPROVED, "approve", {}, now)
    _tell_shopper(tx, contact, "approved", now)


def approve_unflagged(tx: Transaction, *, by: Person, study_id: int | None, now: datetime) -> int:
    """Approves every waiting contact that has no flag and no critical failure; returns how many."""
    plain = [
        contact
        for contact in queue(tx, by=by, study_id=study_id)
        if not flags_of(tx, contact, now) and contacts.index_of(tx, contact.id) != 0
    ]
    for contact in plain:
        approve(tx, by=by, contact_id=contact.id, version=contact.version, now=now)
    return len(plain)


def return_(
    tx: Transaction, *, by: Person, contact_id: int, version: int | None, words: Mapping[str, str], now: datetime
) -> None:
    """Returns metrics to the shopper, each with words; the earlier values stay in the trail."""
    contact = to_review(tx, by=by, contact_id=contact_id, version=version, move=Move.RETURN)
    asked = {name: text.strip() for name, text in words.items() if text.strip()}
    known = returnable(tx, contact, now)
    if not asked or not set(asked) <= set(known):
        raise WordsNeeded
    answers.set_state(tx, contact.id, list(asked), AnswerState.RETURNED)
    _decide(tx, by, contact, State.RETURNED, "return", asked, now)
    _tell_shopper(tx, contact, "returned", now)


def returnable(tx: Transaction, contact: Contact, now: datetime) -> Sequence[str]:
    """Returns the questions that a shopper has answered in a contact, in the form's order."""
    sheet = sheet_of(tx, contact, now)
    settled = {AnswerState.GIVEN, AnswerState.SKIPPED, AnswerState.NOT_APPLICABLE}
    return [
        question.name
        for question in sheet.study.form.questions
        if question.name in sheet.answers and sheet.answers[question.name].state in settled
    ]


def exclude(tx: Transaction, *, by: Person, contact_id: int, version: int | None, reason: str, now: datetime) -> None:
    """Leaves a contact out of the results; it is paid, and the reason stays beside it."""
    contact = to_review(tx, by=by, contact_id=contact_id, version=version, move=Move.EXCLUDE)
    if not reason.strip():
        raise ReasonNeeded
    for name, stage in contacts.stages_of(tx, contact_id).items():
        if stage["state"] != "submitted":
            contacts.drop_stage(tx, contact_id, name)
    _decide(tx, by, contact, State.EXCLUDED, "exclude", {"": reason.strip()}, now)
    _tell_shopper(tx, contact, "approved", now)


def _decide(
    tx: Transaction, by: Person, contact: Contact, state: State, decision: str, words: Mapping[str, str], now: datetime
) -> None:
    reviews.add(tx, contact.id, by=by.id, decision=decision, words=words, now=now)
    contacts.change(tx, contact, state=state)
    audit.note(tx, by.id, decision, contact.code, now)


def _tell_shopper(tx: Transaction, contact: Contact, kind: str, now: datetime) -> None:
    shopper = people.get(tx, contact.shopper_id) if contact.shopper_id else None
    if shopper is not None:
        outbox.tell(tx, shopper, kind, now, contact=contact.id)


def voice_notes(sheet: Sheet) -> Sequence[Attachment]:
    """Returns those of a contact's files that may be written out: spoken answers, comments and stories, not recordings.

    Nothing of a contact that has not been handed in.
    """
    if sheet.contact.state not in HANDED_IN:
        return []
    spoken = [file for file in sheet.files if file.is_spoken and file.state != "destroyed"]
    return [file for file in spoken if file.purpose is Purpose.STORY or _holds_words(sheet, file)]


def _holds_words(sheet: Sheet, file: Attachment) -> bool:
    """Whether a file is the words of an answer that stands, or beside one."""
    answer = sheet.answers.get(file.question)
    if answer is None or answer.state in {AnswerState.IRRELEVANT, AnswerState.PICKING}:
        return False
    if file.purpose is Purpose.COMMENT:
        return True
    asked = sheet.study.form.question(file.question)
    return asked.type is QuestionType.TEXT and answer.state in {AnswerState.GIVEN, AnswerState.RETURNED}


def to_write_out(tx: Transaction, *, by: Person, attachment_id: int, now: datetime) -> tuple[Sheet, Attachment]:
    """Returns a voice note that may be written out, with its contact's sheet (Unknown, NotThatState or Stale)."""
    ensure(by, Action.RUN)
    row = answers.get_attachment(tx, attachment_id)
    contact = contacts.get(tx, row["contact_id"]) if row else None
    if contact is None:
        raise Unknown
    here = {"kind": "review", "contact": contact.id}
    if contact.state not in HANDED_IN:
        raise NotThatState(code=contact.code, place=here)
    sheet = sheet_of(tx, contact, now)
    for note in voice_notes(sheet):
        if note.id == attachment_id:
            return sheet, note
    raise Stale(place=here)


def write_out(tx: Transaction, *, by: Person, attachment_id: int, words: str, now: datetime) -> Contact:
    """Stores what is said in a voice note, in place of what was written before; returns its contact."""
    contact = to_write_out(tx, by=by, attachment_id=attachment_id, now=now)[0].contact
    said = words.strip()
    if not said:
        raise NotExpected
    if len(said) > LONGEST_TRANSCRIPT:
        raise TranscriptTooLong(most=LONGEST_TRANSCRIPT)
    answers.change_attachment(tx, attachment_id, transcript=said)
    audit.note(tx, by.id, "write out", contact.code, now, attachment=attachment_id)
    return contact


def decide_alert(tx: Transaction, *, by: Person, alert_id: int, confirm: bool, now: datetime) -> int:
    """Confirms a critical failure, which tells the client, or drops it; returns the contact's id."""
    ensure(by, Action.RUN)
    alert = reviews.get_alert(tx, alert_id)
    if alert is None:
        raise Unknown
    contact_id = int(alert["contact_id"])
    here = {"kind": "review", "contact": contact_id}
    if not reviews.decide_alert(tx, alert_id, "confirmed" if confirm else "dropped", by=by.id, now=now):
        raise Stale(place=here)
    contact = contacts.get(tx, contact_id)
    row = studies.get(tx, contact.study_id) if contact else None
    if confirm and row is not None:
        for person in people.all_of(tx, Role.CLIENT, client_id=row["client_id"]):
            outbox.tell(tx, person, "critical", now, alert=alert_id, contact=contact_id)
    audit.note(tx, by.id, "confirm alert" if confirm else "drop alert", str(alert_id), now)
    return contact_id
