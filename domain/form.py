"""The questions of a study in one frozen version, and how far a filled one has come."""

import re
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from domain.default_value import fresh_default
from domain.dependency import dependency_order
from domain.expressions import Expression, Value, parse, parse_filter, to_number, to_text
from domain.label import MENTION, Label
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
        """Returns all choices of a question's list, whatever its choice_filter leaves; none for other types."""
        return self.choices.get(question.list_name, ())

    def choice(self, question: Question, name: str) -> Choice | None:
        """Returns the choice of that name, or None."""
        return next(iter(self.choices_named(question, name)), None)

    def choices_named(self, question: Question, name: str) -> tuple[Choice, ...]:
        """Returns the choices of that name: several when each of them is offered beside other answers."""
        return self._choices_by_name.get(question.list_name, {}).get(name, ())

    @cached_property
    def _choices_by_name(self) -> dict[str, dict[str, tuple[Choice, ...]]]:
        lists: dict[str, dict[str, tuple[Choice, ...]]] = {}
        for list_name, choices in self.choices.items():
            named = lists[list_name] = {}
            for choice in choices:
                named[choice.name] = (*named.get(choice.name, ()), choice)
        return lists

    def label(self, question: Question, language: str) -> str:
        """Returns the question's words in a language, else in the form's own; where they mention an answer, dots."""
        return MENTION.sub("…", question.label.text(language, self.default_language))


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
    readonly: frozenset[str] = frozenset()
    """Relevant questions that nobody may answer now: they keep the value that they have."""
    defaulted: frozenset[str] = frozenset()
    """Relevant questions whose value is their default, since nobody has answered them yet."""
    withdrawn: frozenset[str] = frozenset()
    """Relevant questions answered with a choice that another answer has since filtered away: to be asked again."""

    def questions(self, stage: str = "") -> tuple[Question, ...]:
        """Returns the relevant questions that a person is asked in a stage, in order."""
        return tuple(
            question
            for question in self.form.questions
            if question.stage == stage and question.type.is_asked
            if question.name in self.relevant and question.name not in self.readonly
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
    and stays with whoever keeps the answers; so do choices that a choice_filter no longer offers. A question that is
    not among the answers has its default; an empty answer has none. A calculation finds its own earlier value among the
    answers, for once(). `now` is an aware moment in the study's zone.
    """
    typed: dict[str, Value] = {question.name: "" for question in form.questions}
    relevant, defaulted, withdrawn = set(), set(), set()
    for row in _plan(form):
        name = row.question.name
        raw, is_default = _raw(row.question, facts if row.question.type is QuestionType.HIDDEN else answers, now)
        if not all(expression.holds(typed, raw, now=now) for expression in row.relevant):
            continue
        relevant.add(name)
        if is_default:
            defaulted.add(name)
        typed[name] = _value(form, row, raw, typed, now)
        if row.choice_filter and typed[name] != raw:
            withdrawn.add(name)
    values = {name: value if isinstance(value, str) else _stored(value) for name, value in typed.items()}
    return Filled(
        form,
        values,
        frozenset(relevant),
        _holding(form, "required", relevant, typed, now),
        typed,
        readonly=_holding(form, "readonly", relevant, typed, now),
        defaulted=frozenset(defaulted - withdrawn),
        withdrawn=frozenset(withdrawn),
    )


def _raw(question: Question, given: Mapping[str, str], now: datetime) -> tuple[str, bool]:
    """What a question holds before anything else is looked at, and whether that is its default."""
    raw = given.get(question.name)
    if raw or (raw is not None and question.type.is_asked):
        return raw, False
    default = fresh_default(question, now=now) if question.default else ""
    return default, bool(default)


def _value(form: Form, row: "_Row", raw: str, typed: Mapping[str, Value], now: datetime) -> Value:
    if row.calculation:
        return _calculated(row.calculation.value(typed, raw, now=now))
    return _still_offered(form, row, raw, typed, now) if row.choice_filter and raw else raw


def _holding(form: Form, what: str, relevant: set[str], typed: Mapping[str, Value], now: datetime) -> frozenset[str]:
    """The relevant questions whose expression of that name holds."""
    found = ((row.question.name, getattr(row, what)) for row in _plan(form))
    return frozenset(
        name
        for name, expression in found
        if expression is not None and name in relevant and expression.holds(typed, typed[name], now=now)
    )


def _still_offered(form: Form, row: "_Row", raw: str, typed: Mapping[str, Value], now: datetime) -> str:
    kept = [
        name
        for name in raw.split()
        if any(_is_offered(row, choice, typed, now) for choice in form.choices_named(row.question, name))
    ]
    return " ".join(kept)


def _is_offered(row: "_Row", choice: Choice, typed: Mapping[str, Value], now: datetime) -> bool:
    return row.choice_filter is None or row.choice_filter.fits(typed, choice.columns, now=now)


def offered_choices(form: Form, question: Question, filled: Filled, *, now: datetime) -> tuple[Choice, ...]:
    """Returns the choices that a question offers beside the other answers, in the form's order."""
    choices = form.choices_of(question)
    if not question.choice_filter:
        return choices
    row = _Row(question, (), None, None, parse_filter(question.choice_filter), None)
    return tuple(choice for choice in choices if _is_offered(row, choice, filled.typed, now))


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
    choice_filter: Expression | None
    readonly: Expression | None

    @property
    def names(self) -> set[str]:
        """The questions that must be known before this one."""
        expressions = (*self.relevant, *filter(None, [self.calculation, self.choice_filter]))
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
        choice_filter=parse_filter(question.choice_filter) if question.choice_filter else None,
        readonly=parse(question.readonly) if question.readonly and asked else None,
    )


def _in_order(rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
    by_name = {row.question.name: row for row in rows}
    order, _ = dependency_order({name: row.names & by_name.keys() for name, row in by_name.items()})
    return tuple(by_name[name] for name in order)
