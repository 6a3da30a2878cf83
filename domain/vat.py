"""Who accounts for the VAT of what is sold."""

from enum import StrEnum


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
