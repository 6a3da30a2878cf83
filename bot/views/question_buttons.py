"""The buttons under a question: its values, and the ways on and back."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.view import Button, ChatWords, in_rows, press, short
from domain.answer import Answer
from domain.metric import Question, QuestionType
from domain.sheet import Sheet

LABEL = 60
"""Characters of a label that fit a phone's button."""
VALUES = 30
"""Values on one card; more have pages, and are found by typing how one begins."""


@dataclass(frozen=True)
class Ways:
    """What else can be done with a question, and how it is shown."""

    may_not_apply: bool = False
    may_keep: bool = False
    page: int = 0
    """Which values are shown, when there are many."""
    more: bool = False
    """Whether the further help is shown."""


def rows(
    words: ChatWords, sheet: Sheet, asked: Question, values: Sequence[str], answer: Answer | None, ways: Ways
) -> list[list[Button]]:
    """Returns the values, then what finishes or keeps the answer, then the ways on and back."""
    contact = sheet.contact
    about = (contact.id, contact.version)
    finishing = [
        *([Button(words("Done"), press("done", *about))] if asked.type in _PICKED else []),
        *([Button(words("Keep this"), press("keep", *about))] if ways.may_keep else []),
    ]
    around = [Button(words("Back"), press("back", *about)), Button(words("Comment"), press("comment", *about))]
    if ways.may_not_apply:
        around.append(Button(words("Does not apply"), press("na", *about)))
    elif asked.name not in sheet.filled.required and asked.type not in _READ:
        around.append(Button(words("Skip"), press("skip", *about)))
    last = [Button(words("Pause"), press("pause", contact.id))]
    if asked.guidance and not ways.more:
        last.insert(0, Button(words("More help"), press("more", contact.id)))
    return [*_values(words, sheet, asked, values, answer, ways.page), *([finishing] if finishing else []), around, last]


_PICKED = frozenset({QuestionType.SELECT_MULTIPLE, QuestionType.RANK})
_READ = frozenset({QuestionType.NOTE, QuestionType.ACKNOWLEDGE})


def _values(
    words: ChatWords, sheet: Sheet, asked: Question, values: Sequence[str], answer: Answer | None, page: int
) -> list[list[Button]]:
    contact, about = sheet.contact, (sheet.contact.id, sheet.contact.version)
    page = page if page * VALUES < len(values) else 0
    picked = answer.value.split() if answer else []
    shown = list(enumerate(values))[page * VALUES : (page + 1) * VALUES]
    buttons = [
        Button(short(_label(words, sheet, asked, value, picked), LABEL), press("a", *about, number))
        for number, value in shown
    ]
    if not asked.list_name:
        # 0-10 in two rows, as wide as a phone takes
        return in_rows(buttons, -(-len(buttons) // -(-len(buttons) // 6))) if buttons else []
    around = [
        *([Button("‹", press("page", contact.id, page - 1))] if page else []),
        *([Button("›", press("page", contact.id, page + 1))] if len(values) > (page + 1) * VALUES else []),
    ]
    return [*in_rows(buttons, 1), *([around] if around else [])]


def _label(words: ChatWords, sheet: Sheet, asked: Question, value: str, picked: Sequence[str]) -> str:
    form = sheet.study.form
    choice = form.choice(asked, value) if asked.list_name else None
    if choice is None:
        return value.replace(".", "," if words.language == "fi" else ".")
    label = choice.label.text(words.language, form.default_language)
    match asked.type:
        case QuestionType.SELECT_MULTIPLE:
            return f"{'☑' if value in picked else '☐'} {label}"
        case QuestionType.RANK:
            return f"{picked.index(value) + 1}. {label}" if value in picked else f"☐ {label}"
    return label
