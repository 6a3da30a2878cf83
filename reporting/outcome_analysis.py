"""The way in: one wave of a study, read, counted and printed, with the sentences that go into the chat."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from domain.metric import Measure
from domain.texts import Words
from reporting.analyses.outcome import Analysis, analyse
from reporting.findings.standing import headlines, standing
from reporting.frames import read
from reporting.pdf.outcome_analysis import print_analysis
from reporting.telling import Telling


@dataclass(frozen=True)
class Document:
    """A finished outcome analysis."""

    pdf: bytes
    numbers: dict[str, Any]
    """Every number printed, as plain data; the same keys in every language."""
    summary: tuple[str, ...]
    """Headlines for the chat message, in the report's language: index, NPS, and at most three findings."""


def make(
    connection: Connection, *, agency: int, study: int, wave: int, language: str, agency_name: str, now: datetime
) -> Document:
    """Returns the analysis of a wave; refuses a wave that isn't the agency's, or of which nothing is approved yet."""
    with _uncollected():
        telling = Telling.to(Words(language))
        analysis = analyse(read(connection, agency=agency, study=study, wave=wave), telling.words)
        lines = summary(analysis, telling)
        pdf = print_analysis(analysis, telling, agency=agency_name, now=now)
        return Document(pdf, {**analysis.numbers(), "summary": list(lines)}, lines)


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


def summary(analysis: Analysis, telling: Telling) -> tuple[str, ...]:
    """Returns the headlines: the index, each NPS under its own name, and the three surest and biggest findings."""
    study = analysis.frames.study
    index = standing(analysis.index, telling)
    recommended = [
        standing(metric, telling, telling.words("Mystery shopper's NPS")) for metric in analysis.asked(Measure.NPS)
    ]
    others = [metric for metric in analysis.metrics if metric not in analysis.asked(Measure.NPS)]
    findings = headlines(study, others, telling)
    return tuple(finding.text for finding in (index, *recommended, *findings))
