"""One contact's questions as they stand: what is asked next, what is missing, what is waited for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from domain.answer import Answer, AnswerState
from domain.attachment import Attachment, Purpose
from domain.check import Check, failing
from domain.contact import Contact, Moment, Outcome, State
from domain.form import Filled, fill, needs_comment
from domain.label import Label
from domain.metric import Measure, Question
from domain.study import Study
from domain.wording import worded


class StepKind(StrEnum):
    """What a shopper is asked for."""

    QUESTION = "question"
    COMMENT = "comment"
    """A few words beside an answer."""
    CHECK = "check"
    """Nothing more: everything is on one card, to be submitted."""


@dataclass(frozen=True)
class Step:
    """What is asked next."""

    kind: StepKind
    question: Question | None = None


@dataclass(frozen=True)
class Sheet:
    """A contact with its study, its answers and the files that came with them."""

    contact: Contact
    study: Study
    answers: Mapping[str, Answer]
    files: Sequence[Attachment]
    """What came with the answers, in the order it came."""
    stages: Mapping[str, str]
    """State of each stage by name: waiting, due, submitted; the first one has the empty name."""
    facts: Mapping[str, str]
    returned: Mapping[str, str]
    """The coordinator's words on the metrics that came back."""
    now: datetime

    @property
    def local_now(self) -> datetime:
        """The present moment in the study's zone."""
        return self.study.local(self.now)

    def label(self, question: Question, language: str) -> str:
        """Returns a question's words, with the answers that they mention."""
        return self.text(question.label, language)

    def text(self, label: Label, language: str) -> str:
        """Returns words of the form, with the answers that they mention."""
        return worded(label, self.filled, language)

    def files_of(self, question: str, purpose: Purpose = Purpose.ANSWER) -> tuple[Attachment, ...]:
        """Returns the files that answer a question, or comment its answer."""
        return tuple(file for file in self.files if file.question == question and file.purpose is purpose)

    @property
    def story(self) -> Attachment | None:
        """The voice note in which the whole contact was told first."""
        return next(iter(self.files_of("", Purpose.STORY)), None)

    @property
    def may_tell_first(self) -> bool:
        """Whether the contact may still be told in one voice note before its questions; a practice run has no story."""
        contact = self.contact
        fresh = contact.state is State.ANSWERING and contact.outcome is Outcome.ANSWERED and not self.answers
        return fresh and self.story is None and contact.shopper_id is not None

    @cached_property
    def filled(self) -> Filled:
        """The form as these answers fill it."""
        # what had become irrelevant stays in the draft; whether it applies is told by the form itself
        counted = {AnswerState.GIVEN, AnswerState.RETURNED, AnswerState.CALCULATED, AnswerState.IRRELEVANT}
        values = {
            name: answer.value if answer.state in counted else ""
            for name, answer in self.answers.items()
            # a comment that came before the answer leaves a default in force
            if answer.value or answer.state is not AnswerState.PICKING
        }
        return fill(self.study.form, values, self.facts, now=self.local_now)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The relevant questions of the stages that are asked now, in order."""
        wanted = {"due", "submitted"} if self.contact.state is State.RETURNED else {"due"}
        return tuple(
            question
            for question in self.study.form.questions
            if question.type.is_asked
            and self.stages.get(question.stage) in wanted
            and question.name in self.filled.relevant
            and question.name not in self.filled.readonly
            and (question.measure is not Measure.RECORDING or self.study.terms.recordings)
        )

    @property
    def is_open(self) -> bool:
        """Whether the shopper has something to answer or to submit."""
        match self.contact.state:
            case State.ANSWERING | State.RETURNED:
                return True
            case State.SUBMITTED | State.APPROVED:
                return "due" in self.stages.values()
        return False

    def needs_words(self, question: Question) -> bool:
        """Whether the answer wants a comment and has none, written or spoken."""
        answer = self.answers.get(question.name)
        return (
            answer is not None
            and answer.state is AnswerState.GIVEN
            and not answer.comment
            and not any(file.is_spoken for file in self.files_of(question.name, Purpose.COMMENT))
            and needs_comment(self.study.form, question, answer.value)
        )

    def is_settled(self, question: Question) -> bool:
        """Whether a question needs no more asking."""
        answer = self.answers.get(question.name)
        return answer is not None and answer.is_settled and question.name not in self.filled.withdrawn

    @cached_property
    def step(self) -> Step:
        """What is asked next: where the shopper went back to, else the first that is not settled, else the check."""
        wanted, _, part = self.contact.asking.partition("#")
        for question in self.asked:
            if question.name == wanted:
                return Step(StepKind.COMMENT if part else StepKind.QUESTION, question)
        for question in self.asked:
            if not self.is_settled(question):
                return Step(StepKind.QUESTION, question)
            if self.needs_words(question):
                return Step(StepKind.COMMENT, question)
        return Step(StepKind.CHECK)

    @property
    def missing(self) -> tuple[Question, ...]:
        """The questions that must be settled before submitting."""
        return tuple(q for q in self.asked if not self.is_settled(q) or self.needs_words(q))

    @property
    def failing(self) -> tuple[Check, ...]:
        """The study's checks that do not hold, hard ones first."""
        stages = {name for name, state in self.stages.items() if state in {"due", "submitted"}}
        return failing(self.study.checks, self.filled, stages=stages, now=self.local_now)

    def before(self, question: Question | None) -> Question | None:
        """Returns the question asked before this one (from the check: the last), or None at the first."""
        if question is None:
            return self.asked[-1] if self.asked else None
        names = [q.name for q in self.asked]
        place = names.index(question.name)
        return self.asked[place - 1] if place else None

    def position(self, question: Question) -> tuple[int, int]:
        """Returns which question of how many it is, as things stand."""
        names = [q.name for q in self.asked]
        return names.index(question.name) + 1, len(names)


def facts(contact: Contact, wave: str, times: Mapping[Moment, datetime]) -> dict[str, str]:
    """Returns what Toteuma knows of a contact, as its form's hidden questions are filled."""
    answered = {Outcome.ANSWERED: "yes", Outcome.NO_ANSWER: "no"}
    known = {
        "service": contact.service,
        "channel": contact.channel.value,
        "unit": contact.answering_unit,
        "scenario": contact.scenario,
        "profile": contact.profile,
        "wave": wave,
        "answered": answered.get(contact.outcome, "") if contact.outcome else "",
    }
    if contact.outcome is Outcome.ANSWERED:
        known |= _lengths(times)
    return known


def _lengths(times: Mapping[Moment, datetime]) -> dict[str, str]:
    known = {}
    started, answered, ended = (times.get(moment) for moment in (Moment.STARTED, Moment.ANSWERED, Moment.ENDED))
    if started and answered:
        wait = max((answered - started).total_seconds(), 0)
        known["wait_seconds"] = _plain(wait, 0)
        known["reply_hours"] = _plain(wait / 3600, 2)
    if started and ended:
        known["minutes"] = _plain(max((ended - started).total_seconds(), 0) / 60, 1)
    return known


def _plain(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
