"""Every metric on its own scale, and the facts beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from domain.answer_value import scale
from domain.metric import Measure, Question, QuestionType
from domain.study import Study
from reporting import statistics
from reporting.frames import Frames
from reporting.measured import Measured, asked_mean, in_percent, points, recommended
from reporting.statistics import Estimate

TOP_BOXES_FROM = 0.75
"""How far up its scale a satisfied answer is: 4 of 1-5, 6 of 1-7."""


@dataclass(frozen=True)
class Fact:
    """Something reported and not scored: counts of choices, or the median of numbers."""

    name: str
    label: str
    n: int
    counts: tuple[tuple[str, int], ...] = ()
    """Choices in their order; empty for numbers."""
    median: Estimate | None = None
    decimals: int = 0


def metrics(frames: Frames, language: str) -> tuple[Measured, ...]:
    """Returns every metric of the form in its order, those without an answer too (n = 0)."""
    return tuple(
        metric(frames.study, question, answers_of(frames.answers, question.name), language)
        for question in frames.study.form.questions
        if question.is_measured
    )


def answers_of(answers: pd.DataFrame, question: str) -> pd.DataFrame:
    """Returns the rows of one question."""
    return answers[answers["question"] == question]


def metric(study: Study, question: Question, rows: pd.DataFrame, language: str) -> Measured:
    """Returns one metric over contacts: score and CES as means, NPS, CSAT as the share of top boxes in per cent."""
    name, label = question.name, study.form.label(question, language)
    match question.measure:
        case Measure.NPS:
            return recommended(name, label, _numbers(rows), question.target)
        case Measure.CSAT:
            values, (low, high) = _numbers(rows), ends(study, question)
            satisfied = sum(value >= low + TOP_BOXES_FROM * (high - low) for value in values)
            return in_percent(name, label, satisfied, len(values), question.target)
        case Measure.CES:
            return asked_mean(name, label, _numbers(rows), ends(study, question), question.target)
        case _:
            return points(name, label, [float(value) for value in rows["score"].dropna()], question.target)


def _numbers(rows: pd.DataFrame) -> list[float]:
    return [float(value) for value in rows["number"].dropna()]


def ends(study: Study, question: Question) -> tuple[float, float]:
    """Returns both ends of an asked scale: of a range, else of choices that are numbers, else 0 and 10."""
    if question.type is QuestionType.RANGE:
        low, high, _ = scale(question)
        return float(low), float(high)
    names = [choice.name for choice in study.form.choices_of(question) if not choice.not_applicable]
    numbers = [float(name) for name in names if name.isdecimal()]
    return (min(numbers), max(numbers)) if len(numbers) > 1 else (0.0, 10.0)


def distribution(frames: Frames, question: Question) -> dict[int, int]:
    """Returns how many contacts gave each whole value of an asked scale, from its lowest to its highest."""
    low, high = ends(frames.study, question)
    values = [round(value) for value in _numbers(answers_of(frames.answers, question.name))]
    return {value: values.count(value) for value in range(int(low), int(high) + 1)}


def facts(frames: Frames, language: str) -> tuple[Fact, ...]:
    """Returns what was asked and not scored, in the form's order; what has no answer is left out."""
    asked = [question for question in frames.study.form.questions if question.measure is Measure.FACT]
    made = (fact(frames.study, question, answers_of(frames.answers, question.name), language) for question in asked)
    return tuple(one for one in made if one is not None and one.n)


def fact(study: Study, question: Question, rows: pd.DataFrame, language: str) -> Fact | None:
    """Returns a fact of choices or numbers; None for other types."""
    label = study.form.label(question, language)
    if question.type in {QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE}:
        return _chosen(study, question, [str(value) for value in rows["value"] if value], label, language)
    if question.type in {QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.RANGE}:
        values, decimals = _numbers(rows), int(question.type is QuestionType.DECIMAL)
        return Fact(question.name, label, len(values), median=statistics.median(values), decimals=decimals)
    return None


def _chosen(study: Study, question: Question, values: Sequence[str], label: str, language: str) -> Fact:
    default = study.form.default_language
    ticked = [value.split() if question.type is QuestionType.SELECT_MULTIPLE else [value] for value in values]
    counts = tuple(
        (choice.label.text(language, default), sum(choice.name in names for names in ticked))
        for choice in study.form.choices_of(question)
    )
    return Fact(question.name, label, len(values), counts=counts)
