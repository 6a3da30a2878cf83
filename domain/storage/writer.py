"""One writer, many readers: everything is written in one thread, which commits all that is waiting at once."""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine

from domain.storage.database import open_engine, reading

Result = TypeVar("Result")
Work = Callable[[Connection], Result]

GROUP = 200
"""How many pieces of work one commit may carry."""


@dataclass
class _Piece(Generic[Result]):
    work: Work[Result]
    future: "Future[Result]" = field(default_factory=Future)
    outcome: Any = None
    failure: BaseException | None = None
    gone: bool = False

    def run(self, connection: Connection) -> None:
        if not self.future.set_running_or_notify_cancel():
            # whoever asked is gone before it began
            self.gone = True
            return
        savepoint = connection.begin_nested()
        try:
            self.outcome = self.work(connection)
            savepoint.commit()
        except BaseException as failure:
            self.failure = failure
            if savepoint.is_active:
                savepoint.rollback()

    def tell(self, failure: BaseException | None = None) -> None:
        if self.gone:
            return
        if failure or self.failure:
            self.future.set_exception(failure or self.failure)
        else:
            self.future.set_result(self.outcome)


class Database:
    """The open database: `write` in the one writer thread, `read` in threads beside it."""

    def __init__(self, url: str, *, readers: int = 4) -> None:
        self.url = url
        self._writer: Engine = open_engine(url, writes=True)
        self._reader: Engine = open_engine(url)
        self._waiting: queue.SimpleQueue[_Piece[Any] | None] = queue.SimpleQueue()
        self._threads = ThreadPoolExecutor(readers, thread_name_prefix="reader")
        self._thread = threading.Thread(target=self._write_on, name="writer", daemon=True)
        self._thread.start()

    async def write(self, work: Work[Result]) -> Result:
        """Runs `work` in a savepoint of its own and returns its result once it is committed."""
        piece = _Piece(work)
        self._waiting.put(piece)
        return await asyncio.wrap_future(piece.future)

    async def read(self, work: Work[Result]) -> Result:
        """Runs `work` on a connection that sees one committed state, and returns its result."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, work)

    def close(self) -> None:
        """Finishes what is waiting and lets the connections go."""
        self._waiting.put(None)
        self._thread.join()
        self._threads.shutdown()
        self._writer.dispose()
        self._reader.dispose()

    def _read(self, work: Work[Result]) -> Result:
        with reading(self._reader) as connection:
            return work(connection)

    def _write_on(self) -> None:
        while (first := self._waiting.get()) is not None:
            pieces, more = self._gather(first)
            self._commit(pieces)
            if not more:
                return

    def _gather(self, first: _Piece[Any]) -> tuple[list[_Piece[Any]], bool]:
        pieces = [first]
        while len(pieces) < GROUP:
            try:
                piece = self._waiting.get_nowait()
            except queue.Empty:
                break
            if piece is None:
                return pieces, False
            pieces.append(piece)
        return pieces, True

    def _commit(self, pieces: list[_Piece[Any]]) -> None:
        try:
            with self._writer.begin() as connection:
                for piece in pieces:
                    piece.run(connection)
        except Exception as failure:
            # nothing of the group has been kept: each is told so, and its caller tries again
            for piece in pieces:
                piece.tell(failure)
        else:
            for piece in pieces:
                piece.tell()
