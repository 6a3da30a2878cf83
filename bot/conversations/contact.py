"""A shopper's contacts: the offer, the encounter, and telling it afterwards."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.conversations import questions, telling
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import contacts as views
from bot.views import earlier as earlier_views
from bot.views import encounters as going_on
from bot.views import telling as views_of_telling
from domain.contact import RECALL_WITHIN, Contact, Move, Outcome, State
from domain.operations import assignments, encounters, expenses, pay, submissions
from domain.operations.access import Action, ensure, own_contact
from domain.operations.files import lacking_recording
from domain.operations.sheets import sheet_of, study_of
from domain.person import Person
from domain.place import Place, place
from domain.refusal import NotExpected, OfferGone, Unknown
from domain.service import Unit
from domain.sheet import Sheet
from domain.storage import contacts, reviews, studies
from domain.study import Study
from domain.told import tells_a_time

UNFINISHED = (State.ACCEPTED, State.UNDERWAY, State.ANSWERING, State.RETURNED)


def tasks(turn: Turn) -> Place:
    """`/tasks`, and the pages of the list"""
    ensure(turn.person, Action.SHOP)
    page = turn.number(0) if turn.heard.press and turn.heard.press.about else 0
    return place("tasks", page=page)


def draw_tasks(desk: Desk, where: Place) -> View:
    """A shopper's contacts: offered, taken, and those that wait for a later stage or can still be taken back."""
    ensure(desk.person, Action.SHOP)
    offered = contacts.offers_to(desk.tx, desk.reader.id)
    mine = contacts.of_shopper(desk.tx, desk.reader.id, *UNFINISHED)
    handed_in = contacts.pending_of(desk.tx, desk.reader.id, since=desk.now - RECALL_WITHIN)
    waiting = [c for c in handed_in if _has_more(desk, c) or submissions.recallable_until(desk.tx, c, desk.now)]
    rows = [(c, _what(desk, c), views.standing(desk.words, c)) for c in [*mine, *waiting, *offered]]
    return views.tasks(desk.words, rows, where.get("page", 0))


def _has_more(desk: Desk, contact: Contact) -> bool:
    return any(stage["state"] != "submitted" for stage in contacts.stages_of(desk.tx, contact.id).values())


def _what(desk: Desk, contact: Contact) -> str:
    study = study_of(desk.tx, contact)
    return study.scenario(contact.scenario).label.text(desk.words.language, study.form.default_language)


def open_(turn: Turn) -> Place:
    """A contact's button, [Back] to its card, or [Show] of a notice that told nothing."""
    _mine(turn, turn.number(0))
    return place("contact", contact=turn.number(0))


def _mine(turn: Turn | Desk, contact_id: int) -> Contact:
    """A contact that this shopper has, or that waits for their answer (OfferGone or Unknown for all others)."""
    person = turn.person
    ensure(person, Action.SHOP)
    contact = contacts.get(turn.tx, contact_id)
    if contact is not None and person is not None and _has_left(turn, contact, person):
        raise OfferGone(place={"kind": "tasks"})
    if contact is not None and person is not None and contact.state is State.OFFERED:
        if contacts.is_offered(turn.tx, contact_id, person.id):
            return contact
        raise Unknown
    if person is None:
        raise Unknown
    return own_contact(turn.tx, person, contact_id)


def _has_left(turn: Turn | Desk, contact: Contact, person: Person) -> bool:
    """Whether a contact was offered to a shopper once, and is no longer theirs: declined, taken back, another's."""
    if contact.shopper_id == person.id or contacts.is_offered(turn.tx, contact.id, person.id):
        return False
    return contacts.was_offered(turn.tx, contact.id, person.id)


def draw(desk: Desk, where: Place) -> View:
    """A contact's card, whatever state it is in."""
    contact = _mine(desk, where["contact"])
    match contact.state:
        case State.OFFERED:
            return views.offer(desk.words, contact, briefing(desk, contact))
        case State.ACCEPTED:
            return views.accepted(desk.words, contact, briefing(desk, contact), _next_try(desk, contact))
        case State.UNDERWAY:
            study = study_of(desk.tx, contact)
            if encounters.lacks_wait(desk.tx, contact):
                return going_on.lacks_wait(desk.words, contact, study, contacts.times_of(desk.tx, contact))
            times = contacts.times_of(desk.tx, contact)
            return going_on.underway(desk.words, contact, study, times, encounters.alias_of(study, contact))
    sheet = sheet_of(desk.tx, contact, desk.now)
    if sheet.is_open:
        units = _reachable_units(sheet.study, contact)
        if units:
            return going_on.ask_reached(desk.words, contact, sheet.study, units, may_tell_first=sheet.may_tell_first)
        return questions.draw(desk, sheet, where.get("page", 0), more=bool(where.get("more")))
    return _handed_in(desk, sheet, receipt=bool(where.get("receipt")))


def _next_try(desk: Desk, contact: Contact) -> datetime | None:
    """From when on a failed contact may be tried again, in the study's time; None when it may be tried now."""
    earliest = encounters.next_try(desk.tx, contact)
    return study_of(desk.tx, contact).local(earliest) if earliest is not None and earliest > desk.now else None


def _reachable_units(study: Study, contact: Contact) -> tuple[Unit, ...]:
    units = study.units_of(contact.service)
    asked = contact.outcome is Outcome.ANSWERED and not contact.reached_unit and len(units) > 1
    return units if asked and contact.state is State.ANSWERING else ()


def briefing(desk: Desk, contact: Contact) -> Markup:
    """The brief of a contact in the reader's language."""
    row = studies.get(desk.tx, contact.study_id)
    if row is None:
        raise Unknown
    study = studies.definition(row)
    alias = encounters.alias_of(study, contact)
    earlier, cap = _earlier(desk, contact), expenses.cap_of(desk.tx, contact, desk.now)
    return views.brief(desk.words, contact, study, alias, earlier, simulated=row["simulated"], cap=cap)


def _earlier(desk: Desk, contact: Contact) -> Markup:
    """What the earlier encounter of the same customer was, and what it promised."""
    if not contact.thread or contact.step <= 1:
        return Markup()
    before = [c for c in contacts.of_thread(desk.tx, contact.wave_id, contact.thread) if c.step < contact.step]
    if not before:
        return Markup()
    return earlier_views.earlier(desk.words, sheet_of(desk.tx, before[-1], desk.now))


def _handed_in(desk: Desk, sheet: Sheet, *, receipt: bool) -> View:
    contact = sheet.contact
    coming = [
        (stage["due_at"], name)
        for name, stage in contacts.stages_of(desk.tx, contact.id).items()
        if stage["state"] == "waiting" and stage["due_at"]
    ]
    review = reviews.latest(desk.tx, contact.id) if contact.state is State.APPROVED else None
    return views.waiting(
        desk.words,
        contact,
        sheet.study,
        coming,
        receipt=receipt,
        paid_by=pay.paid_by(desk.tx, contact, review["reviewed_at"]) if review else None,
        lacks_recording=lacking_recording(sheet) is not None,
        recall_until=submissions.recallable_until(desk.tx, contact, desk.now),
    )


def accept(turn: Turn) -> Place:
    """[Accept]"""
    assignments.accept(turn.tx, by=turn.person, contact_id=turn.number(0), now=turn.now)
    return place("contact", contact=turn.number(0))


def decline(turn: Turn) -> Place:
    """[Decline]"""
    assignments.decline(turn.tx, by=turn.person, contact_id=turn.number(0), now=turn.now)
    return place("tasks", note={"kind": "Declined"})


def release(turn: Turn) -> Place:
    """[I give this up], asked once more"""
    own_contact(turn.tx, turn.person, turn.number(0))
    return place("release", contact=turn.number(0))


def draw_release(desk: Desk, where: Place) -> View:
    """Asks before a contact is given up."""
    return views.release(desk.words, own_contact(desk.tx, desk.reader, where["contact"]))


def release_surely(turn: Turn) -> Place:
    """[I give this up], surely"""
    assignments.release(turn.tx, by=turn.person, contact_id=turn.number(0), now=turn.now)
    return place("tasks", note={"kind": "Released"})


def brief(turn: Turn) -> Place:
    """[Brief]"""
    own_contact(turn.tx, turn.person, turn.number(0))
    return place("brief", contact=turn.number(0))


def draw_brief(desk: Desk, where: Place) -> View:
    """The brief."""
    contact = own_contact(desk.tx, desk.reader, where["contact"])
    return views.brief_card(desk.words, contact, briefing(desk, contact))


def start(turn: Turn) -> Place:
    """[Start contact]"""
    encounters.start(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return place("contact", contact=turn.number(0))


def answered(turn: Turn) -> Place:
    """[Answered], [Reply received], [Served]"""
    encounters.note_answered(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return place("contact", contact=turn.number(0))


def ended(turn: Turn) -> Place:
    """[Ended]; how long one waited is asked when [Answered] was not pressed"""
    known = encounters.end(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return place("contact" if known else "told", contact=turn.number(0))


def failed(turn: Turn) -> Place:
    """[No answer]"""
    own_contact(turn.tx, turn.person, turn.number(0))
    return place("failed", contact=turn.number(0))


def draw_failed(desk: Desk, where: Place) -> View:
    """How a contact failed."""
    contact = own_contact(desk.tx, desk.reader, where["contact"])
    if not contact.may(Move.RETRY):
        return draw(desk, place("contact", contact=contact.id))
    return going_on.failed(desk.words, contact)


def fail(turn: Turn) -> Place:
    """A way of failing"""
    if turn.about(2) not in set(Outcome):
        raise Unknown
    encounters.fail(
        turn.tx,
        by=turn.person,
        contact_id=turn.number(0),
        version=turn.number(1),
        outcome=Outcome(turn.about(2)),
        now=turn.now,
    )
    return place("contact", contact=turn.number(0))


def undo(turn: Turn) -> Place:
    """[Change how it went]"""
    encounters.undo_failure(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return place("contact", contact=turn.number(0))


def retry(turn: Turn) -> Place:
    """[I try again later]"""
    encounters.try_again(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return place("contact", contact=turn.number(0))


def reached(turn: Turn) -> Place:
    """The unit that answered"""
    contact = own_contact(turn.tx, turn.person, turn.number(0))
    units = study_of(turn.tx, contact).units_of(contact.service)
    if turn.number(2) >= len(units):
        raise Unknown
    unit = units[turn.number(2)].name
    encounters.note_reached(turn.tx, by=turn.person, contact_id=contact.id, version=turn.number(1), unit=unit)
    return place("contact", contact=contact.id)


def who_answered(turn: Turn) -> Place:
    """[Who answered]: the unit is asked once more"""
    encounters.ask_reached_again(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1))
    return place("contact", contact=turn.number(0))


def recall(turn: Turn) -> Place:
    """[Take it back]"""
    id, version = turn.number(0), turn.number(1)
    state = submissions.recall(turn.tx, by=turn.person, contact_id=id, version=version, now=turn.now)
    kind = "Recalled" if state is State.ANSWERING else "RecalledPart"
    return place("contact", contact=id, note={"kind": kind})


def draw_telling(desk: Desk, where: Place) -> View:
    """The next thing to tell: when it started, how long one waited, how long it took."""
    contact = own_contact(desk.tx, desk.reader, where["contact"])
    if not (contact.may(Move.END) or contact.state is State.ANSWERING):
        return draw(desk, place("contact", contact=contact.id))
    wait = telling.seconds(where.get("wait"))
    if wait is not None:
        return views_of_telling.ask_length(desk.words, contact, wait)
    if where.get("start"):
        return views_of_telling.ask_wait(desk.words, contact)
    if encounters.lacks_wait(desk.tx, contact):
        return views_of_telling.ask_wait(desk.words, contact, back="contact")
    study = study_of(desk.tx, contact)
    return views_of_telling.ask_start(desk.words, contact, study.local(desk.now))


def said(turn: Turn) -> Place:
    """Anything typed or sent while a contact's card is open."""
    contact = own_contact(turn.tx, turn.person, turn.place["contact"])
    if contact.state in {State.ACCEPTED, State.UNDERWAY}:
        if not tells_a_time(turn.text):
            raise NotExpected
        return telling.line(turn, contact)
    units = _reachable_units(study_of(turn.tx, contact), contact)
    if units and turn.file is not None:
        return questions.tells_story(turn, contact)
    return _reached_told(turn, contact, units) if units else questions.said(turn, contact)


def _reached_told(turn: Turn, contact: Contact, units: Sequence[Unit]) -> Place:
    """The unit that answered, typed: its name, or how it begins."""
    typed = turn.text.casefold()
    fitting = [unit for unit in units if any(name.casefold().startswith(typed) for name in unit.label.root.values())]
    if len(fitting) != 1:
        raise NotExpected
    encounters.note_reached(
        turn.tx, by=turn.person, contact_id=contact.id, version=contact.version, unit=fitting[0].name
    )
    return place("contact", contact=contact.id)
