"""A wrong digit on an invoice sends money astray: check digits are looked at where a number comes in."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import identifier
from domain.biller import Biller
from domain.billing import Billing, billing_of
from domain.vat import VatTreatment

WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def _checked(digits: str) -> str:
    """A Finnish business id as the tax office makes it: weighted sum by 11; a remainder of 1 is never given."""
    rest = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    return f"{digits}-{0 if rest == 0 else 11 - rest}"


@given(st.text("0123456789", min_size=7, max_size=7).filter(lambda d: not _checked(d).endswith("-10")))
def test_a_business_id_is_taken_with_its_own_check_digit_alone(digits: str) -> None:
    right = _checked(digits)
    assert identifier.business_id(right) == right
    assert identifier.business_id(right.replace("-", "")) == right
    for wrong in {f"{digits}-{other}" for other in range(10)} - {right}:
        with pytest.raises(ValueError, match="check digit"):
            identifier.business_id(wrong)


@pytest.mark.parametrize(
    ("look", "told", "kept"),
    [
        (identifier.vat_id, "fi 1234567-1", "FI12345671"),
        (identifier.vat_id, "SE556703748501", "SE556703748501"),
        (identifier.iban, "fi21 1234 5600 0007 85", "FI2112345600000785"),
        (identifier.bic, "ndeafihh", "NDEAFIHH"),
        (identifier.e_invoice_address, "0037 1234 5671", "003712345671"),
        (identifier.country, "se", "SE"),
    ],
)
def test_numbers_are_kept_in_one_form(look: Callable[[str], str], told: str, kept: str) -> None:
    assert look(told) == kept


@pytest.mark.parametrize(
    ("look", "wrong"),
    [
        (identifier.vat_id, "FI12345672"),
        (identifier.vat_id, "12345671"),
        (identifier.iban, "FI21 1234 5600 0007 86"),
        (identifier.iban, "FI21"),
        (identifier.bic, "NDEA"),
        (identifier.e_invoice_address, "00 37<"),
        (identifier.country, "Finland"),
        (identifier.business_id, ""),
    ],
)
def test_a_wrong_number_is_refused(look: Callable[[str], str], wrong: str) -> None:
    with pytest.raises(ValueError, match="a"):
        look(wrong)


def test_other_countries_number_their_companies_otherwise() -> None:
    assert identifier.business_id(" 556703-7485 ", "SE") == "556703-7485"
    with pytest.raises(ValueError, match="one line"):
        identifier.business_id("x" * 36, "SE")


def test_an_account_is_told_in_groups() -> None:
    assert identifier.iban_told("FI2112345600000785") == "FI21 1234 5600 0007 85"


def test_a_biller_says_what_its_invoices_still_need() -> None:
    assert Biller(name="Aalto", business_id="1234567-1", iban="FI2112345600000785").missing == (
        "vat_id",
        "street",
        "postcode",
        "town",
    )


def test_a_client_is_billed_by_its_workbook_until_somebody_says_more() -> None:
    first = billing_of(None, client="Havu Energia Oy", business_id="1234567-1")
    assert first == Billing(name="Havu Energia Oy", business_id="1234567-1")
    assert first.treatment is VatTreatment.DOMESTIC
    stored = first.model_copy(update={"street": "Katu 1", "postcode": "20100", "town": "Turku"})
    assert billing_of(stored.model_dump(mode="json"), client="Havu") == stored
    assert stored.address == ("Katu 1", "20100 Turku")
    assert stored.model_copy(update={"country": "SE"}).address[-1] == "SE"
