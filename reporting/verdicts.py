"""Where a value stands against its target, in five steps: a board gets an answer and not a shrug."""

from enum import StrEnum

from domain.texts import N_

LIKELY = 0.68
"""The confidence of the narrower interval, by which something is *probably* so."""


class Verdict(StrEnum):
    """The five steps."""

    CLEARLY_ABOVE = "clearly_above"
    """The whole 95 % interval is above the target."""
    PROBABLY_ABOVE = "probably_above"
    """The value is above, and the whole 68 % interval too."""
    AT = "at"
    """Neither: cannot be told from the target."""
    PROBABLY_BELOW = "probably_below"
    CLEARLY_BELOW = "clearly_below"

    @property
    def side(self) -> int:
        """1 above, 0 at, -1 below the target."""
        return {"above": 1, "at": 0, "below": -1}[self.value.rsplit("_", 1)[-1]]

    @property
    def is_clear(self) -> bool:
        """Whether it rests on the wider interval."""
        return self in {Verdict.CLEARLY_ABOVE, Verdict.CLEARLY_BELOW}


WORDS = {
    Verdict.CLEARLY_ABOVE: N_("clearly above the target"),
    Verdict.PROBABLY_ABOVE: N_("probably above the target"),
    Verdict.AT: N_("at the target"),
    Verdict.PROBABLY_BELOW: N_("probably below the target"),
    Verdict.CLEARLY_BELOW: N_("clearly below the target"),
}
"""As they go on after a name and a number."""


def verdict(value: float, wide: tuple[float, float], narrow: tuple[float, float], target: float) -> Verdict:
    """Returns the step from a value, its 95 % and 68 % intervals and the target, all on one scale."""
    if wide[0] > target:
        return Verdict.CLEARLY_ABOVE
    if wide[1] < target:
        return Verdict.CLEARLY_BELOW
    if value > target and narrow[0] > target:
        return Verdict.PROBABLY_ABOVE
    if value < target and narrow[1] < target:
        return Verdict.PROBABLY_BELOW
    return Verdict.AT
