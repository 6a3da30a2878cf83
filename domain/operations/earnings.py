"""What a shopper has earned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from domain.contact import Contact, State
from domain.operations.access import Action, ensure
from domain.person import Person
from domain.storage import contacts, reviews, studies
from domain.storage.transaction import Transaction


@dataclass(frozen=True)
class Earning:
    """One contact's fee; `paid_by` is the promised day, None when the study promises none or it waits for review."""

    contact: Contact
    fee: Decimal
    paid_by: date | None
    is_certain: bool
    """Whether the contact has been reviewed."""


def of_shopper(tx: Transaction, *, by: Person) -> Sequence[Earning]:
    """Returns what a shopper has earned or is about to, in the order of the contacts."""
    ensure(by, Action.SHOP)
    mine = contacts.of_shopper(tx, by.id, State.SUBMITTED, State.RETURNED, State.APPROVED, State.EXCLUDED)
    return [_earning(tx, contact) for contact in mine]


def _earning(tx: Transaction, contact: Contact) -> Earning:
    certain = contact.state in {State.APPROVED, State.EXCLUDED}
    review = reviews.latest(tx, contact.id) if certain else None
    return Earning(contact, contact.fee, paid_by(tx, contact, review["reviewed_at"]) if review else None, certain)


def paid_by(tx: Transaction, contact: Contact, reviewed_at: datetime) -> date | None:
    """Returns by which day a contact reviewed at a moment is paid, when its study promises one."""
    row = studies.get(tx, contact.study_id)
    if row is None:
        return None
    study = studies.definition(row)
    days = study.terms.paid_within_days
    return study.local(reviewed_at).date() + timedelta(days=days) if days is not None else None
