"""Pictures of pages that somebody has looked at and found good, and how far a page may be from them.

`APPROVE=write pytest tests/reporting/looks` takes the pages as they are now; look at them before they are committed.
"""

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from reporting.pdf.picture import pages_of, rendered

FOLDER = Path(__file__).parent / "approved"
LEFT_BEHIND = Path(__file__).parents[3] / "build" / "looks"
"""Where the pages that were not as approved are put beside what was."""
DPI = 50
SHADES = 32
"""Of red, green and blue each in an approved picture: few enough for small files, and too many to be seen."""
TILE = 6
"""Pixels of the squares that are compared: 3 mm, about a word in small print."""
TOLERANCE = 0.035
"""How much lighter or darker a square may be, 0..1: edges drawn a little otherwise stay below it, a word does not."""


def photographed(pdf: bytes) -> list[Image.Image]:
    """Returns a paper's pages as they are compared."""
    return [rendered(pdf, page, DPI) for page in range(1, pages_of(pdf) + 1)]


def difference(one: Image.Image, other: Image.Image) -> float:
    """Returns how differently two pictures look, 0 (alike) to 1: that of the square and colour that differs most.

    Both are blurred first, as by an eye that sees no single pixels.
    """
    if one.size != other.size:
        return 1.0
    first, second = (
        np.asarray(picture.convert("RGB").filter(ImageFilter.GaussianBlur(1.2)), dtype=float) / 255
        for picture in (one, other)
    )
    apart = np.abs(first - second).max(axis=2)
    rows, columns = (side // TILE * TILE for side in apart.shape)
    # squares that overlap by half, so that nothing hides on a border
    return max(
        float(
            apart[top : rows - TILE + top or None, left : columns - TILE + left or None]
            .reshape((rows - TILE) // TILE, TILE, (columns - TILE) // TILE, TILE)
            .mean(axis=(1, 3))
            .max()
        )
        for top in (0, TILE // 2)
        for left in (0, TILE // 2)
    )


def small(picture: Image.Image) -> bytes:
    """Returns a picture as it is kept: PNG of few shades, by a palette where it can hold them."""
    target = io.BytesIO()
    shades = [round(value * SHADES / 255) * 255 // SHADES for value in range(256)]
    coarse = picture.point(shades * 3)
    kept = coarse.quantize(256) if coarse.getcolors(256) else coarse
    kept.save(target, "PNG", optimize=True)
    return target.getvalue()


def unlike(name: str, pdf: bytes) -> list[str]:
    """Returns what of a paper is not as approved, page by page; with APPROVE=write approves it instead."""
    pages, folder = photographed(pdf), FOLDER / name
    if os.environ.get("APPROVE") == "write":
        _approve(folder, pages)
    kept = {int(path.stem): path for path in folder.glob("*.png")}
    wrong = [] if len(kept) == len(pages) else [f"{len(pages)} pages instead of {len(kept)}"]
    for number, page in enumerate(pages, start=1):
        if number not in kept:
            continue
        approved = Image.open(kept[number]).convert("RGB")
        apart = difference(approved, page)
        if apart > TOLERANCE:
            wrong.append(f"page {number} differs by {apart:.3f}: see {_beside(name, number, approved, page)}")
    return wrong


def _approve(folder: Path, pages: list[Image.Image]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.png"):
        if int(path.stem) > len(pages):
            path.unlink()
    for number, page in enumerate(pages, start=1):
        path = folder / f"{number:02}.png"
        if not path.exists() or difference(Image.open(path), page) > TOLERANCE / 4:
            path.write_bytes(small(page))


def _beside(name: str, number: int, approved: Image.Image, page: Image.Image) -> Path:
    """Puts the approved page and the present one side by side, and returns where."""
    LEFT_BEHIND.mkdir(parents=True, exist_ok=True)
    both = Image.new("RGB", (approved.width + page.width, max(approved.height, page.height)), "white")
    both.paste(approved, (0, 0))
    both.paste(page, (approved.width, 0))
    path = LEFT_BEHIND / f"{name}-{number:02}.png"
    both.save(path)
    return path
