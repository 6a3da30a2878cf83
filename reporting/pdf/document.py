"""A tagged A4 document: text, lists and tables that flow from page to page, and figures drawn into boxes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from itertools import groupby
from typing import Any, cast

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.outline import OutlineSection
from fpdf.prefs import ViewerPreferences
from fpdf.syntax import DestinationXYZ

from domain.colour import Colour
from domain.imprint import Imprint
from reporting.pdf import looks
from reporting.pdf.canvas import Box, Canvas, filling, paint
from reporting.pdf.logo import set_logo
from reporting.pdf.looks import BODY, BOTTOM, CAPTION, HEADINGS, LEFT, NOTE, RUNNING, TOP, WIDTH, Style
from reporting.pdf.producer import Producer
from reporting.pdf.structure import Element, Tree
from reporting.pdf.typeface import FALLBACK, Face, prepared


@dataclass(frozen=True, kw_only=True)
class Running:
    """What stands on every page: above at both ends, below at the left, and how the page is counted."""

    left: str
    right: str
    foot: str = ""
    page: str = "{page}/{pages}"
    mark: str = ""
    """A warning that must not be missed, such as that the data are simulated."""


class _Letters(dict[str, int]):
    """How wide each letter is set in a face, in thousandths of its size: of its own, else of the spare type, else 0."""

    def __init__(self, own: TTFFont, spare: TTFFont) -> None:
        self._own, self._spare = own, spare

    def __missing__(self, letter: str) -> int:
        font = next((font for font in (self._own, self._spare) if ord(letter) in font.cmap), None)
        self[letter] = width = 0 if font is None else int(font.cw[ord(letter)])
        return width

    def units(self, text: str) -> int:
        """Returns how wide a text is."""
        return sum(map(self.__getitem__, text))

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Yields families with what is set in them; letters that no type has are left out."""
        own, spare = self._own.cmap, self._spare.cmap
        if all(map(own.__contains__, map(ord, text))):
            yield from [(self._own.fontkey, text)] if text else []
            return
        known = [letter for letter in text if ord(letter) in own or ord(letter) in spare]
        for inside, letters in groupby(known, key=lambda letter: ord(letter) in own):
            yield (self._own if inside else self._spare).fontkey, "".join(letters)


class _Codes(dict[str, str]):
    """How a letter is written in a page's content: its code in the embedded font."""

    def __init__(self, font: TTFFont) -> None:
        self._font = font

    def __missing__(self, letter: str) -> str:
        code = self._font.subset.pick(ord(letter))
        self[letter] = written = "" if code is None else self._font.escape_text(chr(code))
        return written


class PdfDocument(FPDF):
    """fpdf2 with a whole structure tree, our type, and blocks that know where a page ends.

    The same calls give the same bytes: the date of making is passed in, and the file id is made from what the
    document is. Sizes are in mm, from the page's upper left corner.
    """

    def __init__(self, *, title: str, language: str, made_at: datetime, imprint: Imprint, running: Running) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self._tree = Tree()
        self.struct_builder = cast(Any, self._tree)
        self._faces: dict[str, TTFFont] = {}
        self._running = running
        self._imprint, self._language = imprint, language
        self._brand = imprint.printed_colour
        self._identity = f"{title}|{imprint.agency}|{made_at.isoformat()}|{language}"
        self._stack: list[Element] = []
        self._page_keys: dict[int, int] = {}
        self._describe(title, language, made_at, imprint.agency)
        self._set_type()
        self.set_auto_page_break(False)
        self.set_margins(LEFT, TOP, looks.RIGHT)
        self.alias_nb_pages("")
        self.add_page(label_style="D", label_start=1)

    def _describe(self, title: str, language: str, made_at: datetime, author: str) -> None:
        self.set_title(title)
        self.set_lang({"fi": "fi-FI", "en": "en-GB"}.get(language, language))
        self.set_author(author)
        self.set_creator("Toteuma")
        self.set_producer("Toteuma")
        self.set_creation_date(made_at)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_xmp_metadata(_XMP.format(title=escape(title), author=escape(author), made=made_at.isoformat()))
        self._set_min_pdf_version("1.7")

    def _set_type(self) -> None:
        for number, family in enumerate((*Face, FALLBACK), start=1):
            self.fonts[family] = self._faces[family] = prepared(family, number)
        self._codes = {family: _Codes(font) for family, font in self._faces.items()}
        self._letters = {str(face): _Letters(self._faces[face], self._faces[FALLBACK]) for face in Face}

    def file_id(self) -> str:
        """Returns the file's id, made from what the document is."""
        digest = sha256(self._identity.encode()).hexdigest()[:32].upper()
        return f"<{digest}><{digest}>"

    # --- tags

    @contextmanager
    def tag(self, role: str, *, alt: str = "", attributes: str = "") -> Iterator[Element]:
        """Opens a tag: what is tagged inside it becomes its kids."""
        parent = self._stack[-1] if self._stack else self._tree.doc_struct_elem
        element = Element(role, parent, self.pages[self.page], self.page, alt=alt, attributes=attributes)
        self._stack.append(self._tree.add(element, parent))
        yield element
        self._stack.pop()

    @contextmanager
    def content(self) -> Iterator[None]:
        """Marks what is drawn inside as content of the innermost open tag; a page break may not fall into it."""
        element, page = self._stack[-1], self.page
        if page not in self._page_keys:
            self._page_keys[page] = self.pages[page].struct_parents = self._tree.parent_tree.add_page()
        mcid = self._tree.parent_tree.add(self._page_keys[page], element)
        element.hold(mcid, self.pages[page])
        self._out(f"{element.s} <</MCID {mcid}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def leaf(self, role: str, *, alt: str = "", attributes: str = "") -> Iterator[None]:
        """Opens a tag that holds content and nothing else."""
        with self.tag(role, alt=alt, attributes=attributes), self.content():
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Marks what is drawn inside as decoration, which reading aloud leaves out."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    # --- the agency's own

    def ink(self, colour: Colour) -> Colour:
        """Returns a colour as this document prints it: the agency's, dark enough to be read, in place of BRAND."""
        return self._brand if colour == looks.BRAND else colour

    # --- setting type

    def width(self, text: str, style: Style) -> float:
        """Returns how wide a text is on one line, in mm."""
        return self._letters[style.face].units(text) * style.size / 1000 * looks.POINT

    def wrap(self, text: str, style: Style, width: float) -> list[str]:
        """Returns the lines of a text, broken at spaces (never at a hard one), and inside a word only if it must be."""
        lines: list[str] = []
        letters = self._letters[style.face]
        for paragraph in text.splitlines() or [""]:
            line, taken = "", 0
            for word in paragraph.split(" "):
                longer = f"{line} {word}" if line else word
                units = letters.units(word) + (taken + letters[" "] if line else 0)
                if units * style.size / 1000 * looks.POINT <= width:
                    line, taken = longer, units
                    continue
                if line:
                    lines.append(line)
                line = word
                while self.width(line, style) > width and len(line) > 1:
                    fits = next(
                        n for n in range(len(line) - 1, 0, -1) if n == 1 or self.width(line[:n], style) <= width
                    )
                    lines.append(line[:fits])
                    line = line[fits:]
                taken = letters.units(line)
            lines.append(line)
        return lines

    def shortened(self, text: str, style: Style, width: float) -> str:
        """Returns the text as it is when it fits on a line of so many mm, else as much of it with an ellipsis."""
        if self.width(text, style) <= width:
            return text
        fits = next((n for n in range(len(text) - 1, 0, -1) if self.width(f"{text[:n]}…", style) <= width), 0)
        return f"{text[:fits].rstrip()}…"

    def set(self, x: float, baseline: float, text: str, style: Style, *, align: str = "left") -> None:
        """Sets one line at a baseline; `align` says which of its ends (`left`, `center`, `right`) is at x."""
        x -= {"left": 0.0, "center": 0.5, "right": 1.0}[align] * (self.width(text, style) if align != "left" else 0)
        self.text_color = paint(self.ink(style.colour))
        letters = self._letters[style.face]
        for family, run in letters.runs(text):
            if (family, style.size) != (self.font_family, self.font_size_pt):
                self.set_font(family, size=style.size)
            # a hard space has done its work once lines are broken; people search with the plain one
            self._show(x, baseline, run.replace("\u00a0", " ").replace("\u202f", " "), family)
            x += letters.units(run) * style.size / 1000 * looks.POINT

    def _show(self, x: float, baseline: float, text: str, family: str) -> None:
        """What fpdf2's `text` writes for plain text, with the letters' codes kept."""
        if not self.current_font_is_set_on_page and self.current_font is not None:
            self._out(self._set_font_for_page(self.current_font, self.font_size_pt))
        shown = "".join(map(self._codes[family].__getitem__, text))
        line = f"BT {x * self.k:.2f} {(self.h - baseline) * self.k:.2f} Td ({shown}) Tj ET"
        if self.fill_color != self.text_color and self.text_color is not None:
            line = f"q {filling(self.text_color)} {line} Q"
        self._out(line)

    def lines(self, x: float, y: float, lines: Sequence[str], style: Style, *, align: str = "left") -> float:
        """Sets lines below each other from the upper edge `y`, and returns the lower edge."""
        for number, line in enumerate(lines):
            self.set(x, y + style.line * (number + 0.5) + 0.34 * style.size * looks.POINT, line, style, align=align)
        return y + style.line * len(lines)

    # --- pages

    def attach(self, name: str, content: bytes, *, mime_type: str, description: str) -> None:
        """Puts a file inside the document, from where its reader can save it."""
        made_at = self.creation_date
        self.embed_file(
            bytes=content,
            basename=name,
            mime_type=mime_type,
            associated_file_relationship="Data",
            desc=description,
            creation_date=made_at,
            modification_date=made_at,
            compress=True,
        )

    def header(self) -> None:
        """Draws what stands above every page; the first has the agency's logo, if there is one, at the right."""
        logo = self._imprint.logo if self.page == 1 else None
        with self.artifact():
            left = self.shortened(self._running.left, _LEFT_HEAD, _MOST_OF_IT * WIDTH)
            self.set(LEFT, 14, left, _LEFT_HEAD)
            if logo is None:
                right = self.shortened(self._running.right, RUNNING, WIDTH - self.width(left, _LEFT_HEAD) - _BETWEEN)
                self.set(LEFT + WIDTH, 14, right, RUNNING, align="right")
            self._rule(17)
            if self._running.mark:
                self.set(LEFT + WIDTH / 2, 21.6, self._running.mark, _MARK, align="center")
        if logo is not None:
            set_logo(self, logo, agency=self._imprint.agency, language=self._language)
        self.set_y(TOP)

    def finish(self) -> bytes:
        """Draws what stands below every page, now that their number is known, and returns the file."""
        for page in self.pages:
            self._turn_to(page)
            with self.artifact():
                self._rule(looks.PAGE_HEIGHT - 17)
                count = self._running.page.format(page=page, pages=len(self.pages))
                self.set(LEFT, looks.PAGE_HEIGHT - 12, self._running.foot, RUNNING)
                self.set(LEFT + WIDTH, looks.PAGE_HEIGHT - 12, count, RUNNING, align="right")
        return bytes(self.output(output_producer_class=Producer))

    def _turn_to(self, page: int) -> None:
        """Goes back to a page; fpdf2 leaves out what it thinks is set, so everything is made to differ."""
        self.page = page
        self.current_font_is_set_on_page = False
        self.set_line_width(self.line_width + 0.01)
        self.set_draw_color(1, 2, 3)
        self.set_fill_color(1, 2, 3)

    def _rule(self, y: float) -> None:
        Canvas(self).line(LEFT, y, LEFT + WIDTH, y, colour=looks.HAIR, thickness=0.25)

    @property
    def room(self) -> float:
        """What is left of the page, in mm."""
        return looks.PAGE_HEIGHT - BOTTOM - self.get_y()

    def need(self, height: float) -> None:
        """Goes to a new page unless the height (mm) still fits on this one."""
        if height > self.room:
            self.add_page()

    def space(self, height: float) -> None:
        """Leaves white, unless at the top of a page."""
        if self.get_y() > TOP:
            self.set_y(self.get_y() + height)

    # --- blocks

    def heading(self, level: int, text: str, *, style: Style | None = None, bookmark: bool = True) -> None:
        """Sets a heading (1..6) and bookmarks it; the next 25 mm stay with it on its page."""
        style = style or HEADINGS[level]
        lines = self.wrap(text, style, WIDTH)
        self.need(style.before + style.line * len(lines) + 25)
        self.space(style.before)
        if bookmark:
            top = DestinationXYZ(self.page, top=self.h_pt - self.get_y() * self.k)
            deepest = self._outline[-1].level + 1 if self._outline else 0
            self._outline.append(OutlineSection(text, min(level - 1, deepest), self.page, top, None))
        with self.leaf(f"H{level}"):
            self.set_y(self.lines(LEFT, self.get_y(), lines, style) + style.after)

    def paragraph(self, text: str, style: Style = BODY, *, role: str = "P", indent: float = 0.0) -> None:
        """Sets running text in one tag, over as many pages as it takes."""
        if not text:
            return
        self.space(style.before)
        with self.tag(role):
            self._flow(self.wrap(text, style, WIDTH - indent), style, LEFT + indent)
        self.space(style.after)

    def _flow(self, lines: list[str], style: Style, x: float) -> None:
        while lines:
            self.need(style.line * min(len(lines), 2))
            fit = max(int(self.room / style.line), 1)
            with self.content():
                self.set_y(self.lines(x, self.get_y(), lines[:fit], style))
            lines = lines[fit:]

    def bullets(self, items: Sequence[str], style: Style = BODY, *, mark: str = "•", indent: float = 4.5) -> None:
        """Sets a list, nothing when it is empty; `mark` may hold `{n}` for a numbered one."""
        if not items:
            return
        with self.tag("L", attributes=f"<</O /List /ListNumbering /{'Decimal' if '{n}' in mark else 'Disc'}>>"):
            for number, item in enumerate(items, start=1):
                lines = self.wrap(item, style, WIDTH - indent)
                self.need(style.line * min(len(lines), 2))
                with self.tag("LI"):
                    with self.leaf("Lbl"):
                        self.lines(LEFT, self.get_y(), [mark.format(n=number)], style)
                    with self.tag("LBody"):
                        self._flow(lines, style, LEFT + indent)
                self.space(style.after * 0.6)
        self.space(style.after * 0.4)

    def figure(
        self, caption: str, alt: str, height: float, draw: Callable[[Canvas, Box], None], *, note: str = ""
    ) -> None:
        """Draws a figure under its caption (the finding); the note tells n, scale and source. All stay on one page."""
        title = self.wrap(caption, CAPTION, WIDTH)
        notes = self.wrap(note, NOTE, WIDTH) if note else []
        self.need(CAPTION.line * len(title) + height + NOTE.line * len(notes) + 6)
        self.space(1.5)
        box = Box(LEFT, self.get_y() + CAPTION.line * len(title) + CAPTION.after, WIDTH, height)
        attributes = f"<</O /Layout /Placement /Block /BBox [{self.bbox(box)}]>>"
        with self.tag("Figure", alt=alt, attributes=attributes):
            with self.content():
                draw(Canvas(self), box)
            with self.leaf("Caption"):
                self.lines(LEFT, self.get_y(), title, CAPTION)
        self.set_y(box.bottom + 1)
        if notes:
            with self.leaf("P"):
                self.set_y(self.lines(LEFT, self.get_y(), notes, NOTE))
        self.set_y(self.get_y() + 4)

    def bbox(self, box: Box) -> str:
        """Returns the edges of a box as a Figure's attribute wants them: points from the lower left corner."""
        edges = (box.x, looks.PAGE_HEIGHT - box.bottom, box.right, looks.PAGE_HEIGHT - box.y)
        return " ".join(f"{edge * self.k:.2f}" for edge in edges)


_LEFT_HEAD = RUNNING.but(face=Face.SEMIBOLD, colour=looks.BRAND)
_MOST_OF_IT, _BETWEEN = 0.55, 6.0
"""What the left of the running head may take of the width, and the white (mm) between it and the right."""
_MARK = Style(size=9, face=Face.BOLD, colour=looks.VERMILLION)

_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" xmp:CreateDate="{made}" xmp:CreatorTool="Toteuma">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>"""
