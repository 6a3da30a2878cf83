"""The customer's journey: touchpoints in order, and encounters that follow each other."""

from domain.label import Label
from domain.thing import Thing


class Touchpoint(Thing):
    """A point of the journey where the customer meets the service; it has an owner and goals on both sides."""

    name: str
    label: Label
    sub_journey: str = ""
    sub_journey_label: Label = Label({})
    owner: str = ""
    company_goal: str = ""
    customer_goal: str = ""
    target: float | None = None
    """Goal of its index, 0..100."""


class Step(Thing):
    """One encounter of a journey: the contacts of a thread follow the steps, one shopper and one profile throughout."""

    journey: str
    step: int
    scenario: str
    profile: str
    label: Label
