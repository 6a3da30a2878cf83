"""An agency's logo, looked at before it is let onto paper."""

import io
import re
import warnings
from dataclasses import dataclass
from enum import StrEnum

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from PIL import Image, UnidentifiedImageError

MOST_BYTES = 1_000_000
MOST_DRAWN_BYTES = 200_000
"""Of an SVG: it is drawn anew into every paper."""
MOST_PIXELS = 25_000_000
KEPT = (900, 360)
"""Pixels to which a picture is made smaller; its box on paper takes 600 to the inch of them."""
FLATTEST = 12.0
"""How many times as wide as high a logo may be, or as high as wide."""
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = frozenset(
    (
        *("svg", "g", "defs", "title", "desc", "metadata", "use", "path", "rect", "circle", "ellipse", "line"),
        *("polyline", "polygon", "clipPath", "linearGradient", "radialGradient", "stop"),
    )
)
"""What of SVG can be drawn on paper."""


class LogoFormat(StrEnum):
    """How a logo is stored."""

    PNG = "png"
    JPEG = "jpeg"
    SVG = "svg"


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A logo that can be printed."""

    format: LogoFormat
    content: bytes
    shape: float
    """Its width divided by its height."""


def logo(content: bytes) -> Logo:
    """Returns the logo that a file holds, a picture no larger than it is needed (ValueError with a sentence)."""
    if len(content) > MOST_BYTES:
        raise ValueError("the logo is over 1 MB; a smaller file prints as well")
    drawn = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    made = _drawing(content) if drawn else _picture(content)
    if not 1 / FLATTEST <= made.shape <= FLATTEST:
        raise ValueError(f"the logo is over {FLATTEST:.0f} times as long as it is high, or as high as it is long")
    return made


def _picture(content: bytes) -> Logo:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("the logo has over 25 million pixels; a smaller picture prints as well")
        keeps_alpha = opened.format == "PNG"
        picture = opened.convert("RGBA" if keeps_alpha else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError):
        raise ValueError("the logo cannot be read; it is to be a whole PNG, JPEG or SVG file") from None
    picture.thumbnail(KEPT, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    # written anew, so that nothing but the picture is in it
    if keeps_alpha:
        picture.save(target, "PNG", optimize=True)
        return Logo(format=LogoFormat.PNG, content=target.getvalue(), shape=picture.width / picture.height)
    picture.save(target, "JPEG", quality=90)
    return Logo(format=LogoFormat.JPEG, content=target.getvalue(), shape=picture.width / picture.height)


def _drawing(content: bytes) -> Logo:
    if len(content) > MOST_DRAWN_BYTES:
        raise ValueError("the logo is an SVG over 200 kB; simplify it, or save it as PNG")
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise ValueError("the logo is not a plain SVG; save it as “plain SVG”, or as PNG") from None
    for element in root.iter():
        _drawable(element.tag, element.attrib)
    return Logo(format=LogoFormat.SVG, content=content, shape=_shape(root.attrib))


def _drawable(tag: object, attributes: dict[str, str]) -> None:
    name = str(tag)
    if name.startswith("{") and not name.startswith(SVG):
        # drawing programs keep notes of their own in a file; they are not drawn
        return
    if name.removeprefix(SVG) not in DRAWN:
        raise ValueError(
            f"the logo has <{name.removeprefix(SVG)[:20]}>, which cannot be printed; turn text and effects into "
            "paths, or save it as PNG"
        )
    for key, value in attributes.items():
        if key.endswith("href") and not value.startswith("#"):
            raise ValueError("the logo refers to something outside its own file; save it as “plain SVG”, or as PNG")


def _shape(attributes: dict[str, str]) -> float:
    box = [float(part) for part in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", attributes.get("viewBox", ""))]
    sides = box[2:] if len(box) == 4 else [_length(attributes.get(side, "")) for side in ("width", "height")]
    if min(sides) <= 0:
        raise ValueError("the logo is an SVG that does not say how large it is; give it a viewBox")
    return sides[0] / sides[1]


def _length(text: str) -> float:
    found = re.match(r"\d+\.?\d*", text)
    return float(found[0]) if found else 0.0
