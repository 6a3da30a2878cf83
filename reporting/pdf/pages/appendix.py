"""Appendix: every number that a picture shows, as tables."""

from dataclasses import replace
from typing import TYPE_CHECKING

from reporting import ladder
from reporting.analyses.metrics import Fact
from reporting.analyses.timings import Timing
from reporting.figures.times import period, stretch
from reporting.measured import Measured
from reporting.pdf.pages import appendix_together, wave_tables
from reporting.pdf.pages.comparing import NAMES, ONE
from reporting.pdf.pages.customers import set_table
from reporting.pdf.pages.parts import begin, measured_table
from reporting.pdf.table import Column, table
from reporting.telling import NOTHING

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

_LEAST = 80.0
"""Room (mm) in which the appendix may begin on the page of the method."""


def add(report: "Report") -> None:
    """Sets metrics, parts, comparisons, the heat map, times and facts as tables."""
    words, analysis = report.words, report.analysis
    lead = words("Every number behind the pictures. NPS, CSAT and CES are the mystery shoppers' own.")
    begin(report, words("Appendix: the numbers"), lead, height=_LEAST)
    measured_table(report, words("Metric"), analysis.metrics, caption=words("Metrics"), exact=True)
    whole = (analysis.index, *analysis.services)
    measured_table(report, words("Service"), whole, caption=words("Index and services"), exact=True)
    if analysis.elements:
        rows = (analysis.promise, *analysis.elements)
        measured_table(report, words("Element"), rows, caption=words("Promise"), exact=True)
    measured_table(report, words("Touchpoint"), analysis.touchpoints, caption=words("Journey"), exact=True)
    for league in analysis.leagues:
        name = words(NAMES[league.kind])
        measured_table(report, words(ONE[league.kind]), league.groups, caption=name, exact=True)
    for place in analysis.places:
        cells: list[Measured] = [
            _named(analysis.heat[row.name][f"{place.kind}:{place.name}"], row.label) for row in analysis.touchpoints
        ]
        measured_table(report, words("Touchpoint"), cells, caption=place.label, exact=True)
    wave_tables.add(report)
    appendix_together.add(report)
    if analysis.customers:
        set_table(report, analysis.customers.pairs)
    _times(report, (*analysis.waits, *analysis.lengths))
    _facts(report, analysis.facts)


def _named(measured: Measured, label: str) -> Measured:
    return replace(measured, label=label)


def _times(report: "Report", rows: tuple[Timing, ...]) -> None:
    words, telling = report.words, report.telling
    if not rows:
        return
    columns = (
        Column(head=words("Time"), width=70),
        Column(head="n", width=12, align="right"),
        Column(head=words("Median"), width=22, align="right"),
        Column(head=words("95% interval"), width=30, align="right"),
        Column(head=words("Within the goal"), width=32, align="right"),
    )
    cells = []
    for row in rows:
        what = (
            words("Wait: {name}", name=row.label)
            if row.name.startswith("wait")
            else words("Handling: {services}", services=row.label)
        )
        shown = row.rung.shows_value
        interval = row.median.interval if shown else None
        span = NOTHING if interval is None else stretch(telling, row.unit, *interval)
        within = NOTHING if row.within is None else words("{count} of {n}", count=row.within_count, n=row.within.n)
        median = NOTHING if row.median.value is None or not shown else period(telling, row.unit, row.median.value)
        cells.append((what, telling.formats.number(len(row.values)), median, span, within))
    table(report.pdf, columns, cells, caption=words("Times"))


def _facts(report: "Report", facts: tuple[Fact, ...]) -> None:
    words, telling = report.words, report.telling
    if not facts:
        return
    columns = (
        Column(head=words("What was asked besides"), width=60),
        Column(head="n", width=12, align="right"),
        Column(head=words("Result"), width=94),
    )
    cells: list[tuple[str, str, str]] = []
    for fact in facts:
        n = telling.formats.number(fact.n)
        if fact.median is not None and fact.median.value is not None:
            decimals = fact.decimals or int(fact.median.value % 1 > 0)
            median = telling.formats.number(fact.median.value, decimals)
            shown = ladder.rung(fact.n).shows_value
            cells.append((fact.label, n, words("median {value}", value=median) if shown else NOTHING))
        else:
            counts = (f"{label}: {telling.formats.number(count)}" for label, count in fact.counts)
            cells.append((fact.label, n, "; ".join(counts)))
    table(report.pdf, columns, cells, caption=words("Facts"), whole_first=False)
