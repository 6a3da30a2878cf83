"""What answers show beside what they measure: promises, whether they were kept, and openings for extra sales."""

from math import isnan

from domain.expressions import to_number
from domain.form import Form, is_promised_date, stage_date
from domain.metric import Measure, Question, QuestionType, Shows
from domain.score import score

HALF = 50.0
"""The score from which a scored answer is a yes."""
SALES = {"myynnillisyys", "myyntialoite", "lisamyynti", "sales_initiative", "extra_sales"}
"""What the usual metric of sales initiative is called: a scored question of such a name shows an offer unmarked."""
_NO = {"", "no", "ei", "none", "0", "false"}
_NUMBERS = {QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.RANGE, QuestionType.CALCULATE}


def questions_showing(form: Form, shows: Shows) -> tuple[Question, ...]:
    """Returns the questions that show it, in the form's order: marked ones, and those whose place says it by itself.

    The day that a later part waits for is a promise, and a scored question of that part tells whether it was kept; a
    score named as the usual metric of sales initiative is an offer.
    """
    return tuple(question for question in form.questions if _shows(form, question) is shows)


def _shows(form: Form, question: Question) -> Shows | None:
    if question.shows is not None:
        return question.shows
    if is_promised_date(form, question):
        return Shows.PROMISE
    if question.measure is not Measure.SCORE:
        return None
    if stage_date(question.stage) is not None:
        return Shows.KEPT
    return Shows.OFFER if question.name in SALES else None


def is_of_the_earlier(question: Question) -> bool:
    """Returns whether what it says of a promise is about the earlier encounter: it is asked at once, not in a part."""
    return not question.stage


def is_yes(form: Form, question: Question, value: str) -> bool | None:
    """Returns what an answer comes to; None without one and for `na`.

    A scored one is a yes from half of the points on, a number above zero, a choice unless it is called no or none, and
    anything else that was answered at all.
    """
    choice = form.choice(question, value) if question.list_name else None
    if not value or (choice is not None and choice.not_applicable):
        return None
    points = score(form, question, value)
    if points is not None and (choice is not None or question.measure is Measure.SCORE):
        return points >= HALF
    if question.type in _NUMBERS:
        number = to_number(value)
        return None if isnan(number) else number > 0
    return value.casefold() not in _NO
