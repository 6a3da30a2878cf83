"""One transaction on behalf of one agency."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, RowMapping, Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

Order = ColumnElement[Any] | Sequence[ColumnElement[Any]]


@dataclass(frozen=True)
class Transaction:
    """What storage works with: it adds the agency to every condition and every row, so that nothing reads across."""

    connection: Connection
    agency: int

    def one(self, table: Table, *where: ColumnElement[bool]) -> RowMapping | None:
        """Returns the row of this agency that fits, or None."""
        return self.connection.execute(self._own(table, where)).mappings().first()

    def all(
        self, table: Table, *where: ColumnElement[bool], order: Order = (), limit: int | None = None
    ) -> Sequence[RowMapping]:
        """Returns the rows of this agency that fit, in order."""
        chosen = order if isinstance(order, Sequence) else (order,)
        statement = self._own(table, where).order_by(*chosen or (table.c.id,)).limit(limit)
        return self.connection.execute(statement).mappings().all()

    def read(self, statement: Executable) -> Sequence[RowMapping]:
        """Returns the rows of a statement that has named the agency itself."""
        return self.connection.execute(statement).mappings().all()

    def add(self, table: Table, **values: Any) -> int:
        """Adds a row and returns its id."""
        result = self.connection.execute(insert(table).values(agency_id=self.agency, **values))
        key = result.inserted_primary_key
        return int(key[0]) if key else 0

    def add_all(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Adds many rows at once."""
        full = [{"agency_id": self.agency, **row} for row in rows]
        if full:
            self.connection.execute(insert(table), full)

    def put(self, table: Table, key: Sequence[str], **values: Any) -> None:
        """Adds a row, or changes the one that has the same key."""
        dialect = postgresql if self.connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).values(agency_id=self.agency, **values)
        changed = {name: statement.excluded[name] for name in values if name not in key}
        self.connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))

    def change(self, table: Table, *where: ColumnElement[bool], **values: Any) -> int:
        """Changes the rows of this agency that fit and returns how many there were."""
        statement = update(table).where(table.c.agency_id == self.agency, *where).values(**values)
        return self.connection.execute(statement).rowcount

    def remove(self, table: Table, *where: ColumnElement[bool]) -> int:
        """Removes the rows of this agency that fit and returns how many there were."""
        return self.connection.execute(delete(table).where(table.c.agency_id == self.agency, *where)).rowcount

    def _own(self, table: Table, where: Iterable[ColumnElement[bool]]) -> Any:
        return select(table).where(table.c.agency_id == self.agency, *where)
