"""Details told in lines that begin with what they tell: `Street Katu 1`, `verkkolaskuosoite: 003712345671`."""

import re
from collections.abc import Iterator, Mapping

NOTHING = {"-", "–", "—"}
"""Typed to take a detail away."""
EINVOICE_ADDRESS = ("e-invoice address", "e-invoice", "einvoice", "verkkolaskuosoite", "verkkolasku", "ovt")
EINVOICE_OPERATOR = ("operator", "operaattori", "välittäjätunnus", "välittäjä")


def typed_lines(text: str) -> Iterator[str]:
    """Yields the lines of a text without what is around them; a semicolon ends one too."""
    return (" ".join(line.split()) for line in re.split(r"[\n;]", text) if line.strip())


class Beginnings:
    """The words with which lines begin, in lower case, by the field that they tell."""

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        self._field = {key: field for field, words in keys.items() for key in words}
        longest_first = "|".join(re.escape(key) for key in sorted(self._field, key=len, reverse=True))
        self._line = re.compile(rf"({longest_first})(?:\s*[:=]\s*|\s+)(.+)", re.IGNORECASE)

    def read(self, line: str) -> tuple[str, str] | None:
        """Returns the field that a line tells and what it tells; None when it tells none, or what cannot be printed."""
        found = self._line.fullmatch(line)
        return (self._field[found[1].lower()], found[2]) if found and line.isprintable() else None
