"""A company as invoices name it."""

from domain.identifier import HOME
from domain.thing import Thing


class Company(Thing):
    """Who sells or buys. Everything may be empty until it has been set."""

    name: str = ""
    """As it is registered."""
    business_id: str = ""
    vat_id: str = ""
    """With its country: FI12345671."""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = HOME
    """Its code of two letters."""
    email: str = ""
    e_invoice_address: str = ""
    """Under which e-invoices know it: an OVT code or an IBAN."""
    e_invoice_operator: str = ""
    """Who carries them, by its code: 003721291126, or a bank's BIC."""

    @property
    def address(self) -> tuple[str, ...]:
        """Its postal address in lines; the country is left out at home."""
        abroad = self.country if self.country != HOME else ""
        return tuple(line for line in (self.street, f"{self.postcode} {self.town}".strip(), abroad) if line)
