"""One contact on paper: its score, what was strong, what is to be mended, and every answer behind them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.contact import Outcome, State
from domain.imprint import Imprint
from domain.mask import MASK
from domain.service import CHANNELS, Channel
from domain.texts import N_, Words
from reporting.analyses.one_contact import BEST, Lasted, Line, OneContact, Part, Said
from reporting.figures.marks import target_bar
from reporting.figures.scale import Scale
from reporting.formats import HARD_SPACE
from reporting.pdf import looks
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.looks import BODY, BRAND, CELL, HAIR, HEADINGS, LEFT, NOTE, QUIET, QUOTE, SMALL, WASH, WIDTH, Style
from reporting.pdf.pages.experience import NAMES
from reporting.pdf.table import Cell, Column, table
from reporting.pdf.typeface import Face
from reporting.telling import Telling

MOST = 3
"""Strengths, and things to mend."""
BESIDE, IN_TABLE = 160, 600
"""Letters of a remark beside what is to be mended, and in the table; the whole of a longer one comes after it."""
GAP = 8.0
"""White between the two columns, in mm."""
HEIGHT = 22.0
"""Of the band with the index, in mm."""
FAILED = {
    Outcome.WRONG_NUMBER: N_("The number or the address did not lead to the service, so this is no result."),
    Outcome.EXPOSED: N_("The shopper was recognised, so this is no result."),
}

_TITLE = HEADINGS[1].but(after=0.6)
_ABOUT = BODY.but(size=10.5, colour=QUIET, after=2.4)
_BIG = Style(size=44, face=Face.LIGHT)
_STANDING = Style(size=13, face=Face.SEMIBOLD)
WAITED = {
    Channel.EMAIL: N_("Reply after {time}."),
    Channel.WEB: N_("Reply after {time}."),
    Channel.SOCIAL: N_("Reply after {time}."),
    Channel.VISIT: N_("Served after {time}."),
}

_PROSE = Style(size=9.2, leading=1.3, after=0.8)
_HEADING = HEADINGS[3].but(size=11.5, colour=BRAND, before=1.4, after=1)
_POINT = Style(size=8.8, face=Face.SEMIBOLD, leading=1.25)
_CELL = CELL.but(size=8.4, leading=1.18)
_REMARK = Style(size=8.4, face=Face.ITALIC, colour=QUIET, leading=1.3)
_PART = _CELL.but(face=Face.SEMIBOLD, colour=BRAND)
_WORDS = QUOTE.but(size=9.6)
_ASKED = Style(size=8.8, face=Face.SEMIBOLD, colour=QUIET, leading=1.25, before=1.2, after=0.8)


def print_report(contact: OneContact, telling: Telling, *, imprint: Imprint, now: datetime) -> bytes:
    """Returns the paper as a tagged PDF; the same contact, words and moment give the same bytes."""
    return _Paper(contact, telling, imprint, now).pdf.finish()


class _Paper:
    def __init__(self, contact: OneContact, telling: Telling, imprint: Imprint, now: datetime) -> None:
        self.contact, self.telling, self.agency = contact, telling, imprint.agency
        self.words, self.formats = telling.words, telling.formats
        title = self.words("One-contact report {code}", code=contact.code)
        self.pdf = PdfDocument(
            title=f"{contact.client} · {title}",
            language=self.words.language,
            made_at=now,
            imprint=imprint,
            running=Running(
                left=imprint.agency,
                right=title,
                foot=f"{contact.study} · {contact.wave}",
                page=self.words("page {page}/{pages}"),
                mark=" · ".join(_marks(contact, self.words)),
            ),
        )
        self._heading()
        self._standing()
        self._times()
        self._both()
        self._answers()
        self._said()
        self._end()

    def _heading(self) -> None:
        contact, pdf = self.contact, self.pdf
        pdf.heading(1, f"{contact.code} · {contact.unit}", style=_TITLE)
        told = [contact.client, contact.service, contact.scenario]
        if contact.day is not None:
            told.append(self.formats.day(contact.day))
        pdf.paragraph(" · ".join(told), _ABOUT)

    # --- the index

    def _standing(self) -> None:
        told = [*self._made_of()]
        contact, pdf = self.contact, self.pdf
        if contact.index is None:
            pdf.paragraph(self._no_index(), BODY.but(after=3))
            return
        box = Box(LEFT, pdf.get_y(), WIDTH, HEIGHT)
        alt = self.words(
            "The index {index} on a scale from 0 to 100. {standing}.", index=self._index, standing=self._stands
        )
        with pdf.leaf("Figure", alt=alt, attributes=f"<</O /Layout /Placement /Block /BBox [{pdf.bbox(box)}]>>"):
            self._band(Canvas(pdf), box)
        pdf.set_y(box.bottom + 3)
        for failed in contact.critical:
            pdf.paragraph(self._critical(failed), BODY.but(face=Face.SEMIBOLD, colour=looks.VERMILLION, after=1))
        pdf.paragraph(" ".join(told), _PROSE)

    def _no_index(self) -> str:
        contact, words = self.contact, self.words
        if contact.outcome in FAILED:
            return words(FAILED[contact.outcome])
        return words("Too few of the questions have an answer for an index.")

    @property
    def _index(self) -> str:
        value = round(self.contact.index or 0.0, 1)
        return self.formats.number(value, int(value != int(value)))

    @property
    def _stands(self) -> str:
        """How the index stands to its target."""
        contact, words = self.contact, self.words
        if contact.target is None or contact.index is None:
            return words("No target has been set")
        target = self._number(contact.target)
        off = round(round(contact.index, 1) - contact.target, 1)
        if off > 0:
            return words("{points} above the target of {target}", points=self._number(off), target=target)
        if off < 0:
            return words("{points} below the target of {target}", points=self._number(-off), target=target)
        return words("Exactly at the target of {target}", target=target)

    def _number(self, value: float) -> str:
        return self.formats.number(value, int(value != int(value)))

    def _band(self, canvas: Canvas, box: Box) -> None:
        contact, index = self.contact, self.contact.index or 0.0
        canvas.rectangle(box, fill=WASH)
        canvas.rectangle(Box(box.x, box.y, 1.4, box.height), fill=BRAND)
        canvas.text(box.x + 7, box.bottom - 6.8, self._index, _BIG)
        canvas.text(
            box.x + 9 + canvas.pdf.width(self._index, _BIG),
            box.bottom - 7.2,
            self.words("index, 0–100"),
            SMALL.but(colour=QUIET),
        )
        short = contact.target is not None and round(index, 1) < contact.target
        colour = looks.VERMILLION if short else looks.BLUE
        inner = box.inside(left=76, right=10)
        canvas.text(inner.x, inner.y + 8.4, self._stands, _STANDING.but(colour=colour))
        scale = Scale(0, 100, inner.x, inner.right)
        y = inner.y + 14.4
        canvas.line(inner.x, y, inner.right, y, colour=HAIR, thickness=0.5)
        for tick in (0, 50, 100):
            canvas.text(scale.at(tick), y + 5.5, self.formats.number(tick), NOTE, align="center")
        canvas.line(inner.x, y, scale.at(index), y, colour=colour, thickness=1.1)
        if contact.target is not None:
            target_bar(canvas, scale.at(contact.target), y, 7)
        canvas.dot(scale.at(index), y, 1.5, fill=colour, edge=colour)

    def _critical(self, failed: str) -> str:
        if self.contact.zeroed:
            return self.words("Critical: {metric}. It is at its lowest, which makes the whole index 0.", metric=failed)
        return self.words("Critical: {metric}. It is at its lowest.", metric=failed)

    def _made_of(self) -> Iterator[str]:
        """What the index is made of, in words."""
        words, metrics = self.words, self.contact.metrics
        if self.contact.outcome is Outcome.NO_ANSWER:
            yield words("Nobody answered, and that counts as a result.")
        if not metrics:
            return
        best = sum(_score(line) >= BEST for line in metrics)
        short = sum(line.target is not None and _score(line) < line.target for line in metrics)
        aimless = sum(line.target is None and _score(line) < BEST for line in metrics)
        reached = len(metrics) - best - short - aimless
        kinds = [
            words("{n} at their best", n=best) if best else "",
            words("{n} at their target", n=reached) if reached else "",
            words("{n} below their target", n=short) if short else "",
            words("{n} without a target", n=aimless) if aimless else "",
        ]
        if len(metrics) == 1:
            yield words("It is made of one metric.")
            return
        yield words(
            "It is made of {n} metrics: {told}.", n=len(metrics), told=", ".join(kind for kind in kinds if kind)
        )
        weight = sum(line.weight for line in metrics)
        heaviest = max(metrics, key=lambda line: line.weight)
        yield words(
            "The weightiest, {share} of it, is {metric}: {score}.",
            share=self.formats.percent(100 * heaviest.weight / weight),
            metric=self.telling.quoted(heaviest.label),
            score=self.formats.number(_score(heaviest)),
        )

    # --- strengths beside what is to be mended

    def _both(self) -> None:
        contact, words, pdf = self.contact, self.words, self.pdf
        if not contact.metrics:
            return
        width = (WIDTH - GAP) / 2
        columns = (
            (words("Strengths"), contact.strengths(MOST), words("No metric reached its target."), looks.BLUE),
            (
                words("To be mended"),
                contact.to_mend(MOST),
                words("Nothing fell short of its target."),
                looks.VERMILLION,
            ),
        )
        laid = [
            (heading, [self._point(line, width - 4) for line in lines] or [([none], [])], bool(lines), colour)
            for heading, lines, none, colour in columns
        ]
        tallest = max(sum(_height(point) for point in points) for _, points, _, _ in laid)
        pdf.need(tallest + _HEADING.line + 8)
        pdf.space(_HEADING.before)
        top = pdf.get_y()
        for number, (heading, points, found, colour) in enumerate(laid):
            self._column(LEFT + number * (width + GAP), top, heading, points, found=found, colour=colour)
        pdf.set_y(top + _HEADING.line + _HEADING.after + tallest)

    def _point(self, line: Line, width: float) -> "tuple[list[str], list[str]]":
        """A metric with its value and score, and the remark beside it, in lines."""
        value = f"{line.value}, " if line.value else ""
        score = self.words("score {score}", score=self.formats.number(_score(line))).replace(" ", HARD_SPACE)
        colon = "" if line.label.endswith("?") else ":"
        told = self.pdf.wrap(f"{line.label}{colon} {value}{score}", _POINT, width)
        remark = self.telling.quoted(shortened(line.comment, BESIDE)) if line.comment else ""
        return told, self.pdf.wrap(remark, _REMARK, width) if remark else []

    def _column(
        self,
        x: float,
        y: float,
        heading: str,
        points: "list[tuple[list[str], list[str]]]",
        *,
        found: bool,
        colour: looks.Colour,
    ) -> None:
        pdf = self.pdf
        with pdf.leaf("H2"):
            y = pdf.lines(x, y, [heading], _HEADING) + _HEADING.after
        if not found:
            with pdf.leaf("P"):
                pdf.lines(x, y, points[0][0], SMALL)
            return
        with pdf.tag("L", attributes="<</O /List /ListNumbering /Disc>>"):
            for told, remark in points:
                with pdf.tag("LI"):
                    with pdf.artifact():
                        height = _POINT.line * len(told) + _REMARK.line * len(remark)
                        Canvas(pdf).rectangle(Box(x, y + 0.6, 0.9, height - 0.6), fill=colour)
                    with pdf.tag("LBody"):
                        with pdf.content():
                            below = pdf.lines(x + 4, y, told, _POINT)
                        if remark:
                            with pdf.content():
                                pdf.lines(x + 4, below, remark, _REMARK)
                y += _height((told, remark))

    # --- times

    def _times(self) -> None:
        self.pdf.paragraph(" ".join(self._times_told()), _PROSE)

    def _times_told(self) -> Iterator[str]:
        contact, words = self.contact, self.words
        if contact.wait is not None:
            time = self._period(contact.wait.minutes)
            told = words(WAITED.get(contact.channel, N_("Answered after {time}.")), time=time)
            yield f"{told} {self._against(contact.wait)}".rstrip()
        if contact.length is not None:
            yield words("Served for {time}.", time=self._period(contact.length.minutes))

    def _against(self, lasted: Lasted) -> str:
        if lasted.goal is None:
            return ""
        goal = self._period(lasted.goal)
        if lasted.minutes <= lasted.goal:
            return self.words("The goal, {goal}, was kept.", goal=goal)
        return self.words(
            "The goal, {goal}, was missed by {time}.", goal=goal, time=self._period(lasted.minutes - lasted.goal)
        )

    def _period(self, minutes: float) -> str:
        """Returns a time in the unit in which people think of it: seconds, minutes, hours or days."""
        seconds = round(minutes * 60)
        if seconds <= 120:
            return self.words("{time} s", time=seconds)
        if minutes < 120:
            return self.words("{time} min", time=self._number(round(minutes, 1)))
        if minutes < 72 * 60:
            return self.words("{time} h", time=self._number(round(minutes / 60, 1)))
        return self.words("{time} days", time=self._number(round(minutes / 60 / 24, 1)))

    # --- answers

    def _answers(self) -> None:
        words = self.words
        if not self.contact.parts:
            return
        self._section(words("Answers by touchpoint"), 30)
        columns = (
            Column(head=words("Touchpoint and metric"), width=62),
            Column(head=words("Answer and remark"), width=74),
            Column(head=words("Score"), width=15, align="right"),
            Column(head=words("Target"), width=15, align="right"),
        )
        rows, heads = list[Sequence[str | Cell]](), set[int]()
        for part in self.contact.parts:
            heads.add(len(rows))
            rows += self._part(part)
        table(self.pdf, columns, rows, whole_first=False, heads=heads)

    def _part(self, part: Part) -> Iterator[Sequence[str | Cell]]:
        yield (
            Cell(part.label or self.words("Other"), _PART),
            Cell("", _PART),
            Cell(self._scored(part.score), _PART.but(colour=looks.INK)),
            Cell(self._scored(part.target), _PART.but(colour=looks.INK)),
        )
        for line in part.lines:
            told = (self._named(line), self._answer(line), self._scored(line.score), self._scored(line.target))
            yield [Cell(text, _CELL) for text in told]

    def _named(self, line: Line) -> str:
        own = NAMES.get(line.measure)
        return self.words(own) if own else line.label

    def _answer(self, line: Line) -> str:
        remark = self.telling.quoted(shortened(line.comment, IN_TABLE)) if line.comment else ""
        return "\n".join(part for part in (line.value, remark) if part)

    def _scored(self, score: float | None) -> str:
        return "" if score is None else self.formats.number(score)

    # --- words

    def _section(self, heading: str, least: float) -> None:
        """Sets a heading that stays with so much (mm) of what follows."""
        pdf = self.pdf
        pdf.need(_HEADING.before + _HEADING.line + _HEADING.after + least)
        pdf.space(_HEADING.before)
        with pdf.leaf("H2"):
            pdf.set_y(pdf.lines(LEFT, pdf.get_y(), [heading], _HEADING) + _HEADING.after)

    def _said(self) -> None:
        said = [*self._long_remarks(), *self.contact.words]
        if not said:
            return
        self._section(self.words("In the shopper's words"), _ASKED.line + _WORDS.line + 2)
        for one in said:
            self._quote(one)

    def _long_remarks(self) -> Iterator[Said]:
        """Remarks that are cut in the table."""
        for part in self.contact.parts:
            for line in part.lines:
                if len(line.comment) > IN_TABLE:
                    yield Said(question=line.label, text=line.comment, spoken=False)

    def _quote(self, one: Said) -> None:
        pdf, words = self.pdf, self.words
        asked = one.question or words("The whole contact")
        if one.spoken:
            asked = words("{question} (voice note, written out)", question=asked)
        pdf.need(_ASKED.before + _ASKED.line + _ASKED.after + _WORDS.line)
        pdf.paragraph(asked, _ASKED)
        pdf.paragraph(self.telling.quoted(one.text), _WORDS, role="BlockQuote", indent=4)

    def _end(self) -> None:
        words, contact = self.words, self.contact
        names = words("Names have been left out: {mask}.", mask=MASK) if self._is_masked() else ""
        reviewed = words("Reviewed by {agency}.", agency=self.agency) if contact.state is State.APPROVED else ""
        channel = words("Channel: {channel}.", channel=words(CHANNELS[contact.channel]))
        one = words("One contact is one encounter: it tells what happened in it, not how the unit serves as a rule.")
        self.pdf.space(1)
        self.pdf.paragraph(" ".join(part for part in (one, channel, reviewed, names) if part), NOTE)

    def _is_masked(self) -> bool:
        remarks = [line.comment for part in self.contact.parts for line in part.lines]
        return any(MASK in text for text in (*remarks, *(said.text for said in self.contact.words)))


def _marks(contact: OneContact, words: Words) -> Iterator[str]:
    if contact.simulated:
        yield words("SIMULATED DATA")
    if contact.state is State.EXCLUDED:
        yield words("LEFT OUT OF THE RESULTS")
    elif contact.state is not State.APPROVED:
        yield words("DRAFT, NOT REVIEWED")


def shortened(text: str, most: int) -> str:
    """Returns a text cut at a word to about so many letters."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(".,;:") + " …"


def _score(line: Line) -> float:
    return line.score or 0.0


def _height(point: tuple[list[str], list[str]]) -> float:
    told, remark = point
    return _POINT.line * len(told) + _REMARK.line * len(remark) + 1.8
