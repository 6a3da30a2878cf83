"""Quotes accepted or declined: by the client in chat, or recorded on its behalf."""

import re
from datetime import date, datetime

from sqlalchemy import RowMapping

from domain.acceptance import NAME, Acceptance, Proof, Way, digest
from domain.answer_moment import read_day
from domain.operations.access import Action, ensure, may
from domain.operations.quotes import document, readable, readers, successor, today_of
from domain.person import Person
from domain.quote_state import QuoteState
from domain.refusal import (
    AcceptedWhen,
    MayNotAccept,
    QuoteDecided,
    QuoteExpired,
    QuoteReplaced,
    Stale,
    WordsTooLong,
)
from domain.storage import audit, jobs, outbox, people, quotes
from domain.storage.transaction import Transaction
from domain.unreadable import NotADate


def decide(tx: Transaction, *, by: Person, quote_id: int, accept: bool, now: datetime) -> None:
    """Accepts or declines a quote that was sent, once: name, time and the hashes are kept; its maker is told.

    Refuses with MayNotAccept, QuoteExpired, QuoteReplaced and QuoteDecided.
    """
    row, study_row, _ = readable(tx, by, quote_id)
    ensure(by, Action.COMMISSION, int(study_row["client_id"]))
    if not may(by, Action.ACCEPT, int(study_row["client_id"])):
        others = [one.name for one in readers(tx, study_row) if one.accepts_quotes]
        raise MayNotAccept(who=", ".join(others) or "–", place=_card(quote_id))
    if accept:
        _accept(tx, row, study_row, _acceptance(row, by.name, now), today_of(study_row, now), by, now)
    elif not quotes.change(tx, quote_id, QuoteState.SENT, state=QuoteState.DECLINED, decided_at=now, decided_by=by.id):
        raise _gone(tx, row)
    state = QuoteState.ACCEPTED if accept else QuoteState.DECLINED
    maker = people.get(tx, row["made_by"])
    if maker is not None:
        outbox.tell(tx, maker, "quote_decided", now, quote=quote_id)
    audit.note(tx, by.id, f"{state} quote", row["number"], now, name=by.name)


def recordable(tx: Transaction, by: Person, quote_id: int) -> RowMapping:
    """Returns a quote whose acceptance may be recorded, to coordinators: one that the client has."""
    ensure(by, Action.RUN)
    row, _, _ = readable(tx, by, quote_id)
    if row["state"] != QuoteState.SENT:
        raise _gone(tx, row)
    return row


def read_who(tx: Transaction, *, by: Person, quote_id: int, text: str, now: datetime) -> tuple[str, date]:
    """Returns who accepted a quote and on what day, from `Matti Virtanen, 23.11.`; without a day it was today.

    Refuses a day before the quote's own or after today (AcceptedWhen), and one after its validity (QuoteExpired).
    """
    recordable(tx, by, quote_id)
    _, study_row, quote = readable(tx, by, quote_id)
    today = today_of(study_row, now)
    name, _, told = text.rpartition(",")
    try:
        day = read_day(told, today, ahead=False)
    except NotADate:
        # a comma may stand in a name or a title too, but a number after it was meant as a day
        name, day = text, today
        if re.search(r"\d", told):
            raise AcceptedWhen from None
    name = " ".join(name.split())
    if not any(letter.isalpha() for letter in name) or not name.isprintable():
        raise AcceptedWhen
    if len(name) > NAME:
        raise WordsTooLong(most=NAME)
    if not quote.dated <= day <= today:
        raise AcceptedWhen
    if not quote.is_valid(day):
        raise QuoteExpired(day=quote.valid_until.isoformat(), place=_card(quote_id))
    return name, day


def record(
    tx: Transaction,
    *,
    by: Person,
    quote_id: int,
    name: str,
    day: date,
    way: Way,
    proof: Proof | None = None,
    now: datetime,
) -> None:
    """Records an acceptance on a client's behalf, once: who accepted, when and how, and by whom it was recorded."""
    row = recordable(tx, by, quote_id)
    _, study_row, _ = readable(tx, by, quote_id)
    if way is Way.CHAT:
        raise Stale(place=_card(quote_id))
    made = _acceptance(row, name, now).model_copy(
        update={"way": way, "day": day, "recorded_by": by.name, "proof": proof}
    )
    _accept(tx, row, study_row, made, day, by, now)
    if proof is not None:
        jobs.add(tx, "quote_proof", now, quote=quote_id)
    audit.note(tx, by.id, "accepted quote", row["number"], now, name=name, way=way, on_behalf_of="client")


def note_proof(tx: Transaction, *, quote_id: int, path: str, sha256: str) -> None:
    """Keeps where our own copy of an acceptance's letter or picture is."""
    row = quotes.get(tx, quote_id)
    if row is not None and row["acceptance"]:
        made = Acceptance.model_validate(row["acceptance"])
        if made.proof is not None:
            proof = made.proof.model_copy(update={"path": path, "sha256": sha256})
            kept = made.model_copy(update={"proof": proof})
            quotes.change(tx, quote_id, acceptance=kept.model_dump(mode="json"))


def _acceptance(row: RowMapping, name: str, now: datetime) -> Acceptance:
    return Acceptance(name=name, at=now, document=digest(row["document"]), pdf=row["sha256"])


def _accept(
    tx: Transaction, row: RowMapping, study_row: RowMapping, made: Acceptance, day: date, by: Person, now: datetime
) -> None:
    """Accepts a quote that is still open on the day; the agreement before it is replaced."""
    quote = document(row)
    if row["state"] == QuoteState.SENT and not quote.is_valid(day):
        raise QuoteExpired(day=quote.valid_until.isoformat(), place=_card(row["id"]))
    kept = {"acceptance": made.model_dump(mode="json"), "decided_at": now, "decided_by": by.id}
    if not quotes.change(tx, row["id"], QuoteState.SENT, state=QuoteState.ACCEPTED, **kept):
        raise _gone(tx, row)
    for earlier in quotes.of_wave(tx, row["wave_id"]):
        if earlier["id"] != row["id"]:
            quotes.change(tx, earlier["id"], QuoteState.ACCEPTED, state=QuoteState.REPLACED)


def _gone(tx: Transaction, row: RowMapping) -> QuoteDecided | QuoteReplaced | Stale:
    """Why a quote is not open any more."""
    present = quotes.get(tx, row["id"]) or row
    if present["state"] == QuoteState.REPLACED:
        later = successor(tx, row)
        assert later is not None
        return QuoteReplaced(number=later["number"], place=_card(later["id"]))
    if present["state"] == QuoteState.DRAFT:
        return Stale(place=_card(row["id"]))
    return QuoteDecided(place=_card(row["id"]))


def _card(quote_id: int) -> dict[str, object]:
    return {"kind": "quote", "quote": quote_id}
