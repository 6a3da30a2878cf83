"""The encounter itself: started, answered, ended, or told afterwards."""

from datetime import datetime, timedelta

from domain.contact import Contact, Moment, Move, Outcome, Source, State
from domain.operations.access import own_contact
from domain.operations.sheets import study_of
from domain.person import Person
from domain.profile import Alias
from domain.refusal import (
    AliasInUse,
    AnswerBeforeStart,
    EarlierStepFirst,
    EndsInTheFuture,
    InTheFuture,
    NotThatState,
    Stale,
    TooLongToBe,
    TooSoonAgain,
    Unknown,
    WaitTooLong,
)
from domain.storage import audit, contacts
from domain.storage.tables import contact as contact_table
from domain.storage.transaction import Transaction
from domain.study import Study


def _held(tx: Transaction, by: Person, contact_id: int, version: int | None, move: Move) -> Contact:
    contact = own_contact(tx, by, contact_id)
    here = {"kind": "contact", "contact": contact_id}
    if version is not None and version != contact.version:
        raise Stale(place=here)
    if not contact.may(move):
        raise NotThatState(code=contact.code, place=here)
    return contact


def start(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Begins a contact: the clock runs, and its alias is nobody else's until it has ended."""
    contact = _held(tx, by, contact_id, version, Move.START)
    _check_earlier(tx, contact)
    _check_next_try(tx, contact, now)
    alias = take_alias(tx, contact)
    contacts.set_time(tx, contact, Moment.STARTED, now, source=Source.BUTTON, now=now)
    contacts.change(tx, contact, state=contact.after(Move.START), alias=alias)


def _check_earlier(tx: Transaction, contact: Contact) -> None:
    if not contact.thread:
        return
    for other in contacts.of_thread(tx, contact.wave_id, contact.thread):
        begun = other.state not in {State.OPEN, State.OFFERED, State.ACCEPTED}
        if other.step < contact.step and not begun:
            raise EarlierStepFirst(code=other.code)


def next_try(tx: Transaction, contact: Contact) -> datetime | None:
    """Returns from when on a contact that has failed before may be tried again; None when it never has."""
    last = contacts.last_time_of_failed_try(tx, contact)
    return None if last is None else contact.next_try(last, study_of(tx, contact).terms.zone)


def _check_next_try(tx: Transaction, contact: Contact, started: datetime) -> None:
    earliest = next_try(tx, contact)
    if earliest is not None and started < earliest:
        local = study_of(tx, contact).local(earliest)
        here = {"kind": "contact", "contact": contact.id}
        raise TooSoonAgain(day=local.date().isoformat(), clock=local.isoformat(), place=here)


def take_alias(tx: Transaction, contact: Contact) -> str:
    """Returns an alias of the profile that no contact under way uses; '' when the study names none.

    The steps of one thread are one customer, so they keep the alias of the earlier step.
    """
    known = [alias.alias for alias in study_of(tx, contact).aliases if alias.profile == contact.profile]
    if not known:
        return ""
    thread = contacts.of_thread(tx, contact.wave_id, contact.thread) if contact.thread else []
    kept = next((other.alias for other in thread if other.alias), None)
    busy = contacts.find(
        tx,
        contact_table.c.study_id == contact.study_id,
        contact_table.c.state == State.UNDERWAY,
        contact_table.c.id != contact.id,
    )
    users = {other.alias: other for other in busy if not contact.thread or other.thread != contact.thread}
    wanted = [kept] if kept else known
    free = [alias for alias in wanted if alias not in users]
    if not free:
        raise AliasInUse(code=users[wanted[0]].code)
    return free[0]


def alias_of(study: Study, contact: Contact) -> Alias | None:
    """Returns who the shopper says they are: the reserved alias, else the profile's first one."""
    fitting = [alias for alias in study.aliases if alias.profile == contact.profile]
    return next((alias for alias in fitting if alias.alias == contact.alias), fitting[0] if fitting else None)


def is_under_cover(tx: Transaction, person: Person, now: datetime) -> bool:
    """Whether somebody is in the middle of a contact, where a message to them could give them away."""
    underway = contacts.of_shopper(tx, person.id, State.UNDERWAY)
    return any(contact.gives_cover(contacts.times_of(tx, contact), now) for contact in underway)


def note_answered(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Notes that somebody answered, or that the reply has come; of an ended contact the wait is told instead."""
    contact = _held(tx, by, contact_id, version, Move.END)
    times = contacts.times_of(tx, contact)
    if Moment.STARTED not in times or Moment.ENDED in times:
        raise NotThatState(code=contact.code, place={"kind": "contact", "contact": contact_id})
    contacts.set_time(tx, contact, Moment.ANSWERED, now, source=Source.BUTTON, now=now)
    contacts.change(tx, contact)


def end(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> bool:
    """Ends an answered contact, so that its questions begin; False when nobody knows yet when it was answered.

    It ends once: pressing again does not move the end.
    """
    contact = _held(tx, by, contact_id, version, Move.END)
    times = contacts.times_of(tx, contact)
    if Moment.STARTED not in times:
        raise NotThatState(code=contact.code, place={"kind": "contact", "contact": contact_id})
    if lacks_wait(tx, contact):
        return False
    contacts.set_time(tx, contact, Moment.ENDED, now, source=Source.BUTTON, now=now)
    if Moment.ANSWERED not in times:
        contacts.change(tx, contact)
        return False
    _over(tx, contact, Outcome.ANSWERED)
    return True


def lacks_wait(tx: Transaction, contact: Contact) -> bool:
    """Whether a contact has ended, and nobody knows yet how long its answer was waited for."""
    times = contacts.times_of(tx, contact)
    return contact.state is State.UNDERWAY and Moment.ENDED in times and Moment.ANSWERED not in times


def tell_wait(tx: Transaction, *, by: Person, contact_id: int, wait: timedelta, now: datetime) -> None:
    """Completes a contact whose start and end were pressed, by how long the shopper waited."""
    contact = _held(tx, by, contact_id, None, Move.END)
    times = contacts.times_of(tx, contact)
    if not lacks_wait(tx, contact):
        raise NotThatState(code=contact.code, place={"kind": "contact", "contact": contact_id})
    answered = times[Moment.STARTED] + wait
    if wait < timedelta():
        raise AnswerBeforeStart
    if answered > times[Moment.ENDED]:
        raise WaitTooLong
    contacts.set_time(tx, contact, Moment.ANSWERED, answered, source=Source.TOLD, now=now)
    _over(tx, contact, Outcome.ANSWERED)


def tell(
    tx: Transaction,
    *,
    by: Person,
    contact_id: int,
    started: datetime,
    wait: timedelta,
    length: timedelta,
    message_id: int | None = None,
    now: datetime,
) -> None:
    """Tells an answered contact afterwards: when it started, how long one waited, how long it took from the start.

    While the questions are being answered the same corrects the times; the earlier ones stay in the trail. What has
    happened is told as it was, even of a try that came too soon. `message_id` is the message that told all of it.
    """
    contact = own_contact(tx, by, contact_id)
    corrects = contact.state is State.ANSWERING and contact.outcome is Outcome.ANSWERED
    if not (contact.may(Move.END) or corrects):
        raise NotThatState(code=contact.code, place={"kind": "contact", "contact": contact_id})
    if started > now:
        raise InTheFuture
    if wait < timedelta():
        raise AnswerBeforeStart
    if wait > length:
        raise WaitTooLong
    if length > contact.longest:
        raise TooLongToBe
    if started + length > now + timedelta(minutes=1):
        raise EndsInTheFuture
    if contact.state is State.ACCEPTED:
        _check_earlier(tx, contact)
    source = Source.CORRECTED if contacts.times_of(tx, contact) else Source.TOLD
    for moment, at in (
        (Moment.STARTED, started),
        (Moment.ANSWERED, started + wait),
        (Moment.ENDED, started + length),
    ):
        contacts.set_time(tx, contact, moment, at, source=source, now=now, message_id=message_id)
    if corrects:
        contacts.change(tx, contact)
    else:
        _over(tx, contact, Outcome.ANSWERED)


def fail(tx: Transaction, *, by: Person, contact_id: int, version: int, outcome: Outcome, now: datetime) -> None:
    """Notes how a contact failed; nobody answering is a result, the others are not."""
    contact = _held(tx, by, contact_id, version, Move.END)
    if outcome in {Outcome.ANSWERED, Outcome.CLOSED}:
        raise Unknown
    times = contacts.times_of(tx, contact)
    if Moment.STARTED not in times:
        _check_next_try(tx, contact, now)
        contacts.set_time(tx, contact, Moment.STARTED, now, source=Source.TOLD, now=now)
    if Moment.ENDED not in times:
        contacts.set_time(tx, contact, Moment.ENDED, now, source=Source.BUTTON, now=now)
    _over(tx, contact, outcome)
    audit.note(tx, by.id, "failed", contact.code, now, outcome=outcome)


def undo_failure(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Takes back that a contact failed: it goes on, and its end is still to come."""
    contact = _held(tx, by, contact_id, version, Move.UNDO)
    if not contact.has_failed:
        raise NotThatState(code=contact.code, place={"kind": "contact", "contact": contact_id})
    contacts.undo_end(tx, contact, reason=f"taken back: {contact.outcome}")
    contacts.drop_stage(tx, contact.id, "")
    contacts.change(tx, contact, state=contact.after(Move.UNDO), outcome=None, asking="")
    audit.note(tx, by.id, "failure taken back", contact.code, now, outcome=contact.outcome)


def try_again(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Puts a failed try behind: it is counted, its times stay, and the contact waits to be started again later."""
    contact = _held(tx, by, contact_id, version, Move.RETRY)
    contacts.change(tx, contact, state=contact.after(Move.RETRY), attempts=contact.attempts + 1)
    audit.note(tx, by.id, "tries again", contact.code, now, outcome=Outcome.CLOSED)


def note_reached(tx: Transaction, *, by: Person, contact_id: int, version: int, unit: str) -> None:
    """Notes which unit answered."""
    contact = own_contact(tx, by, contact_id)
    if unit not in {each.name for each in study_of(tx, contact).units_of(contact.service)}:
        raise Unknown
    if version != contact.version:
        raise Stale(place={"kind": "contact", "contact": contact_id})
    if contact.state is not State.ANSWERING:
        raise NotThatState(code=contact.code, place={"kind": "contact", "contact": contact_id})
    contacts.change(tx, contact, reached_unit=unit)


def ask_reached_again(tx: Transaction, *, by: Person, contact_id: int, version: int) -> None:
    """Lets a shopper say once more which unit answered."""
    contact = own_contact(tx, by, contact_id)
    here = {"kind": "contact", "contact": contact_id}
    if version != contact.version:
        raise Stale(place=here)
    if contact.state is not State.ANSWERING or len(study_of(tx, contact).units_of(contact.service)) < 2:
        raise NotThatState(code=contact.code, place=here)
    contacts.change(tx, contact, reached_unit="")


def _over(tx: Transaction, contact: Contact, outcome: Outcome) -> None:
    contacts.set_stage(tx, contact.id, "", "due")
    contacts.change(tx, contact, state=contact.after(Move.END), outcome=outcome)
