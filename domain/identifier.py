"""Numbers that name companies and accounts, with their check digits looked at."""

import re

from stdnum import bic as bics
from stdnum import iban as ibans
from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fi import ytunnus

HOME = "FI"
_ADDRESS = re.compile(r"[0-9A-Za-z:._@+-]{3,35}")


def business_id(text: str, country: str = HOME) -> str:
    """Returns a business id as it is written (a Finnish one by its check digit, ValueError for any other).

    Of other countries, whose registers number otherwise, one line of at most 35 letters is taken as it stands.
    """
    if country != HOME:
        return _line(text, "a business id")
    try:
        return ytunnus.format(ytunnus.validate(text))
    except ValidationError:
        raise ValueError("a Finnish business id is seven digits, a hyphen and a check digit: 1234567-1") from None


def vat_id(text: str) -> str:
    """Returns a VAT number of the European Union without spaces (ValueError for anything else)."""
    try:
        return vat.validate(text)
    except ValidationError:
        raise ValueError("a VAT number begins with its country, such as FI12345671") from None


def vat_id_of(business_id: str) -> str:
    """Returns the VAT number that goes with a Finnish business id."""
    return f"{HOME}{ytunnus.compact(business_id)}"


def iban(text: str) -> str:
    """Returns an account number without spaces (ISO 13616: its remainder by 97 is 1; ValueError for anything else)."""
    try:
        return ibans.validate(text)
    except ValidationError:
        raise ValueError("an account number (IBAN) looks like FI21 1234 5600 0007 85") from None


def iban_told(number: str) -> str:
    """Returns an account number as people read it, in groups of four."""
    return ibans.format(number)


def bic(text: str) -> str:
    """Returns a bank's code, eight or eleven letters (ISO 9362; ValueError for anything else)."""
    try:
        return bics.validate(text)
    except ValidationError:
        raise ValueError("a bank's code (BIC) looks like NDEAFIHH") from None


def e_invoice_address(text: str) -> str:
    """Returns an address or an operator of e-invoices (an OVT code, an IBAN or a BIC; ValueError for anything else)."""
    squeezed = "".join(text.split())
    if not _ADDRESS.fullmatch(squeezed):
        raise ValueError("an e-invoice address is 3 to 35 letters and digits, such as 003712345671")
    return squeezed


def country(text: str) -> str:
    """Returns a country's code of two letters (ISO 3166; ValueError for anything else)."""
    code = text.strip().upper()
    if not re.fullmatch("[A-Z]{2}", code):
        raise ValueError("a country is a code of two letters such as FI")
    return code


def _line(text: str, what: str) -> str:
    line = " ".join(text.split())
    if not 0 < len(line) <= 35:
        raise ValueError(f"{what} is one line of at most 35 letters")
    return line
