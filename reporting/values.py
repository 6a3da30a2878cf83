"""One answer's value as people say it: labels of choices, a number on its scale, a day."""

from datetime import date, datetime, time

from domain.metric import Question, QuestionType
from domain.study import Study
from reporting.analyses.metrics import ends
from reporting.formats import HARD_SPACE, Formats


def value_told(study: Study, question: Question, value: str, formats: Formats) -> str:
    """Returns a value as a reader sees it; nothing for no value, and for a calculated one."""
    if not value or question.type is QuestionType.CALCULATE:
        return ""
    if question.list_name:
        return _chosen(study, question, value, formats.language)
    match question.type:
        case QuestionType.RANGE:
            _, high = ends(study, question)
            return f"{_number(value, formats)}{HARD_SPACE}/{HARD_SPACE}{formats.number(high)}"
        case QuestionType.INTEGER | QuestionType.DECIMAL:
            return _number(value, formats)
        case QuestionType.DATE:
            return formats.day(date.fromisoformat(value[:10]))
        case QuestionType.DATETIME:
            at = datetime.fromisoformat(value)
            return f"{formats.day(at)} {formats.clock(at)}"
        case QuestionType.TIME:
            return formats.clock(time.fromisoformat(value))
    return value


def _number(value: str, formats: Formats) -> str:
    _, _, fraction = value.partition(".")
    return formats.number(float(value), len(fraction.rstrip("0")))


def _chosen(study: Study, question: Question, value: str, language: str) -> str:
    chosen = (study.form.choice(question, name) for name in value.split())
    return ", ".join(choice.label.text(language, study.form.default_language) for choice in chosen if choice)
