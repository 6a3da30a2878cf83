"""A member of the cast: somebody with a phone, who presses what they see and waits for what they expect.

Aino (fi), Eero (en) and Kerttu (fi) shop, Kaisa coordinates, Helmi is the client, Otso owns the agency; Mallory is a
stranger and should see nothing.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from bot.demo.stage import Stage
from bot.sandbox import Phone
from domain.texts import Words

IMPATIENCE = 8.0
"""Seconds after which a person presses once more."""
CODE = re.compile(r"[A-ZÅÄÖ]{2,8}-\d{3,}")
LEADING_CODE = re.compile(rf"^{CODE.pattern}", re.MULTILINE)
DECORATION = re.compile(r"^[^\w\d+\-−–.,(<>/?!]+")


@dataclass(frozen=True)
class Card:
    """A message of the bot as it looked at one moment."""

    message_id: int
    text: str
    buttons: tuple[tuple[str, str], ...]
    """What is written on each, and what it says to the bot."""

    @property
    def labels(self) -> list[str]:
        """What is written on its buttons, without marks in front."""
        return [DECORATION.sub("", label) for label, _ in self.buttons]

    @property
    def code(self) -> str:
        """The code of the contact it is about; empty when it is about none.

        A card's own code begins a line, under a sentence that may name another contact.
        """
        found = LEADING_CODE.findall(self.text) or CODE.findall(self.text)[:1]
        return found[-1] if found else ""

    def has(self, label: str) -> bool:
        """Whether it has a button with these words."""
        return label in self.labels

    def saying(self, label: str) -> str:
        """What the button with these words says to the bot: exactly these, else the first that begins so."""
        exact = [data for (_, data), shown in zip(self.buttons, self.labels, strict=True) if shown == label]
        near = [data for (_, data), shown in zip(self.buttons, self.labels, strict=True) if shown.startswith(label)]
        assert exact or near, f"no [{label}] among {self.labels} on\n{self.text}"
        return (exact or near)[0]

    def looks_like(self, other: "Card") -> bool:
        """Whether a person would see no difference."""
        return (self.text, self.labels) == (other.text, other.labels)


Wanted = str | Callable[[Card], bool]
"""What somebody waits to see: a text, or what else they know it by."""


def about(code: str) -> Callable[[Card], bool]:
    """Returns what tells a card of a contact from the others."""
    return lambda card: card.code == code


class Member:
    """Somebody with a phone."""

    def __init__(self, stage: Stage, name: str, language: str) -> None:
        self.stage = stage
        self.name = name
        self.words = Words(language)
        self.phone = Phone(stage.telegram, stage.bot, first_name=name, language_code=language, patience=stage.patience)
        self.random = Random(name)
        self._since = self._last_id = self._pressed_id = 0

    @property
    def language(self) -> str:
        """What they speak."""
        return self.words.language

    async def joins(self, link: str) -> None:
        """Opens a join link and is welcomed."""
        await self._takes_a_moment()
        self._looks_away()
        await self.phone.opens(link)
        await self.sees(self.name)

    async def says(self, text: str, then: Wanted = "", *, unlike: Card | None = None, buttons: bool = False) -> Card:
        """Writes, and waits for a card that holds `then`."""
        await self._takes_a_moment()
        self._looks_away()
        await self.phone.says(text)
        return await self.sees(then, unlike=unlike, buttons=buttons)

    async def sends(self, send: Callable[[], Awaitable[object]], then: Wanted, *, unlike: Card) -> Card:
        """Sends a file, and waits for the card that comes of it."""
        await self._takes_a_moment()
        self._looks_away()
        await send()
        return await self.sees(then, unlike=unlike, buttons=True)

    async def presses(
        self,
        label: str,
        then: Wanted = "",
        *,
        on: Card | None = None,
        buttons: bool = False,
    ) -> Card:
        """Presses a button, of the newest message that has it unless told which, and waits for a card with `then`.

        Somebody who sees nothing happen presses again, as people do.
        """
        shown = self.words(label)
        card = on or await self.finds(label)
        await self._takes_a_moment()
        self._looks_away(pressing=card.message_id)
        self.phone.press_raw(card.message_id, card.saying(shown))
        seen = await self._looks(then, card, IMPATIENCE, buttons=buttons)
        if seen is None and self._stands(card):
            self.phone.press_raw(card.message_id, card.saying(shown))
        return seen or await self.sees(then, unlike=card, buttons=buttons)

    async def sees(self, then: Wanted = "", *, unlike: Card | None = None, buttons: bool = False) -> Card:
        """Waits for what came of the last act: a message that holds a text, or fits, and differs from a card."""
        seen = await self._looks(then, unlike, self.stage.patience, buttons=buttons)
        assert seen is not None, f"{self.name} waited in vain for {then!r}\n{self.tail()}"
        return seen

    async def finds(self, label: str, code: str = "") -> Card:
        """Waits until any message has a button with these words, of a contact if one is named; returns the newest."""
        shown = self.words(label)

        def fits(card: Card) -> bool:
            return card.has(shown) and (not code or card.code == code)

        found = await self.stage.telegram.changed.until(lambda: self.newest(fits), self.stage.patience)
        assert found is not None, f"{self.name} found no [{label}] {code}\n{self.tail()}"
        return found

    def newest(self, fits: Callable[[Card], bool]) -> Card | None:
        """Returns the newest message of the bot that fits."""
        cards = (_card(message) for message in reversed(self.phone.chat) if message.from_bot)
        return next((card for card in cards if fits(card)), None)

    def answer(self, fits: Callable[[Card], bool]) -> Card | None:
        """Returns what came of the last act: a newer message that fits, or the one that was pressed, once changed.

        Older messages change too, when a card that has moved on loses its buttons.
        """
        cards = (
            _card(message)
            for message in reversed(self.phone.chat)
            if message.from_bot
            and message.stamp > self._since
            and (message.id > self._last_id or message.id == self._pressed_id)
        )
        return next((card for card in cards if fits(card)), None)

    def all_cards(self, label: str) -> list[Card]:
        """Returns the messages that have a button with these words, oldest first."""
        shown = self.words(label)
        return [card for message in self.phone.chat if message.from_bot and (card := _card(message)).has(shown)]

    def tail(self, lines: int = 40) -> str:
        """Returns the end of the chat as text."""
        return "\n".join(self.phone.transcript().splitlines()[-lines:])

    def _looks_away(self, *, pressing: int = 0) -> None:
        self._since = self.stage.telegram.stamp
        self._last_id, self._pressed_id = self.stage.bot.last_message_id, pressing
        self.phone.looks_away()

    async def _looks(self, then: Wanted, unlike: Card | None, within: float, *, buttons: bool) -> Card | None:
        def fits(card: Card) -> bool:
            changed = unlike is None or not card.looks_like(unlike)
            wanted = then in card.text if isinstance(then, str) else then(card)
            return wanted and changed and (not buttons or bool(card.buttons))

        return await self.stage.telegram.changed.until(lambda: self.answer(fits), within)

    def _stands(self, card: Card) -> bool:
        """Whether a card still looks as it did."""
        now = self.newest(lambda each: each.message_id == card.message_id)
        return now is not None and now.looks_like(card)

    async def _takes_a_moment(self) -> None:
        await self.stage.passes(timedelta(seconds=self.random.uniform(2, 12)))


def _card(message: Any) -> Card:
    rows = message.inline_markup["inline_keyboard"] if message.inline_markup else []
    buttons = tuple((button["text"], button.get("callback_data", "")) for row in rows for button in row)
    return Card(message.id, message.text, buttons)
