"""The study beside the agency's norm, where there is one that may be told."""

from typing import TYPE_CHECKING

from domain.metric import Measure
from reporting import ladder
from reporting.analyses.norm import Beside, Neighbours
from reporting.figures import besides as figure
from reporting.figures.marks import SIGN
from reporting.findings import besides
from reporting.measured import Unit
from reporting.pdf.looks import BODY
from reporting.pdf.pages.parts import STAR, begin, drawn, in_prose, starred
from reporting.pdf.table import Cell, Column, Mark, table

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report


def add(report: "Report") -> None:
    """Sets the index as a figure, everything as a table, and how to read it."""
    if report.beside is None:
        return
    words, telling = report.words, report.telling
    rows = report.beside.rows
    lead = words("How the values stand beside those of the agency's other clients, as far as they can be told.")
    begin(report, words("Beside other companies"), lead)
    indices = [row for row in rows if row.own.unit is Unit.POINTS]
    if indices:
        report.pdf.figure(
            besides.title(indices, telling),
            in_prose(
                report,
                words("Dots of the study and of the norm with their intervals on a scale"),
                (besides.sentence(row, telling) for row in indices),
            ),
            figure.height(indices),
            lambda canvas, box: figure.draw(canvas, box, indices, telling),
            note=_note(report, report.beside),
        )
    _table(report, rows)
    report.pdf.bullets([*_reading(report)], BODY.but(size=9.2, after=1.6))


def _note(report: "Report", beside: Neighbours) -> str:
    formats = report.telling.formats
    return report.words(
        "Scale 0–100. Upper dot: this study; lower dot: the norm; lines: 95% intervals. Norm: contacts reviewed by "
        "{agency} {period}, without this client's own.",
        agency=report.agency,
        period=formats.days(beside.first, beside.last),
    )


def _table(report: "Report", rows: tuple[Beside, ...]) -> None:
    words, telling = report.words, report.telling
    columns = (
        Column(head=words("Value"), width=44),
        Column(head="n", width=9, align="right"),
        Column(head=words("Here"), width=15, align="right"),
        Column(head=words("Norm"), width=21, align="right"),
        Column(head=words("95% interval"), width=23, align="right"),
        Column(head=words("Clients, contacts"), width=20, align="right"),
        Column(head=words("Beside the norm"), width=34),
    )
    cells = [
        (
            row.own.label,
            telling.formats.number(row.own.n),
            besides.own_value(row, telling),
            besides.norm_value(row, telling),
            besides.norm_interval(row, telling),
            besides.size(row, telling),
            Cell(
                _short(report, row),
                mark=Mark(width=SIGN + 1.6, draw=drawn(row.sign)),
            ),
        )
        for row in rows
    ]
    note = starred(report, (row.own for row in rows))
    table(report.pdf, columns, cells, caption=words("Values beside the norm"), note=note)


def _short(report: "Report", row: Beside) -> str:
    star = STAR if row.own.rung.is_indicative else ""
    return besides.brief(row, report.telling) + star


def _reading(report: "Report") -> list[str]:
    words = report.words
    told = [
        words(
            "The norm is the mean of the other clients' values: each client weighs the same, however many contacts it "
            "has; its interval is by clients."
        ),
        words(
            "No norm is told from fewer than {clients} clients or {contacts} contacts, nor one from which such a value "
            "could be derived; contacts are told in tens.",
            clients=ladder.NORM_CLIENTS,
            contacts=ladder.NORM_CONTACTS,
        ),
        words("Other companies have other services and customers: a difference tells where to look, not why it is so."),
    ]
    if report.analysis.asked(Measure.CES):
        told.append(words("CES is beside others of the same scale alone; CSAT is the share of top boxes."))
    return told
