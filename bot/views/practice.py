"""Cards of a practice run: which scenario, and how it ended."""

from collections.abc import Sequence

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press
from bot.views.names import decimal
from domain.practice import Source
from domain.study import Study

MOST = 20
"""Scenarios on one card."""


def try_button(words: ChatWords, source: Source, id: int) -> Button:
    """The button that begins a practice run."""
    return Button(words("Try the form"), press("try", source, id))


def scenarios(
    words: ChatWords, study: Study, source: Source, id: int, names: Sequence[str], *, page: int, back: str
) -> View:
    """Which scenario is practised."""
    first = page * MOST
    buttons = [
        Button(
            study.scenario(name).label.text(words.language, study.form.default_language),
            press("tryit", source, id, number),
        )
        for number, name in enumerate(names)
    ]
    around = paging(
        words,
        press("try", source, id, page - 1) if page else None,
        press("try", source, id, page + 1) if len(names) > first + MOST else None,
    )
    return View(
        lines(
            words("<b>Try the form</b>"),
            words("As a shopper would after an answered contact. Nothing of it is kept or counted. Which scenario?"),
        ),
        [*in_rows(buttons[first : first + MOST], 1), *around, [Button(words("Back"), press(back, id))]],
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
