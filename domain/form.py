"""The questions of a study in one frozen version, and how far a filled one has come."""

import re
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.expressions import Expression, Value, parse, to_number, to_text
from domain.label import Label
from domain.metric import Choice, Question, QuestionType
from domain.thing import Thing

_STAGE_DATE = re.compile(r"\$\{\s*([\w.-]+)\s*\}")
_NOT_ANSWERED = {QuestionType.NOTE, QuestionType.CALCULATE, QuestionType.HIDDEN}


class Form(Thing):
    """Questions in the order they are asked, with the lists of choices."""

    form_id: str
    title: str
    version: str
    default_language: str
    """Language code, such as `fi`."""
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    choices: dict[str, tuple[Choice, ...]]

    def question(self, name: str) -> Question:
        """Returns the question of that name (KeyError when there is none)."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """Returns the choices that a question offers, none for other types."""
        return self.choices.get(question.list_name, ())

    def choice(self, question: Question, name: str) -> Choice | None:
        """Returns the choice of that name, or None."""
        return next((choice for choice in self.choices_of(question) if choice.name == name), None)

    def label(self, question: Question, language: str) -> str:
        """Returns the question's words in a language, else in the form's own."""
        return question.label.text(language, self.default_language)


@dataclass(frozen=True)
class Filled:
    """A form with the answers of one contact, as it stands at one moment."""

    form: Form = field(repr=False)
    values: Mapping[str, str]
    """Every question's value as ODK would store it, calculated ones too; '' for irrelevant and unanswered ones."""
    relevant: frozenset[str]
    """Questions that apply now, calculated and hidden ones too."""
    required: frozenset[str]
    """Relevant questions that must have an answer."""
    typed: Mapping[str, Value] = field(repr=False)
    """The values as expressions see them: a calculated truth is a truth."""

    def questions(self, stage: str = "") -> tuple[Question, ...]:
        """Returns the relevant questions that a person is asked in a stage, in order."""
        return tuple(
            question
            for question in self.form.questions
            if question.stage == stage and question.type.is_asked and question.name in self.relevant
        )

    def missing(self, stage: str = "") -> tuple[Question, ...]:
        """Returns the questions of a stage that must still be answered, in order."""
        return tuple(
            question
            for question in self.questions(stage)
            if question.name in self.required and not self.values[question.name]
        )


@dataclass(frozen=True)
class Unfit:
    """An answer that its question's constraint does not allow, with the form's own words for it, if any."""

    question: Question
    message: Label


def fill(form: Form, answers: Mapping[str, str], facts: Mapping[str, str], *, now: datetime) -> Filled:
    """Plays a form: what applies, what is required and what is calculated, from answers and the contact's facts.

    Facts fill the hidden rows of their names, and nothing else. An irrelevant answer counts as '' for everything else,
    and stays with whoever keeps the answers; a calculation finds its own earlier value among the answers, for once().
    `now` is an aware moment in the study's zone.
    """
    typed: dict[str, Value] = {question.name: "" for question in form.questions}
    relevant = set()
    for row in _plan(form):
        name = row.question.name
        raw = (facts if row.question.type is QuestionType.HIDDEN else answers).get(name) or ""
        if all(expression.holds(typed, raw, now=now) for expression in row.relevant):
            relevant.add(name)
            typed[name] = _calculated(row.calculation.value(typed, raw, now=now)) if row.calculation else raw
    required = frozenset(
        row.question.name
        for row in _plan(form)
        if row.required and row.question.name in relevant
        if row.required.holds(typed, typed[row.question.name], now=now)
    )
    values = {name: value if isinstance(value, str) else _stored(value) for name, value in typed.items()}
    return Filled(form, values, frozenset(relevant), required, typed)


def _calculated(value: Value) -> Value:
    """NaN is no answer, and numbers are texts between questions; a truth stays one, as in JavaRosa."""
    if isinstance(value, bool):
        return value
    text = to_text(value)
    return "" if text == "NaN" else text


def _stored(value: Value) -> str:
    return str(int(value)) if isinstance(value, bool) else to_text(value)


def check(form: Form, question: Question, value: str, filled: Filled, *, now: datetime) -> Unfit | None:
    """Returns what the question's constraint has against a value, None when nothing; no answer is never checked."""
    if not value or not question.constraint:
        return None
    values = {**filled.typed, question.name: value}
    if parse(question.constraint).holds(values, value, now=now):
        return None
    return Unfit(question, question.constraint_message)


def needs_comment(form: Form, question: Question, value: str) -> bool:
    """Returns whether an answer asks for a comment: a number below the limit, a choice scored no higher than it."""
    if not question.comment_below or not value:
        return False
    limit = form.choice(question, question.comment_below)
    if limit is None:
        return to_number(value) < to_number(question.comment_below)
    return any(_no_better(form.choice(question, name), limit) for name in value.split())


def _no_better(chosen: Choice | None, limit: Choice) -> bool:
    if chosen is None or chosen.name == limit.name:
        return chosen is not None
    return chosen.score is not None and limit.score is not None and chosen.score <= limit.score


def stages(form: Form) -> tuple[str, ...]:
    """Returns the stages in the order in which the form names them; the first one, '', is always there."""
    return tuple(dict.fromkeys(["", *(question.stage for question in form.questions)]))


def stage_date(stage: str) -> str | None:
    """Returns the date question that a stage waits for: `${lupaus_aika}` -> 'lupaus_aika'; None for other stages."""
    written = _STAGE_DATE.fullmatch(stage.strip())
    return written[1] if written else None


def is_promised_date(form: Form, question: Question) -> bool:
    """Returns whether a question asks for the day that a later stage waits for, so that it lies ahead."""
    return any(stage_date(stage) == question.name for stage in stages(form))


@dataclass(frozen=True)
class _Row:
    question: Question
    relevant: tuple[Expression, ...]
    required: Expression | None
    calculation: Expression | None

    @property
    def names(self) -> set[str]:
        """The questions that must be known before this one."""
        expressions = (*self.relevant, *filter(None, [self.calculation]))
        return {name for expression in expressions for name in expression.names}


_PLANS: dict[int, tuple[weakref.ref[Form], tuple[_Row, ...]]] = {}
"""By the form's id: a form is frozen, so its plan is made once; it goes when the form goes."""


def _plan(form: Form) -> tuple[_Row, ...]:
    known = _PLANS.get(id(form))
    if known is not None and known[0]() is form:
        return known[1]
    plan = _in_order(tuple(map(_row, form.questions)))
    key = id(form)
    _PLANS[key] = weakref.ref(form, lambda _: _PLANS.pop(key, None)), plan
    return plan


def _row(question: Question) -> _Row:
    asked = question.type not in _NOT_ANSWERED
    return _Row(
        question,
        relevant=tuple(map(parse, question.relevant)),
        required=parse(question.required) if question.required and asked else None,
        calculation=parse(question.calculation) if question.calculation else None,
    )


def _in_order(rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
    by_name = {row.question.name: row for row in rows}
    order, _ = dependency_order({name: row.names & by_name.keys() for name, row in by_name.items()})
    return tuple(by_name[name] for name in order)


def dependency_order(needs: Mapping[str, Iterable[str]]) -> tuple[list[str], list[str]]:
    """Returns names so that what each needs comes first, else in their own order; and those that need themselves.

    Names in such a circle come last, with all that needs them, in their own order.
    """
    waiting = {name: set(needed) for name, needed in needs.items()}
    order: list[str] = []
    done: set[str] = set()
    while ready := [name for name, needed in waiting.items() if needed <= done]:
        for name in ready:
            del waiting[name]
        order += ready
        done.update(ready)
    circles = [name for name in waiting if name in _reached(name, waiting)]
    return [*order, *waiting], circles


def _reached(start: str, needs: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = needs.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen
