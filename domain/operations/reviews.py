"""The coordinator's decisions on submitted contacts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from domain.answer import AnswerState
from domain.attachment import Attachment, Purpose
from domain.contact import Contact, Moment, Move, State
from domain.flags import Flag, flags
from domain.likeness import holders_of_copies
from domain.metric import QuestionType
from domain.operations.access import Action, ensure
from domain.operations.sheets import sheet_of, sheets_of
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
from domain.storage import answers, audit, contacts, digests, outbox, people, reviews, studies
from domain.storage.tables import contact as contact_table
from domain.storage.transaction import Transaction

HANDED_IN = frozenset({State.SUBMITTED, State.RETURNED, State.APPROVED, State.EXCLUDED})
"""States of a contact whose voice notes may be written out."""
LONGEST_TRANSCRIPT = 4_000
"""Most characters of a voice note that is written out."""


@dataclass(frozen=True)
class Waiting:
    """A contact that waits for a review, with its index (0..100 or None) and what is unusual in it."""

    contact: Contact
    index: float | None
    flags: Sequence[Flag]

    @property
    def is_plain(self) -> bool:
        """Whether nothing in it wants a look of its own: no flag, and no critical failure."""
        return not self.flags and self.index != 0


@dataclass(frozen=True)
class Copies:
    """The ids of a study's contacts of which the words or a photo stand in another one too."""

    words: Set[int]
    photos: Set[int]


def queue(tx: Transaction, *, by: Person, study_id: int | None = None, now: datetime) -> Sequence[Waiting]:
    """Returns the contacts that wait for a review, worst first."""
    ensure(by, Action.RUN)
    where = [contact_table.c.state == State.SUBMITTED]
    if study_id is not None:
        where.append(contact_table.c.study_id == study_id)
    waiting = contacts.find(tx, *where)
    copies = {id: copies_in(tx, id) for id in {contact.study_id for contact in waiting}}
    indices = contacts.indices_of(tx, [contact.id for contact in waiting])
    times = contacts.times_of_all(tx, waiting)
    looked_at = [
        Waiting(sheet.contact, indices[id], _flags(sheet, times.get(id, {}), copies[sheet.contact.study_id]))
        for sheet in sheets_of(tx, waiting, times, now)
        for id in [sheet.contact.id]
    ]
    return sorted(looked_at, key=lambda each: (each.index is None, each.index or 0.0, each.contact.code))


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
    return _flags(sheet_of(tx, contact, now), contacts.times_of(tx, contact), copies_in(tx, contact.study_id))


def _flags(sheet: Sheet, times: Mapping[Moment, datetime], copies: Copies) -> Sequence[Flag]:
    id = sheet.contact.id
    return flags(sheet, times, copied=id in copies.words, copied_photo=id in copies.photos)


LONG_ENOUGH = 20
"""Characters from which the same words twice are worth a look."""


def copies_in(tx: Transaction, study_id: int) -> Copies:
    """Returns which contacts of a study have words or photos of another one (Unknown when there is no such study)."""
    row = studies.get(tx, study_id)
    if row is None:
        raise Unknown
    texts = [q.name for q in studies.definition(row).form.questions if q.type is QuestionType.TEXT]
    return Copies(
        words=answers.with_same_words(tx, study_id, texts, at_least=LONG_ENOUGH),
        photos=_with_copied_photos(tx, study_id),
    )


def _with_copied_photos(tx: Transaction, study_id: int) -> Set[int]:
    """The contacts that share a file with another one, or have a picture that looks like another's."""
    pictures = answers.pictures_of(tx, study_id)
    sent: defaultdict[str, set[int]] = defaultdict(set)
    for picture in pictures:
        sent[picture["file_unique_id"]].add(picture["contact_id"])
    same_file = {id for ids in sent.values() if len(ids) > 1 for id in ids}
    return same_file | holders_of_copies((picture["contact_id"], picture["likeness"]) for picture in pictures)


def approve(tx: Transaction, *, by: Person, contact_id: int, version: int | None, now: datetime) -> None:
    """Approves a contact: it counts in the results, and is paid."""
    _approve(tx, by, to_review(tx, by=by, contact_id=contact_id, version=version, move=Move.APPROVE), now)


def _approve(tx: Transaction, by: Person, contact: Contact, now: datetime) -> None:
    _decide(tx, by, contact, State.APPROVED, "approve", {}, now)
    digests.write(tx, contact.id, answers.of_contact(tx, contact.id).values(), contacts.times_of(tx, contact))
    _tell_shopper(tx, contact, "approved", now)


def approve_unflagged(tx: Transaction, *, by: Person, study_id: int | None, now: datetime) -> int:
    """Approves every waiting contact that has no flag and no critical failure; returns how many."""
    plain = [each.contact for each in queue(tx, by=by, study_id=study_id, now=now) if each.is_plain]
    for contact in plain:
        _approve(tx, by, contact, now)
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
