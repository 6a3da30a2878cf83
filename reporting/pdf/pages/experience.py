"""Page 5: NPS, CSAT and CES of the shoppers."""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.metric import Measure
from domain.texts import N_
from reporting.analyses.metrics import place_of
from reporting.figures import diverging
from reporting.findings.standing import title
from reporting.measured import LONGEST_IN_TITLE, Measured
from reporting.pdf.looks import NOTE
from reporting.pdf.pages.parts import begin, in_full, in_prose, note

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

NAMES = {
    Measure.NPS: N_("Mystery shopper's NPS"),
    Measure.CSAT: N_("Mystery shopper's CSAT"),
    Measure.CES: N_("Mystery shopper's CES"),
}


def add(report: "Report") -> None:
    """Sets each asked measure as a diverging bar with its interval."""
    analysis, words, telling = report.analysis, report.words, report.telling
    rows = [(name_of(report, measure, metric), metric) for measure in NAMES for metric in analysis.asked(measure)]
    if not rows:
        return
    lead = words("How the mystery shoppers themselves felt: would they recommend, were they satisfied, was it easy.")
    begin(report, words("The shoppers' own experience"), lead, height=diverging.height(len(rows)) + 32)
    short = [replace(metric, label=words(NAMES[measure])) for measure in NAMES for metric in analysis.asked(measure)]
    drawn = [(name, metric, analysis.distributions[metric.name]) for name, metric in rows]
    asked = [f"{words(NAMES[measure])}: {metric.label}" for measure in NAMES for metric in analysis.asked(measure)]
    spoken = (
        diverging.in_words(in_full(report, row, question), row, answers, telling)
        for question, (_, row, answers) in zip(asked, drawn, strict=True)
    )
    report.pdf.figure(
        title(short, telling, words("Experience")),
        in_prose(
            report,
            words("Bars around their middle, with intervals beneath"),
            spoken,
        ),
        diverging.height(len(rows)),
        lambda canvas, box: diverging.draw(canvas, box, drawn, telling),
        note=note(report, _scale(report)),
    )
    report.pdf.paragraph(caveat(report), NOTE)


def name_of(report: "Report", measure: Measure, metric: Measured) -> str:
    """Returns what the measure is called, with its question; with its touchpoint where that is too long for a line."""
    study, called = report.analysis.frames.study, report.words(NAMES[measure])
    if len(metric.label) <= LONGEST_IN_TITLE:
        return f"{called}: {metric.label}"
    place = place_of(study, study.form.question(metric.name), report.words.language)
    return f"{called}: {place}" if place else called


def _scale(report: "Report") -> str:
    return report.words(
        "Bars: numbers of contacts, the lowest answers at the left, the highest at the right (answers beneath). Lines: "
        "value with its 95% interval; upright bar: target. NPS −100…100, CSAT share of the highest answers, CES mean."
    )


def caveat(report: "Report") -> str:
    """Returns what a mystery shopper's NPS is not."""
    if report.analysis.customers:
        return report.words(
            "These come from trained shoppers, not from customers: they are not to be mixed with the client's own "
            "customer NPS, CSAT or CES, which stand by themselves as another source."
        )
    return report.words(
        "These come from trained shoppers, not from customers: they are not to be mixed with, or compared to, the "
        "client's own customer NPS, CSAT or CES."
    )
