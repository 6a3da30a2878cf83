"""Invoice bases that tests print."""

from datetime import date
from decimal import Decimal

from domain.adjustments import Discount
from domain.billed import Taxed, instalment, lines_done
from domain.biller import Biller
from domain.billing import Billing
from domain.invoice_basis import Billed, Earlier, InvoiceBasis, Kind, Sum, Worked, sums_due, taken_back
from domain.vat import VatTreatment
from tests.domain.havu import STUDY
from tests.domain.test_invoice_basis import AT_HOME, CHANGED, WAIVED, done, quoted, worked

SELLER = Biller(
    name="Aalto Mystery Oy", business_id="1234567-1", vat_id="FI12345671", street="Linnankatu 5 A 12",
    postcode="20100", town="Turku", iban="FI2112345600000785", bic="NDEAFIHH", email="laskutus@aalto.example",
    phone="+358 40 123 4567", e_invoice_address="003712345671", e_invoice_operator="003721291126",
)  # fmt: skip
BUYER = Billing(
    name="Havu Energia Oy", business_id="2077474-0", vat_id="FI20774740", street="Energiatie 1", postcode="33100",
    town="Tampere", e_invoice_address="003720774740", e_invoice_operator="NDEAFIHH", reference="Asiakaspalvelu",
)  # fmt: skip
ABROAD = BUYER.model_copy(
    update={"treatment": VatTreatment.REVERSE_CHARGE, "country": "SE", "vat_id": "SE556703748501", "business_id": ""}
)
WORK = (
    Worked(day=date(2026, 11, 21), hours=Decimal("2.5"), what="=Tulosten esittely", charged=True),
    Worked(day=date(2026, 12, 2), hours=Decimal("0.75"), what="Puhelu", charged=False),
)
FIRST = Earlier(
    number="L2026-001",
    dated=date(2026, 11, 25),
    sums=(Sum(vat_percent=Decimal("25.5"), net=Decimal("1449.28"), vat=Decimal("369.57")),),
)


def made(lines: tuple[Billed, ...], *before: Earlier, is_whole: bool = True, **more: object) -> InvoiceBasis:
    """Returns an invoice basis of these lines."""
    basis = InvoiceBasis(
        number="L2026-002", kind=Kind.DONE, dated=date(2026, 12, 21), due_on=date(2027, 1, 4), payment_term_days=14,
        reference="20260024", study=STUDY.terms.name, wave="Q4/2026", seller=SELLER, buyer=BUYER,
        purchase_order="PO-88213", quote="2026-001", accepted_on=date(2026, 11, 24), currency="EUR",
        default_language="fi", first=date(2026, 12, 1), last=date(2026, 12, 20), lines=lines, earlier=before,
        sums=sums_due(lines, before, is_whole=is_whole),
    )  # fmt: skip
    return basis.model_copy(update=more)


WHOLE = made(
    lines_done(quoted(), done(hours=(worked("2.5"),)), AT_HOME, (Discount(reason="Pilot", percent=Decimal(10)),)),
    worked=WORK,
)
REST = made(lines_done(quoted(precedents=WAIVED), done(), AT_HOME), FIRST)
PART = made(instalment(quoted(), AT_HOME, (), percent=Decimal(40)), kind=Kind.INSTALMENT, number="L2026-001")
REVERSED = made(
    lines_done(quoted(), done(6, 3, analysed=False), Taxed(VatTreatment.REVERSE_CHARGE, Decimal("25.5"))),
    buyer=ABROAD,
    quote="",
    accepted_on=None,
)
CREDIT = taken_back(REST, number="L2026-003", reference="20260037", dated=REST.dated, due_on=REST.dated)
FINE = made(
    (Billed(quantity=Decimal("12.3456"), price=Decimal("0.1234"), vat_percent=Decimal("25.5")),),
    buyer=Billing(name="H&M <Oy>"),
    seller=SELLER.model_copy(update={"bic": "", "phone": "", "email": ""}),
    reference="RF1320260024",
    first=None,
    last=None,
)
AFTER_VAT = lines_done(quoted(), done(), CHANGED)
CHANGED_VAT = made(AFTER_VAT, FIRST, sums=sums_due(AFTER_VAT, (FIRST,), general=CHANGED.general, others=CHANGED.others))
"""The first part was billed at 25.5 %; the rest is at 26 %."""
EVERY = {
    "changed": CHANGED_VAT,
    "whole": WHOLE,
    "rest": REST,
    "part": PART,
    "reversed": REVERSED,
    "credit": CREDIT,
    "fine": FINE,
}
