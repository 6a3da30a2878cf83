"""What the card of an invoice basis warns of."""

from decimal import Decimal

import pytest

from bot.view import ChatWords
from bot.views.invoices import invoice
from domain.invoice_basis import InvoiceBasis, Sum
from tests.reporting.invoice_bases import CREDIT, REST, REVERSED, WHOLE

WARNING = "Reverse charge needs the client’s VAT number"


@pytest.mark.parametrize(("basis", "warned"), [(REVERSED, True), (WHOLE, False)])
def test_reverse_charge_without_the_buyer_s_vat_number_is_told(basis: InvoiceBasis, warned: bool) -> None:
    row = {"id": 1, "study_id": 1, "wave_id": 1, "state": "draft"}
    nameless = basis.model_copy(update={"buyer": basis.buyer.model_copy(update={"vat_id": ""})})
    told = [str(invoice(ChatWords("en"), row, each, (), simulated=False).text) for each in (basis, nameless)]  # type: ignore[arg-type]
    assert [WARNING in text for text in told] == [False, warned]


AHEAD = REST.model_copy(
    update={"sums": (Sum(vat_percent=Decimal("25.5"), net=Decimal("-220.00"), vat=Decimal("-56.10")),)}
)


@pytest.mark.parametrize(("basis", "warned"), [(AHEAD, True), (REST, False), (CREDIT, False)])
def test_paying_an_instalment_back_before_the_work_is_done_is_warned_of(basis: InvoiceBasis, warned: bool) -> None:
    row = {"id": 1, "study_id": 1, "wave_id": 1, "state": "draft"}
    told = str(invoice(ChatWords("en"), row, basis, (), simulated=False).text)  # type: ignore[arg-type]
    assert ("More has been billed than is done so far" in told) is warned
