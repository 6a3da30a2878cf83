"""A client's own figures from a CSV: a row a customer's answer, or ready sums of a period."""

from domain.fault import Fault
from domain.figures import cells, own_answers, own_sums
from domain.figures.faults import Findings
from domain.figures.own import OwnFigures
from domain.figures.table import Table
from domain.texts import N_


def takes_for(headings: tuple[str, ...]) -> int:
    """Returns how many headings of own figures there are; 0 when they are not enough for any."""
    answers, sums = cells.known(headings, own_answers.COLUMNS), cells.known(headings, own_sums.COLUMNS)
    if _are_sums(sums):
        return len(sums)
    return len(answers) if "date" in answers and len(answers) > 1 else 0


def _are_sums(places: dict[str, int]) -> bool:
    return "measure" in places and "period" in places


def read(table: Table) -> tuple[OwnFigures | None, tuple[Fault, ...]]:
    """Returns the figures of a file that `takes_for` own figures, or every fault of it."""
    findings = Findings()
    sums = cells.known(table.headings, own_sums.COLUMNS)
    if _are_sums(sums):
        made = own_sums.Sums(table, sums, findings).read()
    else:
        made = own_answers.Answers(table, cells.known(table.headings, own_answers.COLUMNS), findings).read()
    if not findings.any and not made.figures:
        findings.add(N_("There is no row with figures under the headings."))
    return (None, findings.told()) if findings.any else (made, ())
