"""A wave: what it is called, and what it has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_NAME = 40
"""Characters of a wave's name."""
_NUMBERED = re.compile(r"(\d{1,3})/(\d{4})", re.ASCII)


@dataclass(frozen=True)
class WithResults:
    """A wave that has contacts which count."""

    id: int
    name: str
    services: Mapping[str, int]
    """How many of each service, in the study's order; those with none are not there."""


def next_name(present: str, *, year: int, otherwise: str) -> str:
    """Returns what the wave after `present` is called: 2/2026 after 1/2026, 1/2027 in a later year; or `otherwise`."""
    found = _NUMBERED.fullmatch(present.strip())
    if found is None:
        return otherwise
    return f"1/{year}" if year > int(found[2]) else f"{int(found[1]) + 1}/{found[2]}"


def named(typed: str) -> str:
    """Returns a typed name on one line, with single spaces."""
    return " ".join(typed.split())
