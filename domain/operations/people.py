"""Joining, inviting, and choosing a language."""

from datetime import datetime

from domain.operations.access import Action, ensure
from domain.person import Person, Role
from domain.refusal import AlreadyJoined, ClientNeeded, InvitationUnknown, MayNotInvite, NotALanguage, Unknown
from domain.storage import audit, clients, invitations, outbox, people
from domain.storage.transaction import Transaction
from domain.texts import languages

COMPANY_NAME = 200
NAME = 100
"""Longest name of a person, in characters."""


def invite(
    tx: Transaction, *, by: Person | None, role: Role, name: str = "", client: str = "", key: bytes, now: datetime
) -> int:
    """Makes an invitation and returns its id; `by` is None on the command line, `key` the installation's secret.

    An owner invites everyone, a coordinator shoppers and clients.
    """
    if by is not None:
        ensure(by, Action.RUN)
        if role.runs_studies and by.role is not Role.OWNER:
            raise MayNotInvite
    if role is Role.CLIENT and not client.strip():
        raise ClientNeeded
    client_id = clients.find_or_add(tx, client[:COMPANY_NAME]) if role is Role.CLIENT else None
    by_id = by.id if by else None
    id = invitations.add(tx, role=role, name=name[:NAME], client_id=client_id, by=by_id, key=key, now=now)
    audit.note(tx, by_id, "invite", role, now, client=client_id)
    return id


def join(tx: Transaction, *, chat_id: int, first_name: str, language: str, code: str, now: datetime) -> Person:
    """Uses a join link once and returns the new person; one who has joined keeps the link unused."""
    if people.of_chat(tx, chat_id) is not None:
        raise AlreadyJoined
    invitation = invitations.take(tx, code, now)
    if invitation is None:
        raise InvitationUnknown
    client_id = invitation["client_id"]
    person = people.add(
        tx,
        name=(invitation["name"] or first_name)[:NAME],
        role=invitation["role"],
        client_id=client_id,
        chat_id=chat_id,
        language=language,
        # the first of a company is the one who deals with the agency; to the others the right is given
        accepts_quotes=client_id is not None and not people.all_of(tx, Role.CLIENT, client_id=client_id),
        now=now,
    )
    invitations.use(tx, invitation["id"], by=person.id, now=now)
    outbox.tell(tx, person, "menu", now)
    audit.note(tx, person.id, "join", person.code, now)
    return person


def choose_language(tx: Transaction, *, by: Person, language: str, now: datetime) -> None:
    """Changes the language a person reads."""
    if language not in languages():
        raise NotALanguage
    people.change(tx, by.id, language=language)
    outbox.tell(tx, by, "menu", now)


def give_right(tx: Transaction, *, by: Person, person_id: int, accepts_quotes: bool, now: datetime) -> None:
    """Gives a client's person the right to accept quotes, or takes it back; coordinators do."""
    ensure(by, Action.RUN)
    person = people.get(tx, person_id)
    if person is None or person.role is not Role.CLIENT:
        raise Unknown
    if person.accepts_quotes is not accepts_quotes:
        people.change(tx, person.id, accepts_quotes=accepts_quotes)
        audit.note(tx, by.id, "give right" if accepts_quotes else "take right", person.code, now, right="accept quotes")


def note_heard_from(tx: Transaction, person: Person) -> None:
    """Notes that a person who writes or presses can be reached; what waited for that is sent now."""
    if not person.reachable:
        people.change(tx, person.id, reachable=True)
        outbox.owe_blocked(tx, person)


def note_unreachable(tx: Transaction, person: Person, now: datetime) -> None:
    """Notes that a person has blocked the bot or is gone; the coordinators are told, once."""
    if not person.reachable:
        return
    people.change(tx, person.id, reachable=False)
    for coordinator in people.all_of(tx, Role.COORDINATOR) or people.all_of(tx, Role.OWNER):
        if coordinator.id != person.id:
            outbox.tell(tx, coordinator, "unreachable", now, person=person.id)
