"""Several waves of a field, and what is known of them without the analyses."""

from typing import Any

from sqlalchemy import select, update

from domain.storage import tables
from tests.reporting.conftest import MakeField, document
from tests.reporting.field import Field


def several(field: MakeField, waves: int, contacts: int = 22, **options: object) -> Field:
    """Returns a field of so many waves, of so many contacts each."""
    return field(contacts, waves=waves, **options)


def lower(field: Field, wave: int, by: float) -> None:
    """Takes so many points from every index of a wave."""
    of = tables.contact.c
    less = of.score_index - by
    field.connection.execute(update(tables.contact).where(of.wave_id == wave).values(score_index=less))


def indices(field: Field, wave: int) -> list[float]:
    of = tables.contact.c
    return list(field.connection.execute(select(of.score_index).where(of.wave_id == wave)).scalars())


def answers(field: Field, wave: int, question: str) -> list[float]:
    of, contact = tables.answer.c, tables.contact.c
    query = select(of.value).join(tables.contact, contact.id == of.contact_id)
    rows = field.connection.execute(query.where(contact.wave_id == wave, of.question == question, of.value != ""))
    return [float(row.value) for row in rows]


def waves_of(field: Field, wave: int = 2, **options: Any) -> Any:
    return document(field, wave=wave, **options).numbers["waves"]
