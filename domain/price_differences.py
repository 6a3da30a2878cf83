"""What a price list that comes in would change."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from domain.price_history import PriceChange, in_force
from domain.price_list import What
from domain.thing import Thing


class Listed(Thing):
    """A row of a price list as it was written."""

    what: What
    amount: Decimal | None
    """Empty: there is no such price any more."""
    vat_percent: Decimal | None = None
    valid_from: date | None = None
    """Empty, or a day that has passed: from the day on which the list is taken into use."""


class Difference(Thing):
    """A price that becomes another one from a day on."""

    what: What
    valid_from: date
    before: Decimal | None
    after: Decimal | None
    vat_before: Decimal | None = None
    vat_after: Decimal | None = None


def differences(changes: Iterable[PriceChange], listed: Iterable[Listed], today: date) -> Sequence[Difference]:
    """Returns what a list would change if it were used today, by day; prices that it does not name stay as they are."""
    known = list(changes)
    found = []
    for day, row in sorted(((_day(row, today), row) for row in listed), key=lambda pair: pair[0]):
        there = in_force(known, day).get(row.what)
        before = (there.amount, there.vat_percent) if there else (None, None)
        after = (row.amount, row.vat_percent if row.amount is not None else None)
        if before != after:
            id = max((change.id for change in known), default=0) + 1
            known.append(PriceChange(id=id, what=row.what, valid_from=day, amount=after[0], vat_percent=after[1]))
            found.append(
                Difference(
                    what=row.what,
                    valid_from=day,
                    before=before[0],
                    after=after[0],
                    vat_before=before[1],
                    vat_after=after[1],
                )
            )
    return found


def _day(row: Listed, today: date) -> date:
    return max(row.valid_from or today, today)
