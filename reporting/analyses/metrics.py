"""Every metric on its own scale, and the facts beside them."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from domain.answer_value import scale
from domain.metric import TOP_BOXES_FROM, Measure, Question, QuestionType
from domain.study import Study
from reporting import statistics
from reporting.frames import Frames
from reporting.measured import Measured, all_or_nothing, asked_mean, in_percent, points, recommended
from reporting.statistics import Estimate


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
    return tuple(metric(frames, question, language) for question in frames.study.form.questions if question.is_measured)


def answers_of(answers: pd.DataFrame, question: str) -> pd.DataFrame:
    """Returns the rows of one question."""
    return answers[answers["question"] == question]


def metric(frames: Frames, question: Question, language: str) -> Measured:
    """Returns one metric over contacts: score and CES as means, NPS, CSAT as the share of top boxes in per cent."""
    return replace(_measured(frames, question, language), called=short_name(frames.study, question, language))


def short_name(study: Study, question: Question, language: str) -> str:
    """Returns what a question of experience is called for short: its measure and its touchpoint; nothing for others."""
    if question.measure not in {Measure.NPS, Measure.CSAT, Measure.CES}:
        return ""
    place = place_of(study, question, language)
    return f"{question.measure.value.upper()} ({place})" if place else question.measure.value.upper()


def place_of(study: Study, question: Question, language: str) -> str:
    """Returns what a question's touchpoint is called; nothing without one."""
    if not question.touchpoint:
        return ""
    return study.touchpoint(question.touchpoint).label.text(language, study.form.default_language)


def _measured(frames: Frames, question: Question, language: str) -> Measured:
    study, coded = frames.study, frames.coded
    name, label = question.name, study.form.label(question, language)
    match question.measure:
        case Measure.NPS:
            return recommended(name, label, coded.known(name, "number"), question.target)
        case Measure.CSAT:
            satisfied = top_boxes(frames, question)
            return in_percent(name, label, int(satisfied.sum()), len(satisfied), question.target)
        case Measure.CES:
            return asked_mean(name, label, coded.known(name, "number"), ends(study, question), question.target)
        case _:
            counted = all_or_nothing if is_all_or_nothing(study, question) else points
            return counted(name, label, coded.known(name, "score"), question.target)


def is_all_or_nothing(study: Study, question: Question) -> bool:
    """Returns whether a choice scores either 0 or 100: between them a t interval of so few contacts is too narrow."""
    return {choice.score for choice in study.form.choices_of(question)} - {None} == {0.0, 100.0}


def top_boxes(frames: Frames, question: Question) -> np.ndarray:
    """Returns whether each answer to a CSAT question is a satisfied one, shape (contacts that answered,)."""
    low, high = ends(frames.study, question)
    return frames.coded.known(question.name, "number") >= low + TOP_BOXES_FROM * (high - low)


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
    values = np.rint(frames.coded.known(question.name, "number"))
    return {value: int((values == value).sum()) for value in range(int(low), int(high) + 1)}


def facts(frames: Frames, language: str) -> tuple[Fact, ...]:
    """Returns what was asked and not scored, in the form's order; what has no answer is left out."""
    asked = [question for question in frames.study.form.questions if question.measure is Measure.FACT]
    made = (fact(frames, question, language) for question in asked)
    return tuple(one for one in made if one is not None and one.n)


def fact(frames: Frames, question: Question, language: str) -> Fact | None:
    """Returns a fact of choices or numbers; None for other types."""
    label = frames.study.form.label(question, language)
    if question.type in {QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE}:
        return _chosen(frames, question, label, language)
    if question.type in {QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.RANGE}:
        values, decimals = frames.coded.known(question.name, "number"), int(question.type is QuestionType.DECIMAL)
        return Fact(question.name, label, len(values), median=statistics.median(values), decimals=decimals)
    return None


def _chosen(frames: Frames, question: Question, label: str, language: str) -> Fact:
    form, several = frames.study.form, question.type is QuestionType.SELECT_MULTIPLE
    given = {value: count for value, count in frames.coded.counts(question.name).items() if value}
    ticked = [(value.split() if several else [value], count) for value, count in given.items()]
    counts = tuple(
        (choice.label.text(language, form.default_language), sum(n for names, n in ticked if choice.name in names))
        for choice in form.choices_of(question)
    )
    return Fact(question.name, label, sum(given.values()), counts=counts)
