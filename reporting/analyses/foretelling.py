"""What the next wave is expected to show, and what became of what was expected of this one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np

from domain.prediction import Prediction
from reporting import ladder, statistics
from reporting.analyses.series import SURE, change_of, nps_counts
from reporting.measured import Measured, Unit
from reporting.statistics import Estimate


class Silence(StrEnum):
    """Why nothing is foretold of a value."""

    FEW_CONTACTS = "few_contacts"
    """The wave has fewer than ten."""
    TWO_WAVES_APART = "two_waves_apart"
    """Two waves differ more than by chance, and two do not tell how much waves differ."""


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What is foretold of one value, or why nothing is."""

    now: Measured
    prediction: Prediction | None
    silence: Silence | None
    waves: int
    """How many waves it rests on."""

    def printed(self) -> dict[str, Any]:
        """Returns its numbers as plain data."""
        numbers = {} if self.prediction is None else self.prediction.model_dump(exclude={"name"})
        return {**numbers, "waves": self.waves, "silence": self.silence.value if self.silence else None}


@dataclass(frozen=True, kw_only=True)
class Score:
    """What was foretold of a value, and what came."""

    prediction: Prediction
    came: Measured

    @property
    def inside(self) -> bool | None:
        """Whether it came as foretold; None when too few contacts came to tell."""
        return None if self.came.value is None else self.prediction.holds(self.came.value)

    def printed(self) -> dict[str, Any]:
        """Returns its numbers as plain data."""
        return {**self.prediction.model_dump(exclude={"name"}), "came": self.came.value, "inside": self.inside}


def name_of(measured: Measured) -> str:
    """Returns the name under which a value is foretold."""
    return f"nps:{measured.name}" if measured.unit is Unit.NPS else measured.name


def outlook(now: Measured, waves: Sequence[np.ndarray]) -> Outlook:
    """Returns what the next wave is expected to show of a value.

    `waves` are its values contact by contact in the waves that measured it alike, oldest first, the present one last.
    """
    present = waves[-1]
    enough = [values for values in waves if len(values) >= ladder.TESTS_FROM]
    told = Outlook(now=now, prediction=None, silence=Silence.FEW_CONTACTS, waves=len(enough))
    if len(present) < ladder.TESTS_FROM:
        return told
    if len(enough) < statistics.VARYING_FROM and _apart(now, enough):
        return replace(told, silence=Silence.TWO_WAVES_APART)
    expected = _expected(now, enough)
    if expected.value is None or expected.low is None or expected.high is None:
        return told
    prediction = Prediction(name=name_of(now), value=expected.value, low=expected.low, high=expected.high)
    return replace(told, prediction=prediction, silence=None)


def _apart(now: Measured, waves: Sequence[np.ndarray]) -> bool:
    change = change_of(now.unit, waves[0], waves[-1]) if len(waves) > 1 else None
    return change is not None and change.p is not None and change.p < SURE


def _expected(now: Measured, waves: Sequence[np.ndarray]) -> Estimate:
    if now.unit is Unit.NPS:
        return statistics.next_nps([nps_counts(values) for values in waves])
    return statistics.next_mean(waves, *now.scale)


def scores(foretold: Sequence[Prediction], came: Sequence[Measured]) -> tuple[Score, ...]:
    """Returns each prediction with what came, in the order of what came."""
    by_name = {prediction.name: prediction for prediction in foretold}
    return tuple(Score(prediction=by_name[name], came=one) for one in came if (name := name_of(one)) in by_name)
