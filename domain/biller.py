"""Who bills: the agency as its quotes and invoices name it."""

from domain.company import Company

NEEDED = ("business_id", "vat_id", "street", "postcode", "town", "iban")
"""What an invoice says of its seller (directive 2006/112/EC, article 226), and by what it is paid."""


class Biller(Company):
    """The agency as a company; without a name where only the agency's own is known."""

    iban: str = ""
    """Where clients pay to, without spaces."""
    bic: str = ""
    phone: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What an invoice needs of it and is not set."""
        return tuple(name for name in NEEDED if not getattr(self, name))


UNSET = Biller()
"""Of which nothing has been set: papers show the agency's own name."""
