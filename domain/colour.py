"""Colours of print, and whether they can be read."""

import re

Colour = tuple[int, int, int]
"""Red, green and blue, 0..255."""

READABLE = 4.5
"""Contrast that text needs with its ground (WCAG 2.2, 1.4.3); large text and drawings need 3."""


def named(text: str) -> Colour:
    """Returns the colour that `#rrggbb` names (ValueError for anything else)."""
    found = re.fullmatch(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", text.strip())
    if found is None:
        raise ValueError("a colour is six digits such as #0b4f6c")
    red, green, blue = (int(part, 16) for part in found.groups())
    return red, green, blue


def written(colour: Colour) -> str:
    """Returns a colour as `named` reads it: `#0b4f6c`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def luminance(colour: Colour) -> float:
    """Returns the relative luminance, 0 (black) to 1 (white), of an sRGB colour (WCAG 2.2)."""
    parts = (channel / 255 for channel in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Returns how well two colours are told apart, 1 (the same) to 21 (black on white; WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def darkened(colour: Colour, ground: Colour, least: float = READABLE) -> Colour:
    """Returns the colour, in the same hue as much darker as it takes for text on a light ground to be readable."""
    for part in range(100, -1, -1):
        red, green, blue = (channel * part // 100 for channel in colour)
        if contrast((red, green, blue), ground) >= least:
            break
    return red, green, blue
