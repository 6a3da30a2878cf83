"""Page 6: waiting and handling times."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reporting.analyses.timings import Timing
from reporting.figures import times
from reporting.findings.telltale import in_time, waits_title
from reporting.ladder import Rung
from reporting.pdf.pages.parts import begin, in_prose, note

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report


def add(report: "Report") -> None:
    """Sets waiting times against the goal, and handling times."""
    analysis, words, telling = report.analysis, report.words, report.telling
    if not analysis.waits and not analysis.lengths:
        return
    lead = words("How long a customer waits for an answer, and how long the encounter takes.")
    begin(report, words("Waiting and handling times"), lead)
    if analysis.waits:
        report.pdf.bullets([in_time(wait, telling).text for wait in analysis.waits])
        _figure(report, waits_title(analysis.waits, telling), analysis.waits)
    lengths = [length for length in analysis.lengths if length.rung >= Rung.COUNTS]
    if lengths:
        medians = "; ".join(in_time(length, telling).text for length in lengths)
        _figure(report, words("Handling: {services}", services=medians), lengths)


def _figure(report: "Report", title: str, rows: Sequence[Timing]) -> None:
    telling = report.telling
    report.pdf.figure(
        title,
        in_prose(
            report,
            report.words("A dot for each contact on a scale of time"),
            (times.in_words(in_time(row, telling).text, row, telling) for row in rows),
        ),
        times.height(len(rows)),
        lambda canvas, box: times.draw(canvas, box, rows, telling),
        note=note(report, _scale(report)),
    )


def _scale(report: "Report") -> str:
    return report.words(
        "A dot is a contact, a hollow one beyond the goal; line beneath: the median with its 95% interval; contacts "
        "that nobody answered are not among the dots, but count as beyond the goal."
    )
