"""The sheet `checks`: what is looked at across answers before a contact is submitted."""

from collections.abc import Collection, Iterable

from domain.check import Check, Strength
from domain.texts import N_
from domain.workbook.cells import LONGEST_TEXT, Cells
from domain.workbook.survey_expressions import check_expression

NO_TOUCHPOINT = N_("There is no touchpoint “{name}”; the sheet journey has {known}.")


def read_checks(rows: Iterable[Cells], questions: Collection[str], touchpoints: Collection[str]) -> tuple[Check, ...]:
    """Returns the checks in order, each with an expression that can be played."""
    return tuple(_check(cells, questions, touchpoints) for cells in rows)


def _check(cells: Cells, questions: Collection[str], touchpoints: Collection[str]) -> Check:
    expression = cells.needed("expression")
    check_expression(cells, "expression", expression, questions)
    return Check(
        expression=expression,
        message=cells.label("message", most=LONGEST_TEXT, lines=True),
        strength=cells.one_of("strength", Strength, Strength.SOFT),
        touchpoint=cells.known("touchpoint", touchpoints, NO_TOUCHPOINT),
    )
