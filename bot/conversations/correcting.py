"""A message that was edited: what came in it changes, and the shopper stays where they are."""

from contextlib import suppress
from datetime import datetime, time
from typing import Any

from bot.conversations.questions import received
from bot.conversations.telling import whole
from bot.turn import Turn
from bot.views.corrections import answer_note, file_note, story_note, times_note
from domain.contact import Moment
from domain.operations import answers, edited_files, encounters
from domain.operations.sheets import study_of
from domain.person import Role
from domain.place import Place
from domain.refusal import AnsweredSince, Refusal
from domain.storage import contacts


def edited(turn: Turn) -> Place | None:
    """Corrects what a message told: its file, the words under it, an answer, a comment, or times."""
    heard = turn.heard
    if turn.person.role is not Role.SHOPPER or heard.message_id is None:
        return None
    if heard.location is not None:
        # a position that is shared moves on by itself
        return None
    try:
        replaced = _file_edited(turn, heard.message_id)
        reworded = _words_edited(turn, heard.message_id)
    except Refusal as refused:
        # what is told of another contact does not take the shopper there
        refused.details.pop("place", None)
        raise
    note = replaced or reworded
    return Place(turn.place.kind, {**turn.place.about, "note": note}) if note else None


def _file_edited(turn: Turn, message_id: int) -> dict[str, Any] | None:
    """Puts another file in its place; None when it is the same, or was nothing to us."""
    if turn.file is None:
        return None
    file = received(turn.file, turn.heard.album)
    sheet = edited_files.replace(
        turn.tx, by=turn.person, message_id=message_id, file=file, caption=turn.heard.caption, now=turn.now
    )
    return file_note(sheet, file) if sheet else None


def _words_edited(turn: Turn, message_id: int) -> dict[str, Any] | None:
    """Changes the words; None when they are the same, or were nothing to us."""
    heard = turn.heard
    captioned = heard.file is not None
    text = heard.caption if captioned else heard.text
    corrected = answers.correct(
        turn.tx,
        by=turn.person,
        message_id=message_id,
        text=None if heard.command else text,
        is_caption=captioned,
        now=turn.now,
    )
    if corrected:
        return answer_note(turn.words, corrected)
    if not captioned:
        return _times_edited(turn, message_id)
    told = edited_files.reword_story(turn.tx, by=turn.person, message_id=message_id, words=text, now=turn.now)
    return story_note(told, text) if told else None


def _times_edited(turn: Turn, message_id: int) -> dict[str, Any] | None:
    """Corrects the times that a line told; None when it told none, or tells the same ones."""
    contact = contacts.told_in(turn.tx, turn.person.id, message_id)
    if contact is None:
        return None
    rows, text = contacts.told_by(turn.tx, contact, message_id), turn.heard.text
    told, written = {row["moment"]: row["at"] for row in rows}, rows[0]["recorded_at"]
    study = study_of(turn.tx, contact)
    zone = study.terms.zone
    with suppress(Refusal):
        if whole(text, written, zone, contact) == told:
            return None
    # yesterday is the day before it was written, whenever it is edited
    last_moment = datetime.combine(written.astimezone(zone), time.max, zone)
    times = whole(text, min(turn.now, last_moment), zone, contact)
    if contacts.times_of(turn.tx, contact) != told:
        raise AnsweredSince
    started = times[Moment.STARTED]
    encounters.tell(
        turn.tx,
        by=turn.person,
        contact_id=contact.id,
        started=started,
        wait=times[Moment.ANSWERED] - started,
        length=times[Moment.ENDED] - started,
        message_id=message_id,
        now=turn.now,
    )
    return times_note(turn.words, contact, study, told, times)
