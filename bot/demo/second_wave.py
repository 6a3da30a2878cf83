"""The next wave, begun and left in the middle: whoever takes a phone finds something to do on it."""

from dataclasses import dataclass

from bot.demo.diary import monday_morning
from bot.demo.play import Play
from bot.demo.shopper import Shopper
from domain.service import Channel


@dataclass(frozen=True)
class LooseEnds:
    """What waits on whose phone."""

    asked: str
    """The contact about which Aino is asked."""
    offered: str
    """A contact that is offered to Eero."""
    handed_in: tuple[str, ...]
    """Those that wait for Kaisa's review."""


async def begin_second_wave(play: Play) -> LooseEnds:
    """Begins the wave, and leaves a question, an offer, two reviews and a quote open."""
    kaisa, otso, helmi = play.kaisa, play.otso, play.helmi
    await play.stage.until(monday_morning(play.stage.now))
    await _plans(play)
    quote = await kaisa.makes_quote()
    await kaisa.presses("Send to client", on=quote)
    await kaisa.offers_in_balance()
    await play.stage.rests(all_sent=True)
    handed_in = [await _hands_in(shopper) for shopper in (play.kerttu, play.eero)]
    asked = await _is_asked(play.aino)
    offered = (await _calls(play.eero))[0]
    await play.eero.opens(offered)
    await play.stage.rests(all_sent=True)
    await helmi.finds("Accept quote")
    await otso.says("/people", play.aino.name)
    queue = await kaisa.reads_queue()
    assert set(handed_in) <= set(queue.labels), queue
    play.tells(f"{asked} is being asked of {play.aino.name}, {offered} is offered to {play.eero.name}")
    play.tells(f"{' and '.join(handed_in)} wait for {kaisa.name}, and a quote for {helmi.name}")
    return LooseEnds(asked, offered, tuple(handed_in))


async def _plans(play: Play) -> None:
    kaisa = play.kaisa
    studies = await kaisa.says("/studies", buttons=True)
    study = await kaisa.presses(play.study.terms.client, play.study.terms.name, on=studies)
    asked = await kaisa.presses("New wave", kaisa.words("<b>New wave</b>")[3:-4], on=study)
    made = await kaisa.presses("Create", play.study.terms.name, on=asked, buttons=True)
    plan = await kaisa.presses("Plan contacts", "22", on=made)
    await kaisa.presses("Create contacts", on=plan)
    play.tells("the second wave is planned: 22 contacts")


async def _calls(shopper: Shopper) -> list[str]:
    """Returns the calls that are offered to a shopper."""
    offered = []
    for code in await shopper.tasks():
        card = await shopper.opens(code)
        if card.has(shopper.words("Accept")) and shopper.experience(card).channel is Channel.PHONE:
            offered.append(code)
    assert offered, f"{shopper.name} has no call"
    return offered


async def _hands_in(shopper: Shopper) -> str:
    """Makes a call that is offered to a shopper, and hands it in; returns its code."""
    for code in await _calls(shopper):
        await shopper.takes_up(code)
        if shopper.receipts[code]:
            return code
    raise AssertionError(f"{shopper.name} could hand nothing in")


async def _is_asked(shopper: Shopper) -> str:
    """Makes a call that is offered to a shopper, as far as a question that one press answers; returns its code."""
    for code in await _calls(shopper):
        card = await shopper.plays(await shopper.opens(code), until=shopper.chooses_on)
        if shopper.chooses_on(card):
            return code
    raise AssertionError(f"{shopper.name} is asked nothing")
