"""All studies of a client in one report: asked for, sent, and opened again."""

from collections.abc import Mapping
from typing import Any

from bot.turn import Desk, Turn
from bot.view import Enclosed, Notice, View
from bot.views import portfolios as views
from domain.operations import portfolios as operations
from domain.operations.access import Action, may
from domain.place import Place, place
from domain.refusal import Unknown


def make(turn: Turn) -> Place:
    """[All studies of a client]"""
    id = operations.request(turn.tx, by=turn.person, client_id=turn.number(0), now=turn.now)
    return place("making", what="portfolio", portfolio=id)


def draw(desk: Desk, where: Place) -> View:
    """The report of all studies in a few sentences, under its PDF."""
    row, company = operations.readable(desk.tx, desk.reader, where["portfolio"])
    return views.portfolio(
        desk.words,
        row["id"],
        company["name"],
        row["headlines"] or [],
        for_client=may(desk.reader, Action.COMMISSION),
        sent=row["state"] == "sent",
        simulated=operations.is_simulated(desk.tx, row),
    )


def send(turn: Turn) -> Place:
    """[Send to client]"""
    operations.send(turn.tx, by=turn.person, portfolio_id=turn.number(0), now=turn.now)
    return place("portfolio", portfolio=turn.number(0), note={"kind": "SentToClient"})


def open_(turn: Turn) -> Place:
    """A report's button: its PDF comes once more"""
    operations.show_again(turn.tx, by=turn.person, portfolio_id=turn.number(0), now=turn.now)
    return place("reports")


def made(desk: Desk, ids: Mapping[str, Any]) -> Notice:
    """A report's PDF, for the one who asked for it, or for the client."""
    row, company = operations.readable(desk.tx, desk.reader, ids["portfolio"])
    if not row["path"]:
        raise Unknown
    name = f"{company['name'].split()[0]}_{desk.words('All studies')}.pdf".replace(" ", "_")
    view = draw(desk, place("portfolio", portfolio=row["id"]))
    return Notice(view, Enclosed(filename=name, path=row["path"]))
