"""Expressions of a survey are tried while it is read, so that none surprises anybody in the field."""

from collections.abc import Callable, Collection, Iterable, Sequence

from domain.default_value import is_calculated
from domain.dependency import dependency_order
from domain.expressions import Expression, ExpressionFault, parse, parse_filter
from domain.metric import Choice, Question
from domain.texts import N_
from domain.wording import mentions
from domain.workbook.cells import Cells
from domain.workbook.faults import listed, nearest
from domain.workbook.survey_sheet import Asked, Survey

COLUMNS = ("relevant", "required", "constraint", "calculation", "read_only")
LABELS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")


def check_expressions(survey: Survey) -> None:
    """Notes broken expressions, names that nothing has, and questions that wait for each other."""
    questions = {asked.question.name for asked in survey.asked} | survey.refused
    for cells in survey.groups:
        check_expression(cells, "relevant", cells.text("relevant"), questions)
    for asked in survey.asked:
        if not asked.is_added:
            _check_row(asked, questions, survey.around.choices.get(asked.question.list_name, ()))
    _check_circles(survey.asked)


def _check_row(asked: Asked, questions: Collection[str], choices: Iterable[Choice]) -> None:
    cells, question = asked.cells, asked.question
    for column in COLUMNS:
        check_expression(cells, column, _source(asked, column), questions)
    if is_calculated(question.default):
        _check_default(cells, question.default)
    if question.choice_filter:
        _check_filter(cells, question.choice_filter, questions, choices)
    for column in LABELS:
        mentioned = mentions(cells.as_written(column))
        tell_unknown(cells, column, mentioned, questions)


def _source(asked: Asked, column: str) -> str:
    written = {"required": asked.question.required, "read_only": asked.question.readonly}
    return written[column] if column in written else asked.cells.text(column)


def check_expression(cells: Cells, column: str, source: str, questions: Collection[str]) -> None:
    """Notes what is wrong with an expression in a column of a row; an empty one is none."""
    expression = _parsed(cells, column, source, parse) if source else None
    if expression is not None:
        tell_unknown(cells, column, expression.names, questions, source)


def _parsed(cells: Cells, column: str, source: str, read: Callable[[str], Expression]) -> Expression | None:
    try:
        return read(source)
    except ExpressionFault as fault:
        cells.fault(column, fault.message, **fault.details)
        return None


def tell_unknown(
    cells: Cells, column: str, mentioned: Iterable[str], questions: Collection[str], source: str = ""
) -> None:
    """Notes the names of questions that there are not."""
    for name in sorted(set(mentioned) - set(questions)):
        near = nearest(name, questions)
        known = listed(sorted(questions, key=lambda question: question != near))
        message = N_("There is no question “{name}” (character {column}); there are {known}.")
        cells.fault(column, message, name=name, column=(source or _text(cells, column)).find(name) + 1, known=known)


def _text(cells: Cells, column: str) -> str:
    return next((text for text in cells.as_written(column).root.values() if "${" in text), "")


def _check_default(cells: Cells, source: str) -> None:
    expression = _parsed(cells, "default", source, parse)
    if expression is not None and expression.names:
        message = N_("A default cannot look at other answers; use {example} in a calculate row and show it in a note.")
        cells.fault("default", message, example=f"${{{min(expression.names)}}}")


def _check_filter(cells: Cells, source: str, questions: Collection[str], choices: Iterable[Choice]) -> None:
    expression = _parsed(cells, "choice_filter", source, parse_filter)
    if expression is None:
        return
    tell_unknown(cells, "choice_filter", expression.names, questions, source)
    columns = {column for choice in choices for column in choice.columns}
    for name in sorted((expression.columns or frozenset()) - columns):
        near = nearest(name, columns)
        known = listed(sorted(columns, key=lambda column: column != near))
        message = N_("The choices have no column “{name}” (character {column}); they have {known}.")
        cells.fault("choice_filter", message, name=name, column=source.find(name) + 1, known=known)


def _needs(question: Question) -> set[str]:
    needed: set[str] = set()
    for source in (*question.relevant, question.calculation):
        needed |= _names(source, parse)
    return needed | _names(question.choice_filter, parse_filter)


def _names(source: str, read: Callable[[str], Expression]) -> frozenset[str]:
    try:
        return read(source).names if source else frozenset()
    except ExpressionFault:
        return frozenset()


def _check_circles(asked: Sequence[Asked]) -> None:
    names = {each.question.name for each in asked}
    _, circles = dependency_order({each.question.name: _needs(each.question) & names for each in asked})
    for each in asked:
        if each.question.name in circles:
            column = _waiting(each.question)
            message = N_("“{name}” depends on itself, through {circle}.")
            each.cells.fault(column, message, name=each.question.name, circle=listed(circles))


def _waiting(question: Question) -> str:
    if question.calculation:
        return "calculation"
    return "choice_filter" if question.choice_filter and not question.relevant else "relevant"
