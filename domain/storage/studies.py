"""Studies, waves, and the workbooks they come from."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping, bindparam, select

from domain.storage.tables import study, upload, wave
from domain.storage.transaction import Transaction
from domain.study import Study

_WAITING = (
    select(upload.c.id)
    .where(upload.c.agency_id == bindparam("agency_id"), upload.c.state == "waiting")
    .order_by(upload.c.id)
)


@lru_cache(maxsize=64)
def _parsed(definition: str) -> Study:
    return Study.model_validate_json(definition)


def definition(row: RowMapping) -> Study:
    """Returns a study's frozen definition from its row; it is read once, however often it is asked for."""
    return _parsed(row["definition"])


def get(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the study of that id."""
    return tx.one(study, id=id)


def all_of(tx: Transaction) -> Sequence[RowMapping]:
    """Returns the studies, newest first."""
    return tx.all(study, order=study.c.id.desc())


def of_client(tx: Transaction, client_id: int) -> Sequence[RowMapping]:
    """Returns the studies of one company, oldest first."""
    return tx.all(study, study.c.client_id == client_id)


def of_file(tx: Transaction, sha256: str) -> RowMapping | None:
    """Returns the study made from exactly this file."""
    return tx.one(study, study.c.sha256 == sha256)


def add(tx: Transaction, *, client_id: int, made: Study, sha256: str, simulated: bool, by: int, now: datetime) -> int:
    """Adds a study with its first wave and returns its id."""
    id = tx.add(
        study,
        client_id=client_id,
        name=made.terms.name,
        definition=made.model_dump_json(),
        sha256=sha256,
        simulated=simulated,
        created_by=by,
        created_at=now,
    )
    tx.add(wave, study_id=id, number=1, name=made.terms.wave)
    return id


def present_wave(tx: Transaction, study_id: int) -> RowMapping:
    """Returns the newest wave of a study."""
    return tx.all(wave, wave.c.study_id == study_id, order=wave.c.number.desc(), limit=1)[0]


def waves_of(tx: Transaction, study_id: int) -> Sequence[RowMapping]:
    """Returns the waves of a study, oldest first."""
    return tx.all(wave, wave.c.study_id == study_id, order=wave.c.number)


def get_wave(tx: Transaction, wave_id: int) -> RowMapping:
    """Returns the wave of that id."""
    return tx.all(wave, id=wave_id)[0]


def add_wave(tx: Transaction, study_id: int, *, number: int, name: str) -> int:
    """Adds a wave to a study and returns its id."""
    return tx.add(wave, study_id=study_id, number=number, name=name)


def close_wave(tx: Transaction, wave_id: int, now: datetime) -> None:
    """Notes when a wave was closed."""
    tx.change(wave, wave.c.id == wave_id, closed_at=now)


def set_dates(tx: Transaction, wave_id: int, opens_on: date, closes_on: date) -> None:
    """Sets between which days a wave's contacts are made."""
    tx.change(wave, wave.c.id == wave_id, opens_on=opens_on, closes_on=closes_on)


def add_upload(tx: Transaction, *, person_id: int, file_id: str, filename: str, size: int, now: datetime) -> int:
    """Notes a workbook that has been sent and waits to be read."""
    return tx.add(
        upload,
        person_id=person_id,
        file_id=file_id,
        filename=filename,
        size=size,
        sha256="",
        state="waiting",
        created_at=now,
    )


def get_upload(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the workbook of that id."""
    return tx.one(upload, upload.c.id == id)


def change_upload(tx: Transaction, id: int, **values: Any) -> None:
    """Changes what is known of a workbook."""
    tx.change(upload, upload.c.id == id, **values)


def waiting_uploads(tx: Transaction) -> Sequence[int]:
    """Returns the ids of the workbooks that wait to be read."""
    return [row["id"] for row in tx.read(_WAITING)]
