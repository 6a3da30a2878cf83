"""Cards on which the words of a report are edited."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from bot.view import Button, ChatWords, View, by_length, in_rows, lines, paging, press
from bot.views.names import day
from domain.manuscript import FRONT, LONGEST_WHO, Change, Line, Manuscript, Section
from domain.texts import N_

SECTIONS: Mapping[Section, str] = {
    Section.STRENGTHS: N_("Strengths"),
    Section.FAULTS: N_("Faults"),
    Section.DECISIONS: N_("To be decided"),
    Section.QUOTES: N_("The shoppers' words"),
    Section.OWN: N_("In the agency's words"),
}
MOST_SHOWN, PAGE = 8, 2400
"""Sentences on one card, and their characters."""


def edit_buttons(words: ChatWords, id: int, manuscript: Manuscript, excel: Button) -> list[list[Button]]:
    """What a coordinator goes on with from an analysis that the client does not have yet."""
    onward = Button(words("Send to client"), press("asend", id)) if manuscript.is_printed else _print(words, id)
    return [[Button(words("Edit words"), press("words", id)), excel], [onward]]


def _print(words: ChatWords, id: int) -> Button:
    return Button(words("Make the report"), press("wprint", id))


def edit_notes(words: ChatWords, manuscript: Manuscript) -> list[Markup]:
    """What a coordinator should know of the words before the report goes to the client."""
    outdated, lost = len(manuscript.outdated), len(manuscript.lost)
    told = [
        None if manuscript.is_printed else words("<i>The words have been edited since the report was made.</i>"),
        words.plural(
            "⚠ The figures of {n} edited sentence have changed since it was written.",
            "⚠ The figures of {n} edited sentences have changed since they were written.",
            outdated,
        )
        if outdated
        else None,
        words.plural(
            "⚠ {n} edited sentence is no longer in the report, since what it told of has changed:",
            "⚠ {n} edited sentences are no longer in the report, since what they told of has changed:",
            lost,
        )
        if lost
        else None,
        *(Markup("– {}").format(text) for text in manuscript.lost),
        words("⚠ Page one does not hold all of it, and its end went onto page two. Shorten or leave out a sentence.")
        if manuscript.spills
        else None,
    ]
    return [each for each in told if each is not None]


def section(words: ChatWords, id: int, title: str, manuscript: Manuscript, shown: Section, page: int = 0) -> View:
    """The sentences of one section, numbered, a button each; and the way to the other sections."""
    if not manuscript.offered:
        return View(
            lines(
                words("<b>Edit words</b> · {title}", title=title),
                words("This report was made before its words could be edited. Once it is made again, they come here."),
            ),
            [[_print(words, id)], _back(words, press("aback", id))],
        )
    pages = _pages(words, manuscript.lines(shown))
    page = min(page, len(pages) - 1)
    here = pages[page]
    around = paging(
        words,
        press("words", id, shown, page - 1) if page else None,
        press("words", id, shown, page + 1) if page + 1 < len(pages) else None,
    )
    numbers = in_rows((Button(str(n), press("sentence", id, line.code)) for n, line, _ in here), 5)
    return View(
        lines(
            words("<b>Edit words</b> · {title}", title=title),
            *edit_notes(words, manuscript),
            Markup(""),
            Markup("<b>{}</b>").format(words(SECTIONS[shown])),
            *(text for _, _, text in here),
            *_hints(words, manuscript, shown),
        ),
        [
            *numbers,
            *around,
            *_section_buttons(words, id, manuscript, shown),
            *in_rows(_others(words, id, manuscript, shown), 2),
            [_print(words, id), *_back(words, press("aback", id))],
        ],
    )


def _hints(words: ChatWords, manuscript: Manuscript, shown: Section) -> Iterator[Markup]:
    if not manuscript.lines(shown):
        yield words("Nothing here yet.")
    elif shown is Section.STRENGTHS and len(manuscript.printed(shown)) > FRONT:
        yield words("The first {n} stand on page one.", n=FRONT)
    elif shown is Section.DECISIONS:
        yield words("They stand on page one.")
    yield Markup("")
    if manuscript.lines(shown):
        yield words("A number opens its sentence.")


def _section_buttons(words: ChatWords, id: int, manuscript: Manuscript, shown: Section) -> Iterator[list[Button]]:
    row = []
    if shown.takes_own:
        row.append(Button(words("Add a sentence"), press("wadd", id, shown)))
    if shown in manuscript.order:
        row.append(Button(words("Order as it was"), press("worder", id, shown, manuscript.version)))
    if row:
        yield row


def _others(words: ChatWords, id: int, manuscript: Manuscript, shown: Section) -> Iterator[Button]:
    for each in Section:
        if each is not shown and (manuscript.lines(each) or each.takes_own):
            label = Markup("{} ({})").format(words(SECTIONS[each]), len(manuscript.printed(each)))
            yield Button(label.unescape(), press("words", id, each))


def _back(words: ChatWords, to: str) -> list[Button]:
    return [Button(words("Back"), to)]


def _pages(words: ChatWords, told: Sequence[Line]) -> list[list[tuple[int, Line, Markup]]]:
    """Lines with their numbers, as many on a page as a phone shows well; at least one page."""
    items: list[tuple[int, Line, Markup]] = []
    group = ""
    for number, line in enumerate(told, start=1):
        heading = Markup("<i>{}</i>\n").format(line.offered.group) if line.offered.group != group else ""
        group = line.offered.group
        items.append((number, line, Markup(heading) + _listed(words, number, line)))
    pages: list[list[tuple[int, Line, Markup]]] = []
    left = list(items)
    for texts in by_length([text for _, _, text in items], PAGE):
        for first in range(0, len(texts), MOST_SHOWN):
            count = len(texts[first : first + MOST_SHOWN])
            pages.append(left[:count])
            left = left[count:]
    return pages or [[]]


def _listed(words: ChatWords, number: int, line: Line) -> Markup:
    text: Markup = Markup("{}").format(line.sentence.text)
    if line.edit.dropped:
        text = words("<i>left out:</i> {text}", text=text)
    elif line.is_outdated:
        text = words("⚠ <i>figures changed:</i> {text}", text=text)
    elif line.is_own:
        text = words("<i>own:</i> {text}", text=text)
    elif line.is_edited:
        text = words("<i>edited:</i> {text}", text=text)
    about = _about(words, line)
    return Markup("{}. {}{}").format(number, text, Markup("\n<i>{}</i>").format(about) if about else "")


def _about(words: ChatWords, line: Line) -> str:
    """Who decides and by when, or where a quote is from."""
    if line.offered.section is not Section.DECISIONS:
        return line.offered.source
    return " · ".join([line.sentence.who or "–", _day(words, line.sentence.by)])


def _day(words: ChatWords, by: date | None) -> str:
    return day(by, words) if by else "–"


def sentence(words: ChatWords, id: int, manuscript: Manuscript, line: Line) -> View:
    """One sentence whole, with what can be done to it."""
    section = line.offered.section
    among = [each.code for each in manuscript.lines(section)]
    number = among.index(line.code) + 1
    return View(
        lines(
            Markup("<b>{}</b> · {}/{}").format(words(SECTIONS[section]), number, len(among)),
            Markup("<i>{}</i>").format(line.offered.group) if line.offered.group else None,
            Markup("{}").format(line.sentence.text),
            *_beside(words, line),
            Markup(""),
            *_prompt(words, line),
        ),
        [
            *_changes(words, id, manuscript, line),
            _back(words, press("words", id, section, _page_of(words, manuscript, line))),
        ],
    )


def _page_of(words: ChatWords, manuscript: Manuscript, line: Line) -> int:
    pages = _pages(words, manuscript.lines(line.offered.section))
    return next(number for number, page in enumerate(pages) if line.code in {each.code for _, each, _ in page})


def _beside(words: ChatWords, line: Line) -> Iterator[Markup]:
    """What belongs to a sentence, and how it differs from what was offered."""
    one, offered = line.sentence, line.offered
    if one.section is Section.DECISIONS:
        yield words("Who: {who}", who=one.who or "–")
        yield words("By when: {day}", day=_day(words, one.by))
        if one.moves:
            yield words("What it should move: {moves}", moves=one.moves)
    if one.source:
        yield Markup("<i>{}</i>").format(one.source)
    if line.edit.dropped:
        yield words("<b>Left out of the report.</b>")
        if one.section is Section.QUOTES:
            yield words("Among the answers in Excel and in the attached data it still is.")
    if line.is_outdated:
        yield words("⚠ The figures have changed since you wrote this. The numbers now say: {text}", text=offered.text)
    elif one.text != offered.text:
        yield words("As it was: {text}", text=offered.text)


def _prompt(words: ChatWords, line: Line) -> Iterator[Markup]:
    section = line.offered.section
    if section is Section.QUOTES:
        yield words("To cut it, type the words that stay, as they are and in their order.")
    else:
        yield words("To put it otherwise, type it here: at most {most} characters.", most=section.longest)


def _changes(words: ChatWords, id: int, manuscript: Manuscript, line: Line) -> Iterator[list[Button]]:
    def button(label: str, to: Change) -> Button:
        return Button(label, press("wchange", id, line.code, to, manuscript.version))

    among = [each for each in manuscript.lines(line.offered.section) if each.offered.group == line.offered.group]
    place = [each.code for each in among].index(line.code)
    if line.is_outdated:
        yield [button(words("It still holds"), Change.STILL_HOLDS)]
    if line.offered.section is Section.DECISIONS:
        yield [
            Button(words("Who"), press("wask", id, line.code, "who")),
            Button(words("By when"), press("wask", id, line.code, "by")),
        ]
    around = [
        *([button(words("Up"), Change.UP)] if place else []),
        *([button(words("Down"), Change.DOWN)] if place + 1 < len(among) else []),
    ]
    if around:
        yield around
    yield [
        button(words("Bring back"), Change.BRING_BACK) if line.edit.dropped else button(words("Drop"), Change.DROP),
        *([button(words("As it was"), Change.AS_IT_WAS)] if line.is_edited else []),
    ]


def ask_who(words: ChatWords, id: int, line: Line) -> View:
    """Who decides."""
    return View(
        lines(
            Markup("{}").format(line.sentence.text),
            words("<b>Who?</b> A role or a team outlasts a name. At most {most} characters.", most=LONGEST_WHO),
        ),
        [_back(words, press("sentence", id, line.code))],
    )


def ask_by(words: ChatWords, id: int, line: Line) -> View:
    """By when it is decided."""
    return View(
        lines(
            Markup("{}").format(line.sentence.text),
            words("<b>By when?</b> For example 15.1. or 15.1.2027."),
        ),
        [_back(words, press("sentence", id, line.code))],
    )


def ask_sentence(words: ChatWords, id: int, section: Section) -> View:
    """A sentence of the agency's own."""
    return View(
        lines(
            Markup("<b>{}</b>").format(words(SECTIONS[section])),
            words("Type the sentence: at most {most} characters. It comes last.", most=section.longest),
        ),
        [_back(words, press("words", id, section))],
    )
