"""Openings for extra sales: how often one was seen, and how often it was taken."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from domain.evidence import questions_showing
from domain.metric import Shows
from reporting.analyses.metrics import is_all_or_nothing
from reporting.analyses.shown import shown
from reporting.frames import Frames
from reporting.measured import Measured, in_percent


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The openings in the contacts of one service, or in all of them."""

    contacts: int
    """All that count."""
    seen: int
    """Contacts with an opening."""
    taken: Measured
    """In how many per cent of them an extra service was offered; its n are those of which it is known."""


@dataclass(frozen=True, kw_only=True)
class Openings:
    """Extra sales in a wave."""

    whole: Opening
    services: tuple[Opening, ...]
    """In the study's order, those in which an opening was seen."""
    asked: bool
    """Whether the openings were asked; else each contact to which the question of the offer applied is one."""

    def printed(self) -> dict[str, Any]:
        """Returns the numbers as plain data."""
        rows = (self.whole, *self.services)
        return {row.taken.name: {"contacts": row.contacts, "seen": row.seen, **row.taken.printed()} for row in rows}


def openings(frames: Frames, language: str, label: str) -> Openings:
    """Returns the openings of the wave and of each service; `label` is what the whole is called."""
    study = frames.study
    offered, opened = shown(frames, Shows.OFFER), shown(frames, Shows.OPENING)
    asked = bool(questions_showing(study.form, Shows.OPENING))
    seen = opened == 1 if asked else ~np.isnan(offered)
    target = _target(frames)
    names = frames.contacts["service"].to_numpy()
    rows = [
        _opening(
            service.name,
            service.label.text(language, study.form.default_language),
            names == service.name,
            seen,
            offered,
            target,
        )
        for service in study.services
    ]
    whole = _opening("openings", label, np.ones(frames.n, dtype=bool), seen, offered, target)
    return Openings(whole=whole, services=tuple(row for row in rows if row.seen), asked=asked)


def _opening(
    name: str, label: str, inside: np.ndarray, seen: np.ndarray, offered: np.ndarray, target: float | None
) -> Opening:
    told = offered[inside & seen & ~np.isnan(offered)]
    taken = in_percent(name, label, int(told.sum()), len(told), target)
    return Opening(contacts=int(inside.sum()), seen=int((inside & seen).sum()), taken=taken)


def _target(frames: Frames) -> float | None:
    """The offer's own target where the mean of its scores is the share of its yeses."""
    questions = questions_showing(frames.study.form, Shows.OFFER)
    alone = len(questions) == 1 and is_all_or_nothing(frames.study, questions[0])
    return questions[0].target if alone else None
