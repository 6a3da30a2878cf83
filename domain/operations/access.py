"""Who may do what: decided here and nowhere else. What isn't yours answers as if it did not exist."""

from enum import StrEnum

from domain.contact import Contact, State
from domain.person import Person, Role
from domain.refusal import Unknown
from domain.storage import contacts
from domain.storage.transaction import Transaction

HELD = frozenset(State) - {State.OPEN, State.OFFERED}


class Action(StrEnum):
    """What access is asked for."""

    RUN = "run"
    """Plan, assign, review, analyse, quote."""
    OWN = "own"
    """Invite coordinators, set prices."""
    SHOP = "shop"
    """See one's tasks and earnings."""
    MAKE = "make"
    """Carry out a contact and answer its questions."""
    COMMISSION = "commission"
    """See the reports, quotes and recordings of one's own company."""
    ACCEPT = "accept"
    """Accept and decline the quotes of one's own company: a right that each of its people has or has not."""


def may(person: Person | None, action: Action, thing: Contact | int | None = None) -> bool:
    """Says whether a person may do a thing: `thing` is the contact to make, or the id of the client to act for."""
    if person is None:
        return False
    match action:
        case Action.RUN:
            return person.role.runs_studies
        case Action.OWN:
            return person.role is Role.OWNER
        case Action.SHOP:
            return person.role is Role.SHOPPER
        case Action.MAKE:
            return person.role is Role.SHOPPER and isinstance(thing, Contact) and thing.shopper_id == person.id
        case Action.COMMISSION:
            return person.role is Role.CLIENT and (thing is None or thing == person.client_id)
        case Action.ACCEPT:
            return person.accepts_quotes and may(person, Action.COMMISSION, thing)


def ensure(person: Person | None, action: Action, thing: Contact | int | None = None) -> None:
    """Raises Unknown when a person may not."""
    if not may(person, action, thing):
        raise Unknown


def own_contact(tx: Transaction, by: Person, contact_id: int) -> Contact:
    """Returns a contact that a shopper has taken (Unknown for anybody else's)."""
    contact = contacts.get(tx, contact_id)
    if contact is None or contact.state not in HELD:
        raise Unknown
    ensure(by, Action.MAKE, contact)
    return contact
