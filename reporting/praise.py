"""The way in: praise for a unit, found and printed."""

from datetime import datetime

from sqlalchemy import Connection

from domain.imprint import Imprint
from domain.refusal import NothingToAnalyse
from domain.scope import WHOLE, Scope
from domain.texts import Words
from reporting.analyses.praise import praise
from reporting.frames import read
from reporting.pdf.praise import print_praise
from reporting.telling import Telling


def make(
    connection: Connection,
    *,
    agency: int,
    study: int,
    wave: int,
    scope: Scope = WHOLE,
    unit: str,
    language: str,
    imprint: Imprint,
    now: datetime,
) -> bytes:
    """Returns a unit's praise as a tagged PDF; nothing when no success can be told without telling who was met."""
    telling = Telling.to(Words(language))
    try:
        told = praise(read(connection, agency=agency, study=study, wave=wave, scope=scope), unit, telling.words)
    except NothingToAnalyse:
        return b""
    return b"" if told is None else print_praise(told, telling, imprint=imprint, now=now)
