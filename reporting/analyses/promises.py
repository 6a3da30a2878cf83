"""What encounters promised, and whether it was kept."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from domain.evidence import is_of_the_earlier, questions_showing
from domain.metric import Shows
from reporting.analyses.shown import shown
from reporting.analyses.threads import followed
from reporting.frames import Frames
from reporting.measured import Measured, in_percent


@dataclass(frozen=True, kw_only=True)
class Promises:
    """Encounters that promised something, and of how many it is known whether they kept it."""

    made: int
    kept: Measured
    """The share of kept ones in per cent; its n are those of which it is known."""

    @property
    def unknown(self) -> int:
        """Of how many nobody has told yet."""
        return self.made - self.kept.n

    def printed(self) -> dict[str, Any]:
        """Returns the numbers as plain data."""
        return {"made": self.made, **self.kept.printed()}


def promises(frames: Frames, label: str, between: str) -> tuple[Promises, Promises]:
    """Returns the promises of all encounters, and those of encounters that another of the same customer followed.

    What the next encounter says goes before what was told of the same contact afterwards. `label` and `between` are
    what the two are called.
    """
    form = frames.study.form
    made = shown(frames, Shows.PROMISE) == 1
    own = shown(frames, Shows.KEPT, lambda question: not is_of_the_earlier(question))
    of_earlier = shown(frames, Shows.KEPT, is_of_the_earlier)
    pairs = followed(frames)
    earlier, later = pairs["earlier"].to_numpy(dtype=int), pairs["later"].to_numpy(dtype=int)
    kept = own.copy()
    kept[earlier] = np.where(np.isnan(of_earlier[later]), own[earlier], of_earlier[later])
    was_followed = np.zeros(frames.n, dtype=bool)
    was_followed[earlier] = True
    asked = any(questions_showing(form, Shows.KEPT))
    nothing = np.full(frames.n, np.nan)
    return (
        _promises("promises", label, kept[made] if asked else nothing[made]),
        _promises("promises:between", between, kept[made & was_followed] if asked else nothing[made & was_followed]),
    )


def _promises(name: str, label: str, kept: np.ndarray) -> Promises:
    known = kept[~np.isnan(kept)]
    return Promises(made=len(kept), kept=in_percent(name, label, int(known.sum()), len(known), None))
