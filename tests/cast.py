"""One cast: Aino and Eero shop, Kaisa coordinates, Helmi is the client, Otso owns, Mallory is a stranger.

They live in a `House`: the bot in this process, a local Telegram beside it, a database of its own, and a clock that can
be moved. People read English unless a story says otherwise: `await house.aino("fi")`.
"""

import asyncio
import logging
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from types import CodeType
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select

from bot.cards import Cards
from bot.clock import Clock
from bot.intake import Intake
from bot.office import Office
from bot.running import open_office
from bot.running import serve as serve_people
from bot.sandbox import Phone, Telegram, serve
from bot.sandbox.people import BotAccount
from bot.settings import Settings
from bot.work import Work
from bot.worker import Worker
from domain.operations import analyses as analysing
from domain.operations import people
from domain.person import Person, Role
from domain.scope import Scope
from domain.storage import analyses, invitations
from domain.storage.tables import card, inbox, outbox
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import COMPANY, NOW

T = TypeVar("T")
P = ParamSpec("P")

PATIENCE = 20.0
"""Seconds that people wait before something is said to be lost; only a failing test waits so long."""
SECRET = "a-secret-of-the-webhook"
TOKEN = "7000000042:CANARY-token-that-no-log-may-hold"
BOT = Path(__file__).parents[1] / "bot"
VOICE = BOT / "samples" / "voice_note_fi.ogg"
RECORDING = BOT / "samples" / "call_recording_fi.m4a"
WORKBOOK = Path(__file__).parent / "samples" / "havu_energia.xlsx"


class HouseClock(Clock):
    """Begins on a Monday at ten, runs on by itself, and can be moved."""

    def __init__(self) -> None:
        super().__init__()
        self._started = time.monotonic()
        self.moved = timedelta()

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=time.monotonic() - self._started) + self.moved


class Faulty(logging.Handler):
    """Keeps what the bot has logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


class House:
    """The bot with everything around it."""

    WAY_IN = "getUpdates"
    """The call by which updates come in, the only one of its kind."""

    def __init__(self, database_url: str, folder: Path, worker: Worker) -> None:
        self.clock = HouseClock()
        self.telegram = Telegram(clock=self.clock)
        self.account: BotAccount = self.telegram.create_bot(username="toteuma_bot", token=TOKEN, name="Toteuma")
        self.worker = worker
        self.folder = folder
        self.database_url = database_url
        self.errors = Faulty()
        self.may_err = False
        """Whether the story makes the bot log errors."""
        self.phones: list[Phone] = []
        self._port = 0
        self._line = AsyncExitStack()
        self._doors = AsyncExitStack()
        self._office: Office | None = None
        self._loops: asyncio.Task[None] | None = None

    # Opening and closing.

    async def opens(self) -> None:
        """Telegram comes up, and the bot starts."""
        logging.getLogger("bot").addHandler(self.errors)
        await self.telegram_comes_back()
        await self.bot_starts()

    async def closes(self) -> None:
        """Everything ends."""
        await self.bot_dies()
        await self.telegram_goes_down()
        logging.getLogger("bot").removeHandler(self.errors)

    async def bot_starts(self) -> None:
        """The bot starts on what is stored."""
        self._office = await self._doors.enter_async_context(open_office(self.settings))
        self._office.clock = self.clock
        self._loops = asyncio.create_task(serve_people(self._office, self.worker), name="the bot")

    async def bot_dies(self) -> None:
        """The bot ends in the middle of whatever it does: nothing is finished, nothing is said."""
        if self._loops is None:
            return
        loops, self._loops = self._loops, None
        broken = loops.exception() if loops.done() and not loops.cancelled() else None
        ending = [loops, *(task for task in asyncio.all_tasks() if _is_of_bot(task))]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        await self._doors.aclose()
        if broken is not None:
            raise broken

    def starts_by_and_by(self) -> asyncio.Task[None]:
        """The bot starts, for as long as that takes."""
        return asyncio.create_task(self.bot_starts())

    def intake(self) -> Intake:
        """A second way in, for updates that no Telegram would give."""
        return Intake(self.office, Work(self.office, Cards(self.office)))

    async def restarts(self) -> None:
        """The bot dies, and starts again."""
        await self.bot_dies()
        await self.bot_starts()

    async def telegram_goes_down(self) -> None:
        """Telegram's server does not answer any more."""
        await self._line.aclose()

    async def telegram_comes_back(self) -> None:
        """Telegram's server answers (again, at the same address)."""
        url = await self._line.enter_async_context(serve(self.telegram, port=self._port))
        self._port = int(url.rsplit(":", 1)[1])

    @property
    def settings(self) -> Settings:
        """How the bot is set up here."""
        return Settings(
            _env_file=None,
            bot_token=TOKEN,
            bot_api_url=f"http://127.0.0.1:{self._port}",
            database_url=self.database_url,
            media_url=f"file://{self.folder}/media",
            agency_name="Aalto Mystery",
            language="en",
        )

    @property
    def office(self) -> Office:
        """The running bot's own."""
        assert self._office is not None
        return self._office

    # The clock.

    @property
    def now(self) -> datetime:
        """The present moment in the house."""
        return self.clock()

    def later(self, **by: float) -> None:
        """Lets time pass."""
        self.clock.moved += timedelta(**by)
        self.office.stirred.ring()

    # What is done and looked at beside the chat.

    async def does(self, act: Callable[Concatenate[Transaction, P], T], /, *arguments: P.args, **named: P.kwargs) -> T:
        """Does something in a transaction of the bot's own writer."""
        return await self.office.write(lambda tx: act(tx, *arguments, **named))

    async def person(self, phone: Phone) -> Person:
        """Who a phone's owner is to the agency."""
        return await self.office.read(lambda tx: agency.person(tx, phone.person.id))

    async def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything that the business tables hold."""
        return await self.office.database.read(agency.dump)

    async def until(self, look: Callable[[Transaction], T | None], *, within: float = PATIENCE) -> T:
        """Waits until something is to be found in the database, and returns it."""
        async with asyncio.timeout(within):
            while (found := await self.office.read(look)) is None:  # noqa: ASYNC110 - the database rings no bell
                await asyncio.sleep(0.01)
        return found

    @property
    def ways_in(self) -> set[str]:
        """The calls by which updates have come in."""
        return {call.method for call in self.telegram.calls} & {House.WAY_IN, HouseWithDoor.WAY_IN}

    async def owes_nothing(self) -> None:
        """Waits until every update has been worked on, every card shown and every due notice sent."""
        bell = self.account.updates.bell
        await bell.until(lambda: True if not self.account.updates.size() else None, PATIENCE)
        await self.until(self._settled)

    def _settled(self, tx: Transaction) -> bool | None:
        left = (
            select(inbox.c.arrival).where(inbox.c.state == "new"),
            select(card.c.id).where(card.c.owed),
            select(outbox.c.id).where(outbox.c.state == "due"),
        )
        return True if all(tx.connection.scalar(one.limit(1)) is None for one in left) else None

    # The cast.

    async def link(self, role: Role, *, name: str = "", client: str = "") -> str:
        """A join link from the command line."""

        def invite(tx: Transaction) -> str:
            id = people.invite(tx, by=None, role=role, name=name, client=client, key=self.settings.secret, now=self.now)
            found = invitations.code_of(tx, id, self.settings.secret)
            assert found is not None
            return f"https://t.me/toteuma_bot?start={found[1]}"

        return await self.does(invite)

    def phone(self, first_name: str, language: str = "en") -> Phone:
        """A phone with Telegram on it."""
        phone = Phone(self.telegram, self.account, first_name=first_name, language_code=language, patience=PATIENCE)
        self.phones.append(phone)
        return phone

    async def joins(self, name: str, role: Role, language: str = "en", *, client: str = "") -> Phone:
        """Somebody comes in by a join link."""
        phone = self.phone(name, language)
        await phone.opens(await self.link(role, client=client))
        await phone.sees(name)
        return phone

    async def aino(self, language: str = "en") -> Phone:
        """Aino, a shopper."""
        return await self.joins("Aino", Role.SHOPPER, language)

    async def eero(self, language: str = "en") -> Phone:
        """Eero, another shopper."""
        return await self.joins("Eero", Role.SHOPPER, language)

    async def kaisa(self, language: str = "en") -> Phone:
        """Kaisa, the coordinator."""
        return await self.joins("Kaisa", Role.COORDINATOR, language)

    async def helmi(self, language: str = "en", company: str = COMPANY) -> Phone:
        """Helmi, of the client company."""
        return await self.joins("Helmi", Role.CLIENT, language, client=company)

    async def otso(self, language: str = "en") -> Phone:
        """Otso, the owner."""
        return await self.joins("Otso", Role.OWNER, language)

    def mallory(self, language: str = "en") -> Phone:
        """Mallory, who has not been invited."""
        return self.phone("Mallory", language)


class HouseWithDoor(House):
    """A house that Telegram brings its updates to, instead of being asked for them."""

    WAY_IN = "setWebhook"

    def __init__(self, database_url: str, folder: Path, worker: Worker) -> None:
        super().__init__(database_url, folder, worker)
        self.door = free_door()

    @property
    def settings(self) -> Settings:
        """How the bot is set up here."""
        return super().settings.model_copy(update=by_webhook(self.door))


def free_door() -> str:
    """An address on this machine where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


def by_webhook(door: str) -> dict[str, str]:
    """The settings of a bot whose updates are brought to a door."""
    return {"webhook_url": f"http://{door}", "webhook_secret": SECRET, "listen": door}


def _is_of_bot(task: asyncio.Task[object]) -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    if not isinstance(code, CodeType):
        return False
    file = Path(code.co_filename)
    return file.is_relative_to(BOT) and not file.is_relative_to(BOT / "sandbox")


# Bringing a house to a point quickly.


async def a_study(house: House, kaisa: Phone) -> int:
    """The sample study, created."""
    by = await house.person(kaisa)
    return await house.does(agency.a_study, by, now=house.now)


async def a_plan(house: House, kaisa: Phone) -> int:
    """The sample study with its 22 contacts."""
    by = await house.person(kaisa)
    return await house.does(agency.planned, by, now=house.now)


async def takes(house: House, kaisa: Phone, shopper: Phone, *codes: str) -> None:
    """Contacts that a shopper has taken."""
    by, to = await house.person(kaisa), await house.person(shopper)
    await house.does(agency.taken, by, to, *codes, now=house.now)
    await house.owes_nothing()


async def opens(shopper: Phone, code: str) -> None:
    """A shopper opens a contact's card from the list."""
    await shopper.says("/tasks")
    await shopper.sees("Your contacts", code)
    await shopper.presses(code)
    await shopper.sees(code)


async def is_asked(house: House, kaisa: Phone, shopper: Phone, code: str, question: str = "", **given: str) -> None:
    """A contact that has been made, and is asked about from a question on; its card is open."""
    await takes(house, kaisa, shopper, code)
    by = await house.person(shopper)
    await house.does(agency.made, by, code, now=house.now)
    await house.does(agency.answered, by, code, question or "siirrot", now=house.now, **given)
    await opens(shopper, code)


async def submits(house: House, kaisa: Phone, shopper: Phone, *codes: str, **given: str) -> None:
    """Contacts that a shopper has submitted."""
    by, to = await house.person(kaisa), await house.person(shopper)
    for code in codes:
        await house.does(agency.taken, by, to, code, now=house.now)
        await house.does(agency.submitted, to, code, now=house.now, **given)
    await house.owes_nothing()


async def approves(house: House, kaisa: Phone, shopper: Phone, *codes: str, **given: str) -> None:
    """Contacts that have been approved."""
    by, to = await house.person(kaisa), await house.person(shopper)
    await house.does(agency.approved, by, to, *codes, now=house.now, **given)
    await house.owes_nothing()


DECISIONS = (
    {
        "what": "Ratkaisu: sovitaan, miten tavoite ”kerralla kuntoon” toteutuu",
        "owner": "Palvelupäällikkö",
        "due_on": "2026-12-23",
        "metric": "ratkaisuaste",
    },
    {"what": "Chat: sovitaan, mikä muuttuu", "owner": "Chat-tiimi", "due_on": "2027-01-22", "metric": "nps"},
)
STANDING: Mapping[str, Mapping[str, object]] = {
    "ratkaisuaste": {"value": 52.4, "low": 31.0, "high": 73.6, "n": 12, "target": 80.0, "unit": "points"},
    "nps": {"value": None, "low": None, "high": None, "n": 4, "target": 20.0, "unit": "nps"},
}


async def has_results(house: House, kaisa: Phone, aino: Phone) -> int:
    """An outcome analysis that the client has been sent, with two decisions to make; returns its id."""
    study = await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    by = await house.person(kaisa)
    house.office.media.put("analyses/1.pdf", b"%PDF-1.7 results")

    def sent(tx: Transaction) -> int:
        scope = Scope()
        id = analyses.add(tx, study_id=study, wave_id=study, scope=scope, language="fi", by=by.id, now=house.now)
        analysing.note_made(
            tx,
            analysis_id=id,
            path="analyses/1.pdf",
            sha256="",
            headlines=["Indeksi 61"],
            decisions=DECISIONS,
            standing=STANDING,
            now=house.now,
        )
        analysing.send(tx, by=by, analysis_id=id, now=house.now)
        return id

    id = await house.does(sent)
    await house.owes_nothing()
    return id
