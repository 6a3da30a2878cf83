"""Page 4: the heat map of touchpoints by service and unit."""

from functools import partial
from typing import TYPE_CHECKING

from domain.study import RECOMMENDED_CONTACTS
from reporting.figures import heat
from reporting.measured import Measured
from reporting.pdf.pages.parts import begin, few_contacts, in_prose, note
from reporting.telling import Telling

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

MOST_PLACES = 6
"""Columns that fit beside each other; more go on in another figure."""

_AROUND = 30.0
"""What caption and notes take around a figure, in mm."""


def add(report: "Report") -> None:
    """Sets the map, in as many figures as its columns take, and which services are short of contacts; no empty map."""
    analysis, words, telling = report.analysis, report.words, report.telling
    if not any(cell.rung for cells in analysis.heat.values() for cell in cells.values()):
        return
    few = [service for service in analysis.services if 0 < service.n < RECOMMENDED_CONTACTS]
    lead = words("Where each touchpoint holds: by service and by unit.")
    room = heat.height(len(analysis.touchpoints)) + _AROUND
    begin(report, words("Touchpoints by service and unit"), lead, height=room)
    for start in range(0, len(analysis.places), MOST_PLACES):
        places = analysis.places[start : start + MOST_PLACES]
        report.pdf.figure(
            lowest(analysis.heat, analysis.touchpoints, telling),
            in_prose(report, words("A map of values"), alt(analysis.heat, analysis.touchpoints, telling)),
            heat.height(len(analysis.touchpoints)),
            partial(heat.draw, cells=analysis.heat, rows=analysis.touchpoints, places=places, telling=telling),
            note=note(report, _scale(report)),
        )
    for service in few:
        report.pdf.paragraph(few_contacts(report, service))


def _scale(report: "Report") -> str:
    return report.words(
        "Scale 0–100; blue above and red below the target, the deeper the further; n of each cell under its value, "
        "3–4 contacts as a count of those at the target, fewer without a value."
    )


def lowest(cells: dict[str, dict[str, Measured]], rows: tuple[Measured, ...], telling: Telling) -> str:
    """Returns the figure's title: the cell furthest below its target, as surely as its verdict."""
    known = [(row, cell) for row in rows for cell in cells[row.name].values() if cell.verdict is not None]
    below = [(row, cell) for row, cell in known if cell.verdict is not None and cell.verdict.side < 0]
    if not known:
        return telling.words("Touchpoints by place: too few contacts for values")
    if not below:
        return telling.words("No touchpoint can be told to be below its target anywhere")
    row, cell = min(below, key=lambda pair: (not pair[1].verdict.is_clear, pair[1].gap or 0.0))  # type: ignore[union-attr]
    return telling.words(
        "Furthest below target: {touchpoint} / {place}: {value}, {verdict} ({n})",
        touchpoint=row.label,
        place=cell.label,
        value=telling.value(cell),
        verdict=telling.verdict(cell),
        n=telling.n(cell.n),
    )


def alt(cells: dict[str, dict[str, Measured]], rows: tuple[Measured, ...], telling: Telling) -> list[str]:
    """Returns the map in words, a row after another."""
    told = []
    for row in rows:
        values = ", ".join(
            f"{cell.label} {telling.value(cell)} ({telling.n(cell.n)})" for cell in cells[row.name].values()
        )
        told.append(f"{row.label}: {values}")
    return told
