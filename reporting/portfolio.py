"""The way in: all studies of a client, read, counted and printed together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from domain.contact import Outcome, State
from domain.imprint import Imprint
from domain.refusal import NothingToAnalyse, Unknown
from domain.storage import tables
from domain.texts import Words
from reporting.analyses.outcome import analyse
from reporting.analyses.portfolio import Member, Portfolio, corrected, since
from reporting.findings.portfolio import headlines
from reporting.frames import read
from reporting.pdf.portfolio import print_portfolio
from reporting.telling import Telling


@dataclass(frozen=True)
class Document:
    """A finished report of several studies."""

    pdf: bytes
    numbers: dict[str, Any]
    """Every number printed, as plain data; the same keys in every language."""
    summary: tuple[str, ...]
    """Headlines for the chat message: each study's index, and what to mend first."""


def make(
    connection: Connection, *, agency: int, client: int, studies: Sequence[int], language: str, imprint: Imprint,
    now: datetime,
) -> Document:  # fmt: skip
    """Returns the report of a client's studies; refuses a study that isn't theirs, or one without results."""
    telling = Telling.to(Words(language))
    of, company = tables.study.c, tables.client.c
    name = connection.scalar(select(company.name).where(company.agency_id == agency, company.id == client))
    mine = select(of.id).where(of.agency_id == agency, of.client_id == client, of.id.in_(studies))
    if name is None or set(connection.scalars(mine)) != set(studies):
        raise Unknown
    members = [_member(connection, agency, study, telling.words) for study in studies]
    portfolio = Portfolio(client=name, members=corrected(members))
    lines = headlines(portfolio, telling, now)
    pdf = print_portfolio(portfolio, telling, imprint=imprint, now=now)
    return Document(pdf, {**portfolio.numbers(), "summary": list(lines)}, lines)


def _member(connection: Connection, agency: int, study: int, words: Words) -> Member:
    waves = _with_results(connection, agency, study)
    newest, *earlier = (read(connection, agency=agency, study=study, wave=wave) for wave in waves[:2])
    name = newest.study.terms.name
    return Member(
        id=study,
        analysis=analyse(newest, words),
        label=words("{study} (simulated)", study=name) if newest.simulated else name,
        since=since(newest, earlier[0] if earlier else None),
    )


def _with_results(connection: Connection, agency: int, study: int) -> Sequence[int]:
    """The waves of a study that have contacts which count, newest first."""
    of, inside = tables.contact.c, tables.wave.c
    outcomes = [outcome for outcome in Outcome if outcome.counts]
    query = (
        select(inside.id)
        .join(tables.contact, of.wave_id == inside.id)
        .where(of.agency_id == agency, of.study_id == study, of.state == State.APPROVED, of.outcome.in_(outcomes))
        .group_by(inside.id, inside.number)
        .having(func.count() > 0)
        .order_by(inside.number.desc())
    )
    found = connection.scalars(query).all()
    if not found:
        raise NothingToAnalyse
    return found
