"""Quotes: made, made anew, sent, listed and opened."""

from collections.abc import Mapping
from typing import Any

from bot.conversations.studies import of_present_study
from bot.turn import Desk, Turn
from bot.view import Enclosed, Notice, View
from bot.views import papers, quote_notices
from bot.views import quotes as views
from bot.views.names import moment
from domain.operations import printing
from domain.operations import quotes as operations
from domain.operations.access import Action, ensure, may
from domain.place import Place, place
from domain.quote_state import QuoteState
from domain.refusal import Unknown
from domain.storage import people, quotes, studies

Ids = Mapping[str, Any]
SEEN = 8
"""How many digits of a PDF's hash a button bears, so that it sends none but the one it stands under."""


def make(turn: Turn) -> Place:
    """`/quote`, or [Quote]: the draft is made anew, and what the client has comes as it is"""
    where = of_present_study(turn, "quote")
    if where.kind != "quote":
        return where
    id = operations.make(turn.tx, by=turn.person, study_id=where["study"], now=turn.now)
    row = quotes.get(turn.tx, id)
    if row is not None and row["state"] != QuoteState.DRAFT:
        operations.hand_out(turn.tx, by=turn.person, quote_id=id, now=turn.now)
        return place("study", study=where["study"])
    return place("making", what="quote", quote=id)


def draw_making(desk: Desk, where: Place) -> View:
    """Something heavy that is being made."""
    if not may(desk.person, Action.COMMISSION):
        ensure(desk.person, Action.RUN)
    return papers.making(desk.words, where["what"])


def draw_quote(desk: Desk, where: Place) -> View:
    """A quote in figures."""
    shown = shown_to(desk, where["quote"])
    return views.card(desk.words, shown, for_client=may(desk.reader, Action.COMMISSION))


def shown_to(desk: Desk, id: int) -> views.Shown:
    """Returns a quote as its reader sees it."""
    tx, reader = desk.tx, desk.reader
    row, study_row, quote = operations.readable(tx, reader, id)
    study, state, accepted = studies.definition(study_row), QuoteState(row["state"]), operations.acceptance(row)
    decider = people.get(tx, row["decided_by"]) if row["decided_by"] else None
    when = moment(row["decided_at"], study, desk.words) if row["decided_at"] else ""
    later, present, theirs = quotes.after(tx, id), operations.successor(tx, row), operations.readers(tx, study_row)
    draft = later is not None and later["state"] == QuoteState.DRAFT
    return views.Shown(
        id=id,
        quote=quote,
        state=state,
        ordering=operations.ByHand.of(row).ordering,
        acceptance=accepted,
        decided=f"{decider.name}, {when}" if decider else "",
        moment=when,
        expired=state in {QuoteState.DRAFT, QuoteState.SENT}
        and not quote.is_valid(operations.today_of(study_row, desk.now)),
        printed=row["sha256"][:SEEN] or row["path"][:1],
        replaced_by=present["number"] if present else "",
        draft_after=later["id"] if later and draft else None,
        strayed=operations.strayed(tx, row)
        if state in {QuoteState.DRAFT, QuoteState.SENT, QuoteState.ACCEPTED}
        else None,
        anybody=bool(theirs),
        may_decide=may(reader, Action.ACCEPT, int(study_row["client_id"])),
        deciders=", ".join(one.name for one in theirs if one.accepts_quotes),
        owner=may(reader, Action.OWN),
        simulated=study_row["simulated"],
    )


def open_(turn: Turn) -> Place:
    """A quote's button"""
    operations.readable(turn.tx, turn.person, turn.number(0))
    return place("quote", quote=turn.number(0))


def renew(turn: Turn) -> Place:
    """[New version], [Renew]"""
    id = operations.renew(turn.tx, by=turn.person, quote_id=turn.number(0), now=turn.now)
    return place("making", what="quote", quote=id)


def send(turn: Turn) -> Place:
    """[Send to client]"""
    seen = turn.about(1) if len(turn.press.about) > 1 else ""
    operations.send(turn.tx, by=turn.person, quote_id=turn.number(0), seen=seen, now=turn.now)
    return place("quote", quote=turn.number(0), note={"kind": "SentToClient"})


def forward(turn: Turn) -> Place:
    """[For forwarding]: the PDF with a covering text, for a client that is not here"""
    id = turn.number(0)
    row, _, _ = operations.readable(turn.tx, turn.person, id)
    if row["state"] == QuoteState.DRAFT:
        seen = turn.about(1) if len(turn.press.about) > 1 else ""
        operations.send(turn.tx, by=turn.person, quote_id=id, seen=seen, forwarded=True, now=turn.now)
    else:
        operations.hand_out(turn.tx, by=turn.person, quote_id=id, forwarded=True, now=turn.now)
    return place("quote", quote=id, note={"kind": "Forward"})


def pdf(turn: Turn) -> Place:
    """[PDF]: as it was sent, and of an accepted one with its acceptance"""
    id = turn.number(0)
    row, _, _ = operations.readable(turn.tx, turn.person, id)
    if row["acceptance"]:
        job = printing.ask_for_accepted_quote(turn.tx, by=turn.person, quote_id=id, now=turn.now)
        return place("making", what="accepted_quote", job=job)
    operations.hand_out(turn.tx, by=turn.person, quote_id=id, now=turn.now)
    return place("quote", quote=id)


def list_(turn: Turn) -> Place:
    """`/quotes`, and its pages"""
    ensure(turn.person, Action.COMMISSION)
    turned = turn.heard.press is not None and len(turn.press.about) > 0
    return place("quotes", page=turn.number(0) if turned else 0)


def draw_quotes(desk: Desk, where: Place) -> View:
    """The quotes that a client has been sent, and where each stands."""
    ensure(desk.person, Action.COMMISSION)
    mine = {row["id"]: row for row in studies.of_client(desk.tx, desk.reader.client_id or 0)}
    rows = []
    for row in quotes.of_studies(desk.tx, list(mine)):
        state, study_row = QuoteState(row["state"]), mine[row["study_id"]]
        if state is not QuoteState.DRAFT:
            valid = operations.document(row).is_valid(operations.today_of(study_row, desk.now))
            rows.append((row["id"], row["number"], study_row["name"], state, state is QuoteState.SENT and not valid))
    return views.quotes(desk.words, rows, where.get("page", 0))


def notice_made(desk: Desk, ids: Ids) -> Notice:
    """A quote's PDF, for the one who asked for it or was sent it."""
    return Notice(draw_quote(desk, place("quote", quote=ids["quote"])), _enclosed(desk, ids["quote"]))


def notice_forward(desk: Desk, ids: Ids) -> Notice:
    """A quote's PDF with a covering text in the client's language, to be forwarded as it is."""
    ensure(desk.person, Action.RUN)
    _, study_row, quote = operations.readable(desk.tx, desk.reader, ids["quote"])
    language = studies.definition(study_row).terms.report_language
    return Notice(
        quote_notices.covering(language, quote, desk.settings.agency_name), _enclosed(desk, ids["quote"], language)
    )


def notice_accepted(desk: Desk, ids: Ids) -> Notice:
    """The copy of an accepted quote that says who accepted it and when."""
    operations.readable(desk.tx, desk.reader, ids["quote"])
    return Notice(
        quote_notices.accepted_copy(desk.words, shown_to(desk, ids["quote"])),
        _enclosed(desk, ids["quote"], path=ids["path"]),
    )


def notice_decided(desk: Desk, ids: Ids) -> Notice:
    """A client accepted or declined a quote."""
    return Notice(draw_quote(desk, place("quote", quote=ids["quote"])))


def notice_expiring(desk: Desk, ids: Ids) -> Notice | None:
    """A quote is about to expire; nothing once it has been decided on."""
    shown = shown_to(desk, ids["quote"])
    if shown.state is not QuoteState.SENT or shown.expired:
        return None
    return Notice(quote_notices.expiring(desk.words, shown, for_client=may(desk.reader, Action.COMMISSION)))


def notice_expired(desk: Desk, ids: Ids) -> Notice | None:
    """A quote has expired; nothing once it has been decided on or made anew."""
    ensure(desk.person, Action.RUN)
    shown = shown_to(desk, ids["quote"])
    if shown.state is not QuoteState.SENT:
        return None
    return Notice(quote_notices.expired(desk.words, shown))


def _enclosed(desk: Desk, id: int, language: str = "", path: str = "") -> Enclosed:
    row = quotes.get(desk.tx, id)
    if row is None or not row["path"]:
        raise Unknown
    words = type(desk.words)(language) if language else desk.words
    name = words("Quote {number}", number=row["number"])
    return Enclosed(filename=f"{name}.pdf".replace(" ", "_").replace("/", "_"), path=path or row["path"])


NOTICES: Mapping[str, Any] = {
    "quote_made": notice_made,
    "quote_sent": notice_made,
    "quote_forward": notice_forward,
    "accepted_quote": notice_accepted,
    "quote_decided": notice_decided,
    "quote_expiring": notice_expiring,
    "quote_expired": notice_expired,
}
"""How each message about a quote is drawn."""
