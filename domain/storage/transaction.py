"""One transaction on behalf of one agency."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Executable,
    Insert,
    MappingResult,
    RowMapping,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

Order = ColumnElement[Any] | Sequence[ColumnElement[Any]]


# A statement costs more to build than to run: its unchanging part is built once.


@cache
def _own(table: Table, names: tuple[str, ...]) -> Select[Any]:
    """The rows of an agency in which some columns equal something; all of it is given as parameters."""
    return select(table).where(*_equal(table, names))


@cache
def _own_in_order(table: Table, names: tuple[str, ...]) -> Select[Any]:
    """The same in the order of their ids."""
    return _own(table, names).order_by(table.c.id)


@cache
def _change(table: Table) -> Update:
    """A change of the rows of an agency, which is given as a parameter beside the new values."""
    return update(table).where(table.c.agency_id == bindparam("own_agency"))


@cache
def _add(table: Table) -> Insert:
    """A row, which is given as parameters."""
    return insert(table)


@cache
def _put(table: Table, dialect: str, key: tuple[str, ...], names: tuple[str, ...]) -> Insert:
    """A row, which is given as parameters, or its names' new values where the key is there."""
    statement = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    changed = {name: statement.excluded[name] for name in names if name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=changed)


@cache
def _remove(table: Table, names: tuple[str, ...]) -> Delete:
    """The removal of an agency's rows in which some columns equal something; all of it is given as parameters."""
    return delete(table).where(*_equal(table, names))


def _equal(table: Table, names: tuple[str, ...]) -> Iterable[ColumnElement[bool]]:
    return (table.c[name] == bindparam(name) for name in ("agency_id", *names))


@dataclass(frozen=True)
class Transaction:
    """What storage works with: it adds the agency to every condition and every row, so that nothing reads across."""

    connection: Connection
    agency: int

    def one(self, table: Table, *where: ColumnElement[bool], **equal: Any) -> RowMapping | None:
        """Returns the row of this agency that fits and has these values (none of them None), or None."""
        statement = _own(table, tuple(equal))
        return self._found(statement.where(*where) if where else statement, equal).first()

    def all(
        self, table: Table, *where: ColumnElement[bool], order: Order = (), limit: int | None = None, **equal: Any
    ) -> Sequence[RowMapping]:
        """Returns the rows of this agency that fit and have these values (none of them None), in order."""
        names = tuple(equal)
        chosen = order if isinstance(order, Sequence) else (order,)
        statement = _own(table, names).order_by(*chosen) if chosen else _own_in_order(table, names)
        if where:
            statement = statement.where(*where)
        return self._found(statement if limit is None else statement.limit(limit), equal).all()

    def read(self, statement: Executable, **given: Any) -> Sequence[RowMapping]:
        """Returns the rows of a statement that has named the agency itself, or takes it as `agency_id`."""
        return self.connection.execute(statement, {"agency_id": self.agency, **given}).mappings().all()

    def add(self, table: Table, **values: Any) -> int:
        """Adds a row and returns its id."""
        result = self.connection.execute(_add(table), {"agency_id": self.agency, **values})
        key = result.inserted_primary_key
        return int(key[0]) if key else 0

    def add_all(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Adds many rows at once."""
        full = [{"agency_id": self.agency, **row} for row in rows]
        if full:
            self.connection.execute(_add(table), full)

    def put(self, table: Table, key: Sequence[str], **values: Any) -> None:
        """Adds a row, or changes the one that has the same key."""
        statement = _put(table, self.connection.dialect.name, tuple(key), tuple(values))
        self.connection.execute(statement, {"agency_id": self.agency, **values})

    def change(self, table: Table, *where: ColumnElement[bool], **values: Any) -> int:
        """Changes the rows of this agency that fit and returns how many there were."""
        counted = {name: value for name, value in values.items() if isinstance(value, ColumnElement)}
        plain = {name: value for name, value in values.items() if name not in counted}
        statement = _change(table).where(*where)
        if counted:
            statement = statement.values(counted)
        return self.connection.execute(statement, {"own_agency": self.agency, **plain}).rowcount

    def remove(self, table: Table, *where: ColumnElement[bool], **equal: Any) -> int:
        """Removes the rows of this agency that fit and have these values (none of them None); returns how many."""
        statement = _remove(table, tuple(equal))
        given = {"agency_id": self.agency, **equal}
        return self.connection.execute(statement.where(*where) if where else statement, given).rowcount

    def _found(self, statement: Select[Any], equal: Mapping[str, Any]) -> MappingResult:
        return self.connection.execute(statement, {"agency_id": self.agency, **equal}).mappings()
