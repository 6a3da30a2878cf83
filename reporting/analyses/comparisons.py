"""Units, scenarios and profiles beside each other, and the heat map of where and at which touchpoint."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from domain.label import Label
from domain.profile import Profile
from domain.scenario import Scenario
from domain.service import Unit
from reporting import ladder, statistics
from reporting.analyses.parts import column, split
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
class Difference:
    """Two groups of contacts that can be told apart: the second is higher."""

    lower: Measured
    higher: Measured
    change: Change
    p: float
    """Corrected for how many pairs were compared."""


@dataclass(frozen=True)
class League:
    """Groups of contacts by their index, highest first; those that cannot be told apart share a rank."""

    kind: str
    """`unit`, `scenario` or `profile`."""
    groups: tuple[Measured, ...]
    ranks: tuple[int, ...]
    differences: tuple[Difference, ...]


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
    parts = split(frames, scores, [(place.kind, place.name) for place in where])
    return {
        touchpoint.name: {
            f"{place.kind}:{place.name}": points(
                touchpoint.name, place.label, column(parts[place.kind, place.name], touchpoint.name), touchpoint.target
            )
            for place in where
        }
        for touchpoint in frames.study.touchpoints
    }


def leagues(frames: Frames, language: str) -> tuple[League, ...]:
    """Returns the comparisons that n bears: at least two groups of five contacts of units, scenarios or profiles."""
    study = frames.study
    things: dict[str, tuple[Unit | Scenario | Profile, ...]] = {
        "unit": study.units,
        "scenario": study.scenarios,
        "profile": study.profiles,
    }
    made = []
    for kind, members in things.items():
        labels = {member.name: member.label.text(language, study.form.default_language) for member in members}
        league = _league(frames, kind, labels)
        if len(league.groups) > 1:
            made.append(league)
    return tuple(made)


def _league(frames: Frames, kind: str, labels: dict[str, str]) -> League:
    contacts, target = frames.contacts, frames.study.terms.target
    values = {name: column(contacts[contacts[kind] == name], "index") for name in labels}
    groups = sorted(
        (
            points(name, labels[name], values[name], target)
            for name in labels
            if ladder.rung(len(values[name])).shows_value
        ),
        key=lambda group: (-(group.value or 0.0), group.name),
    )
    differences = _differences(groups, values)
    return League(kind, tuple(groups), _ranks(groups, differences), differences)


def _differences(groups: Sequence[Measured], values: dict[str, list[float]]) -> tuple[Difference, ...]:
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
