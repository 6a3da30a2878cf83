"""Where a client's invoices go, and how it is taxed."""

from collections.abc import Mapping
from typing import Any

from domain.company import Company
from domain.vat import VatTreatment


class Billing(Company):
    """A client as a company that is billed; its e-mail is where invoices go that are no e-invoices."""

    reference: str = ""
    """What the client wants to read on each: a cost centre, a person."""
    treatment: VatTreatment = VatTreatment.DOMESTIC


def billing_of(stored: Mapping[str, Any] | None, *, client: str, business_id: str = "") -> Billing:
    """Returns what is known of a client: as stored, else its name and the business id that its workbook says."""
    return Billing.model_validate(stored) if stored else Billing(name=client, business_id=business_id)
