"""`kill -9` of the bot, again and again, while three shoppers make contacts: nobody loses or doubles anything.

`KILLS=50` in the environment kills more often than the default.
"""

import asyncio
import os
from pathlib import Path
from random import Random

from bot.demo.books import Books
from bot.demo.ending import LEFT_UNDONE
from bot.demo.experience import Way
from bot.demo.play import Play, rehearsed_study
from bot.demo.reckoning import differences
from bot.demo.scenes import joining
from bot.demo.shopper import Shopper
from bot.demo.stage import Stage, set_stage
from domain.service import Channel

KILLS = int(os.environ.get("KILLS", "12"))
SEED = os.environ.get("KILL_SEED", "kill -9")
CALLS_BETWEEN = 22
"""At most so many calls to Telegram the bot makes between two kills."""
IN_STARTING = 0.15
"""How many of the kills strike while the bot is still starting."""
LONGEST_LIFE = 15.0
"""Seconds after which the bot is killed even if it has had nothing to do."""

PATIENCE = 120.0
"""Seconds that people wait: they would rather be told that a thing is lost than that a machine is slow."""

DOUBLED_TIMES = """
    select contact.code, timing.moment, count(*) from timing join contact on contact.id = timing.contact_id
    group by contact.code, timing.attempt, timing.moment having count(*) > 1
"""
DOUBLED_FILES = """
    select contact_id, question, purpose, count(*) from attachment where state != 'removed'
    group by contact_id, question, purpose having count(*) > 1
"""
DOUBLED_OFFERS = "select contact_id, count(*) from assignment group by contact_id having count(*) > 1"


async def test_nothing_is_lost_or_doubled_however_often_the_bot_is_killed(tmp_path: Path) -> None:
    async with set_stage(tmp_path, one_at_a_time=False) as stage:
        stage.patience = PATIENCE
        await stage.raises_bot()
        play = Play(stage, rehearsed_study())
        over = asyncio.Event()
        killer = asyncio.create_task(_kill(stage, over))
        try:
            await _play(play, killer)
        finally:
            over.set()
            await killer
            play.writes_transcripts()
        await stage.rests(all_sent=True)
        _nobody_misses_anything(play)


async def _kill(stage: Stage, over: asyncio.Event) -> None:
    """Kills the bot at random moments and starts it again, as often as wanted or until the play is over."""
    chance = Random(SEED)
    while stage.kills < KILLS and not over.is_set():
        await _live(stage, chance)
        await stage.kills_bot()
        await stage.raises_bot()


async def _live(stage: Stage, chance: Random) -> None:
    """Waits for a random moment: in starting, at a call of the bot, or a little after one."""
    changed = stage.telegram.changed
    if chance.random() < IN_STARTING:
        await changed.rings(chance.random())
        return
    calls, wanted = _calls(stage), chance.randint(1, CALLS_BETWEEN)
    await changed.until(lambda: _calls(stage) >= calls + wanted or None, LONGEST_LIFE)
    await changed.rings(chance.random() * 0.02)


def _calls(stage: Stage) -> int:
    return sum(call.method != "getUpdates" for call in stage.telegram.calls)


async def _play(play: Play, killer: asyncio.Task[None]) -> None:
    await joining(play)
    kaisa = play.kaisa
    card = await kaisa.creates_study(play.study.terms.client)
    card = await kaisa.presses("Plan contacts", "22", on=card, buttons=True)
    await kaisa.presses("Create contacts", on=card)
    await kaisa.offers_in_balance()
    await play.stage.rests(all_sent=True)
    await asyncio.gather(*(_make_contacts(shopper, killer) for shopper in play.shoppers))
    while not killer.done():
        await kaisa.reads_queue()


async def _make_contacts(shopper: Shopper, killer: asyncio.Task[None]) -> None:
    """Takes what is offered and makes it, one after the other, until the bot has been killed often enough."""
    waiting = sorted(await shopper.tasks())
    while waiting and not killer.done():
        code = waiting.pop(0)
        card = await shopper.opens(code)
        experience = shopper.experience(card)
        if experience.channel is Channel.PHONE and int(code[-1]) % 3 == 0:
            experience.way = Way.TOLD
        card = await shopper.plays(card)
        if not shopper.receipts[code]:
            assert card.has(shopper.words("Start contact")) or card.has(shopper.words("Reply received")), card.text
            await shopper.stage.passes(experience.reply_delay)
            waiting.append(code)


def _nobody_misses_anything(play: Play) -> None:
    books = play.stage.books
    assert play.stage.kills >= KILLS
    assert not differences(books, play.shoppers, play.study)
    for doubled in (DOUBLED_TIMES, DOUBLED_FILES, DOUBLED_OFFERS):
        assert not books.rows(doubled)
    assert not [what for (what,) in books.rows(LEFT_UNDONE) if not what.startswith("stage")]
    _everybody_was_told(play, books)


def _everybody_was_told(play: Play, books: Books) -> None:
    codes = {code for (code,) in books.rows("select code from contact where state = 'submitted'")}
    assert {code for shopper in play.shoppers for code in shopper.receipts} == codes
    assert codes
    told = play.kaisa.phone.transcript()
    assert not [code for code in codes if f"{code} odottaa tarkastusta" not in told]
    assert "HAVU" not in play.mallory.phone.transcript()
