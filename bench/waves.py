"""Waves of a size that no agency has yet, written fast: a small field is made once, and copied inside the database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, case, func, insert, literal, select

from domain.contact import Moment
from domain.storage import tables
from domain.storage.database import open_engine
from domain.storage.migrating import migrate
from reporting import digests
from reporting.chosen import Chosen
from tests.reporting.field import Field, havu

BASE = 350
"""Contacts that are made one by one."""
_ROWS = {tables.contact: BASE, tables.timing: 6 * BASE, tables.answer: 30 * BASE, tables.attachment: BASE}
"""What each of them has at most; the ids of a copy are so much higher."""
_WORDS = 40
"""Letters above which a value is somebody's words: no two copies say the same."""


def write(file: Path, copies: int, *, others: int = 0) -> str:
    """Writes a database and returns its URL: wave 1 of study 1 has BASE * copies contacts, so has each other study."""
    url = f"sqlite:///{file}"
    migrate(url)
    engine = open_engine(url, writes=True)
    with engine.connect() as connection:
        Field(connection, havu()).contacts(BASE)
        connection.commit()
        for study in range(1, others + 2):
            _open(connection, study)
            for copy in range(copies * (study - 1), copies * study):
                _copy(connection, copy, study)
            _digest(connection, study)
            connection.commit()
    engine.dispose()
    return url


def _open(connection: Connection, study: int) -> None:
    """Opens another study and wave like the first."""
    for table in (tables.study, tables.wave) if study > 1 else ():
        changed: dict[str, ColumnElement[Any]] = {
            "id": literal(study),
            "study_id": literal(study),
            "sha256": literal(str(study)),
        }
        columns = [changed.get(column.name, column) for column in table.c]
        connection.execute(insert(table).from_select(list(table.c.keys()), select(*columns).where(table.c.id == 1)))


def _copy(connection: Connection, copy: int, study: int) -> None:
    """Copies the contacts that were made, with their times, answers and files; the first copy is they themselves."""
    for table, rows in _ROWS.items() if copy else ():
        changed = {
            "id": table.c.id + copy * rows,
            "study_id": literal(study),
            "wave_id": literal(study),
            "contact_id": literal(copy * BASE) + table.c.get("contact_id", table.c.id),
        }
        if table is tables.contact:
            changed["code"] = table.c.code + f"-{copy}"
        if table is tables.answer:
            changed["value"] = _own_words(table, copy)
        columns = [changed.get(column.name, column) for column in table.c]
        made = table.c.get("contact_id", table.c.id) <= BASE
        connection.execute(insert(table).from_select(list(table.c.keys()), select(*columns).where(made)))


def _own_words(answer: FromClause, copy: int) -> ColumnElement[str]:
    more = func.substr("Sen lisäksi jäi mieleen, miten rauhassa asiat käytiin läpi. " * 3, 1, answer.c.id * 7 % 150)
    return case((func.length(answer.c.value) > _WORDS, answer.c.value + f" {copy}. " + more), else_=answer.c.value)


def _digest(connection: Connection, study: int) -> None:
    """Puts down the digests of a study's contacts, as their approvals would have."""
    counted = Chosen(1, study, (study,)).ids()
    rows = [one._asdict() for one in digests.read(connection, counted, connection.scalar(_count(counted)) or 0)]
    for row in rows:
        row |= {"agency_id": 1, "contact_id": row.pop("contact")}
        row |= {
            moment: at and datetime.fromisoformat(at).replace(tzinfo=UTC) for moment in Moment for at in [row[moment]]
        }
    connection.execute(insert(tables.digest), rows)


def _count(counted: Select[Any]) -> Select[Any]:
    return select(func.count()).select_from(counted.subquery())
