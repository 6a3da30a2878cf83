"""What the agency's work costs."""

from decimal import Decimal
from enum import StrEnum

from domain.thing import Thing


class Item(StrEnum):
    """What is priced, and by what unit."""

    SETUP = "setup"
    """Study of value, promise and goals with the choice of metrics, per service."""
    RESEARCH = "research"
    """Contacts, per expected minute."""
    ANALYSIS = "analysis"
    """The outcome analysis, per study."""
    EXTRA = "extra"
    """Work beyond the content, per hour."""

    @property
    def unit(self) -> str:
        """What one of it is."""
        return {"setup": "service", "research": "minute", "analysis": "study", "extra": "hour"}[self.value]


class Price(Thing):
    """The price of one unit of an item, in euros without VAT, and the VAT rate in per cent."""

    item: Item
    price: Decimal
    vat_percent: Decimal
