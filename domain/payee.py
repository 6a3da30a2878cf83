"""To whom, and how, a shopper's earnings are paid. A personal identity code is never asked for, nor kept."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain import identifier
from domain.refusal import Refusal

LONGEST_NAME = 200
IDENTITY_CODE = re.compile(r"(?<!\d)(\d{6})\s?[-+A-FU-Y\u2010-\u2015\u2212]\s?(\d{3})([0-9A-Y])(?!\d)")
"""A day of birth, the mark of its century, a number and a check character; also in the middle of a word.

Phones make a longer dash of the mark.
"""

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
"""The check characters of personal identity codes, by the remainder (Digital and Population Data Services Agency)."""


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
        return identifier.iban(typed)
    except ValueError:
        raise NotAnIban from None


def hidden(number: str) -> str:
    """Returns as much of an IBAN as its owner needs to know it again."""
    return f"{number[:4]} … {number[-4:]}"


def has_identity_code(text: str, *, surely: bool = False) -> bool:
    """Whether a Finnish personal identity code stands in a text; surely: its check character fits too."""
    return any(
        _is_a_day(found[1]) and (not surely or CHECKS[int(found[1] + found[2]) % len(CHECKS)] == found[3])
        for found in IDENTITY_CODE.finditer(text.upper())
    )


def _is_a_day(digits: str) -> bool:
    try:
        date(2000 + int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True
