"""Page 1: the answer on one page."""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.contact import Outcome
from domain.manuscript import FRONT, Section
from domain.metric import Measure
from reporting import scoped
from reporting.analyses.sameness import Kind
from reporting.figures.marks import SIGN, colour_of, sign, target_bar, whisker
from reporting.figures.scale import Scale
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.looks import (
    BODY,
    BRAND,
    CELL,
    HAIR,
    HEADINGS,
    INK,
    LEAD,
    LEFT,
    NOTE,
    QUIET,
    SMALL,
    TITLE,
    WASH,
    WIDTH,
    Style,
)
from reporting.pdf.pages.experience import NAMES
from reporting.pdf.pages.parts import in_full, in_prose, measured_table
from reporting.pdf.pages.since import index_line, standing_table
from reporting.pdf.table import Cell, Column, table
from reporting.pdf.typeface import Face
from reporting.telling import NOTHING

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

_KICKER = Style(size=9, face=Face.SEMIBOLD, colour=BRAND, after=0.6)
_BIG = Style(size=58, face=Face.LIGHT)
_VERDICT = Style(size=14, face=Face.SEMIBOLD)
_HEADING = HEADINGS[3].but(size=11.5, colour=BRAND)
_DECISION = CELL.but(face=Face.SEMIBOLD)
_PANEL = 32.0


def add(report: "Report") -> None:
    """Sets the index, what to decide, the parts of the promise and the services, strengths, and how it was made."""
    words, study, pdf = report.words, report.analysis.frames.study, report.pdf
    pdf.paragraph(words("OUTCOME ANALYSIS"), _KICKER)
    pdf.heading(1, study.terms.client, style=TITLE.but(after=0.4))
    counted = scoped.title(report.analysis.frames, words)
    pdf.paragraph(f"{study.terms.name} · {counted}", BODY.but(size=11, colour=QUIET, after=2.4))
    if study.terms.promise:
        pdf.paragraph(report.telling.quoted(study.terms.promise), LEAD.but(face=Face.ITALIC, after=3))
    _panel(report)
    _decisions(report)
    recommended = [replace(metric, label=words(NAMES[Measure.NPS])) for metric in report.analysis.asked(Measure.NPS)]
    head, analysis = words("Promise and services"), report.analysis
    if analysis.waves.series:
        kinds = ((Kind.ELEMENT, analysis.elements), (Kind.SERVICE, analysis.services), (Kind.METRIC, recommended))
        standing_table(report, head, [(kind, row) for kind, rows in kinds for row in rows])
    else:
        measured_table(report, head, (*analysis.elements, *analysis.services, *recommended))
    _strengths(report)
    pdf.paragraph(how(report), NOTE)


def _panel(report: "Report") -> None:
    """The index as a figure of its own: a big number, the verdict, and the interval on its scale."""
    index, pdf = report.analysis.index, report.pdf
    before = index_line(report)
    box = Box(LEFT, pdf.get_y(), WIDTH, _PANEL + (2 * SMALL.line if before else 0))
    with pdf.leaf(
        "Figure",
        alt=in_prose(
            report,
            report.words("The index on its scale"),
            [in_full(report, index), *([before] if before else [])],
        ),
        attributes=_layout(report, box),
    ):
        canvas = Canvas(pdf)
        canvas.rectangle(box, fill=WASH)
        canvas.rectangle(Box(box.x, box.y, 1.4, box.height), fill=BRAND)
        _number(canvas, box, report)
        _scale(canvas, box.inside(left=76, right=10), report, before)
    pdf.set_y(box.bottom + 4)


def _layout(report: "Report", box: Box) -> str:
    return f"<</O /Layout /Placement /Block /BBox [{report.pdf.bbox(box)}]>>"


def _number(canvas: Canvas, box: Box, report: "Report") -> None:
    telling, index = report.telling, report.analysis.index
    big = telling.value(index) if index.value is not None else telling.formats.number(index.n)
    baseline = box.y + _PANEL - 7.5
    canvas.text(box.x + 8, baseline, big, _BIG)
    right = box.x + 8 + canvas.pdf.width(big, _BIG) + 3
    below = report.words("index, 0–100") if index.value is not None else report.words("contacts")
    canvas.text(right, baseline, below, SMALL.but(colour=QUIET))


def _scale(canvas: Canvas, box: Box, report: "Report", before: str) -> None:
    telling, index = report.telling, report.analysis.index
    sign(canvas, box.x + SIGN / 2, box.y + 7.6, index.verdict)
    verdict = telling.verdict(index)
    canvas.text(
        box.x + SIGN + 2, box.y + 9, verdict[:1].upper() + verdict[1:], _VERDICT.but(colour=colour_of(index.verdict))
    )
    y = box.y + 17.5
    scale = Scale(0, 100, box.x, box.right)
    canvas.line(box.x, y, box.right, y, colour=HAIR, thickness=0.5)
    for tick in (0, 50, 100):
        canvas.text(scale.at(tick), y + 5, telling.formats.number(tick), NOTE, align="center")
    if index.target is not None:
        target_bar(canvas, scale.at(index.target), y, 7)
    if index.value is not None and index.interval is not None:
        low, high = (scale.at(end) for end in index.interval)
        whisker(canvas, y, low, scale.at(index.value), high, colour_of(index.verdict), faint=index.rung.is_indicative)
    canvas.text(box.x, y + 10.5, telling.facts(index), SMALL.but(colour=INK))
    canvas.pdf.lines(box.x, y + 12, canvas.pdf.wrap(before, SMALL, box.width)[:2], SMALL.but(colour=INK))


def _strengths(report: "Report") -> None:
    found = report.manuscript.printed(Section.STRENGTHS)[:FRONT]
    if not found and report.manuscript.lines(Section.STRENGTHS):
        return
    report.pdf.heading(2, report.words("What is strong"), bookmark=False, style=_HEADING)
    if found:
        report.pdf.bullets([sentence.text for sentence in found])
    else:
        report.pdf.paragraph(report.words("No metric can be told to be at its target or above it."), SMALL)


def _decisions(report: "Report") -> None:
    words, day = report.words, report.telling.formats.day
    made = report.manuscript.printed(Section.DECISIONS)
    if not made:
        return
    report.pdf.heading(2, words("To be decided"), bookmark=False, style=_HEADING)
    columns = (
        Column(head=words("Decision"), width=57),
        Column(head=words("Who"), width=36),
        Column(head=words("By when"), width=28),
        Column(head=words("What it should move"), width=45),
    )
    rows = [
        (Cell(one.text, _DECISION), one.who or NOTHING, day(one.by) if one.by else NOTHING, one.moves or NOTHING)
        for one in made
    ]
    table(report.pdf, columns, rows, whole_first=False, together=False)
    if len(made) > 1 and not report.manuscript.is_edited:
        report.pdf.paragraph(
            words("First what is surest and furthest below its target, in the touchpoints that matter most."), NOTE
        )


def how(report: "Report") -> str:
    """Returns the period and the way in two sentences."""
    analysis, words, formats = report.analysis, report.words, report.telling.formats
    period = "" if analysis.first is None or analysis.last is None else formats.days(analysis.first, analysis.last)
    answered = int((analysis.frames.contacts["outcome"] == Outcome.ANSWERED.value).sum())
    told = words(
        "Mystery contacts {period}: {n}, of which answered {answered}; every contact was reviewed by {agency}.",
        n=analysis.frames.n,
        period=period,
        answered=answered,
        agency=report.agency,
    )
    more = words("Values are means over contacts with 95% intervals; the method is told at the end.")
    return f"{told} {more}"
