"""Openings for extra sales: among what moves together, or after the priorities where drivers fill that page."""

from typing import TYPE_CHECKING

from reporting.figures import intervals
from reporting.findings.together import seen, taken
from reporting.ladder import Rung
from reporting.pdf.looks import HEADINGS, NOTE
from reporting.pdf.pages.parts import begin, dots, in_full, in_prose, note

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

_AROUND = 43.0
"""What a heading, a caption and notes take around the figure, in mm; of two lines each."""


def add(report: "Report") -> None:
    """Sets them as a part of their own where the drivers are drawn; nothing otherwise, or when none was seen."""
    found, words = report.analysis.together, report.words
    if not found.drivers.told or not found.openings.whole.seen:
        return
    lead = words("How often a contact held an opening for extra sales, and how often something was offered in it.")
    begin(report, words("Openings for extra sales"), lead, height=_height(report))
    _told(report)


def within(report: "Report") -> None:
    """Sets them under a heading in another part where no drivers are drawn; nothing when none was seen."""
    found = report.analysis.together
    if found.drivers.told or not found.openings.whole.seen:
        return
    report.pdf.need(_height(report))
    report.pdf.heading(3, report.words("Openings for extra sales"), style=HEADINGS[2])
    _told(report)


def _height(report: "Report") -> float:
    """The room (mm) of the figure, where there is one."""
    found = report.analysis.together.openings
    if found.whole.taken.rung < Rung.TESTED:
        return 0.0
    return intervals.ROW * (len(found.services) + 1) + intervals.AXIS + _AROUND


def _told(report: "Report") -> None:
    found, words, telling = report.analysis.together.openings, report.words, report.telling
    told = (*found.services, found.whole) if len(found.services) > 1 else (found.whole,)
    rows, drawn = [row.taken for row in told], found.whole.taken.rung >= Rung.TESTED
    report.pdf.bullets([seen(told, telling).text] if drawn else [taken(row, telling).text for row in told])
    scale = words("Share of openings, 0–100%, with its 95% interval; upright bar: target.")
    derived = words("Openings were not asked as such: each contact to which the question of the offer applied is one.")
    if drawn:
        report.pdf.figure(
            words("Openings in which an extra service was offered: {value}", value=telling.value(found.whole.taken)),
            in_prose(report, dots(report), (in_full(report, row.taken) for row in told)),
            intervals.height(rows),
            lambda canvas, box: intervals.draw(canvas, box, rows, telling),
            note=note(report, scale if found.asked else f"{scale} {derived}"),
        )
    elif not found.asked:
        report.pdf.paragraph(derived, NOTE)
