"""Where a client's invoices go, and how it is taxed."""

from collections.abc import Callable, Mapping
from typing import Any

from domain import identifier
from domain.company import Company
from domain.refusal import Refusal
from domain.typed_lines import EINVOICE_ADDRESS, EINVOICE_OPERATOR, NOTHING, Beginnings, typed_lines
from domain.vat import VatTreatment

LONGEST = 70
"""Characters of a line, as many as e-invoices take."""
STREET = 35
KEYS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "nimi"),
    "business_id": ("business id", "y-tunnus", "ytunnus"),
    "vat_id": ("vat number", "vat id", "vat", "alv-tunnus", "alv"),
    "street": ("street", "address", "katuosoite", "osoite", "katu"),
    "postcode": ("postcode", "post code", "postinumero"),
    "town": ("town", "city", "postitoimipaikka", "kaupunki"),
    "country": ("country", "maa"),
    "email": ("e-mail", "email", "sähköposti"),
    "e_invoice_address": EINVOICE_ADDRESS,
    "e_invoice_operator": EINVOICE_OPERATOR,
    "reference": ("reference", "viitteenne", "viite"),
    "treatment": ("tax", "verotus"),
}
"""How people begin a line, in lower case."""
TREATMENTS: Mapping[str, VatTreatment] = {
    "domestic": VatTreatment.DOMESTIC,
    "kotimaa": VatTreatment.DOMESTIC,
    "reverse charge": VatTreatment.REVERSE_CHARGE,
    "käännetty": VatTreatment.REVERSE_CHARGE,
    "outside": VatTreatment.OUTSIDE,
    "ulkopuoli": VatTreatment.OUTSIDE,
}
NUMBERS: Mapping[str, Callable[[str], str]] = {
    "vat_id": identifier.vat_id,
    "country": identifier.country,
    "e_invoice_address": identifier.e_invoice_address,
    "e_invoice_operator": identifier.e_invoice_address,
}
_BEGINNINGS = Beginnings(KEYS)
_SHORT = {"street", "postcode", "town"}


class NotBilling(Refusal):
    """A typed line says nothing of how a client is billed, or says it wrongly."""


class Billing(Company):
    """A client as a company that is billed; its e-mail is where invoices go that are no e-invoices."""

    reference: str = ""
    """What the client wants to read on each: a cost centre, a person."""
    treatment: VatTreatment = VatTreatment.DOMESTIC

    def told(self, text: str) -> "Billing":
        """Returns it with what typed lines say changed (NotBilling when one says nothing, or a wrong number).

        A line begins with what it tells: `Street Katu 1`, `y-tunnus: 1234567-1`; a dash takes it away.
        """
        changed = self
        for line in typed_lines(text):
            changed = changed.model_copy(update=dict([changed._read(line)]))
        if changed is self:
            raise NotBilling(line=text[:40])
        return changed

    def _read(self, line: str) -> tuple[str, Any]:
        found = _BEGINNINGS.read(line)
        if found is None:
            raise NotBilling(line=line[:40])
        field, value = found
        if value in NOTHING and field not in {"name", "country", "treatment"}:
            return field, ""
        try:
            return field, self._value(field, value)
        except (ValueError, KeyError):
            raise NotBilling(line=line[:40]) from None

    def _value(self, field: str, value: str) -> str | VatTreatment:
        if field == "treatment":
            return TREATMENTS[value.casefold()]
        if field == "business_id":
            return identifier.business_id(value, self.country)
        if field in NUMBERS:
            return NUMBERS[field](value)
        if len(value) > (STREET if field in _SHORT else LONGEST):
            raise ValueError(field)
        return value


def billing_of(stored: Mapping[str, Any] | None, *, client: str, business_id: str = "") -> Billing:
    """Returns what is known of a client: as stored, else its name and the business id that its workbook says."""
    return Billing.model_validate(stored) if stored else Billing(name=client, business_id=business_id)
