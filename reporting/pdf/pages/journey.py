"""Page 3: the journey curve, with who owns each touchpoint and what both sides want of it."""

from typing import TYPE_CHECKING

from reporting.figures import journey
from reporting.findings.standing import title
from reporting.pdf.looks import HEADINGS
from reporting.pdf.pages.parts import begin, in_full, in_prose, interval_scale, note
from reporting.pdf.table import Column, table

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report


def add(report: "Report") -> None:
    """Sets the curve, and under it the owners and the goals."""
    analysis, words, telling = report.analysis, report.words, report.telling
    study = analysis.frames.study
    if not study.touchpoints:
        return
    named = title(analysis.touchpoints, telling, words("Journey"))
    lead = words("The customer's journey in its order, and where it is carried and where it gives way.")
    begin(report, words("The customer's journey"), lead)
    report.pdf.figure(
        named,
        in_prose(report, words("A curve over the touchpoints"), (in_full(report, row) for row in analysis.touchpoints)),
        journey.HEIGHT,
        lambda canvas, box: journey.draw(
            canvas, box, study.touchpoints, analysis.touchpoints, telling, study.form.default_language
        ),
        note=note(report, interval_scale(report)),
    )
    _goals(report)


def _goals(report: "Report") -> None:
    words, study = report.words, report.analysis.frames.study
    language, default = words.language, study.form.default_language
    report.pdf.heading(3, words("Owners and goals"), style=HEADINGS[2])
    if study.terms.journey_owner:
        report.pdf.paragraph(words("Owner of the whole journey: {owner}", owner=study.terms.journey_owner))
    columns = (
        Column(head=words("Touchpoint"), width=44),
        Column(head=words("Owner"), width=36),
        Column(head=words("The company's goal"), width=42),
        Column(head=words("The customer's goal"), width=44),
    )
    rows = [
        (one.label.text(language, default), one.owner or "–", one.company_goal or "–", one.customer_goal or "–")
        for one in study.touchpoints
    ]
    table(report.pdf, columns, rows, whole_first=False, together=False)
