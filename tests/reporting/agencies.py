"""An agency with many clients, whose contacts were approved when a test says."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.half_year import HalfYear
from domain.metric import Measure
from domain.operations import norms
from domain.storage import tables
from domain.storage.transaction import Transaction
from domain.study import Study
from reporting.analyses.norm_parts import count
from tests.reporting.field import Field


def another_client(
    field: Field, number: int, contacts: int, *, at: datetime, simulated: bool = False, made: Study | None = None
) -> int:
    """Adds a client with a study like the field's and so many approved contacts, and returns its id."""
    client = field._add(tables.client, agency_id=1, name=f"Client {number}", letters=f"C{number}")
    another_study(field, client, number, contacts, at=at, simulated=simulated, made=made or field.study)
    return client


def approve(field: Field, at: datetime) -> None:
    """Notes when the field's own contacts were approved."""
    for (contact,) in field.connection.execute(select(tables.contact.c.id)).all():
        _review(field, contact, at)


def _review(field: Field, contact: int, at: datetime) -> None:
    field._add(
        tables.review, agency_id=1, contact_id=contact, reviewer_id=3, decision="approve", words={}, reviewed_at=at
    )


def another_study(
    field: Field, client: int, number: int, contacts: int, *, at: datetime, simulated: bool, made: Study
) -> int:
    """Adds a study of a client with contacts as the field makes its own, and returns its id."""
    about = {"agency_id": 1, "client_id": client, "name": f"Study {number}", "definition": made.model_dump_json()}
    study = field._add(
        tables.study, **about, sha256=f"s{client}-{number}", simulated=simulated, created_by=3, created_at=at
    )
    another_wave(field, study, 1, number, contacts, at=at, made=made)
    return study


def another_wave(field: Field, study: int, wave: int, number: int, contacts: int, *, at: datetime, made: Study) -> int:
    """Adds a wave of a study with so many approved contacts, and returns its id."""
    id = field._add(tables.wave, agency_id=1, study_id=study, number=wave, name=f"{wave}/2026")
    services = [service for service in made.services for _ in range(service.contacts)]
    contact = tables.contact
    for each in range(contacts):
        one = field.contact(10_000 * number + each, services[each % len(services)], answered=each % 9 != 0)
        moved: dict[str, Any] = {"study_id": study, "wave_id": id}
        field.connection.execute(contact.update().where(contact.c.id == one).values(**moved))
        _review(field, one, at)
    return id


def named(study: Study, measure: Measure) -> str:
    """Returns the first question of a measure."""
    return next(question.name for question in study.form.questions if question.measure is measure)


def count_half(field: Field, at: datetime) -> None:
    """Counts the half-year of a moment and keeps it, as the job does."""
    half = HalfYear.of(at.date())
    parts = count(field.connection, agency=1, half=half)
    norms.keep(Transaction(field.connection, 1), first=half.first, parts=parts, now=at)
