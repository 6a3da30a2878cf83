"""The buttons under a question: its values, and the ways on and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.view import Button, ChatWords, in_rows, paging, press, short
from domain.answer import Answer
from domain.answering import PICKED
from domain.attachment import Attachment
from domain.contact import Contact
from domain.metric import Question, QuestionType
from domain.practice import NO_CONTACT
from domain.sheet import Sheet
from domain.texts import N_

LABEL = 60
"""Characters of a label that fit a phone's button."""
VALUES = 30
"""Values on one card; more have pages, and are found by typing how one begins."""


class Story(Enum):
    """What a card offers of telling the whole contact first."""

    NONE = auto()
    TELL = auto()
    PLAY = auto()


@dataclass(frozen=True)
class Ways:
    """What else can be done with a question, and how it is shown."""

    may_not_apply: bool = False
    may_keep: bool = False
    page: int = 0
    """Which values are shown, when there are many."""
    more: bool = False
    """Whether the further help is shown."""
    removable: Sequence[Attachment] = ()
    """The files that answer it."""
    story: Story = Story.NONE


def rows(
    words: ChatWords, sheet: Sheet, asked: Question, values: Sequence[str], answer: Answer | None, ways: Ways
) -> list[list[Button]]:
    """Returns the values, then what finishes or keeps the answer, then the ways on and back."""
    contact = sheet.contact
    about = (contact.id, contact.version)
    finishing = [
        *([Button(words("Done"), press("done", *about))] if asked.type in PICKED else []),
        *([Button(words("Keep this"), press("keep", *about))] if ways.may_keep else []),
    ]
    around = [Button(words("Back"), press("back", *about)), Button(words("Comment"), press("comment", *about))]
    if ways.may_not_apply:
        around.append(Button(words("Does not apply"), press("na", *about)))
    elif asked.name not in sheet.filled.required and asked.type not in _READ:
        around.append(Button(words("Skip"), press("skip", *about)))
    return [
        *_values(words, sheet, asked, values, answer, ways.page),
        *([finishing] if finishing else []),
        *removals(words, contact, ways.removable),
        around,
        *_last(words, contact, more=bool(asked.guidance) and not ways.more, story=ways.story),
    ]


def _last(words: ChatWords, contact: Contact, *, more: bool, story: Story) -> list[list[Button]]:
    """Further help, the story and the pause: in one row while there are two of them."""
    extras = [Button(words("More help"), press("more", contact.id))] if more else []
    match story:
        case Story.TELL:
            extras.append(tell_first(words, contact))
        case Story.PLAY:
            extras.append(Button(words("Play what you told"), press("play", contact.id)))
    away = pause(words, contact)
    return [[*extras, away]] if len(extras) < 2 else [extras, [away]]


FRESH = N_("Fresh in your mind? Tell it first in one voice note, and play it while you answer.")


def tell_first(words: ChatWords, contact: Contact) -> Button:
    """The button of telling the whole contact in one voice note."""
    return Button(words("Tell it first"), press("story", contact.id))


def pause(words: ChatWords, contact: Contact) -> Button:
    """The way out: a contact goes on later, a practice run ends."""
    label = words("End the practice") if contact.id == NO_CONTACT else words("Pause")
    return Button(label, press("pause", contact.id))


def removals(words: ChatWords, contact: Contact, files: Sequence[Attachment]) -> list[list[Button]]:
    """A button for each file that can be taken away; photos are numbered as they came."""
    buttons, photos = [], 0
    for file in files:
        photos += file.is_picture
        label = words("Remove photo {n}", n=photos) if file.is_picture else words("Remove the file")
        if file.is_spoken:
            label = words("Remove the voice note")
            if contact.id != NO_CONTACT:
                buttons.append(Button(words("Play the voice note"), press("play", contact.id, file.id)))
        buttons.append(Button(label, press("unfile", contact.id, contact.version, file.id)))
    return in_rows(buttons, 2)


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
    earlier = press("page", contact.id, page - 1) if page else None
    later = press("page", contact.id, page + 1) if len(values) > (page + 1) * VALUES else None
    return [*in_rows(buttons, 1), *paging(words, earlier, later)]


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
