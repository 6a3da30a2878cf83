"""Who prints a paper: the agency by its name, in its colour, under its logo."""

from dataclasses import dataclass

from domain.biller import UNSET, Biller
from domain.colour import Colour
from domain.logo import Logo

OWN: Colour = (11, 79, 108)
"""Of an agency that has set no colour."""


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What a paper shows of the one who made it."""

    agency: str
    colour: Colour = OWN
    """As the agency has set it; paper gets a darker shade when it is too pale to be read."""
    logo: Logo | None = None
    biller: Biller = UNSET
    """The agency as a company, on quotes and invoices."""
