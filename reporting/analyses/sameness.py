"""Whether a thing was measured in an earlier wave as it is now: only what was asked and scored alike is compared."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from typing import Any

from domain.answer_value import scale
from domain.metric import Choice, Measure, Question, QuestionType
from domain.score import scored_ends
from domain.study import Study
from reporting.analyses.metrics import ends


class Kind(StrEnum):
    """What is followed from wave to wave."""

    INDEX = "index"
    PROMISE = "promise"
    ELEMENT = "element"
    SERVICE = "service"
    TOUCHPOINT = "touchpoint"
    METRIC = "metric"


class Reason(StrEnum):
    """Why a thing is not compared with an earlier wave."""

    NEW = "new"
    """It was not there."""
    ASKED = "asked"
    """It was asked or scored in another way."""
    WEIGHED = "weighed"
    """It is made of other metrics, of metrics asked otherwise, or by other weights."""
    GIVEN = "given"
    """The service was given through another channel."""


class Asking:
    """How a study asks and scores, ready to be compared with how another one does."""

    def __init__(self, study: Study) -> None:
        self.study = study

    @cached_property
    def metrics(self) -> dict[str, Any]:
        """What makes each metric what it is, by question: all but its words, its target and its place."""
        asked = {question.name: question for question in self.study.form.questions}
        return {
            name: [_way(self.study, one) for one in (question, *_behind(question, asked))]
            for name, question in asked.items()
            if question.is_measured
        }

    def composition(self, inside: Callable[[Question], bool]) -> dict[str, Any]:
        """Returns what a composite is made of: definition and weight by question."""
        return {
            question.name: (self.metrics[question.name], question.weight)
            for question in self.study.form.questions
            if question.measure is Measure.SCORE and question.weight > 0 and inside(question)
        }

    @cached_property
    def index(self) -> Any:
        """What the index is made of, and which metrics make it zero."""
        zeroing = self.study.terms.critical_makes_zero
        critical = {question.name for question in self.study.form.questions if question.critical and zeroing}
        return self.composition(lambda _: True), critical

    @cached_property
    def promise(self) -> Any:
        """What the promise is made of, and how its elements weigh."""
        places = {question.name: question.element for question in self.study.form.questions if question.element}
        made_of = self.composition(lambda question: bool(question.element))
        weights = {element.name: element.weight for element in self.study.elements}
        return {name: (what, places[name]) for name, what in made_of.items()}, weights


def why_not(kind: Kind, name: str, now: Asking, then: Asking) -> Reason | None:
    """Returns why a thing of the present study cannot be compared with its namesake then; None when it can."""
    if now is then:
        return None
    parts: list[Any]
    match kind:
        case Kind.METRIC:
            return _unlike(now.metrics[name], then.metrics.get(name), Reason.ASKED)
        case Kind.SERVICE:
            return _service(name, now, then)
        case Kind.ELEMENT:
            parts = [asking.composition(lambda question: question.element == name) for asking in (now, then)]
        case Kind.TOUCHPOINT:
            parts = [asking.composition(lambda question: question.touchpoint == name) for asking in (now, then)]
        case Kind.PROMISE:
            parts = [now.promise, then.promise if any(then.promise) else None]
        case Kind.INDEX:
            parts = [now.index, then.index]
    return _unlike(parts[0], parts[1], Reason.WEIGHED)


def _unlike(now: Any, then: Any, reason: Reason) -> Reason | None:
    if not then:
        return Reason.NEW
    return None if now == then else reason


def _service(name: str, now: Asking, then: Asking) -> Reason | None:
    channels = {service.name: service.channel for service in then.study.services}
    if channels.get(name) is not now.study.service(name).channel:
        return Reason.GIVEN if name in channels else Reason.NEW
    return why_not(Kind.INDEX, "", now, then)


def _behind(question: Question, asked: dict[str, Question]) -> list[Question]:
    """The questions that a calculated one is counted from, at whatever remove."""
    found: set[str] = set()
    open_ = [question]
    while open_:
        names = set(re.findall(r"\$\{\s*([\w.-]+)\s*\}", open_.pop().calculation)) & asked.keys() - found
        found |= names
        open_ += [asked[name] for name in names]
    return [asked[name] for name in sorted(found)]


def _way(study: Study, question: Question) -> Any:
    measured = question.measure in {Measure.NPS, Measure.CSAT, Measure.CES}
    return (
        question.name,
        question.type,
        question.measure,
        sorted(_scored(choice) for choice in study.form.choices_of(question)),
        scale(question) if question.type is QuestionType.RANGE else None,
        ends(study, question) if measured else scored_ends(question),
        [_plain(expression) for expression in question.relevant],
        _plain(question.calculation),
        _plain(question.choice_filter),
        question.stage,
    )


def _scored(choice: Choice) -> tuple[str, float, bool]:
    return choice.name, -1.0 if choice.score is None else choice.score, choice.not_applicable


def reworded(name: str, now: Study, then: Study) -> bool:
    """Returns whether a metric's question or a choice of it reads otherwise, in a language that both forms have."""
    before = _wordings(then, name)
    return any(
        before.get(place) and _plain(text) != _plain(before[place]) for place, text in _wordings(now, name).items()
    )


def _wordings(study: Study, name: str) -> dict[tuple[str, str], str]:
    """The words of a question (under the empty name) and of its choices, by choice and language."""
    question = study.form.question(name)
    labels = [("", question.label), *((choice.name, choice.label) for choice in study.form.choices_of(question))]
    return {(choice, language): text for choice, label in labels for language, text in label.root.items()}


def _plain(text: str) -> str:
    return " ".join(text.split())
