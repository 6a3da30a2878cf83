"""The way in: what is counted of a study, read, analysed and printed, with the sentences that go into the chat."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection

from domain.imprint import Imprint
from domain.manuscript import Manuscript, Section
from domain.metric import Measure
from domain.prediction import Prediction
from domain.scope import WHOLE, Scope
from domain.texts import Words
from reporting.analyses.customers import saved
from reporting.analyses.followed import followed
from reporting.analyses.norm import neighbours
from reporting.analyses.outcome import Analysis, analyse
from reporting.coded import NONE
from reporting.earlier import read_earlier
from reporting.export.extract import extract
from reporting.export.files import tidy_csv
from reporting.findings.changes import change
from reporting.findings.finding import Finding
from reporting.findings.offered import offered
from reporting.findings.standing import headlines, standing
from reporting.frames import Frames, read
from reporting.pdf.outcome_analysis import print_analysis
from reporting.telling import Telling

MOST_ATTACHED = 50_000
"""Answers up to which the data are put inside the PDF."""


@dataclass(frozen=True)
class Document:
    """A finished outcome analysis."""

    pdf: bytes
    numbers: dict[str, Any]
    """Every number printed, as plain data; the same keys in every language."""
    summary: tuple[str, ...]
    """Headlines for the chat message, in the report's language: index and whether it changed, NPS, three findings."""
    proposals: tuple[dict[str, str], ...] = ()
    """What it proposes to decide, as plain data: what, owner, due_on, metric."""
    standing: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Where each metric stands in it, by name: the numbers printed, and their unit."""
    manuscript: Manuscript = field(default_factory=Manuscript)
    """Its sentences: those that the numbers offer now, with what had been changed of them."""
    predictions: tuple[Prediction, ...] = ()
    """What it foretells of the next wave."""


def make(
    connection: Connection,
    *,
    agency: int,
    study: int,
    wave: int,
    scope: Scope = WHOLE,
    language: str,
    imprint: Imprint,
    now: datetime,
    edited: Manuscript | None = None,
) -> Document:
    """Returns the analysis of what a scope counts, in the words that a coordinator has given it.

    Refuses what isn't the agency's, or of which nothing counts.
    """
    with _uncollected():
        telling = Telling.to(Words(language))
        frames = read(connection, agency=agency, study=study, wave=wave, scope=scope)
        earlier = read_earlier(connection, agency=agency, study=study, wave=wave, scope=scope)
        analysis = analyse(frames, telling.words, saved(connection, agency=agency, study=study), earlier)
        analysis = replace(analysis, followed=followed(connection, earlier, analysis.waves, agency=agency))
        today = frames.study.local(now).date()
        manuscript = (edited or Manuscript()).renewed(offered(analysis, telling, today))
        lines = summary(analysis, telling, manuscript)
        beside = neighbours(connection, frames, telling.words, agency=agency, study=study, now=now)
        data = attached(connection, frames, telling.words, agency=agency)
        printed = print_analysis(analysis, manuscript, telling, imprint=imprint, now=now, data=data, beside=beside)
        manuscript = manuscript.model_copy(update={"spills": printed.spills})
        told = {row.own.name: row.printed() for row in beside.rows} if beside else {}
        numbers = {**analysis.numbers(), "norm": told, "summary": list(lines)}
        proposed, foretold = proposals(manuscript), analysis.waves.predictions
        return Document(printed.pdf, numbers, lines, proposed, standing_of(analysis), manuscript, foretold)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looks for no cycles meanwhile: among so many objects that are all in use it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def attached(connection: Connection, frames: Frames, words: Words, *, agency: int) -> bytes:
    """Returns the answers as a client may have them, as CSV; nothing when there are more than 50,000."""
    if np.count_nonzero(frames.coded.cells != NONE) > MOST_ATTACHED:
        return b""
    return tidy_csv(extract(connection, frames, words, agency=agency, for_client=True))


def proposals(manuscript: Manuscript) -> tuple[dict[str, str], ...]:
    """Returns the decisions of page 1 as plain data: what, owner, due_on (ISO or empty), metric (empty: none alone)."""
    made = manuscript.printed(Section.DECISIONS)
    return tuple(
        {"what": one.text, "owner": one.who, "due_on": one.by.isoformat() if one.by else "", "metric": one.about}
        for one in made
    )


def standing_of(analysis: Analysis) -> dict[str, dict[str, Any]]:
    """Returns where each metric stands, by name: value, low and high on its own scale, n, target and unit."""
    return {metric.name: {**metric.printed(), "unit": metric.unit.value} for metric in analysis.metrics}


def summary(analysis: Analysis, telling: Telling, manuscript: Manuscript) -> tuple[str, ...]:
    """Returns the headlines: the index, its change if it is more than chance, each NPS, the three surest findings.

    A finding is told in the words that were put in its place, and not at all when it was left out.
    """
    study = analysis.frames.study
    index = standing(analysis.index, telling)
    recommended = [
        standing(metric, telling, telling.words("Mystery shopper's NPS")) for metric in analysis.asked(Measure.NPS)
    ]
    others = [metric for metric in analysis.metrics if metric not in analysis.asked(Measure.NPS)]
    findings = [
        text
        for finding in headlines(study, others, telling, len(others))
        if (text := _as_edited(finding, manuscript)) is not None
    ]
    series = analysis.waves.index
    moved = [change(series, analysis.waves, telling)] if series is not None and series.survives else []
    return (*(finding.text for finding in (index, *moved, *recommended)), *findings[:3])


def _as_edited(finding: Finding, manuscript: Manuscript) -> str | None:
    """A finding's words as they stand in the report; None when it has been left out there."""
    lines = manuscript.about(finding.about)
    kept = [line for line in lines if not line.edit.dropped]
    if lines and not kept:
        return None
    return next((line.sentence.text for line in kept if line.is_edited), finding.text)
