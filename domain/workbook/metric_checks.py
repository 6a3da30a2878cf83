"""What a measured question must have so that it can be counted: checked when all sheets are known."""

import math
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from domain.answer_value import scale
from domain.expressions import to_number
from domain.form import stage_date
from domain.metric import LATER, Choice, Measure, Question, QuestionType, Shows
from domain.texts import N_
from domain.workbook.cells import Cells
from domain.workbook.survey_sheet import Asked, Survey

_NUMBERS = {QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.RANGE, QuestionType.CALCULATE}
_SCALES = {
    Measure.NPS: [(Decimal(0), Decimal(10), Decimal(1))],
    Measure.CSAT: [(Decimal(1), Decimal(5), Decimal(1)), (Decimal(1), Decimal(7), Decimal(1))],
}
"""The scales that promoters and top boxes are counted on: start, end, step."""
_SCALED = {
    Measure.NPS: {*_NUMBERS, QuestionType.SELECT_ONE},
    Measure.CSAT: {QuestionType.RANGE, QuestionType.SELECT_ONE},
    Measure.CES: {*_NUMBERS, QuestionType.SELECT_ONE},
}
"""A number without a range does not tell where its top boxes are."""
_DAYS = {QuestionType.DATE, QuestionType.DATETIME}
_SCORED = {*_NUMBERS, QuestionType.SELECT_ONE, QuestionType.HIDDEN}


def check_metrics(survey: Survey, recordings: bool) -> None:
    """Notes what keeps a question from being measured or played as its row says."""
    questions = {asked.question.name: asked.question for asked in survey.asked}
    for asked in survey.asked:
        if asked.is_added:
            continue
        question, cells = asked.question, asked.cells
        choices = survey.around.choices.get(question.list_name, ())
        if question.type is QuestionType.RANGE and not _range_is_whole(cells, question):
            continue
        _check_measure(cells, question, choices)
        _check_target(cells, question)
        _check_comment(cells, question, choices)
        _check_stage(cells, question, questions)
        _check_shown(cells, question)
        _check_recording(asked, recordings)


def _range_is_whole(cells: Cells, question: Question) -> bool:
    try:
        low, high, step = scale(question)
    except InvalidOperation:
        cells.fault(
            "parameters",
            N_("start, end and step of a range are numbers, as in {example}."),
            example="start=0 end=10 step=1",
        )
        return False
    if not all(number.is_finite() and abs(number) < Decimal(10) ** 9 for number in (low, high, step)):
        cells.fault(
            "parameters",
            N_("start, end and step of a range are numbers, as in {example}."),
            example="start=0 end=10 step=1",
        )
        return False
    if low >= high or step <= 0 or (high - low) % step or (high - low) / step > 1000:
        message = N_("A range goes up from start to end in whole steps; {start}–{end} by {step} does not.")
        cells.fault("parameters", message, start=low, end=high, step=step)
        return False
    return True


def _check_measure(cells: Cells, question: Question, choices: tuple[Choice, ...]) -> None:
    if question.measure is Measure.SCORE:
        _check_score(cells, question, choices)
    elif question.critical:
        cells.fault(
            "critical",
            N_("Only a score can be critical; the measure of this row is {measure}."),
            measure=question.measure,
        )
    if question.measure in {Measure.NPS, Measure.CSAT, Measure.CES}:
        _check_scale(cells, question, choices)
    if question.measure is Measure.RECORDING and not question.type.is_attachment:
        cells.fault("measure", N_("A recording is a file; make the question audio."))


def _check_scale(cells: Cells, question: Question, choices: tuple[Choice, ...]) -> None:
    numbers = (to_number(choice.name) for choice in choices if not choice.not_applicable)
    if question.type not in _SCALED[question.measure] or any(map(math.isnan, numbers)):
        cells.fault("measure", N_("{measure} needs a number; make the question a range."), measure=question.measure)
    known = _SCALES.get(question.measure)
    if known and question.type is QuestionType.RANGE and scale(question) not in known:
        scales = ", ".join(f"{low}–{high}" for low, high, _ in known)
        message = N_("{measure} is asked in whole steps on the scale {scales}.")
        cells.fault("parameters", message, measure=question.measure, scales=scales)


def _check_score(cells: Cells, question: Question, choices: tuple[Choice, ...]) -> None:
    if question.type not in _SCORED:
        message = N_(
            "An answer of type {type} has no score by itself; score it with a calculate row, or make it a fact."
        )
        cells.fault("measure", message, type=question.type)
    elif choices and all(choice.score is None for choice in choices):
        message = N_("No choice of the list {list} has a score; fill in the column score of the sheet choices.")
        cells.fault("measure", message, list=question.list_name)
    elif (question.full_at is None) != (question.zero_at is None) or (
        question.full_at is not None and question.full_at == question.zero_at
    ):
        cells.fault("full_at", N_("full_at and zero_at go together, and are two different numbers."))
    elif question.type not in {QuestionType.RANGE, QuestionType.CALCULATE, QuestionType.SELECT_ONE}:
        _check_line(cells, question)
    _check_direction(cells, question)


def _check_line(cells: Cells, question: Question) -> None:
    if question.full_at is None:
        message = N_("A number needs full_at (the value of 100 points) and zero_at (the value of 0) to be scored.")
        cells.fault("full_at", message)


def _check_direction(cells: Cells, question: Question) -> None:
    full, zero = question.full_at, question.zero_at
    if full is not None and zero is not None and cells.text("better") and question.less_is_better != (full < zero):
        cells.fault(
            "better",
            N_("better says one thing, and full_at {full} with zero_at {zero} another."),
            full=f"{full:g}",
            zero=f"{zero:g}",
        )


def _check_target(cells: Cells, question: Question) -> None:
    if question.target is None:
        return
    low, high = _target_scale(question)
    if not low <= question.target <= high:
        message = N_("The target of {measure} lies within {least}–{most}; {value} does not.")
        cells.fault(
            "target",
            message,
            measure=question.measure,
            least=f"{low:g}",
            most=f"{high:g}",
            value=f"{question.target:g}",
        )
    elif question.measure in {Measure.SCORE, Measure.CSAT} and 0 < question.target < 1:
        message = N_("The target {value} is less than one of a hundred; did you mean {percent}?")
        cells.warn("target", message, value=f"{question.target:g}", percent=f"{100 * question.target:g}")


def _target_scale(question: Question) -> tuple[float, float]:
    if question.measure is Measure.NPS:
        return -100, 100
    if question.measure in {Measure.SCORE, Measure.CSAT}:
        return 0, 100
    if question.measure is Measure.CES and question.type is QuestionType.RANGE:
        low, high, _ = scale(question)
        return float(low), float(high)
    return float("-inf"), float("inf")


def _check_comment(cells: Cells, question: Question, choices: tuple[Choice, ...]) -> None:
    limit = question.comment_below
    if not limit or (question.list_name and not choices):
        return
    if choices:
        names = [choice.name for choice in choices]
        missing = N_("“{name}” is none of the question's choices {known}; comment_below names one of them.")
        cells.known("comment_below", names, missing, limit)
    elif question.type not in _NUMBERS or not question.type.is_asked:
        cells.fault("comment_below", N_("Only an asked number or choice can ask for a comment when it is low."))
    elif math.isnan(to_number(limit)):
        cells.fault("comment_below", N_("“{text}” is not a number."), text=limit[:40])


def _check_stage(cells: Cells, question: Question, questions: Mapping[str, Question]) -> None:
    if question.stage in {"", LATER}:
        return
    name = stage_date(question.stage)
    date_question = questions.get(name or "")
    if date_question is None or date_question.type not in _DAYS:
        message = N_("The stage “{stage}” is neither empty, later, nor a date question such as {example}.")
        cells.fault("stage", message, stage=question.stage[:60], example="${promised_day}")
    elif date_question.stage == question.stage:
        cells.fault("stage", N_("The date question “{name}” itself waits for this stage."), name=name)


def _check_recording(asked: Asked, recordings: bool) -> None:
    if asked.question.measure is Measure.RECORDING and not recordings:
        message = N_("The row asks for a recording, and the sheet study does not say recordings = yes with a basis.")
        asked.cells.fault("measure", message)


def _check_shown(cells: Cells, question: Question) -> None:
    """Anything answered may tell a promise; the others are told by a yes or a no."""
    silent = question.type in {QuestionType.NOTE, QuestionType.HIDDEN} or question.type.is_attachment
    if question.shows is Shows.PROMISE and silent:
        cells.fault("shows", N_("A row of type {type} has no answer that could tell of a promise."), type=question.type)
    elif question.shows not in {None, Shows.PROMISE} and question.type not in {*_NUMBERS, QuestionType.SELECT_ONE}:
        message = N_("“{shows}” is told by a yes or a no; make the question a select_one or a number.")
        cells.fault("shows", message, shows=question.shows)
