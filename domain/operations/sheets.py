"""Opening a contact's sheet: everything that its questions depend on."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.contact import Contact, Moment, State
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


def sheets_of(
    tx: Transaction, submitted: Sequence[Contact], times: Mapping[int, Mapping[Moment, datetime]], now: datetime
) -> Sequence[Sheet]:
    """Returns the sheets of submitted contacts as `sheet_of` opens each, in a few queries for them all."""
    ids = [contact.id for contact in submitted]
    given, files = answers.of_contacts(tx, ids), answers.attachments_of_all(tx, ids)
    stages = contacts.stages_of_all(tx, ids)
    one_each = {contact.wave_id: contact for contact in submitted}
    waves = {id: (study_of(tx, contact), studies.get_wave(tx, id)["name"]) for id, contact in one_each.items()}
    return [
        Sheet(
            contact=contact,
            study=study,
            answers=given.get(contact.id, {}),
            files=files.get(contact.id, []),
            stages={name: stage["state"] for name, stage in stages.get(contact.id, {}).items()},
            facts=facts(contact, wave, times.get(contact.id, {})),
            returned={},
            now=now,
        )
        for contact in submitted
        for study, wave in [waves[contact.wave_id]]
    ]


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
