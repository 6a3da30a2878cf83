"""`python -m bot.demo`: plays a whole study through a local Telegram, from the workbook to the client's report.

The sandbox runs in this process, the bot in another one, and seven people press what they see. Everything that they
answer is made up from a seed, and marked as simulated in chat and in print. Who is who stands in `cast`.
"""

import argparse
import asyncio
import contextlib
import os
import signal
import sys
import textwrap
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bot.demo.browser import show, somebody_looks
from bot.demo.controls import controls
from bot.demo.diary import monday_morning
from bot.demo.ending import verify
from bot.demo.play import Play, rehearsed_study
from bot.demo.scenes import SCENES
from bot.demo.second_wave import LooseEnds, begin_second_wave
from bot.demo.stage import HOUSE, Stage, clear, set_stage
from bot.demo.tour import Step, tour
from bot.first_steps import language_of
from domain.storage.alone import AlreadyRunning, holding
from domain.texts import Words

FOLDER = HOUSE / "var" / "demo"
LOG_TAIL = 25


def main() -> int:
    """Reads the command line and plays; returns the exit status, 0 only if every step came true."""
    parser = argparse.ArgumentParser(prog="python -m bot.demo", description="Plays one study from workbook to report.")
    parser.add_argument("--once", action="store_true", help="end after the play, with status 0 only if all came true")
    parser.add_argument("--port", type=int, default=8765, help="of the local Telegram; another one when it is taken")
    options = parser.parse_args()
    try:
        # beside the folder, which every demo begins anew
        with holding(FOLDER.with_suffix(".lock")):
            return asyncio.run(_demo(options.port, once=options.once))
    except AlreadyRunning:
        print(f"A demo is running already, and another one would write over its {_shown(FOLDER)}.", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0


async def _demo(port: int, *, once: bool) -> int:
    clear(FOLDER)
    study = rehearsed_study()
    plugged = partial(controls, client=study.terms.client)
    if demo := asyncio.current_task():
        # the bot's process ends with us, also when we are told to end, or the terminal is closed
        for told in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(told, demo.cancel)
    async with set_stage(FOLDER, port=port, controls=plugged) as stage:
        print(f"The phones of everybody are at {stage.url}; the bot's log is {_shown(stage.log)}.")
        await stage.until(monday_morning(stage.now))
        await stage.raises_bot()
        play = Play(stage, study)
        stage.telegram.seen_first = [member.phone.person for member in (play.aino, play.kaisa, play.helmi)]
        ends = await _play(play)
        if ends and not once:
            _invite(stage, tour(play, ends))
            await asyncio.Event().wait()
        return 0 if ends else 1


async def _play(play: Play) -> LooseEnds | None:
    """Plays every scene, and returns what the last one leaves to others; None when the play has stopped."""
    title = ""
    try:
        for number, (title, scene) in enumerate(SCENES, 1):
            play.begins(f"{number}. {title}")
            await scene(play)
        play.begins("What came true")
        for line in await verify(play):
            print(f"  {line}")
        title = "The second wave begins"
        play.begins(title)
        ends = await begin_second_wave(play)
    except Exception as failure:
        if not isinstance(failure, AssertionError):
            traceback.print_exc()
        print(f"\nThe play stopped in “{title}”: {type(failure).__name__}: {failure}", file=sys.stderr)
        _print_log(play.stage)
        return None
    finally:
        folder = play.writes_transcripts()
        print(f"\nTranscripts: {_shown(folder)}/  PDFs: {', '.join(_shown(FOLDER / name) for name in play.papers)}")
    print(f"Everything came true in {play.seconds:.0f} s.", flush=True)
    return ends


def _invite(stage: Stage, steps: Sequence[Step]) -> None:
    """Tells what can be tried now, and opens the phones where somebody looks."""
    words = Words(language_of(os.environ))
    stage.telegram.lead(step.as_json() for step in steps)
    print()
    for number, step in enumerate(steps, 1):
        print(textwrap.fill(f"{number}. {step.title[words.language]}: {step.text[words.language]}", 100))
    print()
    print(words("The phones are at {url}; Ctrl-C ends everything.", url=stage.url), flush=True)
    if somebody_looks():
        show(stage.url)


def _print_log(stage: Stage) -> None:
    with contextlib.suppress(OSError):
        tail = stage.log.read_text().splitlines()[-LOG_TAIL:]
        print("\n".join(["", "The bot's log ends:", *tail]), file=sys.stderr)


def _shown(path: Path) -> str:
    return str(path.relative_to(HOUSE)) if path.is_relative_to(HOUSE) else str(path)


if __name__ == "__main__":
    sys.exit(main())
