"""Two weeks in the field: contacts are made, alerts confirmed, corrections asked, later stages answered."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from random import Random

from bot.demo.cast import CODE, Card
from bot.demo.diary import office_hours, spread
from bot.demo.experience import Experience, Way
from bot.demo.play import SEED, Play
from bot.demo.shopper import Shopper
from domain.metric import QuestionType
from domain.service import Channel

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIELD_DAYS = 9
WORKDAYS_AFTER = 12
"""Days by which everything that comes later must have come."""
HANDED_IN_FIRST = 11
WORDS = {
    "fi": "Kertoisitko tarkemmin, mitä tapahtui?",
    "en": "Could you tell more exactly what happened?",
}


async def first_half(play: Play) -> None:
    """The first contacts are made; the bot is killed in the middle of one."""
    _give_parts([e for shopper in play.shoppers for e in shopper.experiences.values()])
    await play.stage.until(office_hours(play.stage.now + DAY))
    order = _in_order(play)
    for moment, appointment in zip(
        spread(len(order), play.stage.now, days=FIELD_DAYS, chance=Random(SEED)), order, strict=True
    ):
        play.diary.add(moment, appointment)
    await _work(play, lambda: sum(shopper.receipts.total() for shopper in play.shoppers) >= HANDED_IN_FIRST)


async def second_half(play: Play) -> None:
    """The other contacts are made, and what comes by the clock is answered in the mornings."""
    await _work(play, lambda: False)
    assert set(play.codes) == {code for shopper in play.shoppers for code in shopper.receipts}
    play.tells("every contact has been made and handed in")


def _give_parts(experiences: Sequence[Experience]) -> None:
    """Decides which calls are never answered, tried twice, or told afterwards."""
    calls = sorted(
        (experience for experience in experiences if experience.channel is Channel.PHONE),
        key=lambda experience: (experience.quality, experience.code),
    )
    for experience, way in zip(calls, (Way.UNANSWERED, Way.TRIED_AGAIN), strict=False):
        experience.way = way
    for experience in calls[3::4]:
        experience.way = Way.TOLD
    for experience in calls[4::4]:
        experience.way = Way.ENDED_ONLY


def _in_order(play: Play) -> Sequence[tuple[Shopper, str]]:
    """Mixes calls and letters; letters begin a little later, since some follow a call."""
    mine = [(shopper, experience) for shopper in play.shoppers for experience in shopper.experiences.values()]
    Random(SEED).shuffle(mine)
    placed = []
    for is_call, start in ((True, 0.0), (False, 0.15)):
        chosen = [each for each in mine if (each[1].channel is Channel.PHONE) is is_call]
        placed += [(start + (1 - start) * n / len(chosen), each) for n, each in enumerate(chosen)]
    return [(shopper, experience.code) for _, (shopper, experience) in sorted(placed, key=lambda each: each[0])]


async def _work(play: Play, is_over: Callable[[], bool]) -> None:
    """Does one appointment after the other, and every morning what has come by the clock."""
    today = play.stage.now.date()
    for moment, (shopper, code) in play.diary:
        if moment.date() > today:
            today = moment.date()
            await _morning(play, moment)
        await play.stage.until(moment)
        await _keep_appointment(play, shopper, code)
        await _attend(play)
        if is_over():
            return


async def _keep_appointment(play: Play, shopper: Shopper, code: str) -> None:
    experience = shopper.experiences[code]
    if not play.stage.kills and experience.way is Way.PRESSED:
        shopper.interrupts = _killing(play)
    card = await shopper.takes_up(code)
    if card.has(shopper.words("I try again later")):
        play.diary.add(office_hours(play.stage.now + 3 * HOUR), (shopper, code))
        play.tells(f"{shopper.name} will try {code} again: busy")
    elif card.has(shopper.words("Start contact")):
        known = play.diary.when(lambda each: each[1] == experience.waits_for)
        play.diary.add(office_hours((known or play.stage.now + 3 * HOUR) + 20 * MINUTE), (shopper, code))
        play.tells(f"{shopper.name} keeps {code} until {experience.waits_for} is over")
    elif card.has(shopper.words("Reply received")) and experience.reply_at is not None:
        play.diary.add(office_hours(experience.reply_at + 10 * MINUTE), (shopper, code))
        play.tells(f"{shopper.name} has written for {code}, and waits for the reply")
    else:
        play.tells(f"{shopper.name} has handed in {code} ({experience.unit}, {experience.way})")


def _killing(play: Play) -> Callable[[Card], Awaitable[None]]:
    async def kill(card: Card) -> None:
        await play.stage.kills_bot()
        await play.stage.raises_bot()
        play.tells(f"kill -9 of the bot while {card.code} is being answered; it is started again, and the card goes on")

    return kill


async def _attend(play: Play) -> None:
    """What cannot wait: a critical failure is confirmed, and the client told."""
    unanswered = sum(shopper.did["unanswered"] for shopper in play.shoppers)
    if unanswered == play.alerts:
        return
    await play.kaisa.finds("Confirm")
    play.alerts += await play.kaisa.confirms_alerts()
    await play.helmi.sees(play.helmi.words("<b>A critical failure in your service</b>")[3:-4])
    names = [shopper.name for shopper in play.shoppers]
    assert not any(name in play.helmi.phone.transcript() for name in names), "the client was told a shopper's name"
    play.tells("nobody answered a call: Kaisa confirmed the alert, and Helmi was told, without a name")


async def _morning(play: Play, today: datetime) -> None:
    """What has come by the clock is answered."""
    await play.stage.until(office_hours(datetime.combine(today.date(), datetime.min.time(), today.tzinfo)))
    await play.stage.rests(all_sent=True)
    for shopper in play.shoppers:
        answered = await shopper.answers_notices()
        if answered:
            play.tells(f"{shopper.name} has answered what had come to {answered}")


async def reviewing(play: Play) -> None:
    """One contact goes back with words on two metrics, and comes again with just those corrected."""
    kaisa, form = play.kaisa, play.study.form
    shopper, code = _worst(play)
    scale = next(q for q in form.questions if q.type is QuestionType.RANGE)
    text = next(q for q in form.questions if q.type is QuestionType.TEXT and (code, q.name) in shopper.given)
    labels = [form.label(question, kaisa.language) for question in (scale, text)]
    before = {key: len(given) for key, given in shopper.given.items()}
    await kaisa.returns(code, labels, WORDS[shopper.language])
    await shopper.finds("Continue")
    await play.stage.passes(2 * HOUR)
    await shopper.answers_notices()
    again = {key for key, given in shopper.given.items() if len(given) > before.get(key, 0) and key[0] == code}
    assert {(code, scale.name), (code, text.name)} <= again, again
    play.tells(f"{code} went back to {shopper.name} with words on two metrics, and has come back corrected")
    await kaisa.approves(code)
    await kaisa.approves_unflagged()
    play.tells(f"approved: {code} by hand, and all at once those without a flag")


def _worst(play: Play) -> tuple[Shopper, str]:
    """Returns the worst contact that has been handed in and was answered."""
    handed_in = [
        (experience.quality, experience.code, shopper)
        for shopper in play.shoppers
        for experience in shopper.experiences.values()
        if shopper.receipts[experience.code] and experience.way is not Way.UNANSWERED
    ]
    _, code, shopper = min(handed_in, key=lambda each: each[:2])
    return shopper, code


async def settling(play: Play) -> None:
    """The last later stages come, morning by morning, and everything is reviewed."""
    for _ in range(WORKDAYS_AFTER):
        await _morning(play, office_hours(play.stage.now + DAY))
        left = [code for shopper in play.shoppers for code in await shopper.tasks()]
        if not left:
            break
    assert not left, f"still to be done: {left}"
    await play.stage.rests(all_sent=True)
    queue = await play.kaisa.approves_unflagged()
    play.tells("approved: all at once those without a flag")
    one_by_one = 0
    while codes := [label for label in queue.labels if CODE.fullmatch(label)]:
        for code in codes:
            await play.kaisa.approves(code)
        one_by_one += len(codes)
        queue = await play.kaisa.reads_queue()
    play.tells(f"approved one by one: {one_by_one}; nothing waits for a review")
