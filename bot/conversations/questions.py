"""The questions of a contact, one card each, and the card on which everything is checked."""

from functools import partial

from bot.conversations import practising
from bot.heard import Sent
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import questions as views
from bot.views.question_buttons import Story, Ways
from domain import answering, attaching
from domain.answering import Act
from domain.attachment import ReceivedFile
from domain.contact import Contact
from domain.operations import answers, files, submissions
from domain.operations.access import own_contact
from domain.operations.sheets import own_sheet
from domain.place import Place, place
from domain.practice import NO_CONTACT
from domain.refusal import NotExpected
from domain.sheet import Sheet, StepKind
from domain.storage import contacts


def draw(desk: Desk, sheet: Sheet, page: int = 0, *, more: bool = False) -> View:
    """What is asked next: a question, a few words beside an answer, or the check."""
    asked = sheet.step.question
    if asked is None:
        return views.check(desk.words, sheet, contacts.times_of(desk.tx, sheet.contact), page)
    if sheet.step.kind is StepKind.COMMENT:
        return views.comment(desk.words, sheet, asked, attaching.removable(sheet))
    return views.question(
        desk.words,
        sheet,
        asked,
        answering.offered_values(sheet, asked),
        Ways(
            may_not_apply=answering.may_not_apply(sheet, asked),
            may_keep=answering.may_keep(sheet, asked),
            page=page,
            more=more,
            removable=attaching.removable(sheet),
            story=_story(sheet),
        ),
    )


def _story(sheet: Sheet) -> Story:
    """What can be done about telling the contact first: it comes before any answer, and is played at any time."""
    if sheet.story is not None:
        return Story.PLAY
    return Story.TELL if sheet.may_tell_first else Story.NONE


def draw_practice(desk: Desk, where: Place) -> View:
    """What a practice run asks next."""
    sheet = practising.sheet(desk, where)
    shown = draw(desk, sheet, where.get("page", 0), more=bool(where.get("more")))
    return shown.headed(desk.words("A practice run: nothing of it is kept or counted."))


def _here(turn: Turn, **about: object) -> Place:
    """The card of the contact that a button names, or of the practice run."""
    if turn.number(0) == NO_CONTACT:
        return practising.here(turn, **about)
    return place("contact", contact=own_contact(turn.tx, turn.person, turn.number(0)).id, **about)


def _do(turn: Turn, act: Act) -> Place:
    """Does one act on the contact that a button names, or on the practice run."""
    if turn.number(0) == NO_CONTACT:
        return practising.go_on(turn, act, version=turn.number(1))
    answers.take(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), act=act, now=turn.now)
    return _here(turn)


def choose(turn: Turn) -> Place:
    """The button of a value"""
    return _do(turn, partial(answering.choose, number=turn.number(2), language=turn.person.language))


def done(turn: Turn) -> Place:
    """[Done]"""
    return _do(turn, partial(answering.done_picking, language=turn.person.language))


def skip(turn: Turn) -> Place:
    """[Skip]"""
    return _do(turn, partial(answering.skip, language=turn.person.language))


def keep(turn: Turn) -> Place:
    """[Keep this]"""
    return _do(turn, partial(answering.keep, language=turn.person.language))


def does_not_apply(turn: Turn) -> Place:
    """[Does not apply]"""
    return _do(turn, answering.does_not_apply)


def comment(turn: Turn) -> Place:
    """[Comment]"""
    return _do(turn, answering.ask_comment)


def back(turn: Turn) -> Place:
    """[Back]"""
    return _do(turn, answering.back)


def go_to(turn: Turn) -> Place:
    """A line of the check card"""
    return _do(turn, partial(answering.go_to, number=turn.number(2)))


def more(turn: Turn) -> Place:
    """[More help]"""
    return _here(turn, more=True)


def turn_page(turn: Turn) -> Place:
    """A page of the check card, or of many choices"""
    return _here(turn, page=turn.number(1))


def come(turn: Turn) -> Place:
    """[It has come already]"""
    answers.come(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return _here(turn)


def pause(turn: Turn) -> Place:
    """[Pause]"""
    if turn.number(0) == NO_CONTACT:
        return practising.leave(turn)
    own_contact(turn.tx, turn.person, turn.number(0))
    return place("paused", contact=turn.number(0))


def draw_paused(desk: Desk, where: Place) -> View:
    """A contact that goes on later."""
    return views.paused(desk.words, own_contact(desk.tx, desk.reader, where["contact"]))


def submit(turn: Turn) -> Place:
    """[Submit]"""
    if turn.number(0) == NO_CONTACT:
        return practising.finish(turn, version=turn.number(1))
    submissions.submit(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return place("contact", contact=turn.number(0), receipt=True)


def said(turn: Turn, contact: Contact) -> Place:
    """An answer or a comment that was typed, spoken or sent as a file."""
    if turn.file is not None:
        return _file_sent(turn, contact, received(turn.file, turn.heard.album))
    answers.take(
        turn.tx,
        by=turn.person,
        contact_id=contact.id,
        act=words_or_place(turn),
        message_id=turn.heard.message_id,
        now=turn.now,
    )
    return place("contact", contact=contact.id)


def words_or_place(turn: Turn) -> Act:
    """What a message that holds no file answers with."""
    sent = turn.heard.location
    if sent is None:
        return partial(answering.say, text=turn.text, language=turn.person.language)
    return partial(
        answering.give_place,
        latitude=sent.latitude,
        longitude=sent.longitude,
        accuracy=sent.accuracy,
        language=turn.person.language,
    )


def _file_sent(turn: Turn, contact: Contact, file: ReceivedFile) -> Place:
    filed = files.send(
        turn.tx,
        by=turn.person,
        contact_id=contact.id,
        file=file,
        caption=turn.heard.caption,
        message_id=turn.heard.message_id,
        now=turn.now,
    )
    sheet = own_sheet(turn.tx, by=turn.person, contact_id=contact.id, now=turn.now)
    album = {"album": file.album} if file.album else {}
    return place("contact", contact=contact.id, **album, **practising.kept(sheet, filed, file))


def received(file: Sent, album: str = "") -> ReceivedFile:
    """A file as the trade knows it."""
    return ReceivedFile(
        kind=file.kind,
        file_id=file.file_id,
        unique_id=file.unique_id,
        name=file.name,
        mime_type=file.mime_type,
        size=file.size,
        seconds=file.seconds,
        album=album,
    )


def practised(turn: Turn) -> Place:
    """Anything typed or sent to a practice run"""
    if turn.file is not None:
        return practising.go_on_with_file(turn, received(turn.file, turn.heard.album))
    return practising.go_on(turn, words_or_place(turn))


def remove(turn: Turn) -> Place:
    """[Remove …]: a file of what is asked"""
    return _do(turn, partial(attaching.take_away, attachment_id=turn.number(2)))


def tell_first(turn: Turn) -> Place:
    """[Tell it first]"""
    open_sheet = own_sheet(turn.tx, by=turn.person, contact_id=turn.number(0), now=turn.now)
    return place("story", contact=open_sheet.contact.id)


def draw_story(desk: Desk, where: Place) -> View:
    """Asks for the whole contact in one voice note."""
    return views.story(desk.words, own_contact(desk.tx, desk.reader, where["contact"]))


def story_told(turn: Turn) -> Place:
    """The voice note"""
    return tells_story(turn, own_contact(turn.tx, turn.person, turn.place["contact"]))


def tells_story(turn: Turn, contact: Contact) -> Place:
    """Keeps a voice note as the story of the contact."""
    if turn.file is None:
        raise NotExpected
    file = received(turn.file)
    files.tell_first(
        turn.tx,
        by=turn.person,
        contact_id=contact.id,
        file=file,
        caption=turn.heard.caption,
        message_id=turn.heard.message_id,
        now=turn.now,
    )
    return place("contact", contact=contact.id, note={"kind": "StoryKept" if file.can_be_copied else "TooLargeKept"})


def play(turn: Turn) -> Place:
    """[Play what you told], [Play the voice note]: it comes again, nearer to the card"""
    which = turn.number(1) if len(turn.press.about) > 1 else None
    files.play(turn.tx, by=turn.person, contact_id=turn.number(0), attachment_id=which, now=turn.now)
    return _here(turn)


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
    contact, file = own_contact(turn.tx, turn.person, turn.place["contact"]), received(turn.file)
    files.add_recording(
        turn.tx,
        by=turn.person,
        contact_id=contact.id,
        file=file,
        caption=turn.heard.caption,
        message_id=turn.heard.message_id,
        now=turn.now,
    )
    note = {"kind": "RecordingAdded", "code": contact.code} if file.can_be_copied else {"kind": "TooLargeKept"}
    return place("contact", contact=contact.id, note=note)
