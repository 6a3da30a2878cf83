"""Where the play is set: a local Telegram in this process, the bot in another one, and one calendar for both."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import bot
from bot.demo.books import Books
from bot.sandbox import Action, MovableClock, Telegram, serve
from domain.storage.alone import AlreadyRunning, holding

HOUSE = Path(bot.__file__).resolve().parents[1]
CLOCK = "clock"
BOOKS = "toteuma.db"
AGENCY = "Tutkimustoimisto Aalto"
SMALL_STEP = timedelta(seconds=60)
"""The clock may take smaller steps while something goes on; Telegram forgets a press after 150 seconds."""
PATIENCE = 60.0
GLANCE = 0.02
"""Seconds between looks at the books, when nothing is seen to happen in the chats."""


class Stage:
    """The sandbox, the bot's process, and the clock that both go by."""

    url: str
    """Where the sandbox is, once it is open."""

    def __init__(self, folder: Path, telegram: Telegram, clock: MovableClock, *, one_at_a_time: bool = True) -> None:
        self.folder = folder
        self.telegram = telegram
        self.bot = telegram.create_bot(username="toteuma_bot", name="Toteuma")
        self.books = Books(folder / BOOKS)
        self.log = folder / "bot.log"
        self.kills = 0
        self.patience = PATIENCE
        """Seconds that people wait for what they expect."""
        self._one_at_a_time = one_at_a_time
        self._clock = clock
        self._process: asyncio.subprocess.Process | None = None

    @property
    def now(self) -> datetime:
        """What time it is in the play, in UTC."""
        return self._clock()

    async def passes(self, time: timedelta) -> None:
        """Lets time pass; before a longer while the bot finishes what it is doing, and after it what has become due.

        Where people act side by side there is seldom such a moment, and time passes under the bot's hands.
        """
        waits = self._one_at_a_time and time > SMALL_STEP
        if waits:
            await self.rests()
        self._clock.advance(time)
        if waits:
            await self.rests()

    async def until(self, moment: datetime) -> None:
        """Lets time pass until a moment; one that is past needs no waiting."""
        if moment > self.now:
            await self.passes(moment - self.now)

    async def rests(self, *, all_sent: bool = False) -> None:
        """Waits until a started bot has done everything that is due; with `all_sent` also what goes to other chats."""
        if self._process is None:
            return
        async with asyncio.timeout(self.patience):
            while self.bot.updates.size() or self.books.owed(self.now, outbox=all_sent):
                await self.telegram.changed.rings(GLANCE)

    async def raises_bot(self) -> None:
        """Starts the bot's process."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", cwd=HOUSE, env=self._environment(), stderr=log, start_new_session=True
            )

    async def kills_bot(self) -> None:
        """`kill -9`s the bot's process: it can neither finish nor clean up anything."""
        assert self._process is not None
        self.kills += 1
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def lowers_bot(self) -> None:
        """Ends the bot's process as an administrator would, and everything that it has started."""
        process = self._process
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        with suppress(TimeoutError):
            async with asyncio.timeout(5):
                await process.wait()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        self._process = None

    async def commands(self, *words: str) -> str:
        """Runs `python -m bot …` as somebody at the server does, and returns the last line that it prints."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *words,
            cwd=HOUSE,
            env=self._environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        told, complaints = await process.communicate()
        assert process.returncode == 0, complaints.decode()
        return told.decode().strip().splitlines()[-1]

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "BOT_TOKEN": self.bot.token,
            "BOT_API_URL": self.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder / BOOKS}",
            "MEDIA_URL": f"file://{self.folder / 'media'}",
            "WEBHOOK_URL": "",
            "AGENCY_NAME": AGENCY,
            "LANGUAGE": "fi",
            "TIMEZONE": "Europe/Helsinki",
            "SIMULATED": "1",
            "CLOCK_FILE": str(self.folder / CLOCK),
        }


def clear(folder: Path) -> None:
    """Empties a folder in which somebody has played, and ends the bot that a killed play has left behind in it."""
    lock = folder / f"{BOOKS}.lock"
    try:
        with holding(lock):
            pass
    except AlreadyRunning:
        # it would take the next bot's updates
        os.killpg(int(lock.read_text()), signal.SIGKILL)
    shutil.rmtree(folder)
    folder.mkdir()


@asynccontextmanager
async def set_stage(
    folder: Path,
    *,
    port: int = 0,
    one_at_a_time: bool = True,
    controls: Callable[[Stage], Sequence[Action]] = lambda stage: (),
) -> AsyncIterator[Stage]:
    """Opens the sandbox on this machine, on a free port when the wanted one is taken; the bot is not yet started.

    `controls` gives what is plugged into the sandbox's page.
    """
    clock = MovableClock(folder / CLOCK)
    telegram = Telegram(clock=clock)
    stage = Stage(folder, telegram, clock, one_at_a_time=one_at_a_time)
    async with serve(telegram, port=await _free(port), actions=controls(stage)) as stage.url:
        try:
            yield stage
        finally:
            await stage.lowers_bot()


async def _free(port: int) -> int:
    try:
        server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", port)
    except OSError:
        return 0
    server.close()
    await server.wait_closed()
    return port
