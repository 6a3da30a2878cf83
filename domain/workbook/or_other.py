"""XLSForm's `or_other`: one more choice, and a question for the words that it asks for."""

from collections.abc import Iterable

from domain.label import Label
from domain.metric import Choice, Question, QuestionType
from domain.texts import N_, Words

OTHER = "other"
"""The choice's name, and what the question's name ends with, as pyxform makes them."""


def other_choice(choices: Iterable[Choice]) -> Choice:
    """Returns the choice that a list gets, in the list's languages (English where there is no catalogue)."""
    return Choice(name=OTHER, label=_label(N_("Other"), (code for choice in choices for code in choice.label.root)))


def other_question(question: Question) -> Question:
    """Returns the question for the words, asked when the choice has been made."""
    return Question(
        name=f"{question.name}_{OTHER}",
        type=QuestionType.TEXT,
        label=_label(N_("Other: what?"), question.label.root),
        row=question.row,
        relevant=(*question.relevant, f"selected(${{{question.name}}}, '{OTHER}')"),
        touchpoint=question.touchpoint,
        stage=question.stage,
    )


def _label(message: str, languages: Iterable[str]) -> Label:
    return Label({code: Words(code)(message) for code in dict.fromkeys(languages)})
