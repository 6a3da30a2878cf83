"""Going back: an answer that stands is kept by one press, and what surrounds it can be put right too."""

from bot.sandbox import Phone
from domain.storage import answers
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import VOICE, House, a_plan, is_asked, opens, takes

PHONE, OTHER = "HAVU-003", "HAVU-002"


async def _checks(house: House, kaisa: Phone, aino: Phone) -> None:
    """Aino has answered everything."""
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, "nauhoite")
    await aino.presses("Skip")
    await aino.sees("check and submit")


async def _answer(house: House, question: str) -> tuple[str, str]:
    def look(tx: Transaction) -> tuple[str, str]:
        found = answers.of_contact(tx, agency.contact(tx, PHONE).id)[question]
        return found.value, found.state

    return await house.does(look)


async def _trail(house: House) -> int:
    return len((await house.dump())["answer_change"])


async def test_a_required_answer_is_kept_by_one_press(house: House, kaisa: Phone, aino: Phone) -> None:
    await _checks(house, kaisa, aino)
    before = await _trail(house)
    await aino.presses("2")
    await aino.sees("First impression", "Now: 9")
    await aino.presses("Keep this")
    await aino.sees("check and submit", "2. First impression: 9")
    assert await _answer(house, "ensivaikutelma") == ("9", "given")
    assert await _trail(house) == before


async def test_an_optional_answer_is_not_lost_by_looking_at_it(house: House, kaisa: Phone, aino: Phone) -> None:
    await _checks(house, kaisa, aino)
    await aino.presses("15")
    await aino.sees("What was best?", "Now: Ystävällinen palvelu")
    await aino.presses("Keep this")
    await aino.sees("check and submit")
    assert await _answer(house, "parasta") == ("Ystävällinen palvelu", "given")


async def test_a_question_that_waits_for_its_first_answer_has_nothing_to_keep(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, "ensivaikutelma")
    assert "Keep this" not in aino.buttons(await aino.sees("First impression"))


async def test_who_answered_is_told_and_can_be_put_right(house: House, kaisa: Phone, aino: Phone) -> None:
    await _checks(house, kaisa, aino)
    await aino.sees("Who answered: Tampere team")
    await aino.presses("Who answered")
    await aino.sees("HAVU-003: who answered?")
    await aino.says("oulu")
    await aino.sees("check and submit", "Who answered: Oulu team")
    assert (await house.does(agency.contact, PHONE)).answering_unit == "oulu"


async def test_an_old_button_does_not_ask_again_who_answered(house: House, kaisa: Phone, aino: Phone) -> None:
    await _checks(house, kaisa, aino)
    card = await aino.sees("Who answered: Tampere team")
    it = await house.does(agency.contact, PHONE)
    await aino.presses("2")
    await aino.sees("First impression")
    aino.press_raw(card.id, f"who:{it.id}:{it.version}")
    await aino.sees("earlier card", "First impression")
    assert (await house.does(agency.contact, PHONE)).reached_unit == "tampere"


async def test_a_spoken_answer_is_played_again_without_a_sound(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, "parasta")
    await aino.sends_voice(VOICE, seconds=8)
    await aino.sees("What was missing?")
    await aino.presses("Back")
    await aino.presses("Play the voice note")
    played = await aino.sees("HAVU-003: What was best?")
    assert played.media == "voice"
    assert played.silent


async def test_what_was_told_is_heard_in_the_middle_of_another_contact_too(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, "siirrot")
    await aino.sends_voice(VOICE, seconds=8)
    await aino.sees("Kept.")
    await takes(house, kaisa, aino, OTHER)
    await opens(aino, OTHER)
    await aino.presses("Start contact")
    await opens(aino, PHONE)
    await aino.presses("Play what you told")
    played = await aino.sees("HAVU-003: The whole contact")
    assert played.media == "voice"


async def test_times_told_without_a_day_are_read_back(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await aino.says("10.15, waited 3 min, took 12")
    await aino.sees("Times kept: it began on 22 Nov 2026 at 10:15.", "who answered?")


async def test_an_edit_that_is_refused_says_what_it_was_about(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, "siirrot")
    said = await aino.says("1")
    await aino.sees("First impression")
    await aino.edits(said, "many")
    await aino.sees("“How many times was the call transferred?” stays as it was.", "First impression")
    assert await _answer(house, "siirrot") == ("1", "given")


async def test_what_an_old_message_leads_to_comes_below_what_was_said_since(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, "siirrot")
    old = aino.last
    await aino.says("1")
    await aino.sees("First impression")
    newest = aino.last.id
    it = await house.does(agency.contact, PHONE)
    aino.press_raw(old.id, f"comment:{it.id}:{it.version}")
    card = await aino.sees("First impression", "Your comment:")
    assert card.id > newest
