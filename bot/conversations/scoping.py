"""What an outcome analysis counts: its study, its wave or waves, its services; asked where there are several."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping

from bot.turn import Desk, Turn
from bot.view import View
from bot.views import scopes as views
from bot.views.scopes import ALL_WAVES
from domain.operations import analyses as operations
from domain.operations import portfolios
from domain.operations.access import Action, ensure
from domain.operations.scopes import waves_counted, with_results
from domain.operations.studies import a_study
from domain.place import Place, place
from domain.refusal import PartNeeded, Stale, Unknown
from domain.scope import Scope, together
from domain.storage import clients, studies
from domain.wave import WithResults


def make(turn: Turn) -> Place:
    """`/analysis`, or [Analysis]: straight on where there is nothing to choose"""
    ensure(turn.person, Action.RUN)
    if turn.heard.press is None:
        known = studies.all_of(turn.tx)
        if len(known) != 1:
            return place("analysis_of") if known else place("studies")
        study_id = int(known[0]["id"])
    else:
        study_id = turn.number(0)
    waves = with_results(turn.tx, by=turn.person, study_id=study_id)
    if len(waves) > 1 or any(len(wave.services) > 1 for wave in waves):
        return place("scope", study=study_id, wave=waves[0].id, without=[])
    return _making(turn, study_id, waves[0].id if waves else None, Scope())


def _making(turn: Turn, study_id: int, wave_id: int | None, scope: Scope) -> Place:
    id = operations.request(turn.tx, by=turn.person, study_id=study_id, wave_id=wave_id, scope=scope, now=turn.now)
    return place("making", what="analysis", analysis=id)


def draw_studies(desk: Desk, where: Place) -> View:
    """Of which study."""
    ensure(desk.person, Action.RUN)
    companies = {row["id"]: row["name"] for row in clients.all_of(desk.tx)}
    rows = [(row["id"], companies[row["client_id"]], row["name"]) for row in studies.all_of(desk.tx)]
    several = [(row["id"], row["name"]) for row in portfolios.offered(desk.tx, by=desk.reader)]
    return views.choose_study(desk.words, rows, several, where.get("page", 0))


def turn_page(turn: Turn) -> Place:
    """Another page of the studies"""
    ensure(turn.person, Action.RUN)
    return place("analysis_of", page=turn.number(0))


def draw_scope(desk: Desk, where: Place) -> View:
    """Which wave and which services."""
    row = a_study(desk.tx, desk.reader, where["study"])
    waves = with_results(desk.tx, by=desk.reader, study_id=row["id"])
    study, page = studies.definition(row), where.get("page", 0)
    return views.choose_scope(desk.words, row["id"], study, waves, where["wave"], where["without"], page)


def choose(turn: Turn) -> Place:
    """A wave's button, a service's, or another page of them"""
    where, waves = _choosing(turn)
    about = {"study": where["study"], "wave": where["wave"], "without": where["without"]}
    match turn.about(1):
        case "wave":
            if turn.number(2) not in {ALL_WAVES, *(wave.id for wave in waves)}:
                raise Unknown
            return place("scope", **{**about, "wave": turn.number(2), "without": []})
        case "part":
            return place("scope", **{**about, "without": _without(turn, waves, about)}, page=where.get("page", 0))
        case "page":
            return place("scope", **about, page=turn.number(2))
        case _:
            raise Unknown


def _choosing(turn: Turn) -> tuple[Place, Sequence[WithResults]]:
    """The card of this study's scope as it stands (Stale when another card is there)."""
    waves = with_results(turn.tx, by=turn.person, study_id=turn.number(0))
    where = turn.place
    if where.kind != "scope" or where["study"] != turn.number(0):
        raise Stale(place={"kind": "study", "study": turn.number(0)})
    return where, waves


def _counted(waves: Sequence[WithResults], about: Any) -> list[str]:
    """The services that have results in the chosen waves."""
    chosen = (wave for wave in waves if about["wave"] in (wave.id, ALL_WAVES))
    return list(dict.fromkeys(service for wave in chosen for service in wave.services))


def _without(turn: Turn, waves: Sequence[WithResults], about: dict[str, Any]) -> list[str]:
    """The services that are left out once a press has left one out or taken it back (PartNeeded when all would be)."""
    services = studies.definition(a_study(turn.tx, turn.person, turn.number(0))).services
    if turn.number(2) >= len(services):
        raise Unknown
    name, there = services[turn.number(2)].name, _counted(waves, about)
    others = [one for one in about["without"] if one != name]
    without = others if turn.number(3) else [*others, name]
    if set(there) <= set(without):
        raise PartNeeded
    return without


def analyse(turn: Turn) -> Place:
    """[Analysis] under what was chosen"""
    where, waves = _choosing(turn)
    chosen = [wave.id for wave in waves if where["wave"] in (wave.id, ALL_WAVES)]
    if not chosen:
        raise Stale(place={"kind": "study", "study": turn.number(0)})
    there = _counted(waves, where)
    services = tuple(name for name in there if name not in where["without"]) if where["without"] else ()
    several = tuple(sorted(chosen)) if len(chosen) > 1 else ()
    return _making(turn, turn.number(0), chosen[0], Scope(services=services, waves=several))


def waves_named(desk: Desk, analysis: RowMapping) -> str:
    """Returns what the wave of an analysis is called, or its waves together."""
    return together(waves_counted(desk.tx, analysis))


def title(desk: Desk, analysis: RowMapping, study: RowMapping) -> str:
    """Returns what an analysis is called in its reader's words: study, wave or waves, services when not all."""
    return f"{study['name']} · {_said(desk, analysis, study)}"


def label(desk: Desk, analysis: RowMapping, study: RowMapping) -> str:
    """Returns the same for a button, which is cut where it is too long: the study comes last."""
    return f"{_said(desk, analysis, study)} · {study['name']}"


def _said(desk: Desk, analysis: RowMapping, study: RowMapping) -> str:
    scope = Scope.of(analysis["scope"])
    return views.counted(desk.words, studies.definition(study), waves_counted(desk.tx, analysis), scope)
