"""Currencies by their codes in ISO 4217."""

from functools import cache

from babel import Locale
from babel.numbers import get_currency_precision, get_territory_currencies

from domain.refusal import Refusal

COMMON = ("EUR", "SEK", "NOK", "DKK", "GBP", "CHF", "PLN", "USD")
"""Those that are offered first."""


class NotACurrency(Refusal):
    """There is no such currency now, or its sums have no hundredths."""


@cache
def currencies() -> frozenset[str]:
    """Returns what is money somewhere now and has hundredths, as every sum here has (by CLDR's territories)."""
    now = (code for place in Locale("en").territories for code in get_territory_currencies(str(place)))
    return frozenset(code for code in now if get_currency_precision(code) == 2)


def read_currency(text: str) -> str:
    """Returns the code that was typed, in capitals (NotACurrency)."""
    code = text.strip().upper()
    if code not in currencies():
        raise NotACurrency
    return code
