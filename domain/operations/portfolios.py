"""All studies of a client in one report: asked for, made in the worker, sent to the client."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping

from domain.operations.access import Action, ensure, may
from domain.person import Person, Role
from domain.refusal import NobodyThere, NothingToAnalyse, Stale, Unknown
from domain.storage import audit, clients, jobs, outbox, people, portfolios, studies
from domain.storage.transaction import Transaction

FEWEST = 2
"""Studies with results from which there is something to put beside each other."""


def offered(tx: Transaction, *, by: Person) -> Sequence[RowMapping]:
    """Returns the clients of which there are several studies with results, by name."""
    ensure(by, Action.RUN)
    several = {client for client, theirs in portfolios.with_results(tx).items() if len(theirs) >= FEWEST}
    return [row for row in clients.all_of(tx) if row["id"] in several]


def request(tx: Transaction, *, by: Person, client_id: int, now: datetime) -> int:
    """Asks for the report of all studies of a client and returns its id; its language is the newest study's."""
    ensure(by, Action.RUN)
    if clients.get(tx, client_id) is None:
        raise Unknown
    theirs = portfolios.with_results(tx).get(client_id, ())
    if len(theirs) < FEWEST:
        raise NothingToAnalyse(place={"kind": "analysis_of"})
    newest = studies.get(tx, theirs[-1])
    assert newest is not None
    language = studies.definition(newest).terms.report_language
    id = portfolios.add(tx, client_id=client_id, studies=theirs, language=language, by=by.id, now=now)
    jobs.add(tx, "portfolio", now, portfolio=id)
    audit.note(tx, by.id, "ask for portfolio", str(id), now)
    return id


def note_made(
    tx: Transaction, *, portfolio_id: int, path: str, sha256: str, headlines: Sequence[str], now: datetime
) -> None:
    """Keeps where a report is, and gives it to the one who asked for it."""
    portfolios.change(tx, portfolio_id, state="made", path=path, sha256=sha256, headlines=list(headlines))
    _tell_maker(tx, portfolio_id, "portfolio_made", now)


def note_failed(tx: Transaction, *, portfolio_id: int, now: datetime) -> None:
    """Notes that a report could not be made, and says so."""
    portfolios.change(tx, portfolio_id, state="failed")
    _tell_maker(tx, portfolio_id, "paper_failed", now)


def _tell_maker(tx: Transaction, id: int, kind: str, now: datetime) -> None:
    row = portfolios.get(tx, id)
    maker = people.get(tx, row["made_by"]) if row else None
    if maker is not None:
        outbox.tell(tx, maker, kind, now, portfolio=id)


def readable(tx: Transaction, by: Person, portfolio_id: int) -> tuple[RowMapping, RowMapping]:
    """Returns a report and its client, to coordinators and to the client it was sent to."""
    row = portfolios.get(tx, portfolio_id)
    company = clients.get(tx, row["client_id"]) if row else None
    if row is None or company is None:
        raise Unknown
    theirs = may(by, Action.COMMISSION, int(row["client_id"])) and row["state"] == "sent"
    if not (may(by, Action.RUN) or theirs):
        raise Unknown
    return row, company


def is_simulated(tx: Transaction, portfolio: RowMapping) -> bool:
    """Says whether any of a report's studies is simulated."""
    rows = [studies.get(tx, id) for id in portfolio["studies"]]
    return any(row["simulated"] for row in rows if row is not None)


def send(tx: Transaction, *, by: Person, portfolio_id: int, now: datetime) -> None:
    """Sends a report to everyone of the client who has joined."""
    ensure(by, Action.RUN)
    row, company = readable(tx, by, portfolio_id)
    if row["state"] != "made":
        raise Stale(place={"kind": "portfolio", "portfolio": portfolio_id})
    readers = people.all_of(tx, Role.CLIENT, client_id=company["id"])
    if not readers:
        raise NobodyThere(client=company["name"])
    portfolios.change(tx, portfolio_id, state="sent", sent_at=now)
    for reader in readers:
        outbox.tell(tx, reader, "portfolio_sent", now, portfolio=portfolio_id)
    audit.note(tx, by.id, "send portfolio", str(portfolio_id), now)


def show_again(tx: Transaction, *, by: Person, portfolio_id: int, now: datetime) -> None:
    """Sends a report once more to one who may read it."""
    readable(tx, by, portfolio_id)
    kind = "portfolio_sent" if by.role is Role.CLIENT else "portfolio_made"
    outbox.tell(tx, by, kind, now, portfolio=portfolio_id)
