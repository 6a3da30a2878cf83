"""Cards of pages as pictures."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press, short

ON_A_CARD = 20
"""Pages on one card."""


def pages(words: ChatWords, id: int, headings: Sequence[str], page: int = 0) -> View:
    """The pages of an analysis by their headings, a button each."""
    first = page * ON_A_CARD
    shown = headings[first : first + ON_A_CARD]
    buttons = [
        Button(short(f"{number} · {called(words, number, heading)}", 60), press("pagepic", id, number))
        for number, heading in enumerate(shown, start=first + 1)
    ]
    around = paging(
        words,
        press("picture", id, page - 1) if page else None,
        press("picture", id, page + 1) if len(headings) > first + ON_A_CARD else None,
    )
    return View(
        lines(
            words("<b>Which page as a picture?</b>"),
            words("It comes here as a file, sharp enough for a wall, and is the very page of the report."),
        ),
        [*in_rows(buttons, 1), *around, [Button(words("Back"), press("aback", id))]],
    )


def called(words: ChatWords, number: int, heading: str) -> str:
    """What a page is called: by its heading, but for the first, which is headed by the client's name."""
    return str(words("The answer on one page")) if number == 1 else heading


def picture(words: ChatWords, title: str, page: int, headings: Sequence[str], *, simulated: bool) -> View:
    """Under a picture: which page of what it is."""
    heading = called(words, page, headings[page - 1]) if page <= len(headings) else ""
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if simulated else None,
            Markup("<b>{}</b>").format(heading) if heading else None,
            words("Page {page}/{pages} · {title}", page=page, pages=len(headings), title=title),
        )
    )
