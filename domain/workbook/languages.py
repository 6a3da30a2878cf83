"""How workbooks name their languages: `Suomi (fi)`, `fi`, `Finnish`, `suomi`."""

import re
from functools import cache

from babel import Locale

_NAMED_IN = ("en", "fi", "sv")
"""In whose words a language may be named, besides its own."""


def language_code(written: str) -> str | None:
    """Returns the code of a language as XLSForm writes it: `Suomi (fi)`, `fi`, `Suomi`; None when it tells none."""
    marked = re.search(r"\(\s*([a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*\)\s*$", written)
    if marked:
        return marked[1].casefold()
    plain = written.strip().casefold()
    if re.fullmatch(r"[a-z]{2,3}", plain):
        return plain
    return _codes().get(plain)


@cache
def _codes() -> dict[str, str]:
    """Codes by the names of languages; reading the own names of all takes long, so only the usual ones are there."""
    codes: dict[str, str] = {}
    for code in ("en", "fi", "sv", "nb", "da", "et", "ru", "de", "fr", "es", "it", "pt", "nl", "pl", "uk", "ar", "so"):
        codes[str(Locale.parse(code).languages.get(code, code)).casefold()] = code
    for reader in _NAMED_IN:
        for code, name in Locale.parse(reader).languages.items():
            if len(code) <= 3:
                codes.setdefault(name.casefold(), code)
    return codes
