"""Praise on paper, for a wall: one success of a unit, in large type."""

from collections.abc import Sequence
from datetime import datetime

from domain.imprint import Imprint
from reporting.analyses.praise import Moment, Praise
from reporting.formats import HARD_SPACE
from reporting.pdf import looks
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.looks import BRAND, HEADINGS, LEFT, NOTE, PAPER, QUIET, TOP, WASH, WIDTH, Style
from reporting.pdf.typeface import Face
from reporting.telling import Telling

TITLES = (40.0, 32.0, 26.0)
"""Points of the title: the largest in which it takes two lines."""
EDGE = 10.0
"""White inside the coloured band, in mm."""
SIZES = (34.0, 31.0, 28.0, 25.0, 22.0, 19.5, 17.0, 15.0)
"""Points of the quotes: the largest at which they fit."""
TILE_GAP = 6.0
TILE = (WIDTH - TILE_GAP) / 2
INDENT = 22.0
"""Of the quotes, beside their mark, in mm."""

_KICKER = Style(size=12, face=Face.SEMIBOLD, colour=PAPER)
_TITLE = Style(size=40, face=Face.BOLD, colour=PAPER, leading=1.08)
_ABOUT = Style(size=13, colour=PAPER)
_HEADING = HEADINGS[2].but(before=0, after=3)
_QUOTE = Style(size=28, face=Face.ITALIC, colour=BRAND, leading=1.28)
_MARK = Style(size=110, face=Face.BOLD, colour=looks.HAIR)
_VALUE = Style(size=17, face=Face.SEMIBOLD, colour=looks.GREEN, leading=1.18)
_LABEL = Style(size=10, colour=QUIET, leading=1.28)


def print_praise(praise: Praise, telling: Telling, *, imprint: Imprint, now: datetime) -> bytes:
    """Returns the page as a tagged PDF; the same praise, words and moment give the same bytes."""
    return _Paper(praise, telling, imprint, now).pdf.finish()


class _Paper:
    def __init__(self, praise: Praise, telling: Telling, imprint: Imprint, now: datetime) -> None:
        self.praise, self.telling, self.words = praise, telling, telling.words
        self.pdf = PdfDocument(
            title=self.words("Praise {unit}", unit=praise.unit),
            language=self.words.language,
            made_at=now,
            imprint=imprint,
            running=Running(
                left=praise.client,
                right=imprint.agency,
                page="",
                mark=self.words("SIMULATED DATA") if praise.simulated else "",
            ),
        )
        self._band()
        self._quotes()
        self._moments()

    def _band(self) -> None:
        praise, pdf = self.praise, self.pdf
        style, title = self._title(WIDTH - 2 * EDGE)
        kicker = self.words("A success · {month}", month=self.telling.formats.month(praise.month))
        told = pdf.wrap(praise.service, _ABOUT, WIDTH - 2 * EDGE)
        height = 2 * EDGE + _KICKER.line + 3 + style.line * len(title) + 3 + _ABOUT.line * len(told)
        with pdf.artifact():
            Canvas(pdf).rectangle(Box(LEFT, TOP, WIDTH, height), fill=BRAND)
        x, y = LEFT + EDGE, TOP + EDGE
        with pdf.leaf("H1"):
            y = pdf.lines(x, y, [kicker], _KICKER) + 3
        with pdf.leaf("P"):
            y = pdf.lines(x, y, title, style) + 3
        with pdf.leaf("P"):
            pdf.lines(x, y, told, _ABOUT)
        pdf.set_y(TOP + height + 12)

    def _title(self, width: float) -> tuple[Style, list[str]]:
        """The title in lines, in the largest type in which it takes two; the unit stays together where it can."""
        for size in TITLES:
            style = _TITLE.but(size=size)
            whole = self.praise.unit.replace(" ", HARD_SPACE)
            unit = whole if self.pdf.width(f"{whole}!", style) < width else self.praise.unit
            lines = self.pdf.wrap(self.words("Thank you, {unit}!", unit=unit), style, width)
            if len(lines) <= 2:
                break
        return style, lines

    def _quotes(self) -> None:
        """The quotes, in the middle of what is left above the moments."""
        pdf = self.pdf
        style, laid = self._fitting(WIDTH - INDENT)
        height = _HEADING.line + _HEADING.after + sum(style.line * len(lines) + 5 for lines in laid)
        top = pdf.get_y() + max(0, (pdf.room - self._below() - height) / 2)
        with pdf.artifact():
            Canvas(pdf).text(LEFT - 2, top + 30, self.telling.quoted("")[:1], _MARK)
        with pdf.leaf("H2"):
            pdf.set_y(
                pdf.lines(LEFT + INDENT, top, [self.words("In a shopper's own words")], _HEADING) + _HEADING.after
            )
        for lines in laid:
            with pdf.tag("BlockQuote"), pdf.leaf("P"):
                pdf.set_y(pdf.lines(LEFT + INDENT, pdf.get_y(), lines, style) + 5)

    def _fitting(self, width: float) -> tuple[Style, list[list[str]]]:
        """The quotes in lines, in the largest type in which they fit; the first one alone where they do not."""
        room = self.pdf.room - self._below() - _HEADING.line - _HEADING.after - 4
        quotes = [self.telling.quoted(quote) for quote in self.praise.quotes]
        for shown in (quotes, quotes[:1]):
            for size in SIZES:
                style = _QUOTE.but(size=size)
                laid = [self.pdf.wrap(quote, style, width) for quote in shown]
                if sum(style.line * len(lines) + 5 for lines in laid) <= room:
                    return style, laid
        return style, laid

    def _moments(self) -> None:
        """The same shopper's best answers, at the foot of the page."""
        pdf = self.pdf
        pdf.set_y(pdf.get_y() + pdf.room - self._below())
        if self.praise.moments:
            with pdf.leaf("H2"):
                pdf.set_y(pdf.lines(LEFT, pdf.get_y(), [self.words("What it was made of")], _HEADING) + _HEADING.after)
        for pair in self._pairs():
            self._tiles(pair)
        foot = self.words("Told by a mystery shopper. It belongs to the whole team, so nobody is named.")
        pdf.paragraph(foot, NOTE)

    def _below(self) -> float:
        """What the moments take, in mm."""
        tiles = sum(self._height(pair) + TILE_GAP for pair in self._pairs())
        return NOTE.line + NOTE.after + (_HEADING.line + _HEADING.after + tiles if tiles else 0)

    def _pairs(self) -> list[Sequence[Moment]]:
        moments = self.praise.moments
        return [moments[start : start + 2] for start in range(0, len(moments), 2)]

    def _laid(self, moments: Sequence[Moment]) -> list[tuple[list[str], list[str]]]:
        wrap = self.pdf.wrap
        return [(wrap(one.value, _VALUE, TILE - 10), wrap(one.label, _LABEL, TILE - 10)) for one in moments]

    def _height(self, moments: Sequence[Moment]) -> float:
        laid = self._laid(moments)
        return max(_VALUE.line * len(value) + _LABEL.line * len(label) for value, label in laid) + 9

    def _tiles(self, moments: Sequence[Moment]) -> None:
        pdf = self.pdf
        top, height = pdf.get_y(), self._height(moments)
        for number, (value, label) in enumerate(self._laid(moments)):
            x = LEFT + number * (TILE + TILE_GAP)
            with pdf.artifact():
                Canvas(pdf).rectangle(Box(x, top, TILE, height), fill=WASH)
                Canvas(pdf).rectangle(Box(x, top, 1.2, height), fill=looks.GREEN)
            with pdf.leaf("P"):
                below = pdf.lines(x + 6, top + 4, value, _VALUE)
                pdf.lines(x + 6, below + 0.5, label, _LABEL)
        pdf.set_y(top + height + TILE_GAP)
