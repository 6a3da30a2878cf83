"""What a question holds before anybody has answered it."""

import re
from datetime import datetime

from domain.expressions import ExpressionFault, parse
from domain.metric import Question, QuestionType

_CALL = re.compile(r"[A-Za-z_][\w:.-]*\(")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def is_calculated(default: str) -> bool:
    """Returns whether a default is an expression such as today(), and not a value: it calls a function."""
    return _CALL.search(_QUOTED.sub("", default)) is not None


def fresh_default(question: Question, *, now: datetime) -> str:
    """Returns a question's default as ODK would store it, '' when it has none; `now` is in the study's zone."""
    if not is_calculated(question.default):
        return question.default
    try:
        text = parse(question.default).text({}, now=now)
    except ExpressionFault:  # a stored study was whole when it was read, whatever its defaults are now
        return ""
    return "" if text == "NaN" else _fitted(question.type, text)


def _fitted(type: QuestionType, text: str) -> str:
    """now() gives a moment; a day and a clock time each take their part of it."""
    day, between, clock = text.partition("T")
    if between and type is QuestionType.DATE:
        return day
    return clock if between and type is QuestionType.TIME else text
