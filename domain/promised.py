"""What an encounter promised, as whoever goes on as the same customer needs to know it."""

from domain.attachment import Purpose
from domain.evidence import is_yes, questions_showing
from domain.expressions import parse
from domain.metric import Question, Shows
from domain.sheet import Sheet


def promised(sheet: Sheet) -> tuple[Question, ...]:
    """Returns the questions whose answer shows that something was promised: a day, words, a yes."""
    return tuple(question for question in questions_showing(sheet.study.form, Shows.PROMISE) if _holds(sheet, question))


def _holds(sheet: Sheet, question: Question) -> bool:
    if question.name not in sheet.filled.relevant:
        return False
    value = sheet.filled.values[question.name]
    return is_yes(sheet.study.form, question, value) is True if value else bool(sheet.files_of(question.name))


def words_of_promise(sheet: Sheet) -> tuple[str, ...]:
    """Returns what was said beside the promises and the answers that led to them: comments, voice notes written out."""
    made = promised(sheet)
    led = {name for question in made for relevant in question.relevant for name in parse(relevant).names}
    beside = led | {question.name for question in made}
    return tuple(
        words
        for question in sheet.study.form.questions
        if question.name in beside and question.name in sheet.filled.relevant
        for words in _said(sheet, question, is_promise=question in made)
        if words
    )


def _said(sheet: Sheet, question: Question, *, is_promise: bool) -> list[str]:
    answer = sheet.answers.get(question.name)
    spoken = sheet.files_of(question.name, Purpose.COMMENT)
    if is_promise:
        spoken = (*spoken, *sheet.files_of(question.name))
    return [answer.comment if answer else "", *(file.transcript for file in spoken)]
