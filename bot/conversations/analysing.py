"""Outcome analyses: asked for, sent to the client; and the recordings on demand."""

from bot.conversations import scoping
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import papers as views
from bot.views.names import day
from domain.export import ExportForm
from domain.manuscript import Manuscript
from domain.operations import analyses as operations
from domain.operations import printing
from domain.operations.access import Action, ensure, may
from domain.place import Place, place
from domain.refusal import Unknown
from domain.storage import analyses, portfolios, studies


def draw_analysis(desk: Desk, where: Place) -> View:
    """An outcome analysis in a few sentences."""
    row, study_row = operations.readable(desk.tx, desk.reader, where["analysis"])
    for_client = may(desk.reader, Action.COMMISSION)
    heard = operations.recordings(desk.tx, by=desk.reader, analysis_id=row["id"]) if for_client else {}
    return views.analysis(
        desk.words,
        row["id"],
        row["study_id"],
        scoping.title(desk, row, study_row),
        row["headlines"] or [],
        for_client=for_client,
        state=row["state"],
        manuscript=None if for_client else Manuscript.stored(row["wording"]),
        recordings=bool(heard),
        simulated=study_row["simulated"],
    )


def praise(turn: Turn) -> Place:
    """[Praise]: made at once where there is one unit; else which unit, and the pages of the list"""
    units = printing.units_to_praise(turn.tx, by=turn.person, analysis_id=turn.number(0))
    if len(units) == 1:
        return _praise(turn, units[0].name)
    page = turn.number(1) if len(turn.press.about) > 1 else 0
    return place("praise", analysis=turn.number(0), page=page)


def draw_praise(desk: Desk, where: Place) -> View:
    """Which unit is praised."""
    units = printing.units_to_praise(desk.tx, by=desk.reader, analysis_id=where["analysis"])
    _, study_row = operations.readable(desk.tx, desk.reader, where["analysis"])
    default = studies.definition(study_row).form.default_language
    labels = [unit.label.text(desk.words.language, default) for unit in units]
    return views.choose_praised(desk.words, where["analysis"], labels, where["page"])


def praise_unit(turn: Turn) -> Place:
    """A unit's button"""
    units = printing.units_to_praise(turn.tx, by=turn.person, analysis_id=turn.number(0))
    if turn.number(1) >= len(units):
        raise Unknown
    return _praise(turn, units[turn.number(1)].name)


def _praise(turn: Turn, unit: str) -> Place:
    job = printing.ask_for_praise(turn.tx, by=turn.person, analysis_id=turn.number(0), unit=unit, now=turn.now)
    return place("making", what="praise", job=job)


def back(turn: Turn) -> Place:
    """[Back] or [Cancel], to an analysis's card"""
    operations.readable(turn.tx, turn.person, turn.number(0))
    return place("analysis", analysis=turn.number(0))


def open_(turn: Turn) -> Place:
    """An analysis's button: its PDF comes once more"""
    operations.show_again(turn.tx, by=turn.person, analysis_id=turn.number(0), now=turn.now)
    return place("reports")


def excel(turn: Turn) -> Place:
    """[Excel]"""
    return _export(turn, ExportForm.EXCEL)


def formats(turn: Turn) -> Place:
    """[Other formats]"""
    return _export(turn, ExportForm.FORMATS)


def _export(turn: Turn, form: ExportForm) -> Place:
    id = turn.number(0)
    if operations.export(turn.tx, by=turn.person, analysis_id=id, form=form, now=turn.now):
        return place("exporting", analysis=id, form=str(form))
    return place("analysis", analysis=id)


def draw_exporting(desk: Desk, where: Place) -> View:
    """A file of data that is being made."""
    operations.readable(desk.tx, desk.reader, where["analysis"])
    return views.exporting(desk.words, ExportForm(where["form"]))


def send(turn: Turn) -> Place:
    """[Send to client]"""
    operations.send(turn.tx, by=turn.person, analysis_id=turn.number(0), now=turn.now)
    return place("analysis", analysis=turn.number(0), note={"kind": "SentToClient"})


def list_(turn: Turn) -> Place:
    """`/reports`, and the pages of the list"""
    ensure(turn.person, Action.COMMISSION)
    page = turn.number(0) if turn.heard.press is not None and turn.press.about else 0
    return place("reports", page=page)


def draw_reports(desk: Desk, where: Place) -> View:
    """The analyses that a client has been sent, after the reports of all its studies."""
    ensure(desk.person, Action.COMMISSION)
    page = where.get("page", 0)
    first, end = page * views.REPORTS, (page + 1) * views.REPORTS
    mine = {row["id"]: row for row in studies.of_client(desk.tx, desk.reader.client_id or 0)}
    sent = analyses.of_studies(desk.tx, list(mine), "sent")
    together = portfolios.of_client(desk.tx, desk.reader.client_id or 0, "sent")
    over_all = together[first:end]
    single = sent[max(0, first - len(together)) : max(0, end - len(together))]
    return views.reports(
        desk.words,
        [(a["id"], scoping.label(desk, a, mine[a["study_id"]])) for a in single],
        [(row["id"], day(row["made_at"], desk.words)) for row in over_all],
        page=page,
        more=len(together) + len(sent) > end,
    )


def recordings(turn: Turn) -> Place:
    """`/recordings`, [Recordings], and the pages of the list"""
    ensure(turn.person, Action.COMMISSION)
    if turn.heard.press is not None:
        operations.recordings(turn.tx, by=turn.person, analysis_id=turn.number(0))
        page = turn.number(1) if len(turn.press.about) > 1 else 0
        return place("recordings", analysis=turn.number(0), page=page)
    mine = [row["id"] for row in studies.of_client(turn.tx, turn.person.client_id or 0)]
    sent = analyses.of_studies(turn.tx, mine, "sent")
    return place("recordings", analysis=sent[0]["id"]) if sent else place("reports")


def draw_recordings(desk: Desk, where: Place) -> View:
    """The recordings of an analysis."""
    files = operations.recordings(desk.tx, by=desk.reader, analysis_id=where["analysis"])
    return views.recordings(desk.words, where["analysis"], files, where.get("page", 0))


def hear(turn: Turn) -> Place:
    """A recording's button"""
    operations.hand_out(turn.tx, by=turn.person, analysis_id=turn.number(0), attachment_id=turn.number(1), now=turn.now)
    return place("recordings", analysis=turn.number(0))
