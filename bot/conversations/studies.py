"""Studies: the list, a study's card, its plan and its board."""

from datetime import date

from bot.conversations.quote_standing import quote_standing
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import studies as views
from domain.contact import State
from domain.operations import plans, waves
from domain.operations.access import Action, ensure
from domain.operations.studies import a_study
from domain.place import Place, place
from domain.plan import default_days
from domain.refusal import Unknown
from domain.storage import clients, contacts, enquiries, figures, studies
from domain.told import read_days


def list_(turn: Turn) -> Place:
    """`/studies`"""
    ensure(turn.person, Action.RUN)
    return place("studies")


def draw_studies(desk: Desk, _: Place) -> View:
    """The studies, newest first."""
    ensure(desk.person, Action.RUN)
    companies = {row["id"]: row["name"] for row in clients.all_of(desk.tx)}
    rows = [(row["id"], companies[row["client_id"]], row["name"]) for row in studies.all_of(desk.tx)]
    return views.studies(desk.words, rows)


def open_(turn: Turn) -> Place:
    """A study's button."""
    row = a_study(turn.tx, turn.person, turn.number(0))
    return place("study", study=row["id"])


def draw_study(desk: Desk, where: Place) -> View:
    """A study's own card."""
    row = a_study(desk.tx, desk.reader, where["study"])
    wave = studies.present_wave(desk.tx, row["id"])
    own = next(iter(figures.own_of(desk.tx, row["id"])), None)
    return views.study(
        desk.words,
        row["id"],
        studies.definition(row),
        simulated=row["simulated"],
        wave=wave["name"],
        closed=wave["closed_at"] is not None,
        earlier=[(one["id"], one["name"]) for one in waves.earlier_open(desk.tx, by=desk.reader, study_id=row["id"])],
        counts=waves.standing(desk.tx, wave["id"]),
        quote=quote_standing(desk, row, wave["id"]),
        questions=enquiries.waiting(desk.tx, row["id"]),
        own_figures=own["id"] if own else None,
    )


def plan(turn: Turn) -> Place:
    """[Plan contacts]"""
    row = a_study(turn.tx, turn.person, turn.number(0))
    first, last = default_days(studies.definition(row).local(turn.now).date())
    return place("plan", study=row["id"], first=first.isoformat(), last=last.isoformat())


def plan_days(turn: Turn) -> Place:
    """Other days for the plan, typed."""
    row = a_study(turn.tx, turn.person, turn.place["study"])
    today = studies.definition(row).local(turn.now).date()
    first, last = read_days(turn.text, today)
    plans.propose(turn.tx, by=turn.person, study_id=row["id"], first=first, last=last, today=today)
    return place("plan", study=row["id"], first=first.isoformat(), last=last.isoformat())


def draw_plan(desk: Desk, where: Place) -> View:
    """The contacts a wave would have."""
    row = a_study(desk.tx, desk.reader, where["study"])
    study = studies.definition(row)
    first, last = date.fromisoformat(where["first"]), date.fromisoformat(where["last"])
    today = study.local(desk.now).date()
    planned = plans.propose(desk.tx, by=desk.reader, study_id=row["id"], first=first, last=last, today=today)
    return views.plan(desk.words, row["id"], study, planned, first, last)


def create_contacts(turn: Turn) -> Place:
    """[Create contacts]"""
    try:
        first, last = date.fromisoformat(turn.about(1)), date.fromisoformat(turn.about(2))
    except ValueError:
        raise Unknown from None
    plans.create_contacts(turn.tx, by=turn.person, study_id=turn.number(0), first=first, last=last, now=turn.now)
    return place("assign", study=turn.number(0))


def board(turn: Turn) -> Place:
    """`/board`, or [Board]"""
    return of_present_study(turn, "board")


def of_present_study(turn: Turn, kind: str) -> Place:
    """Where a command or a button about a study leads: straight there when there is but one study."""
    ensure(turn.person, Action.RUN)
    if turn.heard.press is not None:
        row = a_study(turn.tx, turn.person, turn.number(0))
        return place(kind, study=row["id"])
    known = studies.all_of(turn.tx)
    return place(kind, study=known[0]["id"]) if len(known) == 1 else place("studies")


def draw_board(desk: Desk, where: Place) -> View:
    """How the contacts stand."""
    row = a_study(desk.tx, desk.reader, where["study"])
    study = studies.definition(row)
    wave = studies.present_wave(desk.tx, row["id"])
    today = study.local(desk.now).date()
    unfinished = (State.OPEN, State.OFFERED, State.ACCEPTED, State.UNDERWAY, State.ANSWERING)
    late = [contact for contact in contacts.of_wave(desk.tx, wave["id"], *unfinished) if contact.closes_on < today]
    return views.board(desk.words, row["id"], study, contacts.count_by_state(desk.tx, wave["id"]), late)
