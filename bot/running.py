"""The running bot: opens everything, and keeps its loops going until it is told to end."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.cards import Cards
from bot.chores import Chores
from bot.clock import Clock
from bot.intake import Intake
from bot.keeping import Keeping
from bot.media import Media
from bot.office import Office
from bot.outbox import Outbox
from bot.reading_figures import FiguresReading
from bot.reminders import Reminders
from bot.settings import Settings
from bot.transport import Transport, until_reached
from bot.webhook import Webhook, see_that_it_is_free
from bot.work import Work
from bot.worker import Worker
from domain.colour import written
from domain.imprint import Imprint
from domain.storage import agencies
from domain.storage.alone import alone
from domain.storage.migrating import migrate
from domain.storage.writer import Database

log = logging.getLogger(__name__)

LAST_WORDS = 3.0
"""Seconds that what is being sent has to arrive when the bot is told to end."""
STEP_BACK = 2.0
"""Seconds before a loop that failed goes on."""


@asynccontextmanager
async def open_office(settings: Settings, patience: float | None = None) -> AsyncIterator[Office]:
    """Opens database, media and the line to Telegram, and closes them.

    Waits for Telegram as long as it takes, or with patience for so many seconds (Unreachable after them).
    """
    migrate(settings.database_url)
    database = Database(settings.database_url)
    transport = Transport()
    api = settings.bot_api_url.rstrip("/")
    bot: ExtBot[None] = ExtBot(
        settings.bot_token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=transport,
        get_updates_request=transport,
    )
    try:
        agency = await database.write(lambda connection: agencies.the_only(connection, settings.agency_name))
        await transport.initialize()
        await until_reached(bot.initialize, patience)
        yield Office(settings, database, agency, bot, transport, Media(settings.media_url), Clock(settings.clock_file))
    finally:
        await transport.shutdown()
        database.close()


async def run(settings: Settings) -> None:
    """Runs the bot until its task is cancelled (AlreadyRunning when another one has the database, DoorTaken)."""
    with alone(settings.database_url):
        if settings.webhook_url:
            see_that_it_is_free(settings.door)
        async with open_office(settings) as office:
            worker = Worker()
            try:
                await serve(office, worker)
            finally:
                worker.close(kill=True)


def tell_of_colour(imprint: Imprint) -> None:
    """Says in the log that papers print the agency's colour darker than it was set."""
    if imprint.printed_colour != imprint.colour:
        log.warning(
            "AGENCY_COLOUR %s is too pale for text to be read in it; papers print it as %s",
            written(imprint.colour),
            written(imprint.printed_colour),
        )


async def serve(office: Office, worker: Worker) -> None:
    """Keeps all loops going until it is cancelled; then finishes what Telegram is being told."""
    cards = Cards(office)
    work, outbox = Work(office, cards), Outbox(office)
    intake = Intake(office, work)
    figures = FiguresReading(office, worker)
    chores, keeping, reminders = Chores(office, worker), Keeping(office), Reminders(office)
    await intake.begin()
    log.info("@%s is running", office.bot.username)
    tell_of_colour(office.settings.imprint)
    loops: dict[str, tuple[Callable[[], Awaitable[bool]], float]] = {
        "cards": (cards.pay_all, 5.0),
        "outbox": (outbox.send_due, 1.0),
        "workbooks": (chores.read_workbooks, 30.0),
        "figures": (figures.read_next, 30.0),
        "papers": (chores.print_papers, 1.0),
        "files": (keeping.keep_files, 30.0),
        "files let go": (keeping.let_go, 30.0),
        "reminders": (reminders.wake, 1.0),
        "tidying": (reminders.tidy, 60.0),
    }
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_take_in(office, intake), name="intake")
            for name, (loop, at_least_every) in loops.items():
                group.create_task(_keep(office, name, loop, at_least_every), name=name)
    finally:
        await work.drain(LAST_WORDS)
        await outbox.drain(LAST_WORDS)


async def _take_in(office: Office, intake: Intake) -> None:
    if office.settings.webhook_url:
        await Webhook(office, intake).serve()
        return
    with suppress(TelegramError):
        # polling is refused while a webhook is set
        await until_reached(office.bot.delete_webhook)
    await intake.poll()


async def _keep(office: Office, name: str, work: Callable[[], Awaitable[bool]], at_least_every: float) -> None:
    """Keeps a loop going: a fault is logged, and what it was about is still in the database."""

    async def once() -> bool:
        try:
            return await work()
        except Exception:
            log.exception("the loop %s stumbled", name)
            await asyncio.sleep(STEP_BACK)
            return True

    await office.stirred.each(once, at_least_every=at_least_every)
