"""Units, channels, scenarios and profiles beside each other, and the heat map of where and at which touchpoint."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from domain.label import Label
from domain.profile import Profile
from domain.scenario import Scenario
from domain.service import CHANNELS, Channel, Unit
from domain.texts import Words
from reporting import ladder, statistics
from reporting.analyses.parts import column, indices, target_of
from reporting.frames import Frames
from reporting.measured import Measured, points
from reporting.statistics import Change

SURE = 0.05
"""The corrected p under which two groups are told apart."""


@dataclass(frozen=True)
class Place:
    """A column of the heat map: a service, or one of its units."""

    kind: str
    """`service` or `unit`."""
    name: str
    label: str
    n: int


@dataclass(frozen=True)
class Member:
    """One of the things that are compared."""

    name: str
    label: str
    target: float | None


@dataclass(frozen=True)
class Difference:
    """Two groups of contacts that can be told apart: the second is higher."""

    lower: Measured
    higher: Measured
    change: Change
    p: float
    """Corrected for how many pairs were compared."""


@dataclass(frozen=True)
class League:
    """Groups of contacts: highest index first when some can be told apart, else in the study's own order."""

    kind: str
    """`unit`, `channel`, `scenario` or `profile`."""
    groups: tuple[Measured, ...]
    ranks: tuple[int, ...]
    """Those that cannot be told apart share one."""
    differences: tuple[Difference, ...]

    @property
    def comparable(self) -> bool:
        """Whether at least two groups have the contacts that a comparison takes."""
        return sum(group.n >= ladder.TESTS_FROM for group in self.groups) > 1


def places(frames: Frames, language: str) -> tuple[Place, ...]:
    """Returns services, each followed by its units when it has several and they have contacts."""
    study, contacts = frames.study, frames.contacts
    found = []
    for service in study.services:
        units = [unit for unit in study.units_of(service.name) if (contacts["unit"] == unit.name).any()]
        shown: list[tuple[str, str, Label]] = [("service", service.name, service.label)]
        shown += [("unit", unit.name, unit.label) for unit in units] if len(units) > 1 else []
        for kind, name, label in shown:
            n = int((contacts[kind] == name).sum())
            found.append(Place(kind, name, label.text(language, study.form.default_language), n))
    return tuple(found)


def heat(frames: Frames, scores: pd.DataFrame, where: Sequence[Place]) -> dict[str, dict[str, Measured]]:
    """Returns the score of each touchpoint (rows, the customer's order) in each place; `scores` is by contact."""
    inside = {place: scores[(frames.contacts[place.kind] == place.name).to_numpy()] for place in where}
    return {
        touchpoint.name: {
            f"{place.kind}:{place.name}": points(
                touchpoint.name, place.label, column(inside[place], touchpoint.name), touchpoint.target
            )
            for place in where
        }
        for touchpoint in frames.study.touchpoints
    }


def leagues(frames: Frames, language: str) -> tuple[League, ...]:
    """Returns the comparisons that n bears: at least two groups of five contacts of one kind."""
    study, words = frames.study, Words(language)
    things: dict[str, tuple[Member, ...]] = {
        "unit": tuple(_member(frames, language, one, target_of(study, one.service)) for one in study.units),
        "channel": _channels(frames, words),
        "scenario": tuple(_member(frames, language, one, target_of(study, one.service)) for one in study.scenarios),
        # a profile meets several services, so its target is the study's
        "profile": tuple(_member(frames, language, one, study.terms.target) for one in study.profiles),
    }
    made = []
    for kind, members in things.items():
        league = _league(frames, kind, members)
        if len(league.groups) > 1:
            made.append(league)
    return tuple(made)


def _member(frames: Frames, language: str, thing: Unit | Scenario | Profile, target: float | None) -> Member:
    return Member(thing.name, thing.label.text(language, frames.study.form.default_language), target)


def _channels(frames: Frames, words: Words) -> tuple[Member, ...]:
    """The channels in the order of the services; one whose services have different targets has the study's."""
    goals: dict[Channel, set[float | None]] = {}
    for service in frames.study.services:
        goals.setdefault(service.channel, set()).add(target_of(frames.study, service.name))
    whole = frames.study.terms.target
    return tuple(
        Member(channel.value, _begun(words(CHANNELS[channel])), next(iter(targets)) if len(targets) == 1 else whole)
        for channel, targets in goals.items()
    )


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _league(frames: Frames, kind: str, members: Sequence[Member]) -> League:
    values = {one.name: indices(frames.contacts, kind, one.name) for one in members}
    groups = [
        points(one.name, one.label, values[one.name], one.target)
        for one in members
        if ladder.rung(len(values[one.name])).shows_value
    ]
    by_value = sorted(groups, key=lambda group: (-(group.value or 0.0), group.name))
    differences = _differences(by_value, values)
    told = by_value if differences else groups
    return League(kind, tuple(told), _ranks(told, differences), differences)


def _differences(groups: Sequence[Measured], values: dict[str, np.ndarray]) -> tuple[Difference, ...]:
    """Pairs told apart by an exact test after Holm's correction; groups under ten contacts are not tested."""
    tested = [group for group in groups if group.n >= ladder.TESTS_FROM]
    pairs = [(low, high) for place, high in enumerate(tested) for low in tested[place + 1 :]]
    changes = [statistics.mean_change(values[low.name], values[high.name]) for low, high in pairs]
    corrected = statistics.holm([change.p if change.p is not None else 1.0 for change in changes])
    return tuple(
        Difference(low, high, change, p)
        for (low, high), change, p in zip(pairs, changes, corrected, strict=True)
        if p < SURE
    )


def _ranks(groups: Sequence[Measured], differences: Sequence[Difference]) -> tuple[int, ...]:
    """A group's rank is one more than how many are surely above it."""
    return tuple(1 + sum(pair.lower.name == group.name for pair in differences) for group in groups)
