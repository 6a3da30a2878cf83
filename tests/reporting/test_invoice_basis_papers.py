"""An invoice basis as PDF, Excel and Finvoice: the same sums in all three, and nobody who shopped in any."""

from decimal import Decimal
from functools import cache
from importlib.metadata import files
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.worker import print_invoice
from domain.imprint import Imprint
from domain.invoice_basis import InvoiceBasis
from reporting.export.finvoice import as_finvoice
from reporting.export.invoice_basis import as_workbook
from reporting.pdf.invoice_basis import make
from tests.reporting.invoice_bases import CREDIT, EVERY, PART, REST, REVERSED, SELLER, WHOLE


@cache
def schema() -> etree.XMLSchema:
    """Finvoice's own, from the package that carries it."""
    listed = files("odoo-addon-account-edi-finvoice") or []
    (file,) = (each for each in listed if each.name == "Finvoice3.0.xsd")
    return etree.XMLSchema(etree.fromstring(file.read_binary()))


def page(basis: InvoiceBasis, language: str) -> str:
    made = make(basis, language=language, imprint=Imprint(agency="Aalto Mystery", biller=SELLER), simulated=False)
    (only,) = PdfReader(BytesIO(made)).pages
    return " ".join(only.extract_text().split())


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_finvoice_is_as_its_schema_says(name: str, language: str) -> None:
    schema().assertValid(etree.fromstring(as_finvoice(EVERY[name], language)))


def amount(text: str | None) -> Decimal:
    return Decimal((text or "").replace(",", "."))


@pytest.mark.parametrize("name", ["whole", "rest", "part", "reversed", "credit"])
def test_what_finvoice_says_adds_up(name: str) -> None:
    basis, root = EVERY[name], etree.fromstring(as_finvoice(EVERY[name], "fi"))
    rows = sum((amount(row.text) for row in root.iter("RowVatExcludedAmount")), Decimal(0))
    bases = sum((amount(one.text) for one in root.iter("VatBaseAmount")), Decimal(0))
    vat = sum((amount(one.text) for one in root.iter("VatRateAmount")), Decimal(0))
    assert rows == bases == basis.net == amount(root.findtext("InvoiceDetails/InvoiceTotalVatExcludedAmount"))
    assert vat == basis.vat
    assert amount(root.findtext(".//EpiInstructedAmount")) == basis.gross == bases + vat


def test_a_credit_says_so_and_whom_it_credits() -> None:
    root = etree.fromstring(as_finvoice(CREDIT, "fi"))
    assert root.findtext("InvoiceDetails/InvoiceTypeCode") == "INV02"
    assert root.findtext("InvoiceDetails/OriginalInvoiceNumber") == "L2026-002"


def test_reverse_charge_is_told_by_its_code_and_in_words() -> None:
    root = etree.fromstring(as_finvoice(REVERSED, "en"))
    assert {code.text for code in root.iter("VatCode", "RowVatCode")} == {"AE"}
    assert root.findtext(".//VatFreeText", "").startswith("Reverse charge")


@pytest.mark.parametrize(
    ("basis", "language", "shown"),
    [
        (
            WHOLE,
            "fi",
            (
                *("Laskutuserittely L2026-002", "1234567-1", "FI12345671", "Tilausnumeronne PO-88213", "12 kontaktia"),
                *("Alennus: Pilot", "FI21 1234 5600 0007 85", "202 60024", "Eräpäivä 4.1.2027", "=Tulosten esittely"),
            ),
        ),
        (
            REST,
            "en",
            (
                *("Done so far, without VAT €1,843.20", "Billed in L2026-001, 25 November 2026 −€1,449.28"),
                *("Total without VAT €393.92", "VAT 25.5% €100.45", "To pay €494.37", "the same as in wave 1/2026"),
            ),
        ),
        (PART, "fi", ("maksuerä", "Maksuerä: 40 % tarjouksesta 2026-001", "1 449,28 €", "1 818,85 €")),
        (REVERSED, "en", ("Reverse charge: the buyer pays the VAT", "SE556703748501", "6 contacts of 12 planned")),
        (REVERSED, "fi", ("Hyväksyttyä tarjousta ei ole", "ei vielä")),
        (CREDIT, "fi", ("Hyvitys L2026-003", "Hyvittää laskutuserittelyn L2026-002", "−494,37 €", "Teidän hyväksenne")),
    ],
)
def test_the_paper_is_one_page_with_all_that_an_invoice_has_to_say(
    basis: InvoiceBasis, language: str, shown: tuple[str, ...]
) -> None:
    text = page(basis, language).replace("\u00a0", " ")
    for each in shown:
        assert each in text


def test_the_workbook_has_numbers_and_days_and_no_formula() -> None:
    book = load_workbook(BytesIO(as_workbook(WHOLE, "fi")))
    lines, sums, hours, _ = book.worksheets
    nets = [row[5] for row in lines.iter_rows(min_row=2, values_only=True)]
    assert round(Decimal(str(sum(float(str(net)) for net in nets))), 2) == WHOLE.total
    assert [cell.value for cell in sums[2]][2:] == [25.5, 3474.63, 886.03, 4360.66]
    assert hours["A2"].is_date
    assert (hours["B2"].value, hours["B2"].data_type) == ("=Tulosten esittely", "s")


def test_earlier_parts_stand_in_the_workbook_below_zero() -> None:
    book = load_workbook(BytesIO(as_workbook(REST, "en")))
    assert [cell.value for cell in book.worksheets[1][2]][3:] == [-1449.28, -369.57, -1818.85]


@pytest.mark.parametrize(("iban", "forms"), [(SELLER.iban, {"pdf", "xlsx", "xml"}), ("", {"pdf", "xlsx"})])
def test_an_e_invoice_is_made_where_the_agency_has_told_what_it_needs(iban: str, forms: set[str]) -> None:
    basis = WHOLE.model_copy(update={"seller": SELLER.model_copy(update={"iban": iban})})
    made = print_invoice(basis.model_dump(mode="json"), "fi", Imprint(agency="Aalto Mystery"), simulated=False)
    assert set(made) == forms
