"""Expressions of a survey are tried while it is read, so that none surprises anybody in the field."""

from collections.abc import Collection, Sequence

from domain.expressions import ExpressionFault, parse
from domain.form import dependency_order
from domain.metric import Question
from domain.texts import N_
from domain.workbook.cells import Cells
from domain.workbook.faults import listed, nearest
from domain.workbook.survey_sheet import Asked, Survey

COLUMNS = ("relevant", "required", "constraint", "calculation")


def check_expressions(survey: Survey) -> None:
    """Notes broken expressions, names that nothing has, and questions that wait for each other."""
    questions = {asked.question.name for asked in survey.asked}
    for cells in survey.groups:
        _check(cells, "relevant", cells.text("relevant"), questions)
    for asked in survey.asked:
        for column in COLUMNS:
            _check(asked.cells, column, _source(asked, column), questions)
    _check_circles(survey.asked)


def _source(asked: Asked, column: str) -> str:
    return asked.question.required if column == "required" else asked.cells.text(column)


def _check(cells: Cells, column: str, source: str, questions: Collection[str]) -> None:
    if not source:
        return
    try:
        expression = parse(source)
    except ExpressionFault as fault:
        cells.fault(column, fault.message, **fault.details)
        return
    for name in sorted(expression.names - set(questions)):
        near = nearest(name, questions)
        known = listed(sorted(questions, key=lambda question: question != near))
        message = N_("There is no question “{name}” (character {column}); there are {known}.")
        cells.fault(column, message, name=name, column=source.find(name) + 1, known=known)


def _needs(question: Question) -> set[str]:
    needed: set[str] = set()
    for source in (*question.relevant, question.calculation):
        try:
            needed |= parse(source).names if source else set()
        except ExpressionFault:
            continue
    return needed


def _check_circles(asked: Sequence[Asked]) -> None:
    names = {each.question.name for each in asked}
    _, circles = dependency_order({each.question.name: _needs(each.question) & names for each in asked})
    for each in asked:
        if each.question.name in circles:
            column = "calculation" if each.question.calculation else "relevant"
            message = N_("“{name}” depends on itself, through {circle}.")
            each.cells.fault(column, message, name=each.question.name, circle=listed(circles))
