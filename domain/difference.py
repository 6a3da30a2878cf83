"""What differs between two versions of a quote, or between an accepted quote and the plan as it has become."""

from decimal import Decimal

from domain.fingerprint import Fingerprint, Part
from domain.label import Label
from domain.price_list import Item
from domain.thing import Thing


class LineChange(Thing):
    """A priced line or a discount that costs otherwise than before; None: it was not there, or is no more."""

    item: Item | None
    """None: a discount on the whole."""
    service: Label = Label({})
    reason: str = ""
    """Of a discount."""
    before: Decimal | None
    """Its net."""
    after: Decimal | None


class ScopeChange(Thing):
    """Of one service other contacts than before; None: there was no such service, or is no more."""

    service: Label
    before: tuple[int, Decimal] | None
    """Contacts, and the expected minutes of each."""
    after: tuple[int, Decimal] | None


class ContentChange(Thing):
    """What of a service is measured or done otherwise than before."""

    service: Label
    parts: tuple[Part, ...]


class Difference(Thing):
    """All that differs; `number` is the quote's of before."""

    number: str
    lines: tuple[LineChange, ...] = ()
    scope: tuple[ScopeChange, ...] = ()
    contents: tuple[ContentChange, ...] = ()
    days: bool = False
    """Whether the contacts are made on other days."""
    recordings: bool = False
    """Whether calls are recorded now and were not, or the other way round."""
    net: tuple[Decimal, Decimal]
    """The sum without VAT, before and after."""
    gross: tuple[Decimal, Decimal]

    @property
    def of_plan(self) -> bool:
        """Whether what is done differs, whatever it costs."""
        return bool(self.scope or self.contents or self.days or self.recordings)

    @property
    def is_any(self) -> bool:
        """Whether anything differs but the days of the quote itself."""
        return bool(self.lines) or self.of_plan or self.gross[0] != self.gross[1]


def changed_parts(before: Fingerprint, after: Fingerprint) -> tuple[Part, ...]:
    """Returns the parts of a service that differ, in their order; of what is not known nothing is said."""
    return tuple(part for part in Part if before and after and before.get(part) != after.get(part))
