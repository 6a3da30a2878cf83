"""Which cells of an agency's norm may be told, decided once for all readers.

No cell is told from fewer than 5 clients and 100 contacts, nor one from which such a cell could be derived. It holds
because every contact is in at most one cell of a name, over all norms ever told: channels that reach the limits stand
alone, the others are one cell or none, there is no total over them, and a half-year is used in one norm only. What is
computed from several such cells is about the clients of all of them. A cell keeps to the limits after any two of its
clients are taken away: the reader, who is not in its own norm, and another who knows their own data or report.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.half_year import HalfYear
from domain.operations.norms import MOST_HALVES
from reporting import ladder
from reporting.analyses.norm_parts import INDEX, WAIT, Part

TAKEN_AWAY = 2
"""Clients whose data a reader may know: its own, and another's."""


@dataclass(frozen=True)
class Cell:
    """One name in one channel, or in several that are too small alone: each client's value and contacts."""

    name: str
    channels: frozenset[str]
    clients: Mapping[int, tuple[float, int]]

    @property
    def may_be_told(self) -> bool:
        """Whether it keeps to the limits without any two of its clients."""
        contacts = sorted(n for _, n in self.clients.values())
        rest = contacts[: max(0, len(contacts) - TAKEN_AWAY)]
        return len(rest) >= ladder.NORM_CLIENTS and sum(rest) >= ladder.NORM_CONTACTS


@dataclass(frozen=True)
class Release:
    """The cells of some half-years that follow each other."""

    first: HalfYear
    last: HalfYear
    cells: tuple[Cell, ...]


def releases(halves: Mapping[HalfYear, Sequence[Part]]) -> tuple[Release, ...]:
    """Returns the norms of an agency, oldest first: half-years are gathered, four at most, until an index can be told.

    Each half-year is in at most one of them.
    """
    made: list[Release] = []
    gathered: list[HalfYear] = []
    for half in sorted(halves):
        gathered = [one for one in gathered if one > half.before(MOST_HALVES)] + [half]
        told = cells([part for one in gathered for part in halves[one]])
        if any(cell.name == INDEX for cell in told):
            made.append(Release(gathered[0], half, told))
            gathered = []
    return tuple(made)


def cells(parts: Sequence[Part]) -> tuple[Cell, ...]:
    """Returns the cells that may be told, no contact in two of a name; of waits none over several channels."""
    told: list[Cell] = []
    for name in sorted({part.name for part in parts}):
        mine = [part for part in parts if part.name == name]
        channels = sorted({part.channel for part in mine})
        alone = [one for one in (_cell(name, [channel], mine) for channel in channels) if one.may_be_told]
        rest = _cell(name, set(channels).difference(*(one.channels for one in alone)), mine)
        together = len(rest.channels) > 1 and name != WAIT and rest.may_be_told
        told += [*alone, *([rest] if together else [])]
    return tuple(told)


def _cell(name: str, channels: Iterable[str], parts: Sequence[Part]) -> Cell:
    """Adds up the parts of some channels; a client with fewer contacts than bear a value is left out."""
    among = frozenset(channels)
    sums: defaultdict[int, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
    for part in parts:
        if part.channel in among:
            total, n = sums[part.client]
            sums[part.client] = (total + part.value * part.n, n + part.n)
    enough = {client: (total / n, n) for client, (total, n) in sums.items() if n >= ladder.VALUE_FROM}
    return Cell(name, among, enough)
