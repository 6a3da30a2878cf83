"""From answers to scores, and from the scores of a contact to its index."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from domain.answer_value import scale
from domain.expressions import to_number
from domain.form import Filled, Form
from domain.metric import Measure, Question, QuestionType
from domain.study import Study

LEAST_COVERAGE = 0.5
"""The share of weight that must have been answered before a weighted mean is told."""


@dataclass(frozen=True)
class Composite:
    """A weighted mean of scores, and how much of what applied it rests on."""

    value: float | None
    """0..100; None when less than half of the weight was answered, or nothing applied."""
    coverage: float
    """Answered weight of applicable weight, 0..1; 0 when nothing applied."""


@dataclass(frozen=True)
class ContactIndex:
    """How well one contact went, as a whole and by the parts of the journey and the promise."""

    value: float | None
    """0..100; None under half coverage."""
    coverage: float
    """0..1."""
    by_touchpoint: Mapping[str, Composite]
    by_element: Mapping[str, Composite]
    critical: bool
    """Whether a critical metric stood at its lowest."""
    failed: tuple[str, ...]
    """The critical metrics at their lowest, in the form's order."""


@dataclass(frozen=True)
class _Item:
    question: Question
    score: float | None


def score(form: Form, question: Question, value: str) -> float | None:
    """Returns the score of an answer, 0..100; None without an answer, for `na`, and for what is not scored.

    A choice has its own score. A number lies on the straight line from zero_at (0) to full_at (100), clipped; a range
    without them from its start to its end. A calculation without them is the score itself, clipped.
    """
    if not value:
        return None
    if question.list_name:
        choice = form.choice(question, value)
        return None if choice is None or choice.not_applicable else choice.score
    number = to_number(value)
    ends = scored_ends(question)
    if math.isnan(number) or ends is None:
        return None
    zero, full = ends
    return _clipped(100 * (number - zero) / (full - zero))


def _clipped(value: float) -> float:
    return min(100.0, max(0.0, value))


def scored_ends(question: Question) -> tuple[float, float] | None:
    """Returns the values that score 0 and 100, None when a question has none."""
    zero, full = question.zero_at, question.full_at
    if zero is None and full is None:
        zero, full = _own_ends(question)
        if question.less_is_better:
            zero, full = full, zero
    return None if zero is None or full is None or zero == full else (zero, full)


def _own_ends(question: Question) -> tuple[float | None, float | None]:
    if question.type is QuestionType.RANGE:
        low, high, _ = scale(question)
        return float(low), float(high)
    return (0.0, 100.0) if question.type is QuestionType.CALCULATE else (None, None)


def lowest(form: Form, question: Question) -> float:
    """Returns the lowest score that a question can give: its worst choice's, else 0."""
    scores = [choice.score for choice in form.choices_of(question) if choice.score is not None]
    return min(scores, default=0.0)


def composite(items: Iterable[tuple[float | None, float]]) -> Composite:
    """Returns the weighted mean of (score 0..100 or None, weight) over what was answered: sum(w s) / sum(w).

    What does not apply must be left out before; None is a missing answer. Under half coverage there is no value.
    """
    answered = applicable = total = 0.0
    for value, weight in items:
        applicable += weight
        if value is not None:
            answered += weight
            total += weight * value
    coverage = answered / applicable if applicable else 0.0
    return Composite(total / answered if answered and coverage >= LEAST_COVERAGE else None, coverage)


def index(
    study: Study,
    filled: Filled,
    *,
    not_applicable: Collection[str] = (),
    stages: Collection[str] | None = None,
) -> ContactIndex:
    """Returns the index of a contact: scores weighted over what applied (workbook: "Index of a contact").

    Irrelevant questions, `na`, choices without a score and `not_applicable` names leave both sides; relevant ones
    without an answer lower the coverage. `stages` limits it to the stages that have come (None: all). A critical metric
    at its lowest makes the value 0 whatever the coverage, unless the study says otherwise; parts keep their own values.
    """
    items = [
        _Item(question, score(filled.form, question, filled.values[question.name]))
        for question in filled.form.questions
        if _applies(question, filled, not_applicable) and (stages is None or question.stage in stages)
    ]
    whole = _composed(items)
    failed = tuple(_failed(filled.form, items))
    zero = bool(failed) and study.terms.critical_makes_zero
    return ContactIndex(
        value=0.0 if zero else whole.value,
        coverage=whole.coverage,
        by_touchpoint=_parts(items, [touchpoint.name for touchpoint in study.touchpoints], "touchpoint"),
        by_element=_parts(items, [element.name for element in study.elements], "element"),
        critical=bool(failed),
        failed=failed,
    )


def _applies(question: Question, filled: Filled, not_applicable: Collection[str]) -> bool:
    if question.measure is not Measure.SCORE or question.name not in filled.relevant or question.name in not_applicable:
        return False
    choice = filled.form.choice(question, filled.values[question.name])
    return choice is None or choice.score is not None


def _composed(items: Iterable[_Item]) -> Composite:
    return composite((item.score, item.question.weight) for item in items)


def _failed(form: Form, items: Iterable[_Item]) -> Iterable[str]:
    for item in items:
        if item.question.critical and item.score is not None and item.score <= lowest(form, item.question):
            yield item.question.name


def _parts(items: Iterable[_Item], names: Iterable[str], part: str) -> dict[str, Composite]:
    """Parts in which something applied, in the study's order."""
    groups: dict[str, list[_Item]] = {name: [] for name in names}
    for item in items:
        groups.get(getattr(item.question, part), []).append(item)
    return {name: _composed(group) for name, group in groups.items() if group}
