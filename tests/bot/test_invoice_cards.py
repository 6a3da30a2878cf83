"""What the card of an invoice basis warns of."""

import pytest

from bot.view import ChatWords
from bot.views.invoices import invoice
from domain.invoice_basis import InvoiceBasis
from tests.reporting.invoice_bases import REVERSED, WHOLE

WARNING = "Reverse charge needs the client’s VAT number"


@pytest.mark.parametrize(("basis", "warned"), [(REVERSED, True), (WHOLE, False)])
def test_reverse_charge_without_the_buyer_s_vat_number_is_told(basis: InvoiceBasis, warned: bool) -> None:
    row = {"id": 1, "study_id": 1, "wave_id": 1, "state": "draft"}
    nameless = basis.model_copy(update={"buyer": basis.buyer.model_copy(update={"vat_id": ""})})
    told = [str(invoice(ChatWords("en"), row, each, (), simulated=False).text) for each in (basis, nameless)]  # type: ignore[arg-type]
    assert [WARNING in text for text in told] == [False, warned]
