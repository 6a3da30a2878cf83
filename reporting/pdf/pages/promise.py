"""Page 2: how the promise comes true."""

from typing import TYPE_CHECKING

from reporting.figures import intervals
from reporting.findings.standing import standing, title
from reporting.pdf.pages.parts import begin, dots, in_full, in_prose, interval_scale, note

if TYPE_CHECKING:
    from reporting.measured import Measured
    from reporting.pdf.outcome_analysis import Report


def add(report: "Report") -> None:
    """Sets the elements of the promise and the services against their targets."""
    analysis, words, telling = report.analysis, report.words, report.telling
    begin(
        report,
        words("The promise and the services"),
        standing(analysis.promise if analysis.elements else analysis.index, telling).text,
    )
    if analysis.elements:
        _figure(report, words("Promise"), (*analysis.elements, analysis.promise))
    _figure(report, words("Services"), (*analysis.services, analysis.index))


def _figure(report: "Report", subject: str, rows: tuple["Measured", ...]) -> None:
    telling = report.telling
    report.pdf.figure(
        title(rows[:-1], telling, subject),
        in_prose(report, dots(report), (in_full(report, row) for row in rows)),
        intervals.height(rows, 14),
        lambda canvas, box: intervals.draw(canvas, box, rows, telling),
        note=note(report, interval_scale(report)),
    )
