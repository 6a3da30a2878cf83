"""What SQLAlchemy compiles is kept for all tests of a process: each test opens databases anew, and compiled it anew."""

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as Sqlite
from sqlalchemy.util import LRUCache

STATEMENTS: LRUCache[object, object] = LRUCache(5000)


def keep() -> None:
    """Lets what is compiled for one SQLite serve every other one, from now on."""
    Sqlite.__hash__ = lambda _: hash(Sqlite)  # type: ignore[assignment,method-assign]
    Sqlite.__eq__ = lambda _, other: isinstance(other, Sqlite)  # type: ignore[method-assign]

    @event.listens_for(Engine, "engine_connect")
    def connected(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            connection.execution_options(compiled_cache=STATEMENTS)
