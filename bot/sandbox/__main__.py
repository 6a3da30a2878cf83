"""`python -m bot.sandbox` runs a local Telegram."""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from .clock import MovableClock
from .server import serve
from .telegram import Telegram


def main() -> None:
    """Run until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--token", default=None, help="the bot's token; made up if not given")
    parser.add_argument("--username", default="toteuma_bot", help="the bot's username")
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(options))


async def _run(options: argparse.Namespace) -> None:
    telegram = Telegram(clock=MovableClock())
    bot = telegram.create_bot(username=options.username, token=options.token)
    async with serve(telegram, host=options.host, port=options.port) as url:
        print(f"A local Telegram is at {url}, its control API at {url}/sandbox/.")
        print("To point a bot at it:")
        print(f"  BOT_TOKEN={bot.token} BOT_API_URL={url} python -m bot", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
