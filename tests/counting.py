"""How many statements a piece of work sends to the database."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import event

from domain.storage.transaction import Transaction

Result = TypeVar("Result")


def counted(tx: Transaction, work: Callable[[], Result]) -> tuple[int, Result]:
    """Returns the number of statements that `work` executed, and its result."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(tx.connection, "before_cursor_execute", note)
    try:
        result = work()
    finally:
        event.remove(tx.connection, "before_cursor_execute", note)
    return len(statements), result
