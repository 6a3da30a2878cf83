"""The index, and its parts: touchpoints, elements of the promise, services, units."""

from collections.abc import Sequence

import pandas as pd

from domain.metric import Measure
from domain.study import Study
from reporting.frames import Frames
from reporting.measured import Measured, points
from reporting.statistics.composite import LEAST_COVERAGE


def scored(frames: Frames) -> pd.DataFrame:
    """Returns the answers that count in the index with their question's weight, touchpoint and element, a row each."""
    asked = pd.DataFrame(
        [
            (question.name, question.weight, question.touchpoint, question.element)
            for question in frames.study.form.questions
            if question.measure is Measure.SCORE and question.weight > 0
        ],
        columns=["question", "weight", "touchpoint", "element"],
    )
    return frames.answers.merge(asked, on="question", how="inner")


def by_contact(answers: pd.DataFrame, part: str) -> pd.DataFrame:
    """Returns scores 0..100 by contact (rows) and part (columns): sum(w s) / sum(w), NaN under half coverage.

    `answers` is what `scored` gives; `part` one of its columns. An answer that is missing lowers the coverage, one that
    does not apply is not there. No rows of nothing.
    """
    rows = answers[answers[part] != ""]
    known = rows["score"].notna()
    sums = pd.DataFrame(
        {
            "contact": rows["contact"],
            "part": rows[part],
            "applicable": rows["weight"],
            "covered": rows["weight"].where(known, 0.0),
            "total": (rows["weight"] * rows["score"]).where(known, 0.0),
        }
    )
    grouped = sums.groupby(["contact", "part"])[["applicable", "covered", "total"]].sum()
    enough = (grouped["covered"] >= LEAST_COVERAGE * grouped["applicable"]) & (grouped["covered"] > 0)
    return (grouped["total"] / grouped["covered"]).where(enough).unstack("part")


def column(frame: pd.DataFrame, name: str) -> list[float]:
    """Returns the known values of a column, none when it is not there."""
    return [] if name not in frame else [float(value) for value in frame[name].dropna()]


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
            column(contacts[contacts["service"] == service.name], "index"),
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
    weights = pd.Series({element.name: element.weight for element in study.elements}, dtype=float)
    known = scores.reindex(columns=weights.index)
    applied = known.notna() * weights
    values = (known.fillna(0) * weights).sum(axis=1) / applied.sum(axis=1)
    targets = [(element.target, element.weight) for element in study.elements if element.target is not None]
    target = sum(goal * weight for goal, weight in targets) / sum(weight for _, weight in targets) if targets else None
    return points("promise", label, [float(value) for value in values.dropna()], target)


def split(
    frames: Frames, scores: pd.DataFrame, where: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], pd.DataFrame]:
    """Returns the rows of `scores` by (column of contacts, its value), for the heat map."""
    contacts = frames.contacts
    return {
        (column_name, value): scores[scores.index.isin(contacts.index[contacts[column_name] == value])]
        for column_name, value in where
    }
