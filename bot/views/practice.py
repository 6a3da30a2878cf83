"""Cards of a practice run: which scenario, and how it ended."""

from collections.abc import Sequence

from bot.view import Button, ChatWords, View, in_rows, lines, press
from bot.views.names import decimal
from domain.practice import Source
from domain.study import Study

MOST = 20
"""Scenarios that can be tried from one card."""


def try_button(words: ChatWords, source: Source, id: int) -> Button:
    """The button that begins a practice run."""
    return Button(words("Try the form"), press("try", source, id))


def scenarios(words: ChatWords, study: Study, source: Source, id: int, names: Sequence[str], *, back: str) -> View:
    """Which scenario is practised."""
    labels = [study.scenario(name).label.text(words.language, study.form.default_language) for name in names[:MOST]]
    buttons = [Button(label, press("tryit", source, id, number)) for number, label in enumerate(labels)]
    return View(
        lines(
            words("<b>Try the form</b>"),
            words("As a shopper would after an answered contact. Nothing of it is kept or counted. Which scenario?"),
        ),
        [*in_rows(buttons, 1), [Button(words("Back"), press(back, id))]],
    )


def over(words: ChatWords, source: Source, id: int, index: float | None, *, back: str) -> View:
    """What a practice run would have come to."""
    told = decimal(round(index, 1), words) if index is not None else None
    return View(
        lines(
            words("<b>The practice run is over.</b> Nothing of it was kept."),
            words("These answers would have made the index {index}.", index=told) if told else None,
        ),
        [[try_button(words, source, id), Button(words("Back"), press(back, id))]],
    )
