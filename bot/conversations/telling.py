"""Telling a contact afterwards: step by step, in one line, or by editing that line."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.turn import Turn
from bot.views.corrections import answer_note, times_note
from domain.contact import Contact, Moment
from domain.operations import answers, encounters
from domain.operations.access import own_contact
from domain.operations.sheets import study_of
from domain.person import Role
from domain.place import Place, place
from domain.refusal import AnsweredSince, NotATelling, Refusal, Stale, TooLongToBe, Unknown
from domain.storage import contacts
from domain.told import read_length, read_telling


def open_(turn: Turn) -> Place:
    """[I called already], [I did it already], [Tell how long you waited], [Correct the times]"""
    own_contact(turn.tx, turn.person, turn.number(0))
    return place("told", contact=turn.number(0))


def button(turn: Turn) -> Place:
    """A time or a length that has a button of its own."""
    contact = own_contact(turn.tx, turn.person, turn.number(0))
    where = turn.place
    if where.kind != "told" or where["contact"] != contact.id:
        raise Stale(place={"kind": "contact", "contact": contact.id})
    if turn.number(2) > contact.longest // timedelta(minutes=1):
        raise TooLongToBe
    minutes = timedelta(minutes=turn.number(2))
    match turn.about(1):
        case "s":
            return _goes_on(turn, contact, started=turn.now - minutes)
        case "w":
            return _goes_on(turn, contact, wait=minutes)
        case "l":
            return _goes_on(turn, contact, length=minutes)
    raise Unknown


def text(turn: Turn) -> Place:
    """A time or a length, typed; or all of it in one line."""
    contact = own_contact(turn.tx, turn.person, turn.place["contact"])
    where = turn.place
    if where.get("wait") is not None:
        return _goes_on(turn, contact, length=read_length(turn.text, contact.longest))
    if where.get("start") or encounters.lacks_wait(turn.tx, contact):
        return _goes_on(turn, contact, wait=read_length(turn.text, contact.longest))
    return line(turn, contact)


def edited(turn: Turn) -> Place | None:
    """A message that was edited: what came in it changes, and the shopper stays where they are"""
    heard = turn.heard
    if turn.person.role is not Role.SHOPPER or heard.message_id is None:
        return None
    if heard.location is not None:
        # a position that is shared moves on by itself
        return None
    captioned = heard.file is not None
    text = heard.caption if captioned else heard.text
    try:
        corrected = answers.correct(
            turn.tx,
            by=turn.person,
            message_id=heard.message_id,
            text=None if heard.command else text,
            is_caption=captioned,
            now=turn.now,
        )
        note = answer_note(turn.words, corrected) if corrected else _times_edited(turn, heard.message_id)
    except Refusal as refused:
        # what is told of another contact does not take the shopper there
        refused.details.pop("place", None)
        raise
    return Place(turn.place.kind, {**turn.place.about, "note": note}) if note else None


def _times_edited(turn: Turn, message_id: int) -> dict[str, str] | None:
    """Corrects the times that a line told, and returns what is said of it; None when it told none, or the same ones."""
    contact = contacts.told_in(turn.tx, turn.person.id, message_id)
    if contact is None:
        return None
    rows, text = contacts.told_by(turn.tx, contact, message_id), turn.heard.text
    told, written = {row["moment"]: row["at"] for row in rows}, rows[0]["recorded_at"]
    study = study_of(turn.tx, contact)
    zone = study.terms.zone
    with suppress(Refusal):
        if _whole(text, written, zone, contact) == told:
            return None
    # yesterday is the day before it was written, whenever it is edited
    last_moment = datetime.combine(written.astimezone(zone), time.max, zone)
    times = _whole(text, min(turn.now, last_moment), zone, contact)
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


def _whole(text: str, now: datetime, zone: ZoneInfo, contact: Contact) -> dict[Moment, datetime]:
    """All the times that a line tells (NotATelling when it leaves one out)."""
    started, wait, length = read_telling(text, now, zone, contact.longest)
    if wait is None or length is None:
        raise NotATelling
    return {Moment.STARTED: started, Moment.ANSWERED: started + wait, Moment.ENDED: started + length}


def line(turn: Turn, contact: Contact) -> Place:
    """`10.15, waited 3 min, took 12`; what is not told is asked."""
    zone = study_of(turn.tx, contact).terms.zone
    started, wait, length = read_telling(turn.text, turn.now, zone, contact.longest)
    return _goes_on(turn, contact, started=started, wait=wait, length=length)


def _goes_on(
    turn: Turn,
    contact: Contact,
    *,
    started: datetime | None = None,
    wait: timedelta | None = None,
    length: timedelta | None = None,
) -> Place:
    where = turn.place if turn.place.kind == "told" and turn.place["contact"] == contact.id else place("told")
    began = started or (datetime.fromisoformat(where["start"]) if where.get("start") else None)
    if began is None and wait is not None and encounters.lacks_wait(turn.tx, contact):
        encounters.tell_wait(turn.tx, by=turn.person, contact_id=contact.id, wait=wait, now=turn.now)
        return place("contact", contact=contact.id)
    waited = wait if wait is not None else seconds(where.get("wait"))
    if began is None:
        raise Stale(place={"kind": "told", "contact": contact.id})
    took = length if length is not None else seconds(where.get("length"))
    if waited is None or took is None:
        known = {"wait": waited, "length": took}
        kept = {name: each.total_seconds() for name, each in known.items() if each is not None}
        return place("told", contact=contact.id, start=began.isoformat(), **kept)
    all_at_once = None not in (started, wait, length)
    encounters.tell(
        turn.tx,
        by=turn.person,
        contact_id=contact.id,
        started=began,
        wait=waited,
        length=took,
        message_id=turn.heard.message_id if all_at_once else None,
        now=turn.now,
    )
    began = study_of(turn.tx, contact).local(began)
    # read back, since a time without a day may have been understood as yesterday's
    note = {"kind": "TimesKept", "day": began.date().isoformat(), "clock": began.isoformat()}
    return place("contact", contact=contact.id, note=note)


def seconds(value: float | None) -> timedelta | None:
    """Returns a length that a place has kept, if it has."""
    return timedelta(seconds=value) if value is not None else None
