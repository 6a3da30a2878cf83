"""Strengths, faults and quotes in words, and what the agency says itself."""

from itertools import groupby
from typing import TYPE_CHECKING

from domain.manuscript import Section, Sentence
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import BODY, BRAND, HEADINGS, LEFT, NOTE, QUOTE, WIDTH
from reporting.pdf.pages.parts import begin

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

SECTIONS = (Section.OWN, Section.STRENGTHS, Section.FAULTS, Section.QUOTES)

_LEAST = 60.0
"""Room (mm) in which it may begin on the page of another part."""


def add(report: "Report") -> None:
    """Sets the agency's own words, what was above and below target as sentences, then the shoppers' words."""
    words, manuscript = report.words, report.manuscript
    if not any(manuscript.printed(section) for section in SECTIONS):
        return
    lead = words("What the numbers say, and what the shoppers wrote.")
    begin(report, words("In words"), lead, height=_LEAST)
    own = manuscript.printed(Section.OWN)
    if own:
        report.pdf.heading(3, words("In the agency's words"), style=HEADINGS[2])
        for sentence in own:
            report.pdf.paragraph(sentence.text, BODY)
    for heading, section in ((words("Strengths"), Section.STRENGTHS), (words("Faults"), Section.FAULTS)):
        sentences = [sentence.text for sentence in manuscript.printed(section)]
        if sentences:
            report.pdf.heading(3, heading, style=HEADINGS[2])
            report.pdf.bullets(sentences)
    _quotes(report)


def _quotes(report: "Report") -> None:
    quotes = report.manuscript.printed(Section.QUOTES)
    if quotes:
        report.pdf.heading(3, report.words("The shoppers' words"), style=HEADINGS[2])
    for heading, under in groupby(quotes, key=lambda quote: quote.group):
        report.pdf.heading(4, heading, bookmark=False)
        for quote in under:
            _quote(report, quote)


def _quote(report: "Report", quote: Sentence) -> None:
    pdf, telling = report.pdf, report.telling
    lines = pdf.wrap(telling.quoted(quote.text), QUOTE, WIDTH - 6)
    source = pdf.wrap(quote.source, NOTE, WIDTH - 6)
    height = QUOTE.line * len(lines) + NOTE.line * len(source) + 1
    pdf.need(height + 2)
    box = Box(LEFT, pdf.get_y(), 0.9, height)
    with pdf.artifact():
        Canvas(pdf).rectangle(box, fill=BRAND)
    with pdf.tag("BlockQuote"):
        with pdf.leaf("P"):
            below = pdf.lines(LEFT + 5, box.y, lines, QUOTE)
        with pdf.leaf("P"):
            pdf.lines(LEFT + 5, below + 0.6, source, NOTE)
    pdf.set_y(box.bottom + 3.2)
