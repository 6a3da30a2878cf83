"""Page 8: strengths, faults and quotes in words."""

from itertools import groupby
from typing import TYPE_CHECKING

from reporting.analyses.quotes import Quote, chosen
from reporting.findings.standing import shortfalls, standing, strengths
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BRAND, HEADINGS, LEFT, NOTE, QUOTE, WIDTH
from reporting.pdf.pages.parts import begin

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

MOST = 3
"""Quotes under one question."""
MOST_FINDINGS = 5


def add(report: "Report") -> None:
    """Sets what was above and below target as sentences, then the shoppers' words."""
    words, telling, analysis = report.words, report.telling, report.analysis
    study = analysis.frames.study
    lead = words("What the numbers say, and what the shoppers wrote.")
    begin(report, words("In words"), lead)
    sure = [metric for metric in analysis.metrics if metric.verdict is not None and metric.verdict.side]
    good = [finding.text for finding in strengths(study, sure, telling, MOST_FINDINGS)]
    poor = [standing(metric, telling).text for metric in shortfalls(study, sure, MOST_FINDINGS)]
    for heading, sentences in ((words("Strengths"), good), (words("Faults"), poor)):
        if sentences:
            report.pdf.heading(3, heading, style=HEADINGS[2])
            report.pdf.bullets(sentences)
    _quotes(report)


def _quotes(report: "Report") -> None:
    remarks, people = report.analysis.remarks, report.analysis.frames.people
    asked = [remark for remark in remarks if remark.score is None]
    groups = [(name, chosen(group, people, MOST)) for name, group in groupby(asked, key=lambda remark: remark.question)]
    scored = chosen([remark for remark in remarks if remark.score is not None], people, MOST)
    groups.append((report.words("Remarks on scores"), scored))
    told = [(heading, quotes) for heading, quotes in groups if quotes]
    if told:
        report.pdf.heading(3, report.words("The shoppers' words"), style=HEADINGS[2])
    for heading, quotes in told:
        report.pdf.heading(4, heading, bookmark=False)
        for quote in quotes:
            _quote(report, quote)


def _quote(report: "Report", quote: Quote) -> None:
    pdf, telling = report.pdf, report.telling
    lines = pdf.wrap(telling.quoted(quote.text), QUOTE, WIDTH - 6)
    height = QUOTE.line * len(lines) + NOTE.line + 1
    pdf.need(height + 2)
    box = Box(LEFT, pdf.get_y(), 0.9, height)
    with pdf.artifact():
        Canvas(pdf).rectangle(box, fill=BRAND)
    with pdf.tag("BlockQuote"):
        with pdf.leaf("P"):
            below = pdf.lines(LEFT + 5, box.y, lines, QUOTE)
        with pdf.leaf("P"):
            pdf.lines(LEFT + 5, below + 0.6, [_source(report, quote)], NOTE)
    pdf.set_y(box.bottom + 3.2)


def _source(report: "Report", quote: Quote) -> str:
    parts = [quote.place]
    if quote.score is not None:
        score = report.telling.formats.number(quote.score)
        parts.append(report.words("{metric}, score {score}", metric=quote.question, score=score))
    if quote.service not in parts:
        parts.append(quote.service)
    return " · ".join(parts)
