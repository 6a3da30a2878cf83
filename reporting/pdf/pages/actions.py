"""After the words: what became of the last wave's actions, and of the metrics that they should move."""

from typing import TYPE_CHECKING

from domain.action import ActionState
from domain.texts import N_
from reporting.analyses.followed import Followed
from reporting.findings import changes
from reporting.pdf.pages.parts import begin
from reporting.pdf.pages.since import called
from reporting.pdf.table import Column, table
from reporting.telling import NOTHING

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

STATES = {
    ActionState.AGREED: N_("agreed, not done"),
    ActionState.DONE: N_("done"),
    ActionState.DROPPED: N_("dropped"),
}
_HEADING, _EACH, _MOST = 18.0, 19.0, 110.0
"""What the table's heading and one action take at least, and above what height it may go over a page, in mm."""


def add(report: "Report") -> None:
    """Sets the last wave's actions with their metrics then and now; nothing when there are none."""
    words, rows = report.words, report.analysis.followed
    if not rows:
        return
    lead = words(
        "Actions after wave {wave}, and their metrics since. Contacts show what moved, not why it did.",
        wave=report.analysis.waves.before,
    )
    begin(report, words("What became of the actions"), lead, height=min(_HEADING + _EACH * len(rows), _MOST))
    columns = (
        Column(head=words("Action"), width=52),
        Column(head=words("Who and by when"), width=37),
        Column(head=words("State"), width=22),
        Column(head=words("Its metric since"), width=55),
    )
    cells = [(row.what, _who(report, row), words(STATES[row.state]), _moved(report, row)) for row in rows]
    table(report.pdf, columns, cells, whole_first=False)


def _who(report: "Report", row: Followed) -> str:
    day = report.telling.formats.day(row.due_on) if row.due_on else ""
    return ", ".join(part for part in (row.owner, day) if part) or NOTHING


def _moved(report: "Report", row: Followed) -> str:
    """What its metric did since, as surely as the contacts tell."""
    words = report.words
    if not row.metric:
        return words("No metric was chosen for it.")
    if row.series is None:
        return words("Its metric has not been measured here.")
    return changes.change(row.series, report.analysis.waves, report.telling, called(report, row.series.now)).text
