"""How a picture looks, in 64 bits: a recompressed or smaller copy has nearly the same ones.

Pillow is in the domain because this is a rule about photos, not a drawing: what counts as the same photo is decided
here, as what counts as the same words is decided beside it. Nothing else in the domain opens a picture.

It is the difference hash: the picture in 9 x 8 greys, and for each of the 64 steps to the right whether it gets
brighter. Measured on 360 generated pictures (varied photos, dull street views, screenshots of text) and 11 copies of
each (JPEG 30 to 90, half the size, Telegram's 1280 pixels, two of these after one another, 320 pixels): copies were at
most 3 bits apart, at 320 pixels 4. Different photos and screenshots were at least 8 apart; 0.7 % of the pairs of dull
views were at most 4 apart. A crop or a mirror image is another picture, and two screenshots of one page may be alike: a
likeness is worth a look, and proves nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import combinations, pairwise

from PIL import Image, ImageOps

MOST_BITS_APART = 4
"""Bits of 64 by which a copy's likeness may differ: the most that was measured."""
BITS = 64
SMALLEST_STEP = 3
"""Greys of 256 from which a step counts; compression makes smaller ones of nothing, as in a clear sky."""
FEWEST_STEPS = 10
"""Steps of 64, up or down, without which a picture is too plain to be told from others."""
MOST_PIXELS = 50_000_000
"""Pixels of a picture that is still opened: those of a phone's largest photo, and 200 MB at worst."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
"""What phones send. Others stay closed: some of Pillow's readers start programs."""
COLUMNS, ROWS = 9, 8
ROUGH = (32 * COLUMNS, 32 * ROWS)
"""Pixels to which a JPEG may be shrunk while it is read, which is quick and takes little memory."""


def likeness(picture: bytes) -> str:
    """Returns how a picture looks, as 16 hex digits; '' when it is too plain, too large or cannot be read."""
    try:
        greys = _greys(picture)
    except Exception:  # what strangers send can make a reader fail in any way
        return ""
    rows = [greys[start : start + COLUMNS] for start in range(0, len(greys), COLUMNS)]
    steps = [right - left for row in rows for left, right in pairwise(row)]
    if sum(abs(step) >= SMALLEST_STEP for step in steps) < FEWEST_STEPS:
        return ""
    return f"{sum((step >= SMALLEST_STEP) << place for place, step in enumerate(steps)):016x}"


def alike(one: str, other: str) -> bool:
    """Says whether two likenesses are of one picture; an empty one is like nothing."""
    return bool(one and other) and (int(one, 16) ^ int(other, 16)).bit_count() <= MOST_BITS_APART


def holders_of_copies(pictures: Iterable[tuple[int, str]]) -> set[int]:
    """Returns the holders of which a picture is alike to another holder's, from all (holder, likeness)."""
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for holder, looks in pictures:
        if looks:
            holders[int(looks, 16)].add(holder)
    found = {holder for same in holders.values() if len(same) > 1 for holder in same}
    for near in _sharing_a_band(holders):
        for one, other in combinations(near, 2):
            both = holders[one] | holders[other]
            if (one ^ other).bit_count() <= MOST_BITS_APART and len(both) > 1:
                found |= both
    return found


def _sharing_a_band(likenesses: Iterable[int]) -> Iterator[list[int]]:
    """Groups likenesses that agree in one of five bands: any two that are at most four bits apart do."""
    edges = [BITS * band // (MOST_BITS_APART + 1) for band in range(MOST_BITS_APART + 2)]
    for low, high in pairwise(edges):
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for bits in likenesses:
            groups[bits >> low & (1 << high - low) - 1].append(bits)
        yield from groups.values()


def _greys(picture: bytes) -> bytes:
    """Returns the picture upright in 9 x 8 greys (0-255), row by row; nothing when it is too large."""
    with Image.open(BytesIO(picture), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            return b""
        image.draft("L", ROUGH)
        upright = ImageOps.exif_transpose(image.convert("L"))
        return upright.resize((COLUMNS, ROWS), Image.Resampling.BOX).tobytes()
