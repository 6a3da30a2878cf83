"""Who prints a paper: the agency by its name, in its colour, under its logo."""

from dataclasses import dataclass

from domain.biller import UNSET, Biller
from domain.colour import Colour, darkened
from domain.logo import Logo

OWN: Colour = (11, 79, 108)
"""Of an agency that has set no colour."""
WASH: Colour = (241, 245, 247)
"""The ground of boxes, on which it has to be read too."""


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What a paper shows of the one who made it."""

    agency: str
    colour: Colour = OWN
    """As the agency has set it; paper gets a darker shade when it is too pale to be read."""
    logo: Logo | None = None
    biller: Biller = UNSET
    """The agency as a company, on quotes and invoices."""

    @property
    def printed_colour(self) -> Colour:
        """The colour as papers print it: as set, or as much darker as it takes to be read."""
        return darkened(self.colour, WASH)
