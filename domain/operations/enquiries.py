"""Questions about results: asked by the client, or recorded on its behalf, and answered by the agency, once."""

from collections.abc import Sequence
from datetime import datetime

from domain.enquiry import ANSWERED, ASKED, Enquiry, length
from domain.operations.access import Action, ensure, may
from domain.operations.analyses import readable
from domain.operations.secrecy import ensure_nobody_named
from domain.operations.studies import a_study
from domain.person import Person, Role
from domain.refusal import EnquiryAnswered, Unknown, WordsTooLong
from domain.storage import audit, enquiries, outbox, people
from domain.storage.transaction import Transaction


def ask(tx: Transaction, *, by: Person, analysis_id: int, asked: str, now: datetime) -> int:
    """Asks about an analysis and returns the question's id; those who can answer are told.

    A coordinator records what a client has asked elsewhere; then nobody has to be told.
    """
    readable(tx, by, analysis_id)
    id = enquiries.add(tx, analysis_id=analysis_id, by=by.id, asked=_fitting(asked, ASKED), now=now)
    recorded = may(by, Action.RUN)
    if not recorded:
        for reader in people.all_of(tx, Role.COORDINATOR) or people.all_of(tx, Role.OWNER):
            outbox.tell(tx, reader, "asked", now, enquiry=id)
    audit.note(tx, by.id, "ask about result", str(id), now, **_on_behalf(recorded))
    return id


def answer(tx: Transaction, *, by: Person, enquiry_id: int, answered: str, now: datetime) -> bool:
    """Answers a question, once, and says whether its asker is sent it: of a recorded one it is only kept.

    The client reads it: it has no shopper's name in it (NamesAShopper).
    """
    found = to_answer(tx, by, enquiry_id)
    row, _ = readable(tx, by, found.analysis_id)
    ensure_nobody_named(tx, row["study_id"], answered)
    if not enquiries.put_answer(tx, found.id, by=by.id, answered=_fitting(answered, ANSWERED), now=now):
        raise _answered(tx, enquiry_id)
    asker = people.get(tx, found.asked_by)
    recorded = asker is None or may(asker, Action.RUN)
    if asker is not None and not recorded:
        outbox.tell(tx, asker, "enquiry_answered", now, enquiry=found.id)
    audit.note(tx, by.id, "answer about result", str(found.id), now, **_on_behalf(recorded))
    return not recorded


def to_answer(tx: Transaction, by: Person, enquiry_id: int) -> Enquiry:
    """Returns a question that waits, to coordinators (EnquiryAnswered when somebody was first)."""
    ensure(by, Action.RUN)
    found = of_mine(tx, by, enquiry_id)
    if not found.waits:
        raise _answered(tx, enquiry_id)
    return found


def of_mine(tx: Transaction, by: Person, enquiry_id: int) -> Enquiry:
    """Returns a question, to coordinators and to those who may read the analysis it is about."""
    found = enquiries.get(tx, enquiry_id)
    if found is None:
        raise Unknown
    readable(tx, by, found.analysis_id)
    return found


def of_study(tx: Transaction, by: Person, study_id: int) -> Sequence[Enquiry]:
    """Returns the questions about a study, to coordinators: those that wait first."""
    return enquiries.of_study(tx, a_study(tx, by, study_id)["id"])


def _answered(tx: Transaction, enquiry_id: int) -> EnquiryAnswered:
    found = enquiries.get(tx, enquiry_id)
    first = people.get(tx, found.answered_by) if found and found.answered_by else None
    return EnquiryAnswered(who=first.name if first else "–", place={"kind": "enquiry", "enquiry": enquiry_id})


def _fitting(text: str, most: int) -> str:
    if length(text) > most:
        raise WordsTooLong(most=most)
    return text


def _on_behalf(recorded: bool) -> dict[str, str]:
    return {"on_behalf_of": "client"} if recorded else {}
