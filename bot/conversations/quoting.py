"""Quotes: made, sent, accepted or declined."""

from bot.conversations.studies import of_present_study
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import papers as views
from bot.views.names import moment
from domain.operations import quotes as operations
from domain.operations.access import Action, ensure, may
from domain.place import Place, place
from domain.storage import people, quotes, studies


def make(turn: Turn) -> Place:
    """`/quote`, or [Quote]"""
    where = of_present_study(turn, "quote")
    if where.kind != "quote":
        return where
    id = operations.make(turn.tx, by=turn.person, study_id=where["study"], now=turn.now)
    return place("making", what="quote", quote=id)


def draw_making(desk: Desk, where: Place) -> View:
    """Something heavy that is being made."""
    if not may(desk.person, Action.COMMISSION):
        ensure(desk.person, Action.RUN)
    return views.making(desk.words, where["what"])


def draw_quote(desk: Desk, where: Place) -> View:
    """A quote in figures."""
    row, study_row, quote = operations.readable(desk.tx, desk.reader, where["quote"])
    study = studies.definition(study_row)
    decider = people.get(desk.tx, row["decided_by"]) if row["decided_by"] else None
    who = f"{decider.name}, {moment(row['decided_at'], study, desk.words)}" if decider else ""
    for_client = may(desk.reader, Action.COMMISSION)
    return views.quote(
        desk.words, row["id"], quote, row["state"], who=who, for_client=for_client, simulated=study_row["simulated"]
    )


def open_(turn: Turn) -> Place:
    """A quote's button"""
    operations.readable(turn.tx, turn.person, turn.number(0))
    return place("quote", quote=turn.number(0))


def send(turn: Turn) -> Place:
    """[Send to client]"""
    operations.send(turn.tx, by=turn.person, quote_id=turn.number(0), now=turn.now)
    return place("quote", quote=turn.number(0), note={"kind": "SentToClient"})


def accept(turn: Turn) -> Place:
    """[Accept quote]"""
    operations.decide(turn.tx, by=turn.person, quote_id=turn.number(0), accept=True, now=turn.now)
    return place("quote", quote=turn.number(0))


def decline(turn: Turn) -> Place:
    """[Decline quote]"""
    operations.decide(turn.tx, by=turn.person, quote_id=turn.number(0), accept=False, now=turn.now)
    return place("quote", quote=turn.number(0))


def list_(turn: Turn) -> Place:
    """`/quotes`"""
    ensure(turn.person, Action.COMMISSION)
    return place("quotes")


def draw_quotes(desk: Desk, _: Place) -> View:
    """The quotes that a client has been sent."""
    ensure(desk.person, Action.COMMISSION)
    mine = {row["id"]: row["name"] for row in studies.of_client(desk.tx, desk.reader.client_id or 0)}
    rows = [q for q in quotes.of_studies(desk.tx, list(mine)) if q["state"] != "draft"]
    return views.quotes(desk.words, [(q["id"], q["number"], mine[q["study_id"]]) for q in rows])
