"""The encounter before this one, as the same customer remembers it."""

from datetime import date

from markupsafe import Markup

from bot.view import ChatWords, short
from bot.views.names import day, text_of
from bot.views.questions import VALUE_SHOWN, value_told
from domain.metric import Question, QuestionType
from domain.promised import promised, words_of_promise
from domain.sheet import Sheet


def earlier(words: ChatWords, sheet: Sheet) -> Markup:
    """What the earlier encounter was, what it promised, and what was said of the promise."""
    contact, study = sheet.contact, sheet.study
    scenario = text_of(words, study, study.scenario(contact.scenario).label)
    met = words("{code}, {scenario}: the same customer, the same story", code=contact.code, scenario=scenario)
    promises = [_promise(words, sheet, question) for question in promised(sheet)]
    quoted = [_quoted(words, text) for text in words_of_promise(sheet)]
    return Markup("; ").join([met, *promises, *quoted])


def _promise(words: ChatWords, sheet: Sheet, question: Question) -> Markup:
    value = sheet.filled.values[question.name]
    if question.type in {QuestionType.DATE, QuestionType.DATETIME}:
        return words("promised by {day}", day=day(date.fromisoformat(value[:10]), words))
    told = value_told(words, sheet, question, sheet.answers[question.name]) if question.name in sheet.answers else value
    if question.type is QuestionType.TEXT and value:
        return _quoted(words, told)
    label = short(sheet.label(question, words.language), VALUE_SHOWN).rstrip(":")
    return Markup("{}: {}").format(label, short(told, VALUE_SHOWN))


def _quoted(words: ChatWords, text: str) -> Markup:
    return words("“{text}”", text=short(text, VALUE_SHOWN))
