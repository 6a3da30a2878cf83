"""CSVs of a client's own figures that wait to be read."""

import asyncio
import logging
from collections import Counter

from sqlalchemy import RowMapping
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.keeping import download
from bot.office import Office
from bot.worker import TooSlow, Worker, WorkerLost
from domain.fault import Fault
from domain.figures.exchange import Sought
from domain.figures.reading import Kind, ReadCsv, read
from domain.operations import figures as operations
from domain.place import place
from domain.storage import cards, figures, outbox, people
from domain.storage.transaction import Transaction
from domain.study import Study
from domain.texts import N_

log = logging.getLogger(__name__)

STEP_BACK = 5.0
"""Seconds before a file that Telegram did not hand out is asked for again."""
TRIES = 3
"""How often reading a file is tried."""


class FiguresReading:
    """Reads one file after the other in the worker."""

    def __init__(self, office: Office, worker: Worker) -> None:
        self._office = office
        self._worker = worker
        self._lost: Counter[int] = Counter()

    async def read_next(self) -> bool:
        """Reads the next file that waits; says whether there was one."""
        waiting = await self._office.read(figures.waiting)
        if not waiting:
            return False
        row, (study, sought) = await self._office.read(lambda tx: self._about(tx, waiting[0]))
        found = await self._found(row, study, sought)
        if found is not None:
            await self._office.write(lambda tx: self._note(tx, row, found))
        return True

    def _about(self, tx: Transaction, id: int) -> tuple[RowMapping, tuple[Study, Sought]]:
        row = figures.get(tx, id)
        if row is None:
            raise LookupError("figures")
        return row, operations.sought_of(tx, row)

    async def _found(self, row: RowMapping, study: Study, sought: Sought) -> ReadCsv | None:
        """What is in a file; None when it has to be asked for again."""
        try:
            data = await download(self._office.bot, row["file_id"])
            return await self._worker.do(read, data, study.terms.zone, sought)
        except (BadRequest, Forbidden):
            return _unreadable(N_("The file could not be fetched from Telegram; please send it again."))
        except TelegramError as failure:
            log.warning("a file of figures has to wait: %s", type(failure).__name__)
            await asyncio.sleep(STEP_BACK)
            return None
        except WorkerLost as lost:
            self._lost[row["id"]] += 1
            if self._lost[row["id"]] < TRIES and not isinstance(lost, TooSlow):
                return None
            return _unreadable(N_("Reading the file took too long; please send it in smaller parts."))
        except Exception:
            # it would fail again, and hold up the files behind it
            log.exception("a file of figures could not be read")
            return _unreadable(N_("This is no CSV, whatever its name says; save it as CSV and send it anew."))

    def _note(self, tx: Transaction, row: RowMapping, found: ReadCsv) -> None:
        operations.note_read(tx, figures_id=row["id"], found=found)
        sender = people.get(tx, row["person_id"])
        if sender is None:
            return
        here, card = place("figures", figures=row["id"]), cards.of_chat(tx, sender.chat_id)
        if card is not None and card.place == here:
            cards.owe(tx, sender.chat_id, here, onto=card.message_id, now=self._office.now)
        else:
            outbox.tell(tx, sender, "figures_read", self._office.now, figures=row["id"])


def _unreadable(message: str) -> ReadCsv:
    return ReadCsv("", Kind.NEITHER, faults=(Fault(message),))
