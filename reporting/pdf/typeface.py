"""The type that reports are set in: four weights of Source Sans 3, and DejaVu Sans for what it lacks."""

import atexit
import io
import tempfile
import zlib
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import fontpkg_source_sans_3
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]
from fpdf import FPDF, fonts

FALLBACK = "fallback"
"""The family of DejaVu Sans, which comes inside matplotlib and has nearly every glyph."""

_LATIN = (*range(0x20, 0x250), *range(0x2010, 0x2040), 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212)
_LATIN += (0x2264, 0x2265, 0x2260, 0x2248)


class Face(StrEnum):
    """A weight of the type, by the family name it has in a document."""

    LIGHT = "light"
    """Big numbers."""
    REGULAR = "regular"
    SEMIBOLD = "semibold"
    BOLD = "bold"
    ITALIC = "italic"
    """Quotes."""


_WEIGHT = {Face.LIGHT: 300, Face.REGULAR: 400, Face.SEMIBOLD: 600, Face.BOLD: 700, Face.ITALIC: 400}


_COMMON = "".join(map(chr, range(0x21, 0x7F))) + "ÄÖÅäöåéü§°·«»–—‘’‚“”„•…€−×≥≤→"
_DIGITS = "0123456789−,.–"


@dataclass(frozen=True)
class Program:
    """What of a font is embedded for certain letters; all but the widths compressed."""

    file: bytes
    length: int
    """Of the file before it was compressed."""
    widths: str
    glyphs: bytes
    """From a letter's code to its glyph."""
    to_unicode: bytes


def prepared(family: str, number: int) -> fonts.TTFFont:
    """Returns a document's own copy of a font, its `number`-th; the font is read once in a process.

    The letters that every report has come first, so that they have the same codes in all of them.
    """
    font = copy(_read(family))
    font.i, font.desc, font.missing_glyphs = number, copy(font.desc), []
    font.subset = fonts.SubsetMap(font)
    for letter in _common(family):
        font.subset.pick(ord(letter))
    return font


def _common(family: str) -> str:
    return {FALLBACK: "", Face.LIGHT: _DIGITS}.get(family, _COMMON)


@cache
def _read(family: str) -> fonts.TTFFont:
    return fonts.TTFFont(FPDF(), files()[family], family, "")


@lru_cache(maxsize=32)
def program(family: str, letters: tuple[tuple[int, int], ...]) -> Program:
    """Cuts a font down to letters, each a code and its Unicode, and tells how to find them."""
    font, used = TTFont(files()[family], recalcTimestamp=False), _read(family)
    names = {code: used.cmap[letter] if letter else ".notdef" for code, letter in letters}
    options = subset.Options(notdef_outline=True, recommended_glyphs=True)
    options.layout_features = []
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "MATH", "hdmx", "meta", "FFTM", "kern"]
    cutter = subset.Subsetter(options)
    cutter.populate(glyphs=list(names.values()))
    cutter.subset(font)
    target = io.BytesIO()
    font.save(target)
    glyphs = bytearray(2 * (max(names) + 1))
    for code, name in names.items():
        glyphs[2 * code : 2 * code + 2] = font.getGlyphID(name).to_bytes(2, "big")
    widths = " ".join(f"{code} [{used.cw[letter] if letter else 0:.0f}]" for code, letter in sorted(letters))
    return Program(
        file=zlib.compress(target.getvalue()),
        length=len(target.getvalue()),
        widths=f"[{widths}]",
        glyphs=zlib.compress(bytes(glyphs)),
        to_unicode=zlib.compress(_to_unicode(letters).encode("latin1")),
    )


def _to_unicode(letters: tuple[tuple[int, int], ...]) -> str:
    rows = [f"<{code:04X}> <{chr(letter).encode('utf-16-be').hex().upper()}>" for code, letter in letters]
    # a block may have a hundred rows
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return _CMAP.format(body=body)


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@cache
def files() -> dict[str, Path]:
    """Returns font files by family; the static weights are cut once in a process from the variable font."""
    folder = tempfile.TemporaryDirectory(prefix="type-")
    atexit.register(folder.cleanup)
    cut = {str(face): _cut(face, Path(folder.name)) for face in Face}
    # found without importing it, which takes a while
    plots = find_spec("matplotlib")
    assert plots is not None
    assert plots.origin is not None
    return {**cut, FALLBACK: Path(plots.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"}


def _cut(face: Face, folder: Path) -> Path:
    font = instancer.instantiateVariableFont(
        TTFont(io.BytesIO(_latin(face is Face.ITALIC)), recalcTimestamp=False), {"wght": _WEIGHT[face]}, inplace=True
    )
    for name_id, text in ((1, f"Source Sans 3 {face}"), (4, f"Source Sans 3 {face}"), (6, f"SourceSans3-{face}")):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    path = folder / f"{face}.ttf"
    font.save(path)
    return path


@cache
def _latin(italic: bool) -> bytes:
    """Returns the variable font with only the letters that reports need: cutting weights of it is ten times faster."""
    files = Path(fontpkg_source_sans_3.__file__).parent / "files"
    font = TTFont(
        files / ("SourceSans3-Italic[wght].ttf" if italic else "SourceSans3[wght].ttf"), recalcTimestamp=False
    )
    options = subset.Options()
    options.layout_features = []
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_LATIN)
    cutter.subset(font)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()
