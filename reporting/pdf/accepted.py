"""The box on an accepted quote: who accepted it, when and how, and which document that was."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from domain.acceptance import Acceptance, Way
from domain.quote_words import WAYS
from domain.texts import Words
from reporting.formats import Formats
from reporting.pdf.canvas import Box, Canvas
from reporting.pdf.document import PdfDocument
from reporting.pdf.looks import BRAND, LEFT, NOTE, WASH, WIDTH, Style
from reporting.pdf.typeface import Face

WHO = Style(size=11.5, face=Face.SEMIBOLD, colour=BRAND, leading=1.4)
HOW = Style(size=9, leading=1.4)
HASH = NOTE.but(leading=1.35)
EDGE = 4.0
"""White inside the box, in mm."""


def accepted(pdf: PdfDocument, words: Words, formats: Formats, made: Acceptance, zone: ZoneInfo) -> None:
    """Sets the box, whole on one page."""
    lines = [
        (line, style)
        for text, style in _told(words, formats, made, zone)
        for line in pdf.wrap(text, style, WIDTH - 2 * EDGE)
    ]
    height = sum(style.line for _, style in lines) + 2 * EDGE - 1
    pdf.space(3)
    pdf.need(height)
    top = y = pdf.get_y()
    with pdf.artifact():
        Canvas(pdf).rectangle(Box(LEFT, top, WIDTH, height), fill=WASH)
        Canvas(pdf).rectangle(Box(LEFT, top, 1.2, height), fill=BRAND)
    y += EDGE - 0.5
    with pdf.tag("Sect"):
        for line, style in lines:
            with pdf.leaf("P"):
                y = pdf.lines(LEFT + EDGE, y, [line], style)
    pdf.set_y(top + height + 2)


def _told(words: Words, formats: Formats, made: Acceptance, zone: ZoneInfo) -> Iterator[tuple[str, Style]]:
    at = made.at.astimezone(zone)
    moment = words("{day} at {clock}", day=formats.day(at), clock=formats.clock(at))
    if made.way is Way.CHAT:
        yield words("Accepted: {name}, {moment}", name=made.name, moment=moment), WHO
        yield words("Accepted in the chat in which the quote came."), HOW
    else:
        yield words("Accepted: {name}, {moment}", name=made.name, moment=formats.day(made.day or at)), WHO
        recorded = words(
            "Accepted {way}; recorded on the client’s behalf by {name}, {moment}.",
            way=words(WAYS[made.way]),
            name=made.recorded_by,
            moment=moment,
        )
        attached = words("Attached: {file}", file=made.proof.name) if made.proof else ""
        yield f"{recorded} {attached}".strip(), HOW
    yield words("SHA-256 of the document: {hash}", hash=made.document), HASH
    yield words("SHA-256 of its PDF: {hash}", hash=made.pdf), HASH
