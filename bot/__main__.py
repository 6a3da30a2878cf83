"""`python -m bot`: runs the bot, and the few things that are done from a command line."""

import argparse
import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CalledProcessError

from pydantic import ValidationError
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from telegram.error import InvalidToken

from bot import upkeep
from bot.clock import Clock
from bot.first_steps import first_steps, language_of
from bot.logs import set_up
from bot.running import open_office, run
from bot.settings import Settings, faults, strange_names
from bot.transport import Unreachable
from bot.webhook import DoorTaken
from domain.operations import people
from domain.person import Role
from domain.refusal import ClientNeeded
from domain.storage import invitations
from domain.storage.alone import AlreadyRunning
from domain.storage.migrating import DatabaseTooNew, SameFile, migrate
from domain.storage.transaction import Transaction

PATIENCE = 20.0
"""Seconds that somebody who waits for a join link gives Telegram to answer."""


def main() -> int:
    """Reads the command line and does what it says; returns the exit status."""
    options = _options()
    set_up()
    try:
        settings = Settings()
    except ValidationError as wrong:
        print("\n".join(faults(wrong)))
        return 1
    except PermissionError as closed:
        print(f"{closed.filename} cannot be read; please start the bot as the user to whom it belongs.")
        return 1
    for name in strange_names():
        print(f"{name} in .env is no setting of Toteuma's; it is passed over.", file=sys.stderr)
    try:
        return _do(options, settings)
    except DatabaseTooNew:
        print("The database was written by a newer Toteuma; please update this one, or restore a backup.")
    except InvalidToken:
        print("Telegram does not know this bot token; please check BOT_TOKEN.")
    except Unreachable:
        print("Telegram does not answer; please check the network, and BOT_API_URL if it is set.")
    except upkeep.NoTool as missing:
        print(f"{missing} is needed for PostgreSQL; please install PostgreSQL's client programs.")
    except AlreadyRunning:
        print("Another bot is running on this database; two of them would send everything twice.")
    except DoorTaken:
        print(f"Nobody can listen at {settings.listen}, or another program does; please check LISTEN.")
    except SameFile as same:
        print(f"{same} is the database itself; please name another file for the backup.")
    except upkeep.NotABackup as strange:
        print(f"{strange} is not a backup of this kind of database; nothing was changed.")
    except CalledProcessError as failed:
        print(f"{failed.cmd[0]} did not get through; it says itself why.")
    except DBAPIError as failure:
        if type(failure) not in {OperationalError, DatabaseError}:
            raise
        first, *_ = str(failure.orig).splitlines()
        print(f"The database cannot be used: {first}")
    except OSError as failure:
        if not failure.filename:
            raise
        print(f"{failure.filename}: {failure.strerror}.")
    return 1


def _do(options: argparse.Namespace, settings: Settings) -> int:
    url = settings.database_url
    match options.command:
        case "migrate":
            print(f"The database is at {migrate(url)}.")
        case "backup":
            upkeep.back_up(url, options.file)
            print(f"Backed up to {options.file}.")
        case "restore":
            upkeep.restore(url, options.file)
            print(f"Restored from {options.file}.")
        case "check":
            return _check(settings)
        case "invite":
            return _with_token(settings, lambda: asyncio.run(_invite(settings, options.role, options.client)))
        case _:
            return _with_token(settings, lambda: asyncio.run(_run(settings)))
    return 0


def _check(settings: Settings) -> int:
    wrong = upkeep.check(settings.database_url)
    for line in wrong:
        print(line)
    print("The database has faults." if wrong else "The database is whole.")
    print("A bot token is set." if settings.bot_token else "No bot token is set.")
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Toteuma: mystery shopping in one Telegram bot.")
    commands = parser.add_subparsers(dest="command")
    invite = commands.add_parser("invite", help="print a join link")
    invite.add_argument("role", choices=[role.value for role in Role])
    invite.add_argument("--client", default="", metavar="NAME", help="the company of a client's person")
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("check", help="say whether the database is whole")
    for name, help_ in (("backup", "copy the database to a file"), ("restore", "put a backup in its place")):
        commands.add_parser(name, help=help_).add_argument("file", type=Path)
    return parser.parse_args()


def _with_token(settings: Settings, work: Callable[[], int]) -> int:
    if not settings.bot_token:
        print(first_steps(language_of(os.environ)))
        return 1
    return work()


async def _run(settings: Settings) -> int:
    task = asyncio.create_task(run(settings))
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal_, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return 0


async def _invite(settings: Settings, role: str, client: str) -> int:
    async with open_office(settings, PATIENCE) as office:
        now = Clock(settings.clock_file)()

        def invite(tx: Transaction) -> str:
            made = people.invite(tx, by=None, role=Role(role), client=client, key=settings.secret, now=now)
            found = invitations.code_of(tx, made, settings.secret)
            return found[1] if found else ""

        try:
            code = await office.write(invite)
        except ClientNeeded:
            print("Say of which company: python -m bot invite client --client 'Havu Energia Oy'")
            return 1
        print(f"https://t.me/{office.bot.username}?start={code}")
        return 0


if __name__ == "__main__":
    sys.exit(main())
