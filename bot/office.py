"""What every part of the running bot shares."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection
from telegram.ext import ExtBot

from bot.alarm import Alarm
from bot.clock import Clock
from bot.media import Media
from bot.pace import Pace
from bot.settings import Settings
from bot.transport import Transport
from bot.turn import Desk
from bot.view import ChatWords
from domain.person import Person
from domain.storage.transaction import Transaction
from domain.storage.writer import Database

Result = TypeVar("Result")


@dataclass
class Office:
    """The open database, the line to Telegram, the clock, and what has been set."""

    settings: Settings
    database: Database
    agency: int
    bot: ExtBot[None]
    transport: Transport
    media: Media
    clock: Clock
    stirred: Alarm = field(default_factory=Alarm)
    """Rings whenever something has been stored that another loop may be waiting for."""
    pace: Pace = field(default_factory=Pace)
    """How fast a chat may be written to, and which one Telegram wants left in peace."""

    async def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Runs `work` in the writer, on behalf of the agency, and returns its result once committed."""
        result = await self.database.write(lambda connection: work(Transaction(connection, self.agency)))
        self.stirred.ring()
        return result

    async def read(self, work: Callable[[Transaction], Result]) -> Result:
        """Runs `work` beside the writer and returns its result."""

        def reading(connection: Connection) -> Result:
            return work(Transaction(connection, self.agency))

        return await self.database.read(reading)

    def desk(self, tx: Transaction, person: Person | None, language: str = "") -> Desk:
        """Returns what a card is drawn with for a person, or for a stranger of a language."""
        spoken = person.language if person else language or self.settings.language
        return Desk(tx, self.now, person, ChatWords(spoken), self.settings, self.bot.username)

    @property
    def now(self) -> datetime:
        """The present moment in UTC."""
        return self.clock()
