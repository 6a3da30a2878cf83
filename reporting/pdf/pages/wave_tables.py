"""In the appendix: the waves of each headline, every change, and what was and is foretold."""

from dataclasses import replace
from typing import TYPE_CHECKING

from reporting.analyses.sameness import Kind
from reporting.pdf.pages.parts import measured_table
from reporting.pdf.pages.since import called, changes_table
from reporting.pdf.table import Column, table
from reporting.telling import NOTHING

if TYPE_CHECKING:
    from domain.prediction import Prediction
    from reporting.measured import Measured
    from reporting.pdf.outcome_analysis import Report


def add(report: "Report") -> None:
    """Sets the numbers behind the page of the waves; nothing when there is none."""
    waves, words = report.analysis.waves, report.words
    for series in waves.series:
        if series.headline:
            pairs = zip(waves.names, series.values, strict=True)
            rows = [replace(value, label=name) for name, value in pairs if value is not None]
            measured_table(report, words("Wave"), rows, caption=called(report, series.now), exact=True)
    whole = [one for one in waves.series if one.reason is None and one.kind is not Kind.METRIC]
    metrics = [one for one in waves.series if one.reason is None and one.kind is Kind.METRIC]
    if whole:
        caption = words("Changes since wave {wave}", wave=waves.before)
        changes_table(report, words("What"), whole, caption=caption, exact=True)
    if metrics:
        caption = words("Changes of metrics since wave {wave}", wave=waves.before)
        changes_table(report, words("Metric"), metrics, caption=caption, exact=True)
    _foretold(report)


def _foretold(report: "Report") -> None:
    waves, words, telling = report.analysis.waves, report.words, report.telling
    rows: list[tuple[str, Prediction, Measured | None]] = [
        (words("{name}, this wave", name=called(report, score.came)), score.prediction, score.came)
        for score in waves.scores
    ]
    coming = [(words("{name}, next wave", name=called(report, one.now)), one.prediction) for one in waves.outlooks]
    rows += [(name, prediction, None) for name, prediction in coming if prediction is not None]
    columns = (
        Column(head=words("Foretold"), width=80),
        Column(head=words("Value"), width=26, align="right"),
        Column(head=words("95% interval"), width=34, align="right"),
        Column(head=words("Came"), width=26, align="right"),
    )
    cells = [
        (
            name,
            telling.formats.number(prediction.value, 1),
            telling.formats.span(prediction.low, prediction.high, 1),
            NOTHING if came is None else telling.value(came, exact=True),
        )
        for name, prediction, came in rows
    ]
    if cells:
        table(report.pdf, columns, cells, caption=words("Predictions"))
