"""The type that reports are set in: four weights of Source Sans 3, and DejaVu Sans for what it lacks."""

import atexit
import io
import tempfile
from enum import StrEnum
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3
import matplotlib
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

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


@cache
def files() -> dict[str, Path]:
    """Returns font files by family; the static weights are cut once in a process from the variable font."""
    folder = tempfile.TemporaryDirectory(prefix="type-")
    atexit.register(folder.cleanup)
    cut = {str(face): _cut(face, Path(folder.name)) for face in Face}
    return {**cut, FALLBACK: Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"}


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
