"""A CSV that was sent: what it is taken for, and what is in it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.fault import Fault
from domain.figures import exchange_reading, own_reading
from domain.figures.exchange import Calls, Sought
from domain.figures.own import OwnFigures
from domain.figures.table import Unreadable, read_table


class Kind(StrEnum):
    """What a CSV holds."""

    OWN = "own"
    """What the client's own customers answered."""
    EXCHANGE = "exchange"
    """Calls as its telephone exchange counted them."""
    NEITHER = "neither"


@dataclass(frozen=True)
class ReadCsv:
    """What was found in a CSV: one of the two contents, or the faults."""

    sha256: str
    kind: Kind
    own: OwnFigures | None = None
    calls: Calls | None = None
    faults: tuple[Fault, ...] = ()


def read(data: bytes, zone: ZoneInfo, sought: Sought) -> ReadCsv:
    """Returns what is in a CSV; never raises, whatever was sent. Times without a zone are of `zone`."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        table = read_table(data)
    except Unreadable as unreadable:
        return ReadCsv(sha256, Kind.NEITHER, faults=(unreadable.fault,))
    own, exchange = own_reading.takes_for(table.headings), exchange_reading.takes_for(table.headings)
    if not own and not exchange:
        return ReadCsv(sha256, Kind.NEITHER)
    if own >= exchange:
        figures, faults = own_reading.read(table)
        return ReadCsv(sha256, Kind.OWN, own=figures, faults=faults)
    calls, faults = exchange_reading.read(table, zone, sought)
    return ReadCsv(sha256, Kind.EXCHANGE, calls=calls, faults=faults)
