"""The index, and its parts: touchpoints, elements of the promise, services, units."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from domain.metric import Measure, Question
from domain.study import Study
from reporting.coded import NONE, Coded
from reporting.frames import Frames
from reporting.measured import Measured, points
from reporting.statistics.composite import LEAST_COVERAGE


def by_contact(frames: Frames, part: Callable[[Question], str]) -> pd.DataFrame:
    """Returns scores 0..100 by contact (rows) and part (columns): sum(w s) / sum(w), NaN under half coverage.

    `part` tells where a question belongs, nowhere when it is empty. An answer that is missing lowers the coverage, one
    that does not apply is not there. A part to which nothing was answered has no column.
    """
    groups: dict[str, list[Question]] = {}
    for question in frames.study.form.questions:
        if question.measure is Measure.SCORE and question.weight > 0 and part(question):
            groups.setdefault(part(question), []).append(question)
    columns = {name: _composed(frames.coded, questions) for name, questions in groups.items()}
    known = {name: values for name, values in columns.items() if values is not None}
    return pd.DataFrame(known, index=frames.contacts.index)


def _composed(coded: Coded, questions: Sequence[Question]) -> np.ndarray | None:
    """The weighted mean of each contact, shape (contacts,); None when no contact answered any of it."""
    applicable, covered, total = np.zeros((3, len(coded.contacts)))
    for question in questions:
        scores = coded.of(question.name, "score")
        known = ~np.isnan(scores)
        applicable += question.weight * (coded.column(question.name) != NONE)
        covered += question.weight * known
        total += question.weight * np.where(known, scores, 0.0)
    if not applicable.any():
        return None
    enough = (covered >= LEAST_COVERAGE * applicable) & (covered > 0)
    return np.asarray(np.divide(total, covered, out=np.full(len(total), np.nan), where=enough))


def column(frame: pd.DataFrame, name: str) -> np.ndarray:
    """Returns the known values of a column, none when it is not there."""
    return _known(frame[name].to_numpy(dtype=float)) if name in frame else np.empty(0)


def indices(contacts: pd.DataFrame, kind: str, name: str) -> np.ndarray:
    """Returns the known indices of the contacts whose `kind` (service, unit, ...) is of that name."""
    return _known(contacts["index"].to_numpy(dtype=float)[contacts[kind].to_numpy(dtype=object) == name])


def _known(values: np.ndarray) -> np.ndarray:
    return np.asarray(values[~np.isnan(values)])


def whole(frames: Frames, label: str) -> Measured:
    """Returns the index of the wave: the mean of the contacts' indices."""
    return points("index", label, column(frames.contacts, "index"), frames.study.terms.target)


def target_of(study: Study, service: str) -> float | None:
    """Returns the target of a service, its units and its scenarios: its own when it has one, else the study's."""
    own = study.service(service).target
    return study.terms.target if own is None else own


def services(frames: Frames, language: str) -> tuple[Measured, ...]:
    """Returns the index of each service, in the study's order."""
    study, contacts = frames.study, frames.contacts
    return tuple(
        points(
            service.name,
            service.label.text(language, study.form.default_language),
            indices(contacts, "service", service.name),
            target_of(study, service.name),
        )
        for service in study.services
    )


def touchpoints(frames: Frames, scores: pd.DataFrame, language: str) -> tuple[Measured, ...]:
    """Returns the touchpoints in the customer's order; `scores` is by contact."""
    default = frames.study.form.default_language
    return tuple(
        points(part.name, part.label.text(language, default), column(scores, part.name), part.target)
        for part in frames.study.touchpoints
    )


def elements(frames: Frames, scores: pd.DataFrame, language: str) -> tuple[Measured, ...]:
    """Returns the elements of the promise; `scores` is by contact."""
    default = frames.study.form.default_language
    return tuple(
        points(part.name, part.label.text(language, default), column(scores, part.name), part.target)
        for part in frames.study.elements
    )


def promise(study: Study, scores: pd.DataFrame, label: str) -> Measured:
    """Returns the promise as a whole: for each contact its elements by their weights, then the mean over contacts."""
    targets = [(element.target, element.weight) for element in study.elements if element.target is not None]
    target = sum(goal * weight for goal, weight in targets) / sum(weight for _, weight in targets) if targets else None
    return points("promise", label, promise_values(study, scores), target)


def promise_values(study: Study, scores: pd.DataFrame) -> np.ndarray:
    """Returns the promise as each contact met it: the elements it had by their weights; `scores` is by contact."""
    applied, total = np.zeros((2, len(scores)))
    for element in study.elements:
        if element.name in scores:
            values = scores[element.name].to_numpy(dtype=float)
            known = ~np.isnan(values)
            applied += element.weight * known
            total += element.weight * np.where(known, values, 0.0)
    return np.asarray(total[applied > 0] / applied[applied > 0])
