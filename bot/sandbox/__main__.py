"""`python -m bot.sandbox` runs a local Telegram."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import locale
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
_PORTS = range(65_536)
_LANGUAGES = {name.split("_")[0] for name in locale.locale_alias.values()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until interrupted; what is set wrongly is said in a sentence, with the exit status 2."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.methods:
        print(told())
        return 0
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_run(options))
    except ValueError as fault:
        parser.error(str(fault))
    except OSError as fault:
        taken = fault.errno == errno.EADDRINUSE
        why = "it is taken, and --port 0 takes a free one" if taken else fault.strerror
        parser.error(f"cannot listen at {options.host}, port {options.port}: {why}")
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
    add("--port", type=_port, default=8765, help="0 takes a free one (default: %(default)s)")
    add("--token", help="the bot's token, such as 4242:secret (default: made up)")
    add("--username", default="toteuma_bot", help="the bot's username (default: %(default)s)")
    add("--name", help="the bot's name above the chat (default: its username)")
    add(
        "--person",
        type=_person,
        action="append",
        default=[],
        metavar="NAME[:LANGUAGE]",
        help="somebody with a phone, such as Aino:fi; may be repeated",
    )
    add("--flood", action="store_true", help="answer 429 to a bot that sends faster than Telegram allows")
    add("--clock-file", type=_file, metavar="FILE", help="keep the seconds here that time is moved on by, for the bot")
    add("--methods", action="store_true", help="list the methods that are played and those that are not, and end")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) not in _PORTS:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to {_PORTS[-1]}: {text}")
    return int(text)


def _person(text: str) -> tuple[str, str]:
    name, _, language = text.partition(":")
    if language and language.split("-")[0] not in _LANGUAGES:
        raise argparse.ArgumentTypeError(f"a language is a code such as fi or en: {language}")
    return name, language or "en"


def _file(text: str) -> Path:
    if not Path(text).parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {Path(text).parent}")
    return Path(text)


async def _run(options: argparse.Namespace) -> None:
    telegram = Telegram(clock=MovableClock(options.clock_file), flood=FloodLimits() if options.flood else None)
    bot = telegram.create_bot(username=options.username, token=options.token, name=options.name)
    for name, language in options.person:
        telegram.add_person(name, language_code=language)
    async with serve(telegram, host=options.host, port=options.port) as url:
        clock = f"CLOCK_FILE={options.clock_file} " if options.clock_file else ""
        print(f"Phones are at {url} for people, and at {url}/sandbox/ for programs.")
        print("A bot needs this token, and this address in the place of https://api.telegram.org:")
        print(f"  {bot.token}\n  {url}")
        print("Toteuma takes them so (--help tells of others):")
        print(f"  BOT_TOKEN={bot.token} BOT_API_URL={url} {clock}python -m bot", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    sys.exit(main())
