"""What an encounter promised, and what was said of it."""

from dataclasses import replace

from domain.answer import AnswerState
from domain.attachment import Attachment, FileKind, Purpose
from domain.metric import Choice, Question
from domain.promised import promised, words_of_promise
from domain.sheet import Sheet
from tests.domain.test_flags import metric, sheet

SOLVED = Question.model_validate(
    {"name": "solved", "type": "select_one", "label": {"en": "Solved?"}, "row": 2, "list_name": "solved"}
)
CHOICES = tuple(Choice.model_validate({"name": name, "label": {"en": name}}) for name in ("promised", "no"))
WHAT = Question.model_validate(
    {
        "name": "what",
        "type": "text",
        "label": {"en": "What did they promise?"},
        "row": 3,
        "shows": "promise",
        "relevant": ["${solved} = 'promised'"],
    }
)


def told(solved: str, **answers: str) -> Sheet:
    given = {"solved": (solved, 0.0), "grade": ("7", 9.0), **{name: (value, 5.0) for name, value in answers.items()}}
    return sheet([SOLVED, WHAT, metric("grade")], given, solved=CHOICES)


def commented(told: Sheet, **comments: str) -> Sheet:
    """Returns the sheet with words beside some answers."""
    changed = {name: replace(told.answers[name], comment=words) for name, words in comments.items()}
    return replace(told, answers={**told.answers, **changed})


def names(told: Sheet) -> list[str]:
    return [question.name for question in promised(told)]


def test_a_promise_in_words_is_one() -> None:
    assert names(told("promised", what="They call back by Friday.")) == ["what"]


def test_an_answer_that_no_longer_applies_promises_nothing() -> None:
    changed = commented(told("no", what="They call back by Friday."), solved="Rude.")
    assert names(changed) == []
    assert words_of_promise(changed) == ()


def test_no_is_no_promise_and_neither_is_an_unanswered_question() -> None:
    assert names(told("promised", what="No")) == []
    assert names(told("promised")) == []


def test_the_comments_of_the_promise_and_of_what_led_to_it_are_its_words_and_no_others() -> None:
    said = commented(told("promised", what="A call."), solved="By Friday noon.", what="By the boss.", grade="Fine.")
    assert words_of_promise(said) == ("By Friday noon.", "By the boss.")


def test_a_spoken_promise_tells_its_words_once_they_are_written_out() -> None:
    voice = Attachment(id=1, question="what", purpose=Purpose.ANSWER, kind=FileKind.VOICE, file_unique_id="u")
    spoken = replace(told("promised", what=""), files=(voice,))
    assert (names(spoken), words_of_promise(spoken)) == (["what"], ())
    written = replace(spoken, files=(replace(voice, transcript="They call back by Friday."),))
    assert words_of_promise(written) == ("They call back by Friday.",)


def test_a_question_that_was_left_out_promises_nothing() -> None:
    left = told("promised", what="")
    skipped = replace(left.answers["what"], state=AnswerState.SKIPPED)
    assert names(replace(left, answers={**left.answers, "what": skipped})) == []
