"""The sentences that the numbers of an analysis offer, before anybody has changed them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from domain.manuscript import FRONT, Section, Sentence
from reporting.analyses.outcome import Analysis
from reporting.analyses.quotes import Quote, Remark, by_place, by_service, chosen
from reporting.findings.decisions import decisions
from reporting.findings.finding import Finding
from reporting.findings.standing import shortfalls, standing, strengths
from reporting.telling import Telling

MOST = 5
"""Strengths, and faults."""
QUOTES = 3
"""Quotes under one heading."""
PRAISE_FROM = 75.0
"""The score of an answer (0..100) from which a remark on it is one of the good ones."""


def offered(analysis: Analysis, telling: Telling, today: date) -> tuple[Sentence, ...]:
    """Returns strengths (those of page one first), faults, decisions and quotes, each under its own key."""
    found = (*_strengths(analysis, telling), *_faults(analysis, telling))
    return (*found, *_decided(analysis, telling, today), *_quoted(analysis, telling))


def _strengths(analysis: Analysis, telling: Telling) -> Iterator[Sentence]:
    """Page one tells of what is at its target when little is surely above it; further ones are surely above."""
    study = analysis.frames.study
    first = strengths(study, analysis.metrics, telling, FRONT)
    sure = [metric for metric in analysis.metrics if metric.verdict is not None and metric.verdict.side]
    told = {finding.about: finding for finding in (*first, *strengths(study, sure, telling, MOST))}
    return _found(Section.STRENGTHS, "strength", tuple(told.values())[:MOST])


def _faults(analysis: Analysis, telling: Telling) -> Iterator[Sentence]:
    sure = [metric for metric in analysis.metrics if metric.verdict is not None and metric.verdict.side]
    poor = shortfalls(analysis.frames.study, sure, MOST)
    return _found(Section.FAULTS, "fault", (standing(metric, telling) for metric in poor))


def _found(section: Section, kind: str, findings: Iterable[Finding]) -> Iterator[Sentence]:
    for finding in findings:
        yield Sentence(key=f"{kind}:{finding.about}", section=section, text=finding.text, about=finding.about)


def _decided(analysis: Analysis, telling: Telling, today: date) -> Iterator[Sentence]:
    first = [row.measured.name for row in analysis.together.priorities.first]
    for one in decisions(analysis.frames.study, analysis.index, analysis.metrics, telling, today, first):
        yield Sentence(
            key=f"decision:{one.metric or 'whole'}",
            section=Section.DECISIONS,
            text=one.what,
            about=one.metric,
            who=one.who,
            by=one.by,
            moves=one.moves,
        )


def _quoted(analysis: Analysis, telling: Telling) -> Iterator[Sentence]:
    """Answers in words by what was asked; then remarks on high scores, and on the others, touchpoints in turn."""
    words, people = telling.words, analysis.frames.people
    asked = [remark for remark in analysis.remarks if remark.score is None]
    for heading, group in groupby(asked, key=lambda remark: remark.question):
        yield from _under(heading, chosen(group, people, QUOTES, by_service), telling)
    scored = [remark for remark in analysis.remarks if remark.score is not None]
    good, other = [one for one in scored if _praises(one)], [one for one in scored if not _praises(one)]
    limit = telling.formats.number(PRAISE_FROM)
    for heading, remarks in (
        (words("Remarks on scores of {limit} and above", limit=limit), good),
        (words("Remarks on scores below {limit}", limit=limit), other),
    ):
        yield from _under(heading, chosen(remarks, people, QUOTES, by_place), telling)


def _praises(remark: Remark) -> bool:
    return remark.score is not None and remark.score >= PRAISE_FROM


def _under(heading: str, quotes: Iterable[Quote], telling: Telling) -> Iterator[Sentence]:
    for quote in quotes:
        yield Sentence(
            key=f"quote:{quote.contact}:{quote.asked}",
            section=Section.QUOTES,
            text=quote.text,
            group=heading,
            source=_source(quote, telling),
        )


def _source(quote: Quote, telling: Telling) -> str:
    parts = [quote.place]
    if quote.score is not None:
        score = telling.formats.number(quote.score)
        parts.append(telling.words("{metric}, score {score}", metric=quote.question, score=score))
    if quote.service not in parts:
        parts.append(quote.service)
    return " · ".join(part for part in parts if part)
