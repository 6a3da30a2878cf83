"""Encounters that follow each other as one customer's journey: how many were walked whole, and if they go alike."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from domain.journey import Step
from domain.study import Study
from reporting import ladder
from reporting.analyses.moving import Moving, corrected, moving
from reporting.analyses.parts import target_of
from reporting.frames import Frames


@dataclass(frozen=True, kw_only=True)
class Link:
    """Two encounters that follow each other, over the customers who had both."""

    name: str
    """`journey:step`, the step being the earlier one."""
    label: str
    n: int
    """Customers with an index from both."""
    above: int
    """Of those whose services have targets: both at the target or above it."""
    below: int
    """Both below it."""
    apart: int
    """One of each."""
    expected: float
    """How many would be on one side together if the encounters had nothing to do with each other."""
    moving: Moving | None
    """From 30 customers on, when both move at all."""
    values: tuple[tuple[float, float], ...]
    """The index of both encounters, a pair for each customer."""
    targets: tuple[float | None, float | None]
    """Those of the two services."""

    @property
    def compared(self) -> int:
        """Customers whose both encounters have a target."""
        return self.above + self.below + self.apart


@dataclass(frozen=True, kw_only=True)
class Threads:
    """The journeys of several encounters in a wave."""

    begun: int
    """Customers of whom at least one encounter counts."""
    whole: int
    """Customers of whom every encounter counts."""
    links: tuple[Link, ...]

    def printed(self) -> dict[str, Any]:
        """Returns the numbers as plain data."""
        return {"begun": self.begun, "whole": self.whole, "links": {link.name: _printed(link) for link in self.links}}


def _printed(link: Link) -> dict[str, Any]:
    return {
        "label": link.label,
        "n": link.n,
        "above": link.above,
        "below": link.below,
        "apart": link.apart,
        "expected": link.expected,
        "targets": link.targets,
        "correlation": None if link.moving is None else link.moving.printed(),
    }


def threads(frames: Frames, language: str) -> Threads:
    """Returns how the encounters of each customer follow each other; nothing begun without threads."""
    walked = _walked(frames)
    if walked.empty:
        return Threads(begun=0, whole=0, links=())
    pairs = followed(frames)
    journeys = _journeys(frames.study)
    sizes = walked.groupby("customer").agg(journey=("journey", "first"), met=("step", "nunique"))
    needed = sizes["journey"].map({name: len(steps) for name, steps in journeys.items()})
    links = [
        _link(frames, pairs[(pairs["journey"] == name) & (pairs["step"] == first.step)], (first, then), language)
        for name, steps in journeys.items()
        for first, then in pairwise(steps)
    ]
    met = [link for link in links if link.n]
    tested = corrected([link.moving for link in met])
    told = (replace(link, moving=one) for link, one in zip(met, tested, strict=True))
    return Threads(begun=len(sizes), whole=int((sizes["met"] >= needed).sum()), links=tuple(told))


def followed(frames: Frames) -> pd.DataFrame:
    """Returns a row for two contacts of a customer that follow each other: journey, step, and the rows of both.

    Columns `journey`, `step` (of the earlier one), `earlier` and `later` (row numbers in the frames' contacts).
    """
    walked = _walked(frames)
    if walked.empty:
        return pd.DataFrame(columns=["journey", "step", "earlier", "later"])
    then = walked.assign(step=walked["step"] - 1)[["customer", "step", "row"]]
    joined = walked.merge(then, on=["customer", "step"], suffixes=("", "_later"))
    return joined[["journey", "step", "row", "row_later"]].set_axis(["journey", "step", "earlier", "later"], axis=1)


def _walked(frames: Frames) -> pd.DataFrame:
    """The contacts that belong to a thread: customer, journey, step, row. A thread is one of its wave."""
    rows = frames.contacts[["wave", "thread", "step"]].assign(row=np.arange(frames.n))
    rows = rows[rows["thread"] != ""]
    return pd.DataFrame(
        {
            "customer": rows["wave"].astype(str) + "\x1f" + rows["thread"].astype(str),
            "journey": rows["thread"].astype(str).str.rsplit("-", n=1).str[0],
            "step": rows["step"].astype(int),
            "row": rows["row"],
        }
    )


def _journeys(study: Study) -> dict[str, list[Step]]:
    """The steps of each journey that are in what is counted."""
    counted = {scenario.name for scenario in study.scenarios}
    steps = sorted((step for step in study.steps if step.scenario in counted), key=lambda step: step.step)
    names = dict.fromkeys(step.journey for step in study.steps)
    return {name: [step for step in steps if step.journey == name] for name in names}


def _link(frames: Frames, pairs: pd.DataFrame, steps: tuple[Step, Step], language: str) -> Link:
    earlier, later = pairs["earlier"].to_numpy(dtype=int), pairs["later"].to_numpy(dtype=int)
    index, shoppers = frames.contacts["index"].to_numpy(dtype=float), frames.contacts["shopper"].to_numpy()
    known = ~np.isnan(index[earlier]) & ~np.isnan(index[later])
    earlier, later = earlier[known], later[known]
    sides = _sides(frames, index)
    first, then = sides[earlier], sides[later]
    both = ~np.isnan(first) & ~np.isnan(then)
    first, then = first[both], then[both]
    shares = (first.mean(), then.mean()) if len(first) else (0.0, 0.0)
    return Link(
        name=f"{steps[0].journey}:{steps[0].step}",
        label=" → ".join(_label(frames.study, step.scenario, language) for step in steps),
        n=len(earlier),
        above=int((first * then).sum()),
        below=int(((1 - first) * (1 - then)).sum()),
        apart=int((first != then).sum()),
        expected=float(len(first) * (shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1]))),
        moving=moving(index[earlier], index[later], shoppers[earlier])
        if len(earlier) >= ladder.EVERYTHING_FROM
        else None,
        values=tuple(zip(index[earlier].tolist(), index[later].tolist(), strict=True)),
        targets=(_target(frames.study, steps[0]), _target(frames.study, steps[1])),
    )


def _target(study: Study, step: Step) -> float | None:
    return target_of(study, study.scenario(step.scenario).service)


def _sides(frames: Frames, index: np.ndarray) -> np.ndarray:
    """1 where a contact is at its service's target or above, 0 below, NaN without a target."""
    targets = {service.name: target_of(frames.study, service.name) for service in frames.study.services}
    goals = frames.contacts["service"].map(targets).to_numpy(dtype=float)
    return np.where(np.isnan(goals) | np.isnan(index), np.nan, (index >= goals).astype(float))


def _label(study: Study, scenario: str, language: str) -> str:
    return study.scenario(scenario).label.text(language, study.form.default_language)
