"""Waves beside each other: the same things from wave to wave, and what changed between the last two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from domain.metric import Measure
from domain.prediction import Prediction
from reporting.analyses.answered import Answers, measured_like
from reporting.analyses.foretelling import Outlook, Score, name_of, outlook, scores
from reporting.analyses.metrics import is_all_or_nothing
from reporting.analyses.sameness import Asking, Kind, Reason, reworded, why_not
from reporting.analyses.series import Series, change_of, corrected
from reporting.earlier import Earlier
from reporting.frames import Frames
from reporting.measured import Measured, Unit

MIXED_FROM = 0.1
"""By how much a service's share of the contacts may differ before it is said."""
HEADLINES = frozenset({Measure.NPS, Measure.CSAT, Measure.CES})
"""Metrics that are tested beside the index and the promise."""


@dataclass(frozen=True, kw_only=True)
class Waves:
    """The present wave among the earlier ones; of a first wave there are no series."""

    names: tuple[str, ...]
    """Oldest first, the present one last."""
    series: tuple[Series, ...] = ()
    gone: tuple[str, ...] = ()
    """Metrics of the wave before that are no longer asked."""
    mixed: bool = False
    """Whether the contacts are divided between the services otherwise than in the wave before."""
    scores: tuple[Score, ...] = ()
    """What the report of the wave before foretold of this one, and what came."""
    outlooks: tuple[Outlook, ...] = ()
    """What is foretold of the next wave."""

    @property
    def before(self) -> str:
        """The name of the wave before; empty when there is none."""
        return self.names[-2] if len(self.names) > 1 else ""

    def of(self, *kinds: Kind) -> tuple[Series, ...]:
        """Returns the series of these kinds, in the report's order."""
        return tuple(series for series in self.series if series.kind in kinds)

    def get(self, kind: Kind, name: str) -> Series | None:
        """Returns the series of a thing, None when there is none."""
        return next((series for series in self.series if (series.kind, series.name) == (kind, name)), None)

    @property
    def index(self) -> Series | None:
        """The index from wave to wave."""
        return next(iter(self.of(Kind.INDEX)), None)

    @property
    def surviving(self) -> tuple[Series, ...]:
        """What changed more than chance does, headlines first."""
        told = [series for series in self.series if series.survives]
        return tuple(sorted(told, key=lambda series: not series.headline))

    @property
    def predictions(self) -> tuple[Prediction, ...]:
        """What is foretold of the next wave, as it is kept until then."""
        return tuple(outlook.prediction for outlook in self.outlooks if outlook.prediction is not None)

    def printed(self) -> dict[str, Any]:
        """Returns its numbers as plain data, by kind and name."""
        kinds: dict[str, dict[str, Any]] = {}
        for series in self.series:
            kinds.setdefault(series.kind.value, {})[series.name] = series.printed()
        return {
            "names": list(self.names),
            "series": kinds,
            "gone": list(self.gone),
            "scores": {score.prediction.name: score.printed() for score in self.scores},
            "outlooks": {name_of(outlook.now): outlook.printed() for outlook in self.outlooks},
        }


def compare(present: Answers, things: Mapping[Kind, Sequence[Measured]], earlier: Earlier, language: str) -> Waves:
    """Returns the present wave beside the earlier ones; `things` are its values by kind, in the report's order."""
    now = present.frames
    comparing = _Comparing(present, [Answers(frames) for frames in earlier.waves])
    every = [(kind, thing) for kind, of_kind in things.items() for thing in of_kind]
    aimed = [(kind, thing) for kind, thing in every if kind is Kind.INDEX or thing.unit is Unit.NPS]
    outlooks = tuple(comparing.outlook(kind, thing) for kind, thing in aimed) if earlier.foretells else ()
    if not earlier.waves:
        return Waves(names=(now.wave,), outlooks=outlooks)
    last = earlier.waves[-1]
    alike = [thing for kind, thing in aimed if comparing.reasons(kind, thing.name)[-1] is None]
    return Waves(
        names=(*(one.wave for one in earlier.waves), now.wave),
        series=corrected([one for kind, thing in every if (one := comparing.series(kind, thing)).has_values]),
        gone=tuple(_gone(now, last, language)),
        mixed=_mixed(now, last),
        scores=scores(earlier.foretold, alike),
        outlooks=outlooks,
    )


class _Comparing:
    """The present wave and the earlier ones, each asking in its own way."""

    def __init__(self, present: Answers, before: Sequence[Answers]) -> None:
        self._present, self._before = present, before
        self._asking = Asking(present.frames.study)
        self._asked = [self._as_now(one.frames) or Asking(one.frames.study) for one in before]

    def _as_now(self, frames: Frames) -> Asking | None:
        return self._asking if frames.study == self._asking.study else None

    def reasons(self, kind: Kind, name: str) -> tuple[Reason | None, ...]:
        """Returns why a thing is not compared with each earlier wave; None where it is."""
        return tuple(why_not(kind, name, self._asking, asked) for asked in self._asked)

    def _values(self, kind: Kind, name: str) -> list[np.ndarray | None]:
        """A thing's values in each earlier wave; None where it was not measured alike."""
        alike = zip(self._before, self.reasons(kind, name), strict=True)
        return [None if reason else one.of(kind, name) for one, reason in alike]

    def outlook(self, kind: Kind, thing: Measured) -> Outlook:
        """Returns what is foretold of a thing."""
        before = [values for values in self._values(kind, thing.name) if values is not None]
        return outlook(thing, [*before, self._present.of(kind, thing.name)])

    def series(self, kind: Kind, thing: Measured) -> Series:
        """Returns a thing from wave to wave; its change is not corrected yet."""
        values = self._values(kind, thing.name)
        last, present, is_share = values[-1], self._present.of(kind, thing.name), self._is_share(kind, thing.name)
        return Series(
            kind=kind,
            headline=self._heads(kind, thing.name),
            values=(*(None if one is None else measured_like(thing, one, is_share=is_share) for one in values), thing),
            change=None if last is None else change_of(thing.unit, last, present, is_share=is_share),
            p=None,
            reworded=kind is Kind.METRIC and last is not None and self._reworded(thing.name),
            reason=self.reasons(kind, thing.name)[-1],
        )

    def _heads(self, kind: Kind, name: str) -> bool:
        if kind is Kind.METRIC:
            return self._asking.study.form.question(name).measure in HEADLINES
        return kind in {Kind.INDEX, Kind.PROMISE}

    def _is_share(self, kind: Kind, name: str) -> bool:
        study = self._asking.study
        return kind is Kind.METRIC and is_all_or_nothing(study, study.form.question(name))

    def _reworded(self, name: str) -> bool:
        return reworded(name, self._asking.study, self._asked[-1].study)


def _gone(now: Frames, then: Frames, language: str) -> Iterator[str]:
    measured = {question.name for question in now.study.form.questions if question.is_measured}
    for question in then.study.form.questions:
        if question.is_measured and question.name not in measured:
            yield then.study.form.label(question, language)


def _mixed(now: Frames, then: Frames) -> bool:
    """Whether a service has a share of the contacts that is 10 percentage points off what it had."""
    shares = [frames.contacts["service"].value_counts(normalize=True) for frames in (now, then)]
    return bool((shares[0].sub(shares[1], fill_value=0).abs() > MIXED_FROM).any())
