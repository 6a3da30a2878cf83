"""What the brand promises its customers, and the parts that make it true."""

from domain.label import Label
from domain.thing import Thing


class Element(Thing):
    """A part of the promise; metrics point to it."""

    name: str
    label: Label
    weight: float = 1.0
    """Its share in the promise as a whole, relative to the other elements (> 0)."""
    target: float | None = None
    """Goal of its index, 0..100."""
