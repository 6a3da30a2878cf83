"""Files that come with answers: kept, gathered, replaced and taken away."""

from datetime import datetime

from domain.answer import Answer, AnswerState
from domain.answering import Entry
from domain.attaching import Filed, file_in, joined, tell_story
from domain.attachment import FITTING, Purpose, ReceivedFile
from domain.contact import State
from domain.metric import Measure, Question, QuestionType
from domain.operations.access import own_contact
from domain.operations.answers import write
from domain.operations.sheets import own_sheet, sheet_of
from domain.person import Person
from domain.refusal import NotExpected, Stale, Unknown
from domain.sheet import Sheet
from domain.storage import answers, outbox
from domain.storage.answers import Part
from domain.storage.transaction import Transaction

HANDED_IN = frozenset({State.SUBMITTED, State.APPROVED})


def send(
    tx: Transaction,
    *,
    by: Person,
    contact_id: int,
    file: ReceivedFile,
    caption: str = "",
    message_id: int | None = None,
    now: datetime,
) -> Filed:
    """Answers or comments with a file, or tells the whole contact with it; returns where it went.

    Of a file above 20 MB only Telegram's reference is kept.
    """
    sheet = own_sheet(tx, by=by, contact_id=contact_id, now=now)
    filed = file_in(sheet, file, caption)
    # also without words: they may be written under it later
    write(tx, by, sheet, filed.entry, message_id=message_id, part=Part.COMMENT)
    words = caption if filed.purpose is Purpose.STORY else ""
    attach(
        tx, contact_id, filed.question, filed.purpose, file, now, album=file.album, words=words, message_id=message_id
    )
    return filed


def tell_first(
    tx: Transaction,
    *,
    by: Person,
    contact_id: int,
    file: ReceivedFile,
    caption: str = "",
    message_id: int | None = None,
    now: datetime,
) -> None:
    """Keeps a voice note in which the whole contact is told, before or between its questions."""
    sheet = own_sheet(tx, by=by, contact_id=contact_id, now=now)
    filed = tell_story(sheet, file)
    write(tx, by, sheet, filed.entry)
    attach(tx, contact_id, filed.question, filed.purpose, file, now, words=caption, message_id=message_id)


def play(tx: Transaction, *, by: Person, contact_id: int, attachment_id: int | None, now: datetime) -> None:
    """Lets a shopper hear again a voice note of their own; without an id, what they told first."""
    sheet = own_sheet(tx, by=by, contact_id=contact_id, now=now)
    first = sheet.story.id if sheet.story else None
    wanted = first if attachment_id is None else attachment_id
    if wanted not in {file.id for file in sheet.files if file.is_spoken}:
        raise Unknown
    outbox.tell(tx, by, "own_voice", now, attachment=wanted)


def attach(
    tx: Transaction,
    contact_id: int,
    question: str,
    purpose: Purpose,
    file: ReceivedFile,
    now: datetime,
    *,
    album: str = "",
    words: str = "",
    message_id: int | None = None,
) -> None:
    """Notes a file, of which a copy of our own is owed unless it is too large; `words` are what is said in it.

    `message_id` is the message that it came in.
    """
    answers.attach(
        tx,
        contact_id=contact_id,
        question=question,
        purpose=purpose,
        kind=file.kind,
        file_id=file.file_id,
        file_unique_id=file.unique_id,
        filename=file.name[:255],
        mime_type=file.mime_type[:100].lower(),
        size=file.size,
        seconds=file.seconds,
        album=album[:64],
        transcript=words,
        message_id=message_id,
        state="owed" if file.can_be_copied else "too_large",
        added_at=now,
    )


def lacking_recording(sheet: Sheet) -> Question | None:
    """Returns the question for the call's recording when it could still be added to a contact that was handed in."""
    if not sheet.study.terms.recordings or sheet.contact.state not in HANDED_IN:
        return None
    for question in sheet.study.form.questions:
        lacks = not sheet.files_of(question.name)
        if question.measure is Measure.RECORDING and question.name in sheet.filled.relevant and lacks:
            return question
    return None


def add_recording(
    tx: Transaction,
    *,
    by: Person,
    contact_id: int,
    file: ReceivedFile,
    caption: str = "",
    message_id: int | None = None,
    now: datetime,
) -> None:
    """Adds the recording of a call after the contact was handed in; the words under it become its comment."""
    sheet = sheet_of(tx, own_contact(tx, by, contact_id), now)
    question = lacking_recording(sheet)
    if question is None:
        raise Stale(place={"kind": "contact", "contact": contact_id})
    if file.kind not in FITTING[QuestionType.AUDIO]:
        raise NotExpected
    attach(tx, contact_id, question.name, Purpose.ANSWER, file, now, message_id=message_id)
    earlier = sheet.answers[question.name].comment if question.name in sheet.answers else ""
    given = Answer(question.name, file.unique_id, AnswerState.GIVEN, joined(earlier, caption), now)
    write(tx, by, sheet, Entry(given), message_id=message_id, part=Part.COMMENT)
