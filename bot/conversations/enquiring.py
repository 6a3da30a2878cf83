"""[Ask about this]: a client's question about a result goes to the agency, and its answer comes back."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.conversations import scoping
from bot.turn import Desk, Turn
from bot.view import Notice, View
from bot.views import enquiries as views
from domain.enquiry import Enquiry
from domain.operations import analyses
from domain.operations import enquiries as operations
from domain.operations.access import Action, ensure, may
from domain.operations.studies import a_study
from domain.place import Place, place
from domain.storage import people

Ids = Mapping[str, Any]


def ask(turn: Turn) -> Place:
    """[Ask about this], or [Record a question]"""
    analyses.readable(turn.tx, turn.person, turn.number(0))
    return place("ask", analysis=turn.number(0))


def draw_ask(desk: Desk, where: Place) -> View:
    """Where a question is typed."""
    title = _title(desk, where["analysis"])
    return views.ask(desk.words, where["analysis"], title, recorded=may(desk.reader, Action.RUN))


def asked(turn: Turn) -> Place:
    """The question, typed"""
    analysis = turn.place["analysis"]
    id = operations.ask(turn.tx, by=turn.person, analysis_id=analysis, asked=turn.text, now=turn.now)
    if may(turn.person, Action.RUN):
        return place("enquiry", enquiry=id)
    return place("analysis", analysis=analysis, note={"kind": "Asked"})


def reply(turn: Turn) -> Place:
    """[Answer]"""
    found = operations.to_answer(turn.tx, turn.person, turn.number(0))
    return place("reply", enquiry=found.id)


def draw_reply(desk: Desk, where: Place) -> View:
    """Where an answer is typed."""
    ensure(desk.person, Action.RUN)
    found = operations.of_mine(desk.tx, desk.reader, where["enquiry"])
    asker = people.get(desk.tx, found.asked_by)
    recorded = may(asker, Action.RUN)
    return views.reply(desk.words, found, _title(desk, found.analysis_id), _asker(desk, found), recorded=recorded)


def replied(turn: Turn) -> Place:
    """The answer, typed"""
    id = turn.place["enquiry"]
    sent = operations.answer(turn.tx, by=turn.person, enquiry_id=id, answered=turn.text, now=turn.now)
    return place("enquiry", enquiry=id, note={"kind": "AnswerSent" if sent else "AnswerKept"})


def open_(turn: Turn) -> Place:
    """A question's button"""
    ensure(turn.person, Action.RUN)
    return place("enquiry", enquiry=operations.of_mine(turn.tx, turn.person, turn.number(0)).id)


def draw_enquiry(desk: Desk, where: Place) -> View:
    """A question as it stands."""
    ensure(desk.person, Action.RUN)
    found = operations.of_mine(desk.tx, desk.reader, where["enquiry"])
    row, _ = analyses.readable(desk.tx, desk.reader, found.analysis_id)
    answerer = people.get(desk.tx, found.answered_by) if found.answered_by else None
    name = answerer.name if answerer else ""
    title = _title(desk, found.analysis_id)
    return views.enquiry(desk.words, found, title, _asker(desk, found), name, row["study_id"])


def list_(turn: Turn) -> Place:
    """[Questions] of a study, and the pages of the list"""
    row = a_study(turn.tx, turn.person, turn.number(0))
    return place("enquiries", study=row["id"], page=turn.number(1) if len(turn.press.about) > 1 else 0)


def draw_list(desk: Desk, where: Place) -> View:
    """The questions about a study."""
    row = a_study(desk.tx, desk.reader, where["study"])
    found = operations.of_study(desk.tx, desk.reader, row["id"])
    return views.enquiries(desk.words, row["id"], row["name"], found, where["page"])


def notice_asked(desk: Desk, ids: Ids) -> Notice:
    """A client has asked about a result."""
    ensure(desk.person, Action.RUN)
    found = operations.of_mine(desk.tx, desk.reader, ids["enquiry"])
    return Notice(views.asked(desk.words, found, _title(desk, found.analysis_id), _asker(desk, found)))


def notice_answered(desk: Desk, ids: Ids) -> Notice:
    """The agency has answered."""
    found = operations.of_mine(desk.tx, desk.reader, ids["enquiry"])
    return Notice(views.answered(desk.words, found, _title(desk, found.analysis_id)))


def _title(desk: Desk, analysis_id: int) -> str:
    row, study_row = analyses.readable(desk.tx, desk.reader, analysis_id)
    return scoping.title(desk, row, study_row)


def _asker(desk: Desk, found: Enquiry) -> Markup:
    asker = people.get(desk.tx, found.asked_by)
    recorded = asker is not None and may(asker, Action.RUN)
    return views.asks(desk.words, asker.name if asker else "–", recorded=recorded)
