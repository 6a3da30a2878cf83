"""Payment references, by which a payment finds its invoice."""

from stdnum import iso11649

from domain.identifier import HOME

_WEIGHTS = (7, 3, 1)
LETTERS = "271500"
"""RF and two zeros as numbers, behind which the check digits of ISO 11649 are computed."""


def finnish(base: int) -> str:
    """Returns a Finnish reference number: digits, and a check digit that makes their 7-3-1 sum a multiple of ten.

    `base` has 3 to 19 digits. Source: Finance Finland, "Form and content of the Finnish reference number".
    """
    digits = [int(digit) for digit in str(base)]
    weighed = sum(digit * _WEIGHTS[place % 3] for place, digit in enumerate(reversed(digits)))
    return f"{base}{-weighed % 10}"


def international(base: int) -> str:
    """Returns a creditor reference (ISO 11649): RF, two check digits, and the Finnish reference number."""
    number = finnish(base)
    made = f"RF{98 - int(number + LETTERS) % 97:02}{number}"
    return str(iso11649.validate(made))


def reference(invoice: str, country: str) -> str:
    """Returns the reference of an invoice from the digits of its number: a Finnish one at home, else RF."""
    base = int("".join(digit for digit in invoice if digit.isdecimal()))
    return finnish(base) if country == HOME else international(base)


def told(number: str) -> str:
    """Returns a reference as people read it: an RF one in fours, a Finnish one in fives from its end."""
    if number.startswith("RF"):
        return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
    first = len(number) % 5
    groups = [number[:first], *(number[start : start + 5] for start in range(first, len(number), 5))]
    return " ".join(group for group in groups if group)
