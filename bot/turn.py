"""One update's turn: what was done, by whom, and the transaction in which its effects are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.heard import Heard, Press, Sent
from bot.settings import Settings
from bot.view import ChatWords, View
from domain.person import Person
from domain.place import Place
from domain.refusal import NotExpected, Unknown
from domain.storage.cards import Card
from domain.storage.transaction import Transaction

HOME = Place("home")


@dataclass(frozen=True)
class Turn:
    """What a conversation works with. It parses, calls one operation, and says which card comes next."""

    tx: Transaction
    now: datetime
    heard: Heard
    somebody: Person | None
    card: Card | None
    settings: Settings

    @property
    def person(self) -> Person:
        """Who acts (Unknown for a stranger)."""
        if self.somebody is None:
            raise Unknown
        return self.somebody

    @property
    def words(self) -> ChatWords:
        """Texts in the language of the one who acts (Unknown for a stranger)."""
        return ChatWords(self.person.language)

    @property
    def place(self) -> Place:
        """Where the person was."""
        return self.card.place if self.card else HOME

    @property
    def refused_before(self) -> bool:
        """Whether this very message was refused, and has now been edited into something else."""
        note = self.card.note if self.card else None
        return note is not None and self.heard.message_id is not None and note.get("message") == self.heard.message_id

    @property
    def text(self) -> str:
        """What was typed (NotExpected when nothing was)."""
        if not self.heard.text:
            raise NotExpected
        return self.heard.text

    @property
    def file(self) -> Sent | None:
        """The file that came, if any."""
        return self.heard.file

    @property
    def press(self) -> Press:
        """The button that was pressed."""
        if self.heard.press is None:
            raise Unknown
        return self.heard.press

    def about(self, position: int) -> str:
        """Returns a part of what the button is about (Unknown when it is not there: the button is forged)."""
        if position >= len(self.press.about):
            raise Unknown
        return self.press.about[position]

    def number(self, position: int) -> int:
        """Returns a numeric part of what the button is about."""
        part = self.about(position)
        # isdecimal alone would let other scripts' digits and endless numbers through
        if not (part.isascii() and part.isdecimal() and len(part) <= 15):
            raise Unknown
        return int(part)


@dataclass(frozen=True)
class Desk:
    """What a card is drawn with: the stored state, the reader and their words."""

    tx: Transaction
    now: datetime
    person: Person | None
    words: ChatWords
    settings: Settings
    bot_name: str
    """What the bot is called in links."""

    @property
    def reader(self) -> Person:
        """Who reads the card (Unknown for a stranger)."""
        if self.person is None:
            raise Unknown
        return self.person


Act = Callable[[Turn], Place | None]
"""Does one thing and returns the card that comes next; None changes no card."""

Draw = Callable[[Desk, Place], View]
"""Draws a card from what is stored."""
