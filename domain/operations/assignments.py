"""Handing contacts out: offered, accepted, declined, released."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_

from domain.contact import Contact, Move, State
from domain.operations.access import Action, ensure, own_contact
from domain.operations.studies import ensure_wave_open
from domain.person import Person, Role
from domain.refusal import (
    CodesUnknown,
    DatesWrong,
    MayNotTake,
    NobodyToTake,
    NotOpen,
    NotThatState,
    OfferGone,
    ShopperUnknown,
    Stale,
    Unknown,
)
from domain.service import Channel
from domain.storage import audit, contacts, outbox, people, studies
from domain.storage.tables import contact as contact_table
from domain.storage.transaction import Transaction

VISITS_REST = 90
"""Days before the same shopper may visit the same unit again, when the study does not say."""
IN_HAND = (State.OFFERED, State.ACCEPTED, State.UNDERWAY, State.ANSWERING, State.SUBMITTED, State.RETURNED)
"""A shopper who holds contacts in these states has work already."""
CODE = re.compile(r"(.+)[-–−](\d{1,6})", re.ASCII)
"""A contact's code; phones make longer dashes of the short one."""
ECHOED = 200
"""Characters of what was typed that a refusal says again."""


def offerable(tx: Transaction, *, by: Person, study_id: int) -> Sequence[Contact]:
    """Returns the open contacts of a study's present wave, none when it has been closed."""
    ensure(by, Action.RUN)
    wave = studies.present_wave(tx, study_id)
    return [] if wave["closed_at"] is not None else contacts.of_wave(tx, wave["id"], State.OPEN)


def of_codes(tx: Transaction, *, by: Person, codes: Iterable[str]) -> Sequence[Contact]:
    """Returns the open contacts of some codes, each once (CodesUnknown or NotOpen otherwise); `HAVU-3` is HAVU-003."""
    ensure(by, Action.RUN)
    found = {code: _of_code(tx, code) for code in codes}
    unknown = [code for code, contact in found.items() if contact is None]
    if unknown:
        raise CodesUnknown(codes=", ".join(unknown)[:ECHOED])
    chosen = {contact.id: contact for contact in found.values() if contact is not None}
    ensure_open(chosen.values())
    return list(chosen.values())


def _of_code(tx: Transaction, code: str) -> Contact | None:
    parts = CODE.fullmatch(code)
    return contacts.of_code(tx, f"{parts[1]}-{int(parts[2]):03}" if parts else code)


def ensure_open(chosen: Iterable[Contact], **details: object) -> None:
    """Refuses contacts that are not open, and says how they stand (NotOpen)."""
    taken = [contact for contact in chosen if contact.state is not State.OPEN]
    if taken:
        raise NotOpen(standing=" ".join(f"{contact.code}={contact.state.value}" for contact in taken), **details)


def a_shopper(tx: Transaction, *, by: Person, code: str) -> Person:
    """Returns the shopper of a code (ShopperUnknown otherwise)."""
    ensure(by, Action.RUN)
    found = people.of_code(tx, code)
    if found is None or found.role is not Role.SHOPPER:
        raise ShopperUnknown(who=code[:ECHOED])
    return found


def obstacle(tx: Transaction, contact: Contact, shopper: Person, now: datetime) -> str | None:
    """Returns why a shopper may not take a contact (thread, rotation, unreachable), or None."""
    if not shopper.reachable:
        return "unreachable"
    if contact.thread and _thread_in_other_hands(tx, contact, shopper):
        return "thread"
    return "rotation" if _met_lately(tx, contact, shopper, now) else None


def _thread_in_other_hands(tx: Transaction, contact: Contact, shopper: Person) -> bool:
    others = contacts.of_thread(tx, contact.wave_id, contact.thread)
    return any(other.shopper_id not in (None, shopper.id) for other in others)


def _met_lately(tx: Transaction, contact: Contact, shopper: Person, now: datetime) -> bool:
    """Whether the shopper has met the unit that answered, in whichever of the client's studies."""
    row = studies.get(tx, contact.study_id)
    if row is None:
        return False
    days = studies.definition(row).terms.rotation_days
    if days is None:
        days = VISITS_REST if contact.channel is Channel.VISIT else 0
    if days == 0:
        return False
    since = (now - timedelta(days=days)).date()
    met = contacts.find(
        tx,
        contact_table.c.shopper_id == shopper.id,
        contact_table.c.study_id.in_([study["id"] for study in studies.of_client(tx, row["client_id"])]),
        or_(
            contact_table.c.reached_unit == contact.answering_unit,
            and_(contact_table.c.reached_unit == "", contact_table.c.unit == contact.answering_unit),
        ),
        contact_table.c.id != contact.id,
        contact_table.c.closes_on >= since,
        limit=1,
    )
    return bool(met)


def offer(
    tx: Transaction,
    *,
    by: Person,
    contact_ids: Sequence[int],
    shopper_id: int,
    now: datetime,
    until: date | None = None,
) -> int:
    """Offers open contacts to one shopper, to be made `until` a day, and returns how many; all or none of them."""
    ensure(by, Action.RUN)
    shopper = people.get(tx, shopper_id)
    if shopper is None or shopper.role is not Role.SHOPPER:
        raise Unknown
    for contact_id in contact_ids:
        contact = _open(tx, contact_id)
        _offer(tx, by, contact if until is None else _closing(tx, contact, until, now), [shopper], now)
    return len(contact_ids)


def _closing(tx: Transaction, contact: Contact, until: date, now: datetime) -> Contact:
    """Sets a contact's last day, which has not passed and is not before its first (DatesWrong otherwise)."""
    row = studies.get(tx, contact.study_id)
    if row is None:
        raise Unknown
    if until < contact.opens_on or until < studies.definition(row).local(now).date():
        raise DatesWrong
    contacts.change(tx, contact, closes_on=until)
    return replace(contact, closes_on=until, version=contact.version + 1)


def offer_in_balance(tx: Transaction, *, by: Person, contact_ids: Sequence[int], now: datetime) -> int:
    """Shares open contacts evenly over the shoppers who may take them; the steps of a thread go to one shopper.

    What each of them has in hand of the same wave counts.
    """
    ensure(by, Action.RUN)
    shoppers = people.all_of(tx, Role.SHOPPER)
    load = _in_hand(tx, {_open(tx, contact_id).wave_id for contact_id in contact_ids})
    for contact_id in contact_ids:
        contact = _open(tx, contact_id)
        able = [shopper for shopper in shoppers if obstacle(tx, contact, shopper, now) is None]
        if not able:
            raise NobodyToTake(code=contact.code)
        # by the position too, so that equal loads give the same plan every time
        chosen = min(able, key=lambda shopper: (load[shopper.id], shopper.id))
        load[chosen.id] += 1
        _offer(tx, by, contact, [chosen], now)
    return len(contact_ids)


def _in_hand(tx: Transaction, wave_ids: Iterable[int]) -> Counter[int]:
    """How many contacts of some waves each shopper has in hand."""
    held = [contact for wave_id in wave_ids for contact in contacts.of_wave(tx, wave_id, *IN_HAND)]
    return Counter(contact.shopper_id for contact in held if contact.shopper_id is not None)


def open_call(tx: Transaction, *, by: Person, contact_ids: Sequence[int], now: datetime) -> int:
    """Offers contacts to every shopper who may take them; the first to accept has it."""
    ensure(by, Action.RUN)
    shoppers = people.all_of(tx, Role.SHOPPER)
    for contact_id in contact_ids:
        contact = _open(tx, contact_id)
        able = [shopper for shopper in shoppers if obstacle(tx, contact, shopper, now) is None]
        if not able:
            raise NobodyToTake(code=contact.code)
        _offer(tx, by, contact, able, now)
    return len(contact_ids)


def _open(tx: Transaction, contact_id: int) -> Contact:
    contact = contacts.get(tx, contact_id)
    if contact is None:
        raise Unknown
    ensure_open([contact])
    ensure_wave_open(studies.get_wave(tx, contact.wave_id))
    return contact


def _offer(tx: Transaction, by: Person, contact: Contact, shoppers: Sequence[Person], now: datetime) -> None:
    for shopper in shoppers:
        reason = obstacle(tx, contact, shopper, now)
        if reason is not None:
            raise MayNotTake(shopper=shopper.name, code=contact.code, reason=reason)
        contacts.assign(tx, contact.id, shopper.id, by=by.id, now=now)
        outbox.tell(tx, shopper, "offer", now, contact=contact.id)
    only = shoppers[0].id if len(shoppers) == 1 else None
    contacts.change(tx, contact, state=State.OFFERED, shopper_id=only)


def offered_to(tx: Transaction, by: Person, contact_id: int) -> Contact:
    """Returns a contact that has been offered to this shopper and not answered (Unknown or OfferGone otherwise)."""
    ensure(by, Action.SHOP)
    contact = contacts.get(tx, contact_id)
    if contact is None or not contacts.was_offered(tx, contact_id, by.id):
        raise Unknown
    if contact.shopper_id == by.id and contact.state is not State.OFFERED:
        raise NotThatState(code=contact.code, place={"kind": "contact", "contact": contact.id})
    if contact.state is not State.OFFERED or not contacts.is_offered(tx, contact_id, by.id):
        raise OfferGone(place={"kind": "tasks"})
    return contact


def accept(tx: Transaction, *, by: Person, contact_id: int, now: datetime) -> None:
    """Takes an offered contact; other offers of the same one expire."""
    contact = offered_to(tx, by, contact_id)
    reason = obstacle(tx, contact, by, now)
    if reason is not None:
        raise MayNotTake(shopper=by.name, code=contact.code, reason=reason)
    contacts.answer_offer(tx, contact_id, by.id, "accepted", now)
    contacts.expire_offers(tx, contact_id, now)
    contacts.change(tx, contact, state=State.ACCEPTED, shopper_id=by.id)
    audit.note(tx, by.id, "accept", contact.code, now)


def decline(tx: Transaction, *, by: Person, contact_id: int, now: datetime) -> None:
    """Leaves an offered contact to others; the coordinator is told."""
    contact = offered_to(tx, by, contact_id)
    contacts.answer_offer(tx, contact_id, by.id, "declined", now)
    if not contacts.offered_to(tx, contact_id):
        contacts.change(tx, contact, state=State.OPEN, shopper_id=None)
    _tell_assigner(tx, contact, "declined", by, now)
    audit.note(tx, by.id, "decline", contact.code, now)


def release(tx: Transaction, *, by: Person, contact_id: int, now: datetime) -> None:
    """Gives up a contact that has not begun; the coordinator is told."""
    contact = own_contact(tx, by, contact_id)
    if not contact.may(Move.RELEASE):
        raise NotThatState(code=contact.code, place={"kind": "contact", "contact": contact.id})
    contacts.answer_offer(tx, contact_id, by.id, "released", now)
    contacts.change(tx, contact, state=State.OPEN, shopper_id=None)
    _tell_assigner(tx, contact, "released", by, now)
    audit.note(tx, by.id, "release", contact.code, now)


def withdraw(tx: Transaction, *, by: Person, contact_id: int, version: int, now: datetime) -> None:
    """Takes an offer, or a contact that has not begun, back; whoever had it is told."""
    ensure(by, Action.RUN)
    contact = contacts.get(tx, contact_id)
    if contact is None:
        raise Unknown
    here = {"kind": "review", "contact": contact.id}
    if not contact.may(Move.WITHDRAW):
        raise NotThatState(code=contact.code, place=here)
    if contact.version != version:
        raise Stale(place=here)
    for shopper_id in contacts.withdraw_offers(tx, contact, now):
        shopper = people.get(tx, shopper_id)
        if shopper is not None:
            outbox.tell(tx, shopper, "withdrawn", now, contact=contact.id)
    contacts.change(tx, contact, state=State.OPEN, shopper_id=None)
    audit.note(tx, by.id, "withdraw", contact.code, now)


def _tell_assigner(tx: Transaction, contact: Contact, kind: str, by: Person, now: datetime) -> None:
    assigner_id = contacts.assigner_of(tx, contact.id)
    assigner = people.get(tx, assigner_id) if assigner_id else None
    if assigner is not None:
        outbox.tell(tx, assigner, kind, now, contact=contact.id, shopper=by.id)
