"""The small-number ladder: what may be said of how many contacts. All limits are here."""

from enum import IntEnum
from functools import lru_cache

COUNTS_FROM = 3
"""Below this only n is told."""
VALUE_FROM = 5
"""From here value and interval, marked indicative; below it counts."""
TESTS_FROM = 10
"""From here the mark falls off, and waves are compared by exact tests."""
EVERYTHING_FROM = 30
"""From here influences too, as correlations with intervals, unranked."""
DRIVERS_FROM = 100
"""From here drivers are ranked; those whose intervals overlap share a rank."""
NORM_CLIENTS, NORM_CONTACTS = 5, 100
"""An agency's norm shows no cell from fewer clients or contacts, nor one from which such a cell could be derived."""


class Rung(IntEnum):
    """A step of the ladder."""

    NUMBER_ALONE = 0
    COUNTS = 1
    INDICATIVE = 2
    TESTED = 3
    EVERYTHING = 4
    RANKED = 5

    @property
    def shows_value(self) -> bool:
        """Whether a value and its interval are told."""
        return self >= Rung.INDICATIVE

    @property
    def is_indicative(self) -> bool:
        """Whether a value is told with a warning beside it."""
        return self is Rung.INDICATIVE


@lru_cache(maxsize=1000)
def rung(n: int) -> Rung:
    """Returns the step that n contacts reach."""
    return Rung(sum(n >= limit for limit in (COUNTS_FROM, VALUE_FROM, TESTS_FROM, EVERYTHING_FROM, DRIVERS_FROM)))
