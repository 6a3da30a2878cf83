"""People of the agency."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, select

from domain.person import Person, Role
from domain.storage.tables import person
from domain.storage.transaction import Transaction

CODES_PER_LETTER = 99


def _person(row: RowMapping) -> Person:
    return Person(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        role=row["role"],
        client_id=row["client_id"],
        chat_id=row["chat_id"],
        language=row["language"],
        reachable=row["reachable"],
        accepts_quotes=row["accepts_quotes"],
    )


def get(tx: Transaction, id: int) -> Person | None:
    """Returns the person of that id."""
    row = tx.one(person, id=id)
    return _person(row) if row else None


def of_chat(tx: Transaction, chat_id: int) -> Person | None:
    """Returns the person who writes in a chat."""
    row = tx.one(person, chat_id=chat_id)
    return _person(row) if row else None


def of_code(tx: Transaction, code: str) -> Person | None:
    """Returns the person of a short code, typed in any case."""
    row = tx.one(person, person.c.code == code.strip().upper())
    return _person(row) if row else None


def all_of(tx: Transaction, *roles: Role, client_id: int | None = None) -> Sequence[Person]:
    """Returns the people in these roles (of one client company, when given), by code."""
    where: list[ColumnElement[bool]] = [person.c.role.in_(roles)]
    if client_id is not None:
        where.append(person.c.client_id == client_id)
    return [_person(row) for row in tx.all(person, *where, order=person.c.id)]


def add(
    tx: Transaction,
    *,
    name: str,
    role: Role,
    client_id: int | None,
    chat_id: int,
    language: str,
    accepts_quotes: bool = True,
    now: datetime,
) -> Person:
    """Adds a person with the next free code."""
    count = tx.connection.scalar(select(func.count()).where(person.c.agency_id == tx.agency)) or 0
    letter, number = divmod(count, CODES_PER_LETTER)
    id = tx.add(
        person,
        code=f"{chr(ord('A') + letter)}{number + 1}",
        name=name,
        role=role,
        client_id=client_id,
        chat_id=chat_id,
        language=language,
        reachable=True,
        accepts_quotes=accepts_quotes,
        joined_at=now,
    )
    found = get(tx, id)
    assert found is not None
    return found


def change(tx: Transaction, id: int, **values: Any) -> None:
    """Changes a person's language, name, reachability or rights."""
    tx.change(person, person.c.id == id, **values)
