"""`python -m bot.sandbox` runs a local Telegram."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

from .clock import MovableClock
from .flood import FloodLimits
from .repertoire import told
from .server import serve
from .telegram import Telegram

_ABOUT = """A Telegram on this machine: a Bot API server for any bot, and people who talk to it from a page in the
browser. Nothing leaves the machine, no account is needed, and everything is forgotten when it ends."""
_HOW = """how to point a bot at it:
  Give the bot the printed token, and the printed address in the place of https://api.telegram.org.
    Toteuma              BOT_TOKEN=... BOT_API_URL=http://127.0.0.1:8765 python -m bot
    python-telegram-bot  Application.builder().token(TOKEN).base_url(f"{URL}/bot").base_file_url(f"{URL}/file/bot")
    aiogram              Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(URL)))
    curl                 curl http://127.0.0.1:8765/bot$TOKEN/getMe

what it answers:
  Methods that are played work within Telegram's limits. Others answer 501, and unknown ones 404; --methods lists
  them. A call that the documentation does not know is answered and noted in the log of calls, with what is wrong.

more: docs/sandbox.md"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until interrupted; the exit status is 1 where it could not begin."""
    options = _parser().parse_args(arguments)
    if options.methods:
        print(told())
        return 0
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_run(options))
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.sandbox",
        description=_ABOUT,
        epilog=_HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="where to listen (default: %(default)s, this machine only)")
    add("--port", type=int, default=8765, help="0 takes a free one (default: %(default)s)")
    add("--token", help="the bot's token, such as 4242:secret (default: made up)")
    add("--username", default="toteuma_bot", help="the bot's username (default: %(default)s)")
    add("--name", help="the bot's name above the chat (default: its username)")
    add(
        "--person",
        action="append",
        default=[],
        metavar="NAME[:LANGUAGE]",
        help="somebody with a phone, such as Aino:fi; may be repeated",
    )
    add("--flood", action="store_true", help="answer 429 to a bot that sends faster than Telegram allows")
    add("--clock-file", type=Path, metavar="FILE", help="keep the seconds here that time is moved on by, for the bot")
    add("--methods", action="store_true", help="list the methods that are played and those that are not, and end")
    return parser


async def _run(options: argparse.Namespace) -> None:
    telegram = Telegram(clock=MovableClock(options.clock_file), flood=FloodLimits() if options.flood else None)
    bot = telegram.create_bot(username=options.username, token=options.token, name=options.name)
    for person in options.person:
        name, _, language = person.partition(":")
        telegram.add_person(name, language_code=language or "en")
    async with serve(telegram, host=options.host, port=options.port) as url:
        clock = f"CLOCK_FILE={options.clock_file} " if options.clock_file else ""
        print(f"Phones are at {url} for people, and at {url}/sandbox/ for programs.")
        print("To point a bot at it:")
        print(f"  BOT_TOKEN={bot.token} BOT_API_URL={url} {clock}python -m bot", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    sys.exit(main())
