"""What a wave's report foretells of the next wave."""

from domain.thing import Thing


class Prediction(Thing):
    """A value and the interval in which the next wave's is expected with 95 % confidence."""

    name: str
    """`index`, or `nps:QUESTION`."""
    value: float
    low: float
    high: float

    def holds(self, came: float) -> bool:
        """Whether what came lies within the interval, its ends among it."""
        return self.low <= came <= self.high
