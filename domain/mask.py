"""People's names taken out of running text, in the forms that Finnish gives them and in no other words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

MASK = "[…]"

_WORD = re.compile(r"[^\W\d_]+(?:[:’'][^\W\d_]+)?")
_BRACKETS = re.compile(r"\([^)]*\)")
_SHORT = 3
"""Names of so few letters are known only as whole words: Kai is not in Kaikki, nor Bo in Bonus."""

_CASE = "lla|llä|lta|ltä|lle|ssa|ssä|sta|stä|ksi|tta|ttä|seen"
"""Endings that hardly make another word of a name: known in lower case too."""
_BRIEF = "a|ä|ta|tä|na|nä|t|ten|in"
"""Endings that may: known after a capital only."""
_CLITIC = "(?:kin|kaan|kään|han|hän|ko|kö|pa|pä)?"
_WEAK = (("kk", "k"), ("pp", "p"), ("tt", "t"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"), ("rt", "rr"), ("nk", "ng"))
"""Consonants that weaken before an ending: Matti is Matin, Ranta is Rannan."""
_ORDINARY = frozenset("ainoa toivon toivoa rauhan rauhaa lahjan lahjaa oivan iloa ilman ilmaa taimen onnen".split())  # noqa: SIM905
"""Words of the language that are also forms of names: names only with a capital inside a sentence."""
_ALSO_WORDS = _ORDINARY | frozenset(
    """
    akun alin anna annan annat asta helmi hilla ilona ilta kai kari kate katen kielo lahja lilja marja marjan minttu
    oton otto pia pian sari satu sini siru sirun sisko sulo suvi taru tarun toivo touko tuuli urho usko varpu vesa vilja
    """.split()  # noqa: SIM905
)
"""Words with which a sentence may begin without naming anybody: Pian is soon, Anna is give."""
_SENTENCE_END = (".", "!", "?", ":", "…", "\n", "•")


@dataclass(frozen=True)
class _Forms:
    anyhow: re.Pattern[str]
    """Whole words that are a name however they are written."""
    capital: re.Pattern[str]
    """Whole words that are a name when written with a capital."""


def without(text: str, names: tuple[str, ...]) -> str:
    """Returns the text with each word that is a form of one of the names replaced by a mask."""
    return text if _forms(names) is None else _WORD.sub(lambda word: MASK if _is_name(word, names) else word[0], text)


def without_given(text: str, names: tuple[str, ...]) -> str:
    """Returns the text with forms of given names masked where a capital says that they are names."""
    return _WORD.sub(lambda word: MASK if _is_given(word, names) else word[0], text)


def _is_given(word: re.Match[str], names: tuple[str, ...]) -> bool:
    written = word[0]
    capital = written[0].isupper() and not written.isupper()
    return capital and _is_form(written, names) and (written.lower() not in _ALSO_WORDS or _inside(word))


def names_in(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the words of a text that are forms of one of the names, as they are written."""
    return () if _forms(names) is None else tuple(word[0] for word in _WORD.finditer(text) if _is_name(word, names))


@cache
def has_short(names: tuple[str, ...]) -> bool:
    """Says whether a name has so few letters that its mask is longer."""
    return any(len(part) < len(MASK) for name in names for part in _parts(name))


def _is_name(word: re.Match[str], names: tuple[str, ...]) -> bool:
    written = word[0]
    if not _is_form(written, names):
        return False
    capital = written[0].isupper() and not written.isupper()
    return written.lower() not in _ORDINARY or (capital and _inside(word))


@lru_cache(maxsize=50_000)
def _is_form(word: str, names: tuple[str, ...]) -> bool:
    """Whether a word is a form of a name wherever it stands; kept, since the same words come again and again."""
    forms, written = _forms(names), word.replace("’", ":").replace("'", ":")
    if forms is None:
        return False
    return bool(forms.anyhow.fullmatch(written) or (written[0].isupper() and forms.capital.fullmatch(written)))


def _inside(word: re.Match[str]) -> bool:
    """Whether something of its sentence stands before a word, so that a capital says something."""
    before = word.string[: word.start()].rstrip(" \t\"”“»'’(-–")
    return bool(before) and not before.endswith(_SENTENCE_END)


@cache
def _forms(names: tuple[str, ...]) -> _Forms | None:
    parts = sorted({part.lower() for name in names for part in _parts(name)})
    if not parts:
        return None
    anyhow = [form for part in parts for form in _anyhow(part)]
    capital = [form for part in parts if len(part) > _SHORT for form in _capital(part)]
    return _Forms(*(re.compile("|".join(some) or "(?!)", re.IGNORECASE) for some in (anyhow, capital)))


def _parts(name: str) -> list[str]:
    """The words of a name that have a capital, or all when none has; what is in brackets is no name."""
    words = re.findall(r"[^\W\d_]{2,}", _BRACKETS.sub(" ", name))
    return [word for word in words if word[0].isupper()] or words


def _anyhow(part: str) -> Iterator[str]:
    yield rf"{part}(?::\w+)?"
    if len(part) > _SHORT:
        stem = f"{part[:-3]}se?" if part.endswith("nen") else part
        yield rf"{part}{_CLITIC}|{stem}(?:n|{_CASE}){_CLITIC}"


def _capital(part: str) -> Iterator[str]:
    for stem in _stems(part):
        illative = f"{stem[-1]}n" if stem[-1] in "aeiouyäö" else "in"
        yield rf"{stem}(?:n|{_CASE}|{_BRIEF}|{illative}|h{illative}){_CLITIC}"


def _stems(part: str) -> Iterator[str]:
    """What endings are put on: Virtanen is Virtase-, Salmi Salme-, Laine Lainee-, Markus Markukse-, Erik Eriki-."""
    yield part
    bent = [part]
    if part.endswith("nen"):
        bent = [f"{part[:-3]}se", f"{part[:-3]}s"]
    elif part.endswith("s"):
        bent += [f"{part[:-1]}kse"]
    elif part.endswith("e"):
        bent += [f"{part}e"]
    elif part.endswith("i"):
        bent += [f"{part[:-1]}e"]
    elif part[-1] not in "aouyäö":
        bent += [f"{part}i"]
    yield from bent[1:] if bent[0] == part else bent
    yield from (
        stem[: -len(strong) - 1] + weak + stem[-1]
        for stem in bent
        for strong, weak in _WEAK
        if stem[:-1].endswith(strong)
    )
