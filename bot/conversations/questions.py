"""The questions of a contact, one card each, and the card on which everything is checked."""

from bot.heard import Sent
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import questions as views
from bot.views.question_buttons import Ways
from domain.contact import Contact
from domain.operations import answers, submissions
from domain.operations.access import own_contact
from domain.operations.answers import ReceivedFile
from domain.place import Place, place
from domain.refusal import NotExpected
from domain.sheet import Sheet, StepKind
from domain.storage import answers as stored
from domain.storage import contacts


def draw(desk: Desk, sheet: Sheet, page: int = 0, *, more: bool = False) -> View:
    """What is asked next: a question, a few words beside an answer, or the check."""
    files = stored.attachments_of(desk.tx, sheet.contact.id)
    asked = sheet.step.question
    if asked is None:
        return views.check(desk.words, sheet, files, contacts.times_of(desk.tx, sheet.contact), page)
    if sheet.step.kind is StepKind.COMMENT:
        return views.comment(desk.words, sheet, asked, needed=sheet.needs_words(asked), files=files)
    return views.question(
        desk.words,
        sheet,
        asked,
        answers.offered_values(sheet, asked),
        files,
        Ways(
            may_not_apply=answers.may_not_apply(sheet, asked),
            may_keep=answers.may_keep(sheet, asked),
            page=page,
            more=more,
        ),
    )


def _here(turn: Turn) -> Place:
    return place("contact", contact=turn.number(0))


def choose(turn: Turn) -> Place:
    """The button of a value."""
    answers.choose(
        turn.tx,
        by=turn.person,
        contact_id=turn.number(0),
        version=turn.number(1),
        number=turn.number(2),
        now=turn.now,
    )
    return _here(turn)


def done(turn: Turn) -> Place:
    """[Done]"""
    answers.done_picking(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return _here(turn)


def skip(turn: Turn) -> Place:
    """[Skip]"""
    answers.skip(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return _here(turn)


def keep(turn: Turn) -> Place:
    """[Keep this]"""
    answers.keep(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return _here(turn)


def more(turn: Turn) -> Place:
    """[More help]"""
    contact = own_contact(turn.tx, turn.person, turn.number(0))
    return place("contact", contact=contact.id, more=True)


def does_not_apply(turn: Turn) -> Place:
    """[Does not apply]"""
    answers.does_not_apply(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return _here(turn)


def comment(turn: Turn) -> Place:
    """[Comment]"""
    answers.ask_comment(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return _here(turn)


def back(turn: Turn) -> Place:
    """[Back]"""
    answers.back(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return _here(turn)


def go_to(turn: Turn) -> Place:
    """A line of the check card."""
    answers.go_to(
        turn.tx,
        by=turn.person,
        contact_id=turn.number(0),
        version=turn.number(1),
        number=turn.number(2),
        now=turn.now,
    )
    return _here(turn)


def turn_page(turn: Turn) -> Place:
    """A page of the check card."""
    contact = own_contact(turn.tx, turn.person, turn.number(0))
    return place("contact", contact=contact.id, page=turn.number(1))


def come(turn: Turn) -> Place:
    """[It has come already]"""
    answers.come(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return _here(turn)


def pause(turn: Turn) -> Place:
    """[Pause]"""
    own_contact(turn.tx, turn.person, turn.number(0))
    return place("paused", contact=turn.number(0))


def draw_paused(desk: Desk, where: Place) -> View:
    """A contact that goes on later."""
    return views.paused(desk.words, own_contact(desk.tx, desk.reader, where["contact"]))


def submit(turn: Turn) -> Place:
    """[Submit]"""
    submissions.submit(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return place("contact", contact=turn.number(0), receipt=True)


def said(turn: Turn, contact: Contact) -> Place:
    """An answer or a comment that was typed, spoken or sent as a file."""
    here = place("contact", contact=contact.id)
    if turn.heard.location is not None:
        sent = turn.heard.location
        answers.give_place(
            turn.tx,
            by=turn.person,
            contact_id=contact.id,
            latitude=sent.latitude,
            longitude=sent.longitude,
            accuracy=sent.accuracy,
            now=turn.now,
        )
        return here
    if turn.file is None:
        answers.say(turn.tx, by=turn.person, contact_id=contact.id, text=turn.text, now=turn.now)
        return here
    copied = answers.send_file(turn.tx, by=turn.person, contact_id=contact.id, file=_received(turn.file), now=turn.now)
    return here if copied else place("contact", contact=contact.id, note={"kind": "TooLargeKept"})


def _received(file: Sent) -> ReceivedFile:
    return ReceivedFile(
        kind=file.kind,
        file_id=file.file_id,
        unique_id=file.unique_id,
        name=file.name,
        mime_type=file.mime_type,
        size=file.size,
        seconds=file.seconds,
    )


def add_recording(turn: Turn) -> Place:
    """[Add the recording]"""
    own_contact(turn.tx, turn.person, turn.number(0))
    return place("add_recording", contact=turn.number(0))


def draw_add_recording(desk: Desk, where: Place) -> View:
    """Asks for the recording of a call that was handed in without it."""
    return views.add_recording(desk.words, own_contact(desk.tx, desk.reader, where["contact"]))


def recording_sent(turn: Turn) -> Place:
    """The recording, sent afterwards"""
    if turn.file is None:
        raise NotExpected
    contact = own_contact(turn.tx, turn.person, turn.place["contact"])
    copied = answers.add_recording(
        turn.tx, by=turn.person, contact_id=contact.id, file=_received(turn.file), now=turn.now
    )
    note = {"kind": "RecordingAdded", "code": contact.code} if copied else {"kind": "TooLargeKept"}
    return place("contact", contact=contact.id, note=note)
