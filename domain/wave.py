"""A wave: what it is called, and what it has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LONGEST_NAME = 40
"""Characters of a wave's name."""
_NUMBERED = re.compile(r"(\d{1,3})/(\d{4})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})([-/ ]?Q)([1-4])", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})(-)(0[1-9]|1[0-2])", re.ASCII)
_ENDS_IN_NUMBER = re.compile(r"(.*?)(\d{1,4})", re.ASCII | re.DOTALL)


@dataclass(frozen=True)
class WithResults:
    """A wave that has contacts which count."""

    id: int
    name: str
    services: Mapping[str, int]
    """How many of each service, in the study's order; those with none are not there."""


def next_name(present: str, today: date) -> str:
    """Returns what the wave after `present` is called: the next number, or the next part of a year that has not passed.

    2/2026 after 1/2026 (1/2027 in a later year), 2027-Q1 after 2026-Q4, 2027-01 after 2026-12, Spring 2 after Spring.
    """
    name = present.strip()
    if found := _NUMBERED.fullmatch(name):
        return f"1/{today.year}" if today.year > int(found[2]) else f"{int(found[1]) + 1}/{found[2]}"
    for pattern, parts, now in ((_QUARTER, 4, (today.month - 1) // 3), (_MONTH, 12, today.month - 1)):
        if found := pattern.fullmatch(name):
            following = int(found[1]) * parts + int(found[3])
            year, part = divmod(max(following, today.year * parts + now), parts)
            return f"{year}{found[2]}{part + 1:0{len(found[3])}}"
    if found := _ENDS_IN_NUMBER.fullmatch(name):
        return f"{found[1]}{int(found[2]) + 1}"
    return f"{name[: LONGEST_NAME - 5]} 2".strip()


def named(typed: str) -> str:
    """Returns a typed name on one line, with single spaces."""
    return " ".join(typed.split())
