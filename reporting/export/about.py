"""What the file is, and how it is read."""

from collections.abc import Iterator
from datetime import datetime

from reporting import ladder, scoped
from reporting.analyses.outcome import Analysis
from reporting.export.extract import Extract, plain_moment
from reporting.export.table import Cell, Column, Table


def about(extract: Extract, analysis: Analysis, *, agency: str, now: datetime) -> Table:
    """Returns what the data are of, when they were taken out, and how each sheet is read."""
    words = extract.words
    columns = (
        Column(name="what", heading=words("About"), width=24),
        Column(name="told", heading=words("In words"), width=110),
    )
    rows = [*_facts(extract, analysis, agency, now), *_reading(extract)]
    return Table(name="about", title=words("About"), columns=columns, rows=rows, prose=True)


def _facts(extract: Extract, analysis: Analysis, agency: str, now: datetime) -> Iterator[tuple[Cell, ...]]:
    words, frames = extract.words, extract.frames
    terms = frames.study.terms
    if frames.simulated:
        yield words("SIMULATED DATA"), words("No real customer service was contacted; the figures tell of nobody.")
    yield words("Client"), terms.client
    yield words("Study"), terms.name
    yield words("Wave"), frames.wave
    if counted := scoped.parts(frames, words):
        yield words("Services"), counted
    yield words("Contacts counted"), frames.n
    yield words("First day"), analysis.first
    yield words("Last day"), analysis.last
    yield words("Taken out"), plain_moment(frames.study.local(now).replace(microsecond=0))
    yield words("Time zone"), terms.timezone
    yield words("Agency"), agency
    yield words("Language"), words.language


def _reading(extract: Extract) -> Iterator[tuple[Cell, ...]]:
    words = extract.words
    yield (
        words("Summary"),
        words(
            "The figures of the outcome analysis with 95% intervals. Below {counts} contacts only n is told, below "
            "{values} a count, and {values}–{last} contacts are marked indicative.",
            counts=ladder.COUNTS_FROM,
            values=ladder.VALUE_FROM,
            last=ladder.TESTS_FROM - 1,
        ),
    )
    yield (
        words("Answers"),
        words(
            "A row an answer. Value is what was stored, Meaning what the chosen choices are called, Score 0–100. What "
            "did not apply to a contact has no row."
        ),
    )
    yield words("Timings"), words("A row a contact. Wait is from the start to the answer, length from there on.")
    yield words("Codebook"), words("What was asked, what each choice scores, and when it is asked.")
    if extract.for_client:
        yield (
            words("Shoppers"),
            words("No shopper is in this file, and names, addresses and numbers in comments are masked: […]."),
        )
    else:
        yield (
            words("Shoppers"),
            words("Shoppers stand by their codes, and comments as they were written: for the agency alone."),
        )
    yield words("Files"), words("Recordings, photos and the names of files are not here.")
