"""What a card is made of: text and buttons, before they are Telegram's."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.texts import Words

TEXT_LIMIT = 4096
"""Characters of a message after its markup has been read."""
CAPTION_LIMIT = 1024
"""Characters of the words under a file."""


@dataclass(frozen=True)
class Button:
    """A label, and what pressing it says to us (at most 64 bytes)."""

    label: str
    press: str

    @property
    def as_sent(self) -> InlineKeyboardButton:
        """The button as Telegram takes it: its label is no HTML."""
        label = self.label.unescape() if isinstance(self.label, Markup) else self.label
        return InlineKeyboardButton(label, callback_data=self.press)


TAG = re.compile(r"<[^>]+>")

Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True)
class View:
    """A message: HTML, and rows of buttons under it."""

    text: Markup
    rows: Rows = ()

    def headed(self, note: Markup | None) -> "View":
        """Returns the view with a sentence above it."""
        return View(Markup("<i>{}</i>\n\n{}").format(note, self.text), self.rows) if note else self

    def fitted(self, limit: int = TEXT_LIMIT) -> "View":
        """Returns the view as Telegram takes it: of a text that is too long the last lines are left out.

        Every line closes the markup that it opens, so that what is left is whole.
        """
        if _counted(self.text) <= limit:
            return self
        kept = str(self.text).split("\n")
        while kept and _counted("\n".join(kept)) > limit - 2:
            kept.pop()
        first = Markup(self.text).striptags()[: limit // 2 - 1]
        return View(Markup("\n".join([*kept, "…"])) if kept else Markup("{}…").format(first), self.rows)

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram takes them."""
        if not self.rows:
            return None
        return InlineKeyboardMarkup([[each.as_sent for each in row] for row in self.rows])


@dataclass(frozen=True)
class Enclosed:
    """A file that goes with a notice: Telegram's by its id, or our own copy by its path where that is all, or works."""

    filename: str
    path: str = ""
    file_id: str = ""
    kind: str = "document"
    protected: bool = False
    """Whether Telegram keeps the reader from forwarding and saving it."""


@dataclass(frozen=True)
class Notice:
    """A message to somebody whose turn it was not."""

    view: View
    enclosed: Enclosed | None = None
    silent: bool = False
    """Whether it comes without a sound."""


class ChatWords(Words):
    """Texts for a chat: the catalogue's markup is kept, and what is set into it is escaped."""

    def __call__(self, message: str, /, **values: object) -> Markup:
        return Markup(super().__call__(message, **values))

    def plural(self, singular: str, plural: str, n: int, /, **values: object) -> Markup:
        return Markup(super().plural(singular, plural, n, **values))

    def _fill(self, text: str, values: dict[str, object]) -> str:
        return Markup(text).format(**values) if values else text


def _counted(text: str) -> int:
    """Characters as Telegram counts them: without markup, and two for each beyond the first plane."""
    return len(html.unescape(TAG.sub("", text)).encode("utf-16-le")) // 2


def press(verb: str, *about: object) -> str:
    """Returns what a button says: its verb and short ids."""
    return ":".join((verb, *(str(part) for part in about)))


def lines(*parts: Markup | str | None) -> Markup:
    """Joins the lines that there are."""
    return Markup("\n").join(part for part in parts if part is not None)


def in_rows(buttons: Iterable[Button], width: int) -> list[list[Button]]:
    """Lays buttons in rows of a width."""
    flat = list(buttons)
    return [flat[start : start + width] for start in range(0, len(flat), width)]


def paging(words: ChatWords, earlier: str | None, later: str | None) -> list[list[Button]]:
    """Returns the row that turns pages, from what its buttons say; no row when there is one page."""
    row = [
        *([Button(words("‹ Previous"), earlier)] if earlier else []),
        *([Button(words("Next ›"), later)] if later else []),
    ]
    return [row] if row else []


def by_length(told: Iterable[Markup], limit: int) -> list[list[Markup]]:
    """Returns lines in pages of at most `limit` characters each; at least one page, and a line on each."""
    pages: list[list[Markup]] = [[]]
    length = 0
    for line in told:
        if pages[-1] and length + len(line) > limit:
            pages.append([])
            length = 0
        pages[-1].append(line)
        length += len(line) + 1
    return pages


def short(text: str, length: int) -> str:
    """Returns a text on one line, cut to at most `length` characters: at a word, unless only a stump were left."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) >= length // 2 else cut) + "…"
