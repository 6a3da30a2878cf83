"""Writing a document out: fonts embedded as they were prepared, and the tags packed, of which there are a thousand."""

import zlib
from typing import Any

from fpdf.fonts import TTFFont
from fpdf.output import CIDSystemInfo, OutputProducer, PDFFont, PDFXrefAndTrailer
from fpdf.syntax import Name, PDFArray, PDFContentStream

from reporting.pdf.structure import Element
from reporting.pdf.typeface import program


class Producer(OutputProducer):
    """fpdf2's, with object and cross-reference streams (ISO 32000-1, 7.5.7-7.5.8): the file is a third as long."""

    def bufferize(self) -> bytearray:
        """Returns the file: what fpdf2 writes but its table, then the tags in a stream, then where everything is."""
        buffer = super().bufferize()
        del buffer[buffer.rindex(b"\nxref\n") + 1 :]
        elements = [thing for thing in self.pdf_objs if isinstance(thing, Element)]
        packed, table = self.obj_id + 1, self.obj_id + 2
        self.offsets[packed] = len(buffer)
        self._out(_tags(packed, elements))
        self.offsets[table] = len(buffer)
        self._out(self._table(table, packed, {element.id: place for place, element in enumerate(elements)}))
        self._out(f"startxref\n{self.offsets[table]}\n%%EOF")
        return buffer

    def _out(self, data: bytes | bytearray | str) -> None:
        if data:
            super()._out(data)

    def _table(self, number: int, packed: int, places: dict[int, int]) -> bytes:
        rows = [b"\0" * 5 + b"\xff\xff"]
        for thing in range(1, number + 1):
            kind, first, second = (2, packed, places[thing]) if thing in places else (1, self.offsets[thing], 0)
            rows.append(bytes([kind]) + first.to_bytes(4, "big") + second.to_bytes(2, "big"))
        trailer = self.pdf_objs[-1]
        assert isinstance(trailer, PDFXrefAndTrailer)
        assert trailer.catalog_obj is not None
        assert trailer.info_obj is not None
        about = f"/Type /XRef /W [1 4 2] /Size {number + 1} /ID [{self.fpdf.file_id()}]"
        about += f" /Root {trailer.catalog_obj.ref} /Info {trailer.info_obj.ref}"
        return _stream(number, about, b"".join(rows))

    def _add_fonts(self, *_: object) -> Any:
        """Embeds the fonts; each program is cut once for the letters it is used with."""
        fonts = sorted(self.fpdf.fonts.values(), key=lambda font: font.i)
        added = {font.i: self._add_font(font) for font in fonts if isinstance(font, TTFFont)}
        for font in fonts:
            if isinstance(font, TTFFont):
                # their memory of letters is shared by all documents, and would hold on to this one
                font.subset.pick.cache_clear()
                font.subset.get_glyph.cache_clear()
        return added

    def _add_font(self, font: TTFFont) -> PDFFont:
        letters = tuple(
            (code, glyph.unicode[0])
            for glyph, code in font.subset.items()
            if glyph is not None and isinstance(glyph.unicode, tuple)
        )
        cut = program(font.fontkey, letters)
        name = f"MPDFAA+{font.name}"
        whole = PDFFont(subtype="Type0", base_font=name, encoding="Identity-H")
        inner = PDFFont(subtype="CIDFontType2", base_font=name, d_w=font.desc.missing_width, w=cut.widths)
        whole.descendant_fonts = PDFArray([inner])
        whole.to_unicode = _compressed(cut.to_unicode)
        inner.c_i_d_system_info = CIDSystemInfo()
        inner.font_descriptor = font.desc
        inner.c_i_d_to_g_i_d_map = _compressed(cut.glyphs)
        font.desc.font_name = Name(name)
        file = _compressed(cut.file)
        file.length1 = cut.length  # type: ignore[attr-defined]
        font.desc.font_file2 = file  # type: ignore[attr-defined]
        parts = (whole, inner, whole.to_unicode, inner.c_i_d_system_info, font.desc, inner.c_i_d_to_g_i_d_map, file)
        for part in parts:
            self._add_pdf_obj(part, "fonts")
        return whole


def _compressed(contents: bytes) -> PDFContentStream:
    """A stream of what has been compressed before."""
    made = PDFContentStream(contents)
    made.filter = Name("FlateDecode")
    return made


def _tags(number: int, elements: list[Element]) -> bytes:
    dictionaries = [element.dictionary() for element in elements]
    starts, length = [], 0
    for element, dictionary in zip(elements, dictionaries, strict=True):
        starts.append(f"{element.id} {length}")
        length += len(dictionary) + 1
    head = " ".join(starts) + "\n"
    contents = (head + "\n".join(dictionaries)).encode("latin1")
    return _stream(number, f"/Type /ObjStm /N {len(elements)} /First {len(head)}", contents)


def _stream(number: int, about: str, contents: bytes) -> bytes:
    data = zlib.compress(contents)
    head = f"{number} 0 obj\n<<{about} /Filter /FlateDecode /Length {len(data)}>>\nstream\n"
    return head.encode("latin1") + data + b"\nendstream\nendobj"
