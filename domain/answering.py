"""What each act of a shopper makes of a sheet: pure rules, for contacts and for practice runs alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from domain.answer import Answer, AnswerState
from domain.answer_value import AmbiguousChoice, NotTyped, geopoint, number_text, read_value, scale
from domain.attachment import Attachment
from domain.check import Strength
from domain.form import check, is_promised_date, offered_choices
from domain.metric import Choice, Question, QuestionType
from domain.refusal import CommentNeeded, NotExpected, NotHeld, RankAll, RequiredAnswer, Stale, StillMissing, Unknown
from domain.sheet import Sheet, StepKind

PICKED = frozenset({QuestionType.SELECT_MULTIPLE, QuestionType.RANK})
"""Questions whose answer is put together by several presses."""
MOST_BUTTONS = 21
"""Values of a scale that still get a button each; a longer scale is typed."""
NAMES_TOLD = 5
"""Choices that are named when what was typed fits several."""


@dataclass(frozen=True)
class Entry:
    """What one act changes: at most one answer, and where the shopper goes."""

    answer: Answer | None = None
    asking: str = ""
    """The question gone to, `name#comment` for its comment; empty: the first that is not settled."""
    removes: Sequence[Attachment] = ()
    """Files that no longer belong to the answer."""


Act = Callable[[Sheet], Entry]
"""One act of a shopper on the question that is asked, or a refusal."""


def asked(sheet: Sheet) -> Question:
    """Returns the question that is asked (Stale when everything has been answered)."""
    if sheet.step.question is None:
        raise Stale
    return sheet.step.question


def choose(sheet: Sheet, *, number: int, language: str) -> Entry:
    """Answers with the value that a button of the question stands for, counted from 0."""
    question, values = asked(sheet), offered_values(sheet, asked(sheet))
    if sheet.step.kind is not StepKind.QUESTION or number >= len(values):
        raise Unknown
    if question.type in PICKED:
        return _pick(sheet, question, values, values[number])
    return _give(sheet, question, values[number], language)


def offered_values(sheet: Sheet, question: Question) -> list[str]:
    """Returns the values that the buttons of a question stand for, in order."""
    if question.list_name:
        return [choice.name for choice in _choices(sheet, question)]
    if question.type is QuestionType.RANGE:
        low, high, step = scale(question)
        count = int((high - low) / step) + 1
        return [number_text(low + step * place) for place in range(count)] if count <= MOST_BUTTONS else []
    if question.type in {QuestionType.ACKNOWLEDGE, QuestionType.NOTE}:
        return ["OK"]
    return []


def _choices(sheet: Sheet, question: Question) -> Sequence[Choice]:
    return offered_choices(sheet.study.form, question, sheet.filled, now=sheet.local_now)


def _pick(sheet: Sheet, question: Question, order: Sequence[str], name: str) -> Entry:
    """Ticks a choice, or takes the tick away; the answer is given when the shopper says that it is done."""
    earlier = sheet.answers.get(question.name)
    picked = earlier.value.split() if earlier else []
    picked = [each for each in picked if each != name] if name in picked else [*picked, name]
    picked = [each for each in picked if each in order]
    value = " ".join(picked if question.type is QuestionType.RANK else sorted(picked, key=order.index))
    return Entry(_answer(sheet, question, AnswerState.PICKING, value), asking=question.name)


def done_picking(sheet: Sheet, *, language: str) -> Entry:
    """Gives the choices that have been ticked."""
    question = asked(sheet)
    if question.type not in PICKED:
        raise Unknown
    earlier = sheet.answers.get(question.name)
    if not earlier or not earlier.value:
        return _leave(sheet, question, language)
    if question.type is QuestionType.RANK and len(earlier.value.split()) < len(offered_values(sheet, question)):
        raise RankAll
    return _give(sheet, question, earlier.value, language)


def _leave(sheet: Sheet, question: Question, language: str) -> Entry:
    """Leaves an optional question without an answer; a required one is refused in the form's own words, if any."""
    if question.name not in sheet.filled.required:
        return Entry(_answer(sheet, question, AnswerState.SKIPPED), removes=sheet.files_of(question.name))
    reason = sheet.text(question.required_message, language)
    raise NotHeld(reason=reason) if reason else RequiredAnswer


def keep(sheet: Sheet, *, language: str) -> Entry:
    """Gives the value that the card shows already: a default, an answer that came back, or one that stands."""
    question = asked(sheet)
    if not may_keep(sheet, question):
        raise Unknown
    if sheet.is_settled(question):
        return Entry()
    value = sheet.filled.values[question.name]
    return _give(sheet, question, value, language) if value else Entry(_answer(sheet, question, AnswerState.GIVEN))


def may_keep(sheet: Sheet, question: Question) -> bool:
    """Whether the card shows a value that may be kept as it is."""
    answer = sheet.answers.get(question.name)
    came_back = answer is not None and answer.state is AnswerState.RETURNED
    shown = bool(sheet.filled.values[question.name] or sheet.files_of(question.name))
    return question.name in sheet.filled.defaulted or sheet.is_settled(question) or (came_back and shown)


def give_place(sheet: Sheet, *, latitude: float, longitude: float, accuracy: float, language: str) -> Entry:
    """Answers a question for a place with a location that was sent: degrees north and east, metres."""
    question = sheet.step.question
    if question is None or question.type is not QuestionType.GEOPOINT or sheet.step.kind is not StepKind.QUESTION:
        raise NotExpected
    return _give(sheet, question, geopoint(latitude, longitude, 0, accuracy), language)


def say(sheet: Sheet, *, text: str, language: str) -> Entry:
    """Answers the question, or comments it, with typed words."""
    question = sheet.step.question
    if question is None:
        raise NotExpected
    if sheet.step.kind is StepKind.COMMENT:
        return Entry(commented(sheet, question, text))
    return _give(sheet, question, read(sheet, question, text, language), language)


def amend(sheet: Sheet, *, question: Question, value: str, language: str) -> Entry:
    """Answers a question with a value that was edited; the shopper stays where they are."""
    given = _give(sheet, question, value, language).answer
    earlier = sheet.answers.get(question.name)
    if given is not None and earlier is not None:
        # it was answered when it was, however late it is corrected
        given = replace(given, answered_at=earlier.answered_at)
    return Entry(given, asking=sheet.contact.asking)


def amend_comment(sheet: Sheet, *, question: Question, comment: str) -> Entry:
    """Changes the comment of a question to what was edited, which may be nothing; the shopper stays where they are."""
    answer = sheet.answers.get(question.name) or unanswered(sheet, question)
    return Entry(replace(answer, comment=comment), asking=sheet.contact.asking)


def read(sheet: Sheet, question: Question, text: str, language: str) -> str:
    """Returns typed words as the value that is stored; raises UnreadableAnswer, NotATime or NotExpected."""
    offered = _choices(sheet, question)
    try:
        return read_value(
            question,
            offered,
            text,
            language,
            today=sheet.local_now.date(),
            ahead=is_promised_date(sheet.study.form, question),
            now=sheet.local_now,
        )
    except NotTyped:
        raise NotExpected from None
    except AmbiguousChoice as several:
        default = sheet.study.form.default_language
        labels = {choice.name: choice.label.text(language, default) for choice in offered}
        first, more = several.details["names"][:NAMES_TOLD], several.details["names"][NAMES_TOLD:]
        told = ", ".join(labels[name] for name in first)
        raise AmbiguousChoice(names=f"{told}, …" if more else told) from None


def _give(sheet: Sheet, question: Question, value: str, language: str) -> Entry:
    unfit = check(sheet.study.form, question, value, sheet.filled, now=sheet.local_now)
    if unfit is not None:
        raise NotHeld(reason=sheet.text(unfit.message, language) or sheet.label(question, language))
    return Entry(_answer(sheet, question, AnswerState.GIVEN, value))


def commented(sheet: Sheet, question: Question, text: str) -> Answer:
    """Returns the question's answer with these words beside it."""
    words = text.strip()
    if not words:
        raise CommentNeeded
    answer = sheet.answers.get(question.name) or unanswered(sheet, question)
    return replace(answer, comment=words)


def unanswered(sheet: Sheet, question: Question) -> Answer:
    """Returns what a comment stands beside while there is no answer yet."""
    return Answer(question.name, "", AnswerState.PICKING, "", sheet.now)


def skip(sheet: Sheet, *, language: str) -> Entry:
    """Leaves an optional question without an answer, or keeps its answer without a comment."""
    question = asked(sheet)
    if sheet.step.kind is not StepKind.COMMENT:
        return _leave(sheet, question, language)
    if sheet.needs_words(question):
        raise CommentNeeded
    return Entry()


def does_not_apply(sheet: Sheet) -> Entry:
    """Says that an optional metric does not concern this contact: it leaves both sides of the average."""
    question = asked(sheet)
    if not may_not_apply(sheet, question):
        raise RequiredAnswer
    return Entry(_answer(sheet, question, AnswerState.NOT_APPLICABLE), removes=sheet.files_of(question.name))


def may_not_apply(sheet: Sheet, question: Question) -> bool:
    """Whether a metric may be left out as not concerning the contact: an optional one without such a choice."""
    choices = sheet.study.form.choices_of(question)
    return (
        question.is_measured
        and question.name not in sheet.filled.required
        and not any(choice.not_applicable for choice in choices)
    )


def ask_comment(sheet: Sheet) -> Entry:
    """Opens the comment of the question, before or after its answer."""
    return Entry(asking=f"{asked(sheet).name}#comment")


def back(sheet: Sheet) -> Entry:
    """Goes to the question before; at the first one it stays."""
    commenting = sheet.step.kind is StepKind.COMMENT
    earlier = sheet.step.question if commenting else sheet.before(sheet.step.question)
    return Entry(asking=earlier.name if earlier else sheet.contact.asking)


def go_to(sheet: Sheet, *, number: int) -> Entry:
    """Goes to a question by its number on the check card, counted from 0."""
    if number >= len(sheet.asked):
        raise Unknown
    return Entry(asking=sheet.asked[number].name)


def ensure_ready(sheet: Sheet, language: str) -> None:
    """Raises StillMissing or NotHeld while a sheet cannot be handed in."""
    if sheet.missing:
        raise StillMissing(questions=", ".join(sheet.label(question, language) for question in sheet.missing[:3]))
    hard = [check for check in sheet.failing if check.strength is Strength.HARD]
    if hard:
        raise NotHeld(reason=sheet.text(hard[0].message, language))


def _answer(sheet: Sheet, question: Question, state: AnswerState, value: str = "") -> Answer:
    """The question's answer; a comment that is there already stays beside it."""
    earlier = sheet.answers.get(question.name)
    return Answer(question.name, value, state, earlier.comment if earlier else "", sheet.now)
