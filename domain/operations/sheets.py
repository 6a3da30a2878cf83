"""Opening a contact's sheet: everything that its questions depend on."""

from datetime import datetime

from domain.contact import Contact, State
from domain.operations.access import own_contact
from domain.person import Person
from domain.refusal import NotThatState, Stale, Unknown
from domain.sheet import Sheet, facts
from domain.storage import answers, contacts, reviews, studies
from domain.storage.transaction import Transaction
from domain.study import Study


def study_of(tx: Transaction, contact: Contact) -> Study:
    """Returns the study that a contact is of (Unknown when there is none)."""
    row = studies.get(tx, contact.study_id)
    if row is None:
        raise Unknown
    return studies.definition(row)


def sheet_of(tx: Transaction, contact: Contact, now: datetime) -> Sheet:
    """Returns a contact's sheet as it stands."""
    review = reviews.latest(tx, contact.id) if contact.state is State.RETURNED else None
    wave = studies.get_wave(tx, contact.wave_id)
    return Sheet(
        contact=contact,
        study=study_of(tx, contact),
        answers=answers.of_contact(tx, contact.id),
        files=answers.attachments_of(tx, contact.id),
        stages={name: stage["state"] for name, stage in contacts.stages_of(tx, contact.id).items()},
        facts=facts(contact, wave["name"], contacts.times_of(tx, contact)),
        returned=review["words"] if review else {},
        now=now,
    )


def own_sheet(tx: Transaction, *, by: Person, contact_id: int, version: int | None = None, now: datetime) -> Sheet:
    """Returns the sheet of a contact that this shopper is answering; a button of another version is Stale."""
    contact = own_contact(tx, by, contact_id)
    here = {"kind": "contact", "contact": contact_id}
    if version is not None and version != contact.version:
        raise Stale(place=here)
    sheet = sheet_of(tx, contact, now)
    if not sheet.is_open:
        raise NotThatState(code=contact.code, place=here)
    return sheet
