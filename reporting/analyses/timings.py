"""How long customers waited and were served, against the goal."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from domain.contact import Outcome
from domain.service import Service
from reporting import ladder, statistics
from reporting.frames import Frames
from reporting.statistics import Estimate


class Period(StrEnum):
    """What a time is told in."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"

    @property
    def minutes(self) -> float:
        """How many minutes one is."""
        return {"seconds": 1 / 60, "minutes": 1.0, "hours": 60.0}[self.value]


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Times of one service's contacts against a goal, in the unit they are shown in."""

    name: str
    """`wait` or `length`, and the service's name: `wait:phone`."""
    label: str
    unit: Period
    values: tuple[float, ...]
    goal: float | None
    median: Estimate
    within: Estimate | None
    """Share (0..1) of contacts within the goal, unanswered ones counted as beyond it; None without a goal."""
    within_count: int
    unanswered: int

    @property
    def rung(self) -> ladder.Rung:
        """How far up the small-number ladder its times are."""
        return ladder.rung(len(self.values))


def waits(frames: Frames, language: str) -> tuple[Timing, ...]:
    """Returns the waiting times of each service that has any: from the start of a contact to its answer."""
    made = (_wait(frames, service, language) for service in frames.study.services)
    return tuple(timing for timing in made if timing.values)


def lengths(frames: Frames, language: str) -> tuple[Timing, ...]:
    """Returns the handling times of each service given at once: from the answer to the end, in minutes."""
    made = (_length(frames, service, language) for service in frames.study.services)
    return tuple(timing for timing in made if timing.values)


def _wait(frames: Frames, service: Service, language: str) -> Timing:
    rows = _rows(frames, service)
    replied = service.channel.waits_for_reply
    goal = service.reply_goal_hours if replied else service.answer_goal_seconds
    period = Period.HOURS if replied else Period.SECONDS
    values = rows["wait"].dropna().to_numpy() / period.minutes
    unanswered = int((rows["outcome"] == Outcome.NO_ANSWER.value).sum())
    label = service.label.text(language, frames.study.form.default_language)
    return timing(f"wait:{service.name}", label, period, values, None if goal is None else float(goal), unanswered)


def _length(frames: Frames, service: Service, language: str) -> Timing:
    lengths = _rows(frames, service)["length"].dropna().to_numpy()
    values = lengths[:0] if service.channel.waits_for_reply else lengths
    label = service.label.text(language, frames.study.form.default_language)
    return timing(f"length:{service.name}", label, Period.MINUTES, values, None, 0)


def _rows(frames: Frames, service: Service) -> pd.DataFrame:
    return frames.contacts[frames.contacts["service"] == service.name]


def timing(name: str, label: str, period: Period, values: np.ndarray, goal: float | None, unanswered: int) -> Timing:
    """Returns the times of one service: median and share within the goal, in the period they are told in."""
    within = 0 if goal is None else int((values <= goal).sum())
    return Timing(
        name=name,
        label=label,
        unit=period,
        values=tuple(np.sort(values).tolist()),
        goal=goal,
        median=statistics.median(values),
        within=None if goal is None else statistics.share(within, len(values) + unanswered),
        within_count=within,
        unanswered=unanswered,
    )
