"""Telling a contact afterwards: step by step, in one line, or by editing that line."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.turn import Turn
from domain.contact import Contact, Moment
from domain.operations import encounters
from domain.operations.access import own_contact
from domain.operations.sheets import study_of
from domain.place import Place, place
from domain.refusal import NotATelling, Stale, TooLongToBe, Unknown
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


def whole(text: str, now: datetime, zone: ZoneInfo, contact: Contact) -> dict[Moment, datetime]:
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
