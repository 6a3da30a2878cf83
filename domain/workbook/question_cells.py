"""The cells of a survey row, each read into what the question needs of it."""

import re
from collections.abc import Sequence
from datetime import date

from domain.answer_value import UnreadableAnswer, read_value
from domain.default_value import is_calculated
from domain.label import Label
from domain.metric import LATER, Choice, Measure, Question, QuestionType, Shows
from domain.refusal import NotATime
from domain.texts import N_
from domain.workbook import names
from domain.workbook.cells import LONGEST_TEXT, Cells

_PARAMETERS = {QuestionType.RANGE: {"start", "end", "step"}, QuestionType.IMAGE: {"max-pixels"}}
_LONGEST_NOTE = 1500
"""Characters of a note, which has its card to itself."""

_INSTEAD = {
    "repeat_count": N_("{column} belongs to a repeated group, which is not played; leave it empty."),
    "trigger": N_("{column} is not played, since calculations follow the answers by themselves; leave it empty."),
    "save_to": N_("{column} is not played, since there are no entities; leave it empty."),
}
"""What is said of the columns that are not played."""


def refuse_features(cells: Cells, kind: QuestionType) -> None:
    """Notes what a row asks for that is not played, or that no row of its type has."""
    for column in names.UNPLAYED["survey"]:
        if cells.text(column):
            cells.fault(column, _INSTEAD[column], column=cells.sheet.heading(column))
    if kind is QuestionType.CALCULATE and not cells.text("calculation") and not cells.text("default"):
        cells.fault("calculation", N_("A calculate row needs its calculation."))
    if kind is not QuestionType.CALCULATE and cells.text("calculation"):
        message = N_(
            "Only a calculate row has a calculation; a person answers this one. A note can show it: {example}."
        )
        cells.fault("calculation", message, example="${name}")
    if not kind.is_asked and cells.text("constraint"):
        cells.warn("constraint", N_("Nobody answers this row, so its constraint is never checked."))
    if cells.text("choice_filter") and not kind.offers_choices:
        cells.warn("choice_filter", N_("A question of type {type} has no choices to filter."), type=kind)


def read_label(cells: Cells, kind: QuestionType, name: str, measure: Measure) -> Label:
    """Returns what the question is called; one that nobody is asked may do with its name."""
    most = _LONGEST_NOTE if kind is QuestionType.NOTE else LONGEST_TEXT
    label = cells.label("label", needed=kind.is_asked, most=most, lines=True)
    if not label and not kind.is_asked:
        if measure is not Measure.FACT:
            cells.warn("label", N_("“{name}” is measured and has no label; reports will show its name."), name=name)
        return Label({cells.default_language: name})
    return label


def plain_truths(cells: Cells) -> dict[str, str]:
    """Returns the cells of a row that say yes or no, as XLSForm writes them."""
    said = {column: names.truth(cells.text(column)) for column in ("required", "read_only") if cells.text(column)}
    return {column: "yes" if truth else "no" for column, truth in said.items() if truth is not None}


def read_condition(cells: Cells, column: str) -> str:
    """Returns an expression for what may be said with yes and no as well; '' is no."""
    text = cells.text(column)
    said = names.truth(text) if text else False
    return text if said is None else "true()" if said else ""


def read_default(cells: Cells, question: Question, choices: Sequence[Choice]) -> str:
    """Returns a question's default as ODK stores it, or as the expression that it is."""
    text = cells.text("default")
    if not text or is_calculated(text) or not question.type.is_asked:
        return text
    if question.type.is_attachment or question.type is QuestionType.NOTE:
        cells.warn("default", N_("A question of type {type} has no default; it is left out."), type=question.type)
        return ""
    if question.type.offers_choices:
        known = [choice.name for choice in choices]
        missing = N_("The default “{name}” is none of the question's choices {known}.")
        return " ".join(cells.known("default", known, missing, name) for name in text.split())
    return _value(cells, question, text)


def _value(cells: Cells, question: Question, text: str) -> str:
    try:
        return read_value(question, (), text, today=date(2000, 1, 1))
    except (UnreadableAnswer, NotATime, ArithmeticError):
        message = N_("The default “{text}” is no value of a question of type {type}.")
        cells.fault("default", message, text=text[:40], type=question.type)
        return ""


def read_parameters(cells: Cells, kind: QuestionType) -> dict[str, str]:
    """Returns what the parameters set, without those that mean nothing for the type."""
    found: dict[str, str] = {}
    for piece in re.split(r"[\s,;]+", re.sub(r"\s*=\s*", "=", cells.text("parameters"))):
        key, equals, value = piece.partition("=")
        if equals and key and value:
            found[key.casefold()] = value
        elif piece:
            message = N_("“{piece}” is no parameter; write them as in {example}.")
            cells.fault("parameters", message, piece=piece[:40], example="start=0 end=10 step=1")
    return {key: value for key, value in found.items() if key in _PARAMETERS.get(kind, set())}


def read_measure(cells: Cells) -> Measure:
    """Returns what the question is in the analysis: a score when it has a weight, else a fact."""
    default = Measure.SCORE if cells.text("weight") else Measure.FACT
    return cells.one_of("measure", Measure, default)


def read_weight(cells: Cells, measure: Measure) -> float:
    """Returns the weight of a score, 1 without one; other measures have none."""
    weight = cells.number("weight", 0)
    if measure is not Measure.SCORE:
        if weight:
            cells.warn("weight", N_("Only scores count in the index; this weight is left out."))
        return 0.0
    return 1.0 if weight is None else weight


def read_less_is_better(cells: Cells) -> bool:
    """Returns whether a smaller value is the better one."""
    text = cells.text("better")
    said = names.canonical(text, names.VALUES, ("less", "more")) if text else "more"
    if said is None:
        cells.fault("better", N_("“{text}” is not one of {known}."), text=text[:40], known="less, more")
    return said == "less"


def read_stage(cells: Cells) -> str:
    """Returns when the question is asked: '' now, `later`, or the date question that it waits for."""
    text = cells.text("stage")
    return LATER if names.canonical(text, names.VALUES, (LATER,)) else "".join(text.split())


def read_shows(cells: Cells) -> Shows | None:
    """Returns what the answer shows beside what it measures, None for nothing."""
    return cells.one_of("shows", Shows, Shows.PROMISE) if cells.text("shows") else None
