"""The waves before a wave, read for comparing, and what the last one's report foretold of it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from domain.prediction import Prediction
from domain.refusal import NothingToAnalyse
from domain.scope import WHOLE, Scope
from domain.storage import tables
from reporting.frames import Frames, read

MOST = 7
"""Earlier waves that are read: the newest ones."""


@dataclass(frozen=True)
class Earlier:
    """The waves before one, oldest first, and what was foretold of it."""

    waves: tuple[Frames, ...] = ()
    foretold: tuple[Prediction, ...] = ()
    """By the report of the newest of them."""
    foretells: bool = True
    """Whether the wave is counted alone and whole, so that the next one can be foretold."""


FIRST = Earlier()
"""What comes before a first wave."""


def read_earlier(connection: Connection, *, agency: int, study: int, wave: int, scope: Scope = WHOLE) -> Earlier:
    """Returns the earlier waves of which something has been approved: of the study, and of its older namesakes.

    A namesake is a study of the same client with the same name, made from a workbook that was sent again; its wave of
    the same name as the present one is a first attempt at it, and left out. The same services are counted of each. A
    report of several waves together has no earlier ones.
    """
    if len(scope.counted_waves(wave)) > 1:
        return Earlier(foretells=False)
    before: list[tuple[int, Frames]] = []
    for row in connection.execute(_earlier(agency, study, wave)):
        try:
            frames = read(connection, agency=agency, study=row.study_id, wave=row.id, scope=scope.in_one_wave)
        except NothingToAnalyse:
            continue
        before.insert(0, (row.id, frames))
        if len(before) == MOST:
            break
    whole = not scope.services
    foretold = _foretold(connection, agency, before[-1][0]) if before and whole else ()
    return Earlier(tuple(frames for _, frames in before), foretold, foretells=whole)


def _earlier(agency: int, study: int, wave: int) -> Select[Any]:
    """Study and wave of each, newest first."""
    of, inside = tables.study.c, tables.wave.c
    mine, present = tables.study.alias().c, tables.wave.alias().c
    namesake = and_(
        of.id < mine.id,
        of.client_id == mine.client_id,
        of.name == mine.name,
        of.simulated == mine.simulated,
        inside.name != present.name,
    )
    return (
        select(inside.id, inside.study_id)
        .join(tables.study, of.id == inside.study_id)
        .join(present.id.table, present.id == wave)
        .join(mine.id.table, mine.id == present.study_id)
        .where(of.agency_id == agency, mine.agency_id == agency, mine.id == study)
        .where(or_(and_(of.id == mine.id, inside.number < present.number), namesake))
        .order_by(inside.study_id.desc(), inside.number.desc())
    )


def _foretold(connection: Connection, agency: int, wave: int) -> tuple[Prediction, ...]:
    """What was foretold after a wave: by its analysis that was sent first, else by the newest one."""
    of, by = tables.prediction.c, tables.analysis.c
    query = (
        select(of.analysis_id, of.name, of.value, of.low, of.high)
        .join(tables.analysis, by.id == of.analysis_id)
        .where(of.agency_id == agency, by.agency_id == agency, by.wave_id == wave)
        .order_by(by.sent_at.is_(None), by.sent_at, by.id.desc(), of.id)
    )
    rows = connection.execute(query).all()
    return tuple(
        Prediction(name=row.name, value=row.value, low=row.low, high=row.high)
        for row in rows
        if row.analysis_id == rows[0].analysis_id
    )
