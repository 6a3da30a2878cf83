"""How a client is billed is typed in lines, and checked; so is an instalment."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.billed import read_instalment
from domain.billing import Billing, NotBilling
from domain.invoice_basis import NotAnInstalment
from domain.vat import VatTreatment

KNOWN = Billing(name="Havu Energia Oy", business_id="1234567-1")


def test_lines_say_what_changes_and_the_rest_stays() -> None:
    told = KNOWN.told("Street: Katu 1\npostcode 20100; Town = Turku\nVerkkolaskuosoite 0037 1234 5671\nviite Kp 7")
    assert told == KNOWN.model_copy(
        update={
            "street": "Katu 1",
            "postcode": "20100",
            "town": "Turku",
            "e_invoice_address": "003712345671",
            "reference": "Kp 7",
        }
    )


@pytest.mark.parametrize(
    ("line", "treatment"),
    [
        ("Tax reverse charge", VatTreatment.REVERSE_CHARGE),
        ("Verotus käännetty", VatTreatment.REVERSE_CHARGE),
        ("tax outside", VatTreatment.OUTSIDE),
        ("verotus: kotimaa", VatTreatment.DOMESTIC),
    ],
)
def test_the_tax_is_one_of_three(line: str, treatment: VatTreatment) -> None:
    assert KNOWN.told(f"{line}\nOperator NDEAFIHH").treatment is treatment


def test_a_dash_takes_a_detail_away_but_not_the_name() -> None:
    assert KNOWN.told("Business id -").business_id == ""
    assert KNOWN.told("Name -").name == "-"


def test_a_number_is_looked_at_by_the_country_that_was_told() -> None:
    told = KNOWN.told("Country SE\nBusiness id 556703-7485\nVAT number SE556703748501")
    assert (told.country, told.business_id, told.vat_id) == ("SE", "556703-7485", "SE556703748501")


@pytest.mark.parametrize(
    "text", ["", "hello", "Street", "Business id 1234567-2", "VAT number 123", "Tax none", "Street " + "x" * 36]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(NotBilling):
        KNOWN.told(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        told = KNOWN.told(text)
    except NotBilling:
        return
    assert Billing.model_validate(told.model_dump(mode="json")) == told


@pytest.mark.parametrize(
    ("typed", "percent", "amount"),
    [
        ("40 %", "40", None),
        ("33,33%", "33.33", None),
        ("1200", None, "1200"),
        ("1 200,50 €", None, "1200.50"),
        ("40 prosenttia", "40", None),
        ("1200 euroa", None, "1200"),
    ],
)
def test_an_instalment_is_a_share_or_a_sum(typed: str, percent: str | None, amount: str | None) -> None:
    wanted = (Decimal(percent) if percent else None, Decimal(amount) if amount else None)
    assert read_instalment(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    ["0", "0 %", "", "all", "-40 %", "4.0.0", "1e3", "40 % 60 %", "1200 1300", "12 00", "1200 now", "NaN", "١٢"],
)
def test_anything_else_is_no_instalment(typed: str) -> None:
    with pytest.raises(NotAnInstalment):
        read_instalment(typed)
