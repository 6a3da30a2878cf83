"""Amounts of money as people type them: `12,50`, `1 234,50 €`, `EUR 12.5`, `−15`, alone or among words."""

import re
from decimal import Decimal

_WHOLE = r"(?P<whole>[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,7})"
_NUMBER = rf"(?P<sign>[-+−]?)\s*{_WHOLE}(?:[.,](?P<cents>[0-9]{{1,2}}))?"
_AMOUNT = re.compile(rf"(?<![\w.,+−-])(?:(?:€|eur)\s*)?{_NUMBER}(?:\s*(?:€|eur|euroa?|e))?(?![\w.,]*\w)", re.IGNORECASE)


def read_amount(text: str) -> tuple[Decimal, str] | None:
    """Returns the one amount in a text, to the cent, and the words around it; None when there is none, or several."""
    found = list(_AMOUNT.finditer(text))
    if len(found) != 1:
        return None
    amount = found[0]
    whole = re.sub(r"\D", "", amount["whole"])
    value = Decimal(f"{whole}.{(amount['cents'] or '0').ljust(2, '0')}")
    words = f"{text[: amount.start()]} {text[amount.end() :]}"
    return (-value if amount["sign"] in {"-", "−"} else value), " ".join(words.split()).strip(" ,;:.–-")
