"""One contact as a paper tells it: what it scored and why, how long it took, and what was said of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from domain.answer import AnswerState
from domain.attachment import Purpose
from domain.contact import Contact, Moment, Outcome, State
from domain.mask import MASK
from domain.metric import Measure, Question, QuestionType
from domain.operations.sheets import sheet_of
from domain.refusal import Unknown
from domain.score import ContactIndex, index, score
from domain.service import Channel
from domain.sheet import Sheet
from domain.storage import contacts, people, studies, tables
from domain.storage.transaction import Transaction
from domain.texts import Words
from reporting.analyses.quotes import masked
from reporting.formats import Formats
from reporting.values import value_told

BEST = 100.0
"""The score of a metric at its best."""
STANDS = (AnswerState.GIVEN, AnswerState.RETURNED, AnswerState.CALCULATED)
"""States of an answer that carry a value."""
SHOWN = (*STANDS, AnswerState.SKIPPED, AnswerState.NOT_APPLICABLE)
LONGEST_NAME = 40
"""Letters up to which a typed fact is taken for somebody's name."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One answer."""

    label: str
    value: str
    score: float | None
    """0..100; None when it has none."""
    target: float | None
    """Of its score, 0..100; None when it has none."""
    weight: float
    comment: str
    measure: Measure


@dataclass(frozen=True, kw_only=True)
class Part:
    """The answers of one touchpoint."""

    label: str
    score: float | None
    target: float | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the shopper wrote or said at some length."""

    question: str
    """Empty: the whole contact."""
    text: str
    spoken: bool


@dataclass(frozen=True, kw_only=True)
class Lasted:
    """Minutes between two moments, against a goal in minutes where there is one."""

    minutes: float
    goal: float | None = None


@dataclass(frozen=True, kw_only=True)
class OneContact:
    """Everything that the paper tells; nobody's name is in it."""

    client: str
    study: str
    wave: str
    simulated: bool
    code: str
    service: str
    channel: Channel
    unit: str
    scenario: str
    day: date | None
    state: State
    outcome: Outcome | None
    index: float | None
    """0..100 as handed in; None when it is no result, or too little was answered."""
    target: float | None
    critical: tuple[str, ...]
    """The critical metrics at their lowest."""
    zeroed: bool
    """Whether a critical failure makes the index 0."""
    parts: tuple[Part, ...]
    words: tuple[Said, ...]
    wait: Lasted | None
    length: Lasted | None

    @property
    def metrics(self) -> tuple[Line, ...]:
        """The answers that the index is made of, in the order of the path."""
        return tuple(
            line
            for part in self.parts
            for line in part.lines
            if line.measure is Measure.SCORE and line.score is not None and line.weight
        )

    def strengths(self, most: int) -> tuple[Line, ...]:
        """Returns the best metrics: those at their best, or at their target and above; the weightiest first."""
        good = [line for line in self.metrics if line.score is not None and line.score >= _good(line)]
        return tuple(sorted(good, key=lambda line: (-(line.score or 0), -line.weight))[:most])

    def to_mend(self, most: int) -> tuple[Line, ...]:
        """Returns the worst metrics: those below their target, what cost the index most first."""
        poor = [line for line in self.metrics if line.score is not None and line.score < _good(line)]
        return tuple(sorted(poor, key=lambda line: -line.weight * (BEST - (line.score or 0)))[:most])


def _good(line: Line) -> float:
    return BEST if line.target is None else min(line.target, BEST)


def one_contact(tx: Transaction, contact_id: int, words: Words, now: datetime) -> OneContact:
    """Returns a contact as its paper tells it in a language (Unknown when there is none)."""
    contact = contacts.get(tx, contact_id)
    row = studies.get(tx, contact.study_id) if contact else None
    if contact is None or row is None:
        raise Unknown
    return _Reading(tx, contact, sheet_of(tx, contact, now), Formats(words.language)).told(bool(row["simulated"]))


class _Reading:
    """A contact being read for a paper in one language."""

    def __init__(self, tx: Transaction, contact: Contact, sheet: Sheet, formats: Formats) -> None:
        self.tx, self.contact, self.sheet, self.formats = tx, contact, sheet, formats
        self.study, self.language = sheet.study, formats.language
        # a later part that has not been handed in is nobody's answer yet
        drafts = {name for name, state in sheet.stages.items() if name and state != "submitted"}
        self.asked = [question for question in self.study.form.questions if question.stage not in drafts]
        self.hidden = _hidden(tx, sheet)

    def told(self, simulated: bool) -> OneContact:
        contact, study, terms = self.contact, self.study, self.study.terms
        default = study.form.default_language
        times = contacts.times_of(self.tx, contact)
        started = times.get(Moment.STARTED)
        service, measured = study.service(contact.service), self._index()
        counts = contact.outcome is not None and contact.outcome.counts
        failed = measured.failed if counts else ()
        return OneContact(
            client=terms.client,
            study=terms.name,
            wave=studies.get_wave(self.tx, contact.wave_id)["name"],
            simulated=simulated,
            code=contact.code,
            service=service.label.text(self.language, default),
            channel=contact.channel,
            unit=study.unit(contact.answering_unit).label.text(self.language, default),
            scenario=study.scenario(contact.scenario).label.text(self.language, default),
            day=study.local(started).date() if started else None,
            state=contact.state,
            outcome=contact.outcome,
            index=contacts.index_of(self.tx, contact.id),
            target=terms.target if service.target is None else service.target,
            critical=tuple(self._label(study.form.question(name)) for name in failed),
            zeroed=bool(failed) and terms.critical_makes_zero,
            parts=tuple(self._parts(measured)),
            words=tuple(self._words()),
            wait=self._wait(times.get(Moment.STARTED), times.get(Moment.ANSWERED)),
            length=self._length(times.get(Moment.ANSWERED), times.get(Moment.ENDED)),
        )

    def _index(self) -> ContactIndex:
        left_out = {name for name, answer in self.sheet.answers.items() if answer.state is AnswerState.NOT_APPLICABLE}
        stages = {question.stage for question in self.asked}
        return index(self.study, self.sheet.filled, not_applicable=left_out, stages=stages)

    def _parts(self, measured: ContactIndex) -> Iterator[Part]:
        known = [*self.study.touchpoints, None]
        for touchpoint in known:
            name = touchpoint.name if touchpoint else ""
            lines = tuple(
                self._line(question)
                for question in self.asked
                if question.touchpoint == name and self._is_shown(question)
            )
            composite = measured.by_touchpoint.get(name)
            if lines:
                yield Part(
                    label=touchpoint.label.text(self.language, self.study.form.default_language) if touchpoint else "",
                    score=composite.value if composite else None,
                    target=touchpoint.target if touchpoint and composite else None,
                    lines=lines,
                )

    def _is_shown(self, question: Question) -> bool:
        """Whether an answer goes into the table: metrics, and facts that are no free words and no file."""
        answer = self.sheet.answers.get(question.name)
        if answer is None or answer.state not in SHOWN or question.name not in self.sheet.filled.relevant:
            return False
        if question.is_measured:
            return True
        typed = question.type in {QuestionType.TEXT, QuestionType.GEOPOINT, QuestionType.NOTE}
        return (
            question.measure is Measure.FACT and question.type.is_asked and not (typed or question.type.is_attachment)
        )

    def _line(self, question: Question) -> Line:
        scored = question.measure is Measure.SCORE
        answer = self.sheet.answers[question.name]
        value = self.sheet.filled.values[question.name] if answer.state in STANDS else ""
        return Line(
            label=self._label(question),
            value=value_told(self.study, question, value, self.formats)
            if value
            else _unsaid(answer.state, self.language),
            score=score(self.study.form, question, value) if scored else None,
            target=question.target if scored else None,
            weight=question.weight,
            comment=self._comment(question),
            measure=question.measure,
        )

    def _label(self, question: Question) -> str:
        return self.hidden.out_of(self.sheet.label(question, self.language))

    def _comment(self, question: Question) -> str:
        typed = self.sheet.answers[question.name].comment
        return self.hidden.out_of(
            "\n".join(part for part in (typed, *self._spoken(question.name, Purpose.COMMENT)) if part)
        )

    def _spoken(self, question: str, purpose: Purpose) -> list[str]:
        files = self.sheet.files_of(question, purpose)
        return [file.transcript for file in files if file.transcript and file.is_spoken]

    def _words(self) -> Iterator[Said]:
        """Answers in the shopper's own words in the form's order, then what was told of the whole contact."""
        for question in self.asked:
            answer = self.sheet.answers.get(question.name)
            if question.measure is not Measure.VERBATIM or answer is None or answer.state not in STANDS:
                continue
            if question.name in self.sheet.filled.relevant:
                label = self._label(question)
                yield from self._said(label, [answer.value], spoken=False)
                yield from self._said(label, self._spoken(question.name, Purpose.ANSWER), spoken=True)
        yield from self._said("", self._spoken("", Purpose.STORY), spoken=True)

    def _said(self, question: str, texts: Sequence[str], *, spoken: bool) -> Iterator[Said]:
        for text in texts:
            if clean := self.hidden.out_of(text):
                yield Said(question=question, text=clean, spoken=spoken)

    def _wait(self, started: datetime | None, answered: datetime | None) -> Lasted | None:
        if started is None or answered is None or self.contact.outcome is not Outcome.ANSWERED:
            return None
        service = self.study.service(self.contact.service)
        hours, seconds = service.reply_goal_hours, service.answer_goal_seconds
        if self.contact.channel.waits_for_reply:
            goal = None if hours is None else hours * 60
        else:
            goal = None if seconds is None else seconds / 60
        return Lasted(minutes=(answered - started).total_seconds() / 60, goal=goal)

    def _length(self, answered: datetime | None, ended: datetime | None) -> Lasted | None:
        if answered is None or ended is None or self.contact.channel.waits_for_reply:
            return None
        return Lasted(minutes=(ended - answered).total_seconds() / 60)


def _unsaid(state: AnswerState, language: str) -> str:
    words = Words(language)
    match state:
        case AnswerState.SKIPPED:
            return words("skipped")
        case AnswerState.NOT_APPLICABLE:
            return words("does not apply")
    return ""


@dataclass(frozen=True)
class Hidden:
    """What must not be printed: names in every form, and codes and numbers to the letter."""

    names: tuple[str, ...]
    exact: tuple[str, ...]

    def out_of(self, text: str) -> str:
        """Returns the text with all of it masked."""
        for literal in self.exact:
            text = re.sub(rf"(?<!\w){re.escape(literal)}(?!\w)", MASK, text)
        return masked(text, self.names)


def _hidden(tx: Transaction, sheet: Sheet) -> Hidden:
    """Everybody whom the agency knows, the customers who are played, and who was met, where that was typed."""
    study, shopper_id = sheet.study, sheet.contact.shopper_id
    names = tx.read(
        select(tables.person.c.name).where(tables.person.c.agency_id == tx.agency).order_by(tables.person.c.id)
    )
    shopper = people.get(tx, shopper_id) if shopper_id else None
    numbers = (number for alias in study.aliases for number in (alias.phone, alias.customer_number, alias.order_number))
    met = () if study.terms.report_by_employee else tuple(_typed_names(sheet))
    return Hidden(
        names=(*(row["name"] for row in names), *(alias.name for alias in study.aliases), *met),
        exact=tuple(code for code in (*numbers, *([shopper.code] if shopper else [])) if code),
    )


def _typed_names(sheet: Sheet) -> Iterator[str]:
    """Short facts that were typed: who answered, as a rule."""
    for question in sheet.study.form.questions:
        if question.type is QuestionType.TEXT and question.measure is Measure.FACT:
            value = sheet.filled.values[question.name]
            if value[:1].isupper() and len(value) <= LONGEST_NAME:
                yield value
