"""To whom, and how, a shopper's earnings are paid. A personal identity code is never asked for, nor kept."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum import iban
from stdnum.exceptions import ValidationError

from domain.refusal import Refusal

LONGEST_NAME = 200
IDENTITY_CODE = re.compile(r"(?<![0-9A-Z])\d{6}[-+A-FU-Y]\d{3}[0-9A-Y](?![0-9A-Z])")
"""A day of birth, the mark of its century, a number and a check character."""


class NotAnIban(Refusal):
    """That is no bank account's number: its length or its check digits do not fit."""


class IdentityCode(Refusal):
    """A personal identity code was typed; it was not kept."""


class PaidAs(StrEnum):
    """As what a shopper is paid; payroll taxes each in its own way."""

    WAGE = "wage"
    COMPENSATION = "compensation"
    """For work of one who is no employee (in Finland työkorvaus)."""
    INVOICE = "invoice"
    """The shopper, or an invoicing service, sends an invoice."""


@dataclass(frozen=True, kw_only=True)
class Payee:
    """The name, account and kind of payment that payroll needs."""

    legal_name: str
    iban: str
    """Without spaces, capitals."""
    kind: PaidAs

    @property
    def is_whole(self) -> bool:
        """Whether there is enough to pay by."""
        return bool(self.legal_name and self.iban)


def account(typed: str) -> str:
    """Returns an IBAN without spaces (NotAnIban when its length or check digits are wrong: ISO 13616)."""
    try:
        return str(iban.validate(typed))
    except ValidationError:
        raise NotAnIban from None


def grouped(number: str) -> str:
    """Returns an IBAN in groups of four, as people read it."""
    return " ".join(re.findall(".{1,4}", number))


def hidden(number: str) -> str:
    """Returns as much of an IBAN as its owner needs to know it again."""
    return f"{number[:4]} … {number[-4:]}"


def has_identity_code(text: str) -> bool:
    """Whether a Finnish personal identity code stands in a text, its check character right or wrong."""
    return any(_begins_with_a_day(found[0]) for found in IDENTITY_CODE.finditer(text.upper()))


def _begins_with_a_day(code: str) -> bool:
    try:
        date(2000 + int(code[4:6]), int(code[2:4]), int(code[:2]))
    except ValueError:
        return False
    return True
