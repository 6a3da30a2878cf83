"""What the buyer wants to see on an invoice, and where it goes: an order number, a reference, an e-invoice address."""

from collections.abc import Iterator, Mapping

from domain.refusal import Refusal
from domain.thing import Thing
from domain.typed_lines import EINVOICE_ADDRESS, EINVOICE_OPERATOR, NOTHING, Beginnings, typed_lines

LONGEST: Mapping[str, int] = {
    "purchase_order": 70,
    "reference": 70,
    "einvoice_address": 35,
    "einvoice_operator": 35,
}
"""The longest texts, in characters: as many as Finvoice 3.0 takes."""
KEYS: Mapping[str, tuple[str, ...]] = {
    "purchase_order": ("purchase order", "order", "po", "ostotilaus", "tilausnumero", "tilaus"),
    "reference": ("reference", "ref", "viitteenne", "viite"),
    "einvoice_address": EINVOICE_ADDRESS,
    "einvoice_operator": EINVOICE_OPERATOR,
}
"""How people begin a line, in lower case."""
_BEGINNINGS = Beginnings(KEYS)


class NotOrderDetails(Refusal):
    """A typed line says none of the order's details, or one that is too long."""


class Ordering(Thing):
    """The details of an order; what nobody has told is empty."""

    purchase_order: str = ""
    reference: str = ""
    """The buyer's own, such as a cost centre or a person."""
    einvoice_address: str = ""
    einvoice_operator: str = ""

    def told(self, text: str) -> "Ordering":
        """Returns the details with what typed lines say changed (NotOrderDetails when a line says nothing).

        A line begins with what it tells: `Order PO-88213`, `verkkolaskuosoite: 003712345671`; a dash takes it away.
        """
        return self.model_copy(update=dict(_read(text)))

    def over(self, other: "Ordering") -> "Ordering":
        """Returns these details, and where they say nothing the other ones."""
        return self.model_copy(update={name: getattr(self, name) or getattr(other, name) for name in LONGEST})


def _read(text: str) -> Iterator[tuple[str, str]]:
    lines = list(typed_lines(text))
    if not lines:
        raise NotOrderDetails(line="")
    for line in lines:
        found = _BEGINNINGS.read(line)
        if found is None or len(found[1]) > LONGEST[found[0]]:
            raise NotOrderDetails(line=line[:40])
        field, value = found
        yield field, "" if value in NOTHING else value
