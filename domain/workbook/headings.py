"""The first row of a sheet: which column is which, and in which language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.texts import N_
from domain.workbook import names
from domain.workbook.faults import Findings, listed, nearest
from domain.workbook.languages import language_code

_SECTIONS = {"bind", "body", "control", "instance", "media"}
"""What XLSForm may write before a column's own name, as in `media::image` and `bind::relevant`."""


@dataclass(frozen=True)
class Headings:
    """The headings of one sheet."""

    columns: Mapping[int, str] = field(default_factory=dict)
    """Place -> canonical heading; `label` in Finnish is `label::fi`."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Language code -> as written, such as `Suomi (fi)`."""
    extra: frozenset[str] = frozenset()
    """Columns of the sheet choices that are the author's own; a choice_filter may look at them."""


def read_headings(name: str, title: str, head: tuple[str, ...], findings: Findings) -> Headings:
    """Returns the headings of a sheet; what is no heading of it is noted."""
    columns: dict[int, str] = {}
    languages: dict[str, str] = {}
    extra: set[str] = set()
    for place, written in enumerate(head):
        column = _column(name, title, written, languages, findings) if written else None
        if written and column is None and _may_be_extra(name, written):
            column = written
            extra.add(written)
        if column in columns.values():
            findings.fault(N_("There are two columns {heading}; keep one."), title, 1, written, heading=written)
        elif column is not None:
            columns[place] = column
    return Headings(columns, languages, frozenset(extra))


def _may_be_extra(sheet: str, written: str) -> bool:
    return sheet == "choices" and re.fullmatch(r"[A-Za-z_][\w.-]*", written) is not None


def _column(name: str, title: str, written: str, languages: dict[str, str], findings: Findings) -> str | None:
    section, base, language = _parts(written)
    column = names.heading(written, name) or names.heading(base, name)
    if column is None:
        if not section and not _may_be_extra(name, written):
            tell_unknown_heading(name, title, written, findings)
        return None
    if not language or column not in names.TRANSLATED:
        return column
    code = language_code(language)
    if code is None:
        message = N_("The heading “{heading}” does not tell its language; write it as in {example}.")
        findings.fault(message, title, 1, written, heading=written, example="label::Suomi (fi)")
        return None
    languages.setdefault(code, language)
    return f"{column}::{code}"


def _parts(written: str) -> tuple[str, str, str]:
    """`media::image::English` -> media, image, English; `label:English` with one colon counts as well."""
    parts = [part.strip() for part in re.split(r"::?", written)]
    section = parts.pop(0).casefold() if len(parts) > 1 and parts[0].casefold() in _SECTIONS else ""
    if len(parts) > 1 and parts[0].casefold() == "jr":
        parts.pop(0)
    return section, parts[0], "::".join(parts[1:])


def tell_unknown_heading(name: str, title: str, written: str, findings: Findings) -> None:
    """Notes a heading that the sheet does not have: a fault when it looks like a slip, else a warning."""
    near = nearest(names.folded(_parts(written)[1]), names.COLUMNS[name], 0.8)
    if near:
        message = N_("There is no column “{heading}”; did you mean {near}?")
        findings.fault(message, title, 1, written, heading=written, near=near)
    else:
        message = N_("The column “{heading}” is not read; the sheet has {known}.")
        findings.warn(message, title, 1, written, heading=written, known=listed(names.COLUMNS[name], 30))
