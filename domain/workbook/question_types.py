"""What a row of the survey is: its type as people write it, and what to use instead of those that are not played."""

import re
from collections.abc import Mapping
from functools import cache

from domain.metric import QuestionType
from domain.texts import N_
from domain.workbook import names
from domain.workbook.cells import Cells
from domain.workbook.faults import listed, nearest

PLAYED = (*(kind.value for kind in QuestionType), "begin group", "end group")
OR_OTHER = ("or_other", "or other", "or specify other")
"""What a type ends with when the choices get one more, with its own words."""

_REPEAT = N_("Repeated groups are not played; ask the questions once for each contact.")
_FILE = N_("Choices are not read from files or external lists; put them in the sheet choices.")
_LINE = N_("Lines and areas are not drawn in a chat; ask for one place with geopoint.")
_BARCODE = N_("Barcodes are not read; ask for the digits with text, or for a picture with image.")
_MATRIX = N_("KoboToolbox's own matrices are not played; write each of their rows as a question.")
_INSTEAD: Mapping[str, str] = {
    "begin repeat": _REPEAT,
    "end repeat": _REPEAT,
    "begin lgroup": _REPEAT,
    "end lgroup": _REPEAT,
    "begin looped group": _REPEAT,
    "end looped group": _REPEAT,
    "begin loop": N_("Loops are not played; write their questions out, one row each."),
    "end loop": N_("Loops are not played; write their questions out, one row each."),
    **{f"{edge} {kind}": _MATRIX for edge in ("begin", "end") for kind in ("kobomatrix", "score", "rank")},
    "score row": _MATRIX,
    "rank level": _MATRIX,
    "select one from file": _FILE,
    "select multiple from file": _FILE,
    "select one external": _FILE,
    "rank from file": _FILE,
    "xml-external": _FILE,
    "csv-external": _FILE,
    "cascading select": N_("Write a cascade as select_one rows, each with a choice_filter about the one before."),
    "geotrace": _LINE,
    "geoshape": _LINE,
    "q geotrace": _LINE,
    "q geoshape": _LINE,
    "barcode": _BARCODE,
    "q barcode": _BARCODE,
    "add barcode prompt": _BARCODE,
    "background-audio": N_("Nothing is recorded by itself; ask for the recording with audio, measure recording."),
    "osm": N_("Objects are not picked from a map; ask for the place with geopoint, or for its name with text."),
    "entity": N_("Entities are not kept; take the row out."),
    "include": N_("Other forms are not included; copy their rows here."),
    "percentage": N_("Write a percentage as integer, with the constraint . >= 0 and . <= 100."),
}
"""What to use instead, by the type with spaces for underscores."""


def split_type(written: str) -> tuple[str, str]:
    """Returns the canonical type and what follows: `select one yes_no` -> select_one, yes_no.

    The longest name that begins the cell is its type; an unknown one comes back as written, in small letters.
    """
    plain = " ".join(written.split())
    if _instead(plain):
        return plain.casefold(), ""
    for pattern, length, kind in _patterns():
        if pattern.match(plain):
            return kind, plain[length:].strip()
    return plain.casefold(), ""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    aliases = [(alias, kind) for kind in PLAYED for alias in (kind, *names.TYPES.get(kind, ()))]
    longest_first = sorted(aliases, key=lambda pair: -len(pair[0]))
    return tuple((re.compile(rf"{re.escape(a)}(?: |$)", re.IGNORECASE), len(a), kind) for a, kind in longest_first)


def split_list(rest: str) -> tuple[str, bool]:
    """Returns the name of a list, and whether `or_other` follows it."""
    for ending in OR_OTHER:
        if rest.casefold().endswith(f" {ending}"):
            return rest[: -len(ending)].strip(), True
    return rest, False


def _instead(written: str) -> str:
    spaced = " ".join(written.casefold().replace("_", " ").split())
    return next((told for kind, told in _INSTEAD.items() if spaced == kind or spaced.startswith(f"{kind} ")), "")


def refuse_type(cells: Cells, written: str, kind: str) -> None:
    """Notes a type that is not played, with what to use instead."""
    if instead := _instead(written):
        cells.fault("type", instead)
        return
    near = nearest(kind.split()[0], PLAYED)
    known = listed(sorted(PLAYED, key=lambda name: name != near), 20)
    cells.fault("type", N_("There is no question type “{type}”; there are {known}."), type=written[:40], known=known)
