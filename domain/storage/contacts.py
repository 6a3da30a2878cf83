"""Contacts, their assignments, timings and stages."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, or_, select

from domain.contact import Contact, Moment, Outcome, Source, State
from domain.storage import digests
from domain.storage.tables import assignment, audit, contact, stage, timing
from domain.storage.transaction import Transaction

FROM_EXCHANGE = "use exchange"
"""In the trail: a contact's unit and wait were taken from the client's telephone exchange."""
FIELDS = tuple(field.name for field in fields(Contact))


def _contact(row: RowMapping) -> Contact:
    return Contact(**{name: row[name] for name in FIELDS})


def get(tx: Transaction, id: int) -> Contact | None:
    """Returns the contact of that id."""
    row = tx.one(contact, id=id)
    return _contact(row) if row else None


def of_code(tx: Transaction, code: str) -> Contact | None:
    """Returns the contact of a code, typed in any case."""
    row = tx.one(contact, code=code.strip().upper())
    return _contact(row) if row else None


def find(tx: Transaction, *where: ColumnElement[bool], limit: int | None = None) -> Sequence[Contact]:
    """Returns the contacts that fit, in the order of their codes."""
    return [_contact(row) for row in tx.all(contact, *where, order=contact.c.id, limit=limit)]


def of_wave(tx: Transaction, wave_id: int, *states: State) -> Sequence[Contact]:
    """Returns a wave's contacts, those in the given states or all."""
    where = [contact.c.wave_id == wave_id]
    return find(tx, *where, *([contact.c.state.in_(states)] if states else []))


def of_shopper(tx: Transaction, shopper_id: int, *states: State) -> Sequence[Contact]:
    """Returns what a shopper has in the given states."""
    return find(tx, contact.c.shopper_id == shopper_id, contact.c.state.in_(states))


def pending_of(tx: Transaction, shopper_id: int, *, since: datetime) -> Sequence[Contact]:
    """Returns what a shopper has handed in that has a stage to come, or was handed in at a moment or later."""
    to_come = select(stage.c.contact_id).where(stage.c.agency_id == tx.agency, stage.c.state != "submitted")
    return find(
        tx,
        contact.c.shopper_id == shopper_id,
        contact.c.state.in_((State.SUBMITTED, State.APPROVED)),
        or_(contact.c.id.in_(to_come), contact.c.submitted_at >= since),
    )


def of_thread(tx: Transaction, wave_id: int, thread: str) -> Sequence[Contact]:
    """Returns the contacts of one customer's journey, in order."""
    return sorted(find(tx, contact.c.wave_id == wave_id, contact.c.thread == thread), key=lambda c: c.step)


def count_by_state(tx: Transaction, wave_id: int) -> Mapping[tuple[str, str, State], int]:
    """Returns how many contacts of a wave there are for each service, unit and state."""
    by = (contact.c.service, contact.c.unit, contact.c.state)
    rows = tx.read(
        select(*by, func.count().label("n"))
        .where(contact.c.agency_id == tx.agency, contact.c.wave_id == wave_id)
        .group_by(*by)
    )
    return {(row["service"], row["unit"], row["state"]): row["n"] for row in rows}


def count_results(tx: Transaction, study_id: int) -> Mapping[tuple[int, str], int]:
    """Returns how many contacts of a study count, for each wave and service that has any."""
    of = contact.c
    counts = (of.state == State.APPROVED, of.outcome.in_([outcome for outcome in Outcome if outcome.counts]))
    rows = tx.read(
        select(of.wave_id, of.service, func.count().label("n"))
        .where(of.agency_id == tx.agency, of.study_id == study_id, *counts)
        .group_by(of.wave_id, of.service)
    )
    return {(row["wave_id"], row["service"]): row["n"] for row in rows}


def index_of(tx: Transaction, id: int) -> float | None:
    """Returns a contact's index as last submitted, 0..100, or None."""
    return indices_of(tx, [id]).get(id)


def indices_of(tx: Transaction, ids: Sequence[int]) -> Mapping[int, float | None]:
    """Returns the indices of contacts as last submitted, 0..100 or None, by the contact's id."""
    of = contact.c
    rows = tx.read(select(of.id, of.score_index).where(of.agency_id == tx.agency, of.id.in_(ids)))
    return {row["id"]: row["score_index"] for row in rows}


def noted_at_submission(tx: Transaction, of: Contact) -> Mapping[str, Any]:
    """Returns the details that the trail keeps of a contact's last submission; none when there was none."""
    noted = (audit.c.person_id == of.shopper_id, audit.c.action == "submit", audit.c.thing == of.code)
    rows = tx.all(audit, *noted, audit.c.at == of.submitted_at, order=audit.c.id.desc(), limit=1)
    return rows[0]["details"] if rows else {}


def noted_from_exchange(tx: Transaction, of: Contact) -> Sequence[Mapping[str, Any]]:
    """Returns what the trail keeps of each time a contact's facts were taken from the exchange, oldest first."""
    rows = tx.all(audit, audit.c.action == FROM_EXCHANGE, audit.c.thing == of.code)
    return [row["details"] for row in rows]


def add_all(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds planned contacts."""
    tx.add_all(contact, rows)


def change(tx: Transaction, was: Contact, **values: Any) -> None:
    """Changes a contact; every change makes a new version, so that older buttons are stale."""
    tx.change(contact, contact.c.id == was.id, version=contact.c.version + 1, **values)


def assign(tx: Transaction, contact_id: int, shopper_id: int, *, by: int, now: datetime) -> None:
    """Notes that a contact has been offered to a shopper."""
    tx.add(assignment, contact_id=contact_id, shopper_id=shopper_id, state="offered", offered_by=by, offered_at=now)


def was_offered(tx: Transaction, contact_id: int, shopper_id: int) -> bool:
    """Says whether a contact has ever been offered to a shopper."""
    return bool(tx.all(assignment, *_to(contact_id, shopper_id), limit=1))


def is_offered(tx: Transaction, contact_id: int, shopper_id: int) -> bool:
    """Says whether an offer of a contact waits for this shopper's answer."""
    return bool(tx.all(assignment, *_to(contact_id, shopper_id), assignment.c.state == "offered", limit=1))


def offered_to(tx: Transaction, contact_id: int) -> Sequence[int]:
    """Returns the ids of the shoppers for whose answer an offer of a contact waits."""
    return [row["shopper_id"] for row in tx.all(assignment, contact_id=contact_id, state="offered")]


def answer_offer(tx: Transaction, contact_id: int, shopper_id: int, state: str, now: datetime) -> None:
    """Notes what came of a shopper's newest assignment: accepted, declined, released."""
    newest = tx.all(assignment, *_to(contact_id, shopper_id), order=assignment.c.id.desc(), limit=1)[0]
    tx.change(assignment, assignment.c.id == newest["id"], state=state, answered_at=now)


def expire_offers(tx: Transaction, contact_id: int, now: datetime) -> None:
    """Ends the offers of a contact that nobody has answered."""
    where = (assignment.c.contact_id == contact_id, assignment.c.state == "offered")
    tx.change(assignment, *where, state="expired", answered_at=now)


def withdraw_offers(tx: Transaction, of: Contact, now: datetime) -> Sequence[int]:
    """Ends the offers of a contact that wait for an answer, or that its shopper has accepted; returns whose."""
    held = assignment.c.state.in_(("offered", "accepted"))
    rows = tx.all(assignment, assignment.c.contact_id == of.id, held, order=assignment.c.id)
    tx.change(assignment, assignment.c.id.in_([row["id"] for row in rows]), state="withdrawn", answered_at=now)
    return list(dict.fromkeys(row["shopper_id"] for row in rows))


def offers_to(tx: Transaction, shopper_id: int) -> Sequence[Contact]:
    """Returns the contacts whose offer waits for this shopper's answer."""
    waiting = select(assignment.c.contact_id).where(
        assignment.c.agency_id == tx.agency, assignment.c.shopper_id == shopper_id, assignment.c.state == "offered"
    )
    return find(tx, contact.c.id.in_(waiting), contact.c.state == State.OFFERED)


def _to(contact_id: int, shopper_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return assignment.c.contact_id == contact_id, assignment.c.shopper_id == shopper_id


def assigner_of(tx: Transaction, contact_id: int) -> int | None:
    """Returns who handed the contact out last."""
    rows = tx.all(assignment, assignment.c.contact_id == contact_id, order=assignment.c.id.desc(), limit=1)
    return rows[0]["offered_by"] if rows else None


def set_time(
    tx: Transaction,
    of: Contact,
    moment: Moment,
    at: datetime,
    *,
    source: Source,
    now: datetime,
    message_id: int | None = None,
    reason: str = "",
) -> None:
    """Notes a time of the contact's present attempt; earlier ones of the same moment stay in the trail.

    `message_id` is the message that told it, if one did; `reason` why it is not as it was told.
    """
    digests.drop(tx, of.id)
    tx.add(
        timing,
        contact_id=of.id,
        attempt=of.attempts,
        moment=moment,
        at=at,
        source=source,
        reason=reason,
        message_id=message_id,
        recorded_at=now,
    )


UNDONE = -1
"""The try that times are put under when what they ended is taken back: they stay in the trail, and count no more."""


def undo_end(tx: Transaction, of: Contact, reason: str) -> None:
    """Puts the end of the contact's present attempt aside."""
    digests.drop(tx, of.id)
    present = (timing.c.contact_id == of.id, timing.c.attempt == of.attempts, timing.c.moment == Moment.ENDED)
    tx.change(timing, *present, attempt=UNDONE, reason=reason)


def told_in(tx: Transaction, shopper_id: int, message_id: int) -> Contact | None:
    """Returns the contact whose times a shopper's message told."""
    told = select(timing.c.contact_id).where(timing.c.agency_id == tx.agency, timing.c.message_id == message_id)
    return next(iter(find(tx, contact.c.shopper_id == shopper_id, contact.c.id.in_(told), limit=1)), None)


def told_by(tx: Transaction, of: Contact, message_id: int) -> Sequence[RowMapping]:
    """Returns the times that a message and its edits have told of a contact, oldest first."""
    return tx.all(timing, timing.c.contact_id == of.id, timing.c.message_id == message_id)


def times_of(tx: Transaction, of: Contact) -> Mapping[Moment, datetime]:
    """Returns the time that counts for each moment of a contact's present attempt."""
    return _times_of(tx, of, of.attempts)


def times_of_all(tx: Transaction, these: Sequence[Contact]) -> Mapping[int, Mapping[Moment, datetime]]:
    """Returns the times of each contact that has any as `times_of` does, by its id."""
    attempts = {each.id: each.attempts for each in these}
    found: dict[int, dict[Moment, datetime]] = {}
    for row in tx.all(timing, timing.c.contact_id.in_(attempts)):
        if row["attempt"] == attempts[row["contact_id"]]:
            found.setdefault(row["contact_id"], {})[row["moment"]] = row["at"]
    return found


def last_time_of_failed_try(tx: Transaction, of: Contact) -> datetime | None:
    """Returns the last known time of the attempt before the present one; None when this is the first."""
    return max(_times_of(tx, of, of.attempts - 1).values(), default=None) if of.attempts else None


def _times_of(tx: Transaction, of: Contact, attempt: int) -> Mapping[Moment, datetime]:
    rows = tx.all(timing, contact_id=of.id, attempt=attempt)
    return {row["moment"]: row["at"] for row in rows}


def stages_of(tx: Transaction, contact_id: int) -> Mapping[str, RowMapping]:
    """Returns the stages of a contact by name; the first one has the empty name."""
    return {row["stage"]: row for row in tx.all(stage, contact_id=contact_id)}


def stages_of_all(tx: Transaction, contact_ids: Sequence[int]) -> Mapping[int, Mapping[str, RowMapping]]:
    """Returns the stages by name of each contact that has any, by its id."""
    found: dict[int, dict[str, RowMapping]] = {}
    for row in tx.all(stage, stage.c.contact_id.in_(contact_ids)):
        found.setdefault(row["contact_id"], {})[row["stage"]] = row
    return found


def set_stage(tx: Transaction, contact_id: int, name: str, state: str, due_at: datetime | None = None) -> None:
    """Sets where a stage stands, and when it comes."""
    tx.put(stage, ("contact_id", "stage"), contact_id=contact_id, stage=name, state=state, due_at=due_at)


def hand_in_stages(tx: Transaction, contact_id: int, now: datetime) -> None:
    """Notes that the stages that are asked have been handed in, together."""
    tx.change(stage, stage.c.contact_id == contact_id, stage.c.state == "due", state="submitted", submitted_at=now)


def take_stages_back(tx: Transaction, of: Contact) -> Sequence[str]:
    """Lets the stages that were handed in last be asked again; returns their names."""
    last = (stage.c.contact_id == of.id, stage.c.submitted_at == of.submitted_at)
    names = [row["stage"] for row in tx.all(stage, *last)]
    tx.change(stage, *last, state="due", submitted_at=None)
    return names


def drop_stage(tx: Transaction, contact_id: int, name: str) -> None:
    """Removes a stage whose questions have become irrelevant."""
    tx.remove(stage, contact_id=contact_id, stage=name)


def stages_due(tx: Transaction, now: datetime) -> Sequence[RowMapping]:
    """Returns the waiting stages whose time has come."""
    return tx.all(stage, stage.c.due_at <= now, state="waiting")
