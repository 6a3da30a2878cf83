"""Value added tax: whose it is to pay, and at what rate on what day."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.refusal import Refusal
from domain.texts import N_
from domain.thing import Thing


class VatTreatment(StrEnum):
    """How a buyer is taxed."""

    DOMESTIC = "domestic"
    """The seller adds the VAT of its own country."""
    REVERSE_CHARGE = "reverse_charge"
    """A company elsewhere in the European Union accounts for it itself (directive 2006/112/EC, articles 44 and 196)."""
    OUTSIDE = "outside"
    """The service is supplied outside the European Union, and bears none."""

    @property
    def bears_vat(self) -> bool:
        """Whether the seller charges VAT."""
        return self is VatTreatment.DOMESTIC


REASONS: Mapping[VatTreatment, str] = {
    VatTreatment.REVERSE_CHARGE: N_("Reverse charge: the buyer pays the VAT (directive 2006/112/EC, art. 44 and 196)."),
    VatTreatment.OUTSIDE: N_("No VAT: the service is supplied outside the EU (directive 2006/112/EC, art. 44)."),
}
"""Why no VAT is charged, as it has to be printed."""


class VatRate(Thing):
    """The general rate in per cent from a day on."""

    percent: Decimal
    valid_from: date


class VatRateMissing(Refusal):
    """The agency has no rate of VAT for a day."""


FINLAND = (
    VatRate(percent=Decimal(24), valid_from=date(2013, 1, 1)),
    VatRate(percent=Decimal("25.5"), valid_from=date(2024, 9, 1)),
)
"""The general rates of the VAT act (1501/1993, section 84), with which an agency begins; it may change its own."""


def rate_on(rates: Iterable[VatRate], day: date) -> Decimal:
    """Returns the rate of a day in per cent; of two from the same day the later one in order (VatRateMissing)."""
    newest: VatRate | None = None
    for rate in rates:
        if rate.valid_from <= day and (newest is None or rate.valid_from >= newest.valid_from):
            newest = rate
    if newest is None:
        raise VatRateMissing(day=day.isoformat())
    return newest.percent
