"""Quotes: computed from the plan and the prices, sent, accepted or declined."""

from datetime import date, datetime

from sqlalchemy import RowMapping

from domain.fingerprint import precedents
from domain.operations.access import Action, ensure, may
from domain.operations.studies import a_study
from domain.person import Person, Role
from domain.quote import Quote, Timetable, quote_for
from domain.refusal import NobodyThere, QuoteDecided, QuoteExpired, Stale, Unknown
from domain.storage import audit, clients, jobs, outbox, people, prices, quotes, studies
from domain.storage.transaction import Transaction
from domain.study import Study


def make(tx: Transaction, *, by: Person, study_id: int, now: datetime) -> int:
    """Computes a quote of the study's present wave and asks for its PDF; returns its id."""
    row = a_study(tx, by, study_id)
    study = studies.definition(row)
    wave = studies.present_wave(tx, study_id)
    today = study.local(now).date()
    number = quotes.next_number(tx, today)
    quote = quote_for(
        study,
        price_list=prices.price_list(tx, today),
        vat=prices.vat_rates(tx),
        currency=prices.currency(tx),
        number=number,
        today=today,
        wave=wave["name"],
        timetable=_timetable(wave["opens_on"], wave["closes_on"]),
        precedents=precedents(study, _earlier(tx, row["client_id"], wave["id"])),
    )
    id = quotes.add(tx, study_id=study_id, number=number, document=quote.model_dump(mode="json"), by=by.id, now=now)
    jobs.add(tx, "quote", now, quote=id)
    audit.note(tx, by.id, "make quote", number, now)
    return id


def _earlier(tx: Transaction, client_id: int, before: int | None = None) -> list[tuple[Study, str]]:
    """The studies of a client with the names of their waves, newest first; those before a wave when it is said."""
    return [
        (studies.definition(row), wave["name"])
        for row in reversed(studies.of_client(tx, client_id))
        for wave in reversed(studies.waves_of(tx, row["id"]))
        if before is None or wave["id"] < before
    ]


def waived(tx: Transaction, *, by: Person, study_id: int) -> int:
    """Returns of how many services the next wave's quote charges no setup, since nothing in them has changed."""
    row = a_study(tx, by, study_id)
    return sum(found.waives for found in precedents(studies.definition(row), _earlier(tx, row["client_id"])))


def _timetable(first: date | None, last: date | None) -> Timetable | None:
    return Timetable(opens_on=first, closes_on=last) if first and last else None


def note_made(tx: Transaction, *, quote_id: int, path: str, sha256: str, now: datetime) -> None:
    """Keeps where a quote's PDF is, and gives it to the one who asked for it."""
    quotes.change(tx, quote_id, path=path, sha256=sha256)
    row = quotes.get(tx, quote_id)
    maker = people.get(tx, row["made_by"]) if row else None
    if maker is not None:
        outbox.tell(tx, maker, "quote_made", now, quote=quote_id)


def readable(tx: Transaction, by: Person, quote_id: int) -> tuple[RowMapping, RowMapping, Quote]:
    """Returns a quote's row, its study's row and the quote, to coordinators and to the client it was sent to."""
    row = quotes.get(tx, quote_id)
    study = studies.get(tx, row["study_id"]) if row else None
    if row is None or study is None:
        raise Unknown
    theirs = may(by, Action.COMMISSION, int(study["client_id"])) and row["state"] != "draft"
    if not (may(by, Action.RUN) or theirs):
        raise Unknown
    return row, study, Quote.model_validate(row["document"])


def send(tx: Transaction, *, by: Person, quote_id: int, now: datetime) -> None:
    """Sends a quote to everyone of the client who has joined."""
    ensure(by, Action.RUN)
    row, study, _ = readable(tx, by, quote_id)
    if row["state"] in {"accepted", "declined"}:
        raise QuoteDecided(place={"kind": "quote", "quote": quote_id})
    if row["state"] != "draft":
        raise Stale(place={"kind": "quote", "quote": quote_id})
    company = clients.get(tx, study["client_id"])
    readers = people.all_of(tx, Role.CLIENT, client_id=study["client_id"])
    if not readers:
        raise NobodyThere(client=company["name"] if company else "")
    quotes.change(tx, quote_id, state="sent", sent_at=now)
    for reader in readers:
        outbox.tell(tx, reader, "quote_sent", now, quote=quote_id)
    audit.note(tx, by.id, "send quote", row["number"], now)


def decide(tx: Transaction, *, by: Person, quote_id: int, accept: bool, now: datetime) -> None:
    """Accepts or declines a sent quote, once, with name and time kept; the maker is told."""
    row, study, quote = readable(tx, by, quote_id)
    ensure(by, Action.COMMISSION, int(study["client_id"]))
    here = {"kind": "quote", "quote": quote_id}
    if accept and row["state"] == "sent" and not quote.is_valid(studies.definition(study).local(now).date()):
        raise QuoteExpired(day=quote.valid_until.isoformat(), place=here)
    state = "accepted" if accept else "declined"
    if not quotes.change(tx, quote_id, "sent", state=state, decided_at=now, decided_by=by.id):
        raise QuoteDecided(place=here)
    maker = people.get(tx, row["made_by"])
    if maker is not None:
        outbox.tell(tx, maker, "quote_decided", now, quote=quote_id)
    audit.note(tx, by.id, f"{state} quote", row["number"], now, name=by.name)
