"""The acts of the play, in order; what happens in the field is in `fieldwork`."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bot.demo import fieldwork
from bot.demo.cast import CODE, Card, about
from bot.demo.diary import HOME
from bot.demo.play import Play
from bot.demo.shopper import Shopper

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIELD = 18 * DAY
FIRST_WORDS = ("/start", "/studies", "/tasks", "/reports", "hei")
"""What a stranger tries."""
KEPT, GONE = timedelta(hours=46), timedelta(hours=1.5)
"""How long a recording is in the client's chat at least, and after how much longer it has left."""


async def joining(play: Play) -> None:
    """The owner comes in by a link from the server, the others by links made in chat; a stranger stays outside."""
    stage, otso, kaisa = play.stage, play.otso, play.kaisa
    await otso.joins(await stage.commands("invite", "owner"))
    await kaisa.joins(await otso.invites("coordinator", "Kaisa"))
    for shopper in play.shoppers:
        await shopper.joins(await kaisa.invites("shopper", shopper.name))
    await play.helmi.joins(await kaisa.invites("client", play.study.terms.client))
    for attempt in FIRST_WORDS:
        seen = await play.mallory.says(attempt)
        assert not seen.buttons, seen.text
        assert play.study.terms.client not in seen.text, seen.text
    play.tells(f"{len(play.cast) - 1} people have joined; Mallory was turned away {len(FIRST_WORDS)} times")


async def commissioning(play: Play) -> None:
    """The workbook becomes a study; its quote is made, sent and accepted."""
    kaisa, helmi = play.kaisa, play.helmi
    await play.stage.passes(HOUR)
    card = await kaisa.creates_study(play.study.terms.client)
    _is_marked(card, kaisa.words("<b>SIMULATED DATA</b>"))
    play.tells("the workbook has become a study, marked as simulated")
    quote = await kaisa.makes_quote()
    play.keeps(await kaisa.phone.sees_document(".pdf"), "quote.pdf")
    play.quoted = quote.text
    await kaisa.presses("Send to client", on=quote)
    offered = await helmi.finds("Accept quote")
    await play.stage.passes(2 * HOUR)
    await helmi.presses("Accept quote", on=offered)
    await kaisa.sees(kaisa.words("Accepted: {who}.", who=helmi.name).rstrip("."))
    play.tells("the quote went to Helmi, who has accepted it")


async def handing_out(play: Play) -> None:
    """22 contacts are planned and offered; one is declined, one given up, and both find somebody else."""
    kaisa = play.kaisa
    first = play.stage.now.astimezone(HOME).date() + DAY
    studies = await kaisa.says("/studies", buttons=True)
    study = await kaisa.presses(play.study.terms.client, play.study.terms.name, on=studies)
    card = await kaisa.presses("Plan contacts", "22", on=study)
    plan = await kaisa.says(f"{first:%d.%m.}–{first + FIELD:%d.%m.}", "22", unlike=card, buttons=True)
    await kaisa.presses("Create contacts", on=plan)
    await kaisa.offers_in_balance()
    play.tells("22 contacts are planned, and offered in balance")
    for shopper in play.shoppers:
        await _takes_offers(shopper)
    play.tells("each took the first offer where it stood, and the others from the list")
    await _gives_up(play, play.kerttu)
    await _declined(play)
    assert len(play.codes) == play.study.contacts, play.codes
    await kaisa.says("/board")


def _is_marked(card: Card, mark: str) -> None:
    assert mark.removeprefix("<b>").removesuffix("</b>") in card.text, card.text


async def _takes_offers(shopper: Shopper) -> None:
    offer = await shopper.finds("Accept")
    _is_marked(offer, shopper.words("<b>SIMULATED DATA</b>"))
    await _accepts(shopper, offer)
    for code in await shopper.tasks():
        card = await shopper.opens(code)
        if card.has(shopper.words("Accept")):
            await _accepts(shopper, card)


async def _accepts(shopper: Shopper, card: Card) -> None:
    shopper.experience(card)
    await shopper.presses("Accept", about(card.code), on=card, buttons=True)


async def _gives_up(play: Play, shopper: Shopper) -> None:
    """A shopper gives a contact up that belongs to no journey, so that anybody may take it."""
    code = await _single(play, shopper)
    card = await shopper.opens(code)
    sure = await shopper.presses("I give this up", about(code), on=card)
    await shopper.presses("I give this up", on=sure)
    del shopper.experiences[code]
    await play.kaisa.finds("Assign")
    play.tells(f"{shopper.name} has given {code} up")
    await _open_call(play, code)


async def _single(play: Play, shopper: Shopper) -> str:
    """Returns a contact of a shopper that is no step of a journey."""
    steps = {step.scenario for step in play.study.steps}
    single = [scenario.label.text(shopper.language) for scenario in play.study.scenarios if scenario.name not in steps]
    listed = await shopper.lists()
    lines = [line for line in listed.text.splitlines() if any(label in line for label in single)]
    found = CODE.search("\n".join(lines))
    assert found, f"{shopper.name} has no single contact\n{listed.text}"
    return found[0]


async def _open_call(play: Play, code: str) -> None:
    """The first to accept has the contact, and who comes too late is told so."""
    first, late = play.aino, play.eero
    await play.kaisa.offers_in_open_call(code)
    offers = [await shopper.finds("Accept", code) for shopper in (first, late)]
    await _accepts(first, offers[0])
    await late.presses("Accept", late.words("This offer is no longer open."), on=offers[1])
    play.tells(f"in the open call for {code} {first.name} was first; {late.name} was told that it is gone")


async def _declined(play: Play) -> None:
    """A contact is offered again in one line, declined, and offered in one line to somebody else."""
    kaisa, eero, kerttu = play.kaisa, play.eero, play.kerttu
    code = await _single(play, eero)
    card = await eero.opens(code)
    sure = await eero.presses("I give this up", about(code), on=card)
    await eero.presses("I give this up", on=sure)
    del eero.experiences[code]
    await kaisa.says(f"/assign {code} {await _code_of(play, kerttu)}", buttons=True)
    await kerttu.presses("Decline", on=await kerttu.finds("Accept", code))
    await kaisa.finds("Assign")
    await kaisa.says(f"/assign {code} {await _code_of(play, eero)}", buttons=True)
    await _accepts(eero, await eero.finds("Accept", code))
    play.tells(f"{eero.name} gave {code} up, {kerttu.name} declined it, and {eero.name} found the time after all")


async def _code_of(play: Play, shopper: Shopper) -> str:
    """Returns the code by which the agency knows a shopper."""
    people = await play.otso.says("/people", shopper.name)
    return next(line.split()[0] for line in people.text.splitlines() if shopper.name in line)


async def analysing(play: Play) -> None:
    """The outcome analysis goes to the client, who listens to a recording; it is gone before two days."""
    kaisa, helmi = play.kaisa, play.helmi
    analysis = await kaisa.makes_analysis()
    _is_marked(analysis, kaisa.words("<b>SIMULATED DATA</b>"))
    play.keeps(await kaisa.phone.sees_document(".pdf"), "analysis.pdf")
    play.tells("the outcome analysis has come to Kaisa as PDF")
    await play.stage.passes(HOUR)
    await kaisa.presses("Send to client", on=analysis)
    received = await helmi.finds("Recordings")
    _is_marked(received, helmi.words("<b>SIMULATED DATA</b>"))
    listed = await helmi.presses("Recordings", on=received, buttons=True)
    code = next(label for label in listed.labels if CODE.fullmatch(label))
    heard = await helmi.presses(code, code, on=listed)
    assert helmi.phone.message(heard.message_id).protected, "the recording could be forwarded"
    play.tells(f"Helmi has the analysis, and has listened to {code}")
    await play.stage.passes(KEPT)
    assert not _is_gone(helmi.phone.chat, heard)
    await play.stage.passes(GONE)
    await play.stage.telegram.changed.until(lambda: _is_gone(helmi.phone.chat, heard) or None, 30)
    assert _is_gone(helmi.phone.chat, heard), "the recording stayed in the chat"
    play.tells("the recording has been deleted from her chat")


def _is_gone(chat: Sequence[object], card: Card) -> bool:
    return card.message_id not in {getattr(message, "id", None) for message in chat}


Scene = Callable[[Play], Awaitable[None]]

SCENES: Sequence[tuple[str, Scene]] = (
    ("Everybody comes in", joining),
    ("A workbook, a study, a quote", commissioning),
    ("Contacts are planned and offered", handing_out),
    ("In the field", fieldwork.first_half),
    ("One contact is returned, the others are approved", fieldwork.reviewing),
    ("In the field, and what comes later", fieldwork.second_half),
    ("Everything is reviewed", fieldwork.settling),
    ("The outcome analysis", analysing),
)
