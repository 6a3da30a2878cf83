"""The whole contact told in one voice note, while it is fresh, before its questions."""

from bot.sandbox import Phone
from domain.storage import answers
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import RECORDING, VOICE, House, a_plan, is_asked, opens, takes

PHONE = "HAVU-003"
OTHER_VOICE = b"OggS another voice note"


def _kept(tx: Transaction, contact_id: int) -> bool | None:
    """Whether our own copy of what was sent is there."""
    return any(file.state == "kept" for file in answers.attachments_of(tx, contact_id)) or None


async def _asked(house: House, kaisa: Phone, aino: Phone, question: str = "siirrot") -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, question)
    await house.owes_nothing()


async def _stories(house: House) -> list[str]:
    """The lengths of the voice notes that tell the contact as a whole."""

    def look(tx: Transaction) -> list[str]:
        files = answers.attachments_of(tx, agency.contact(tx, PHONE).id)
        return [f"{file.seconds} s" for file in files if file.purpose == "story" and not file.question]

    return await house.does(look)


async def _answered(house: House) -> set[str]:
    found = await house.does(lambda tx: answers.of_contact(tx, agency.contact(tx, PHONE).id))
    return set(found)


async def test_a_voice_note_at_the_first_card_tells_it_all(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sees_button("Tell it first")
    await aino.sends_voice(VOICE, seconds=42)
    card = await aino.sees(
        "Kept. You can play it while you answer.", "1/17", "How many times was the call transferred?"
    )
    assert "Play what you told" in aino.buttons(card)
    assert "Tell it first" not in aino.buttons(card)
    assert await _stories(house) == ["42 s"]
    assert await _answered(house) == set()
    await aino.says("0")
    await aino.sees_button("Play what you told")


async def test_it_is_told_by_the_button_and_one_may_think_better_of_it(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.presses("Tell it first")
    await aino.sees("HAVU-003: tell it first", "one voice note")
    await aino.presses("Back")
    await aino.sees("1/17")
    await aino.presses("Tell it first")
    await aino.sees("HAVU-003: tell it first")
    await aino.says("It was like this")
    await aino.sees("does not answer what is asked", "HAVU-003: tell it first")
    await aino.sends_audio(RECORDING, seconds=61)
    await aino.sees("Kept. You can play it while you answer.", "1/17")
    assert await _stories(house) == ["61 s"]


async def test_it_is_told_while_it_is_asked_who_answered(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await aino.says("9.15, waited 3 min, took 12")
    await aino.sees("who answered?")
    await aino.sends_voice(VOICE, seconds=42)
    card = await aino.sees("Kept. You can play it while you answer.", "who answered?")
    assert "Tell it first" not in aino.buttons(card)
    await aino.says("Oulu")
    card = await aino.sees("1/17")
    assert "Play what you told" in aino.buttons(card)
    assert await _stories(house) == ["42 s"]
    assert await _answered(house) == set()


async def test_the_button_beside_the_units_leads_back_to_them(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await aino.says("9.15, waited 3 min, took 12")
    await aino.sees("who answered?")
    await aino.presses("Tell it first")
    await aino.sees("HAVU-003: tell it first")
    await aino.sends_voice(VOICE, seconds=42)
    await aino.sees("Kept. You can play it while you answer.", "who answered?")


async def test_a_story_told_again_takes_the_place_of_the_first(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.presses("Tell it first")
    card = await aino.sees("HAVU-003: tell it first")
    await aino.sends_voice(VOICE, seconds=42)
    await aino.sees("Kept.")
    await house.owes_nothing()
    it = await house.does(agency.contact, PHONE)
    aino.press_raw(card.id, f"story:{it.id}")
    await aino.sees("HAVU-003: tell it first")
    await house.owes_nothing()
    await aino.sends_voice(OTHER_VOICE, seconds=50)
    await aino.sees("Kept.", "1/17")
    assert await _stories(house) == ["50 s"]


async def test_a_second_voice_note_at_a_number_is_not_taken_for_the_story(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_voice(VOICE, seconds=42)
    await aino.sees("Kept.")
    await aino.sends_voice(OTHER_VOICE, seconds=3)
    await aino.sees("A voice note answers questions for words", "1/17")
    assert await _stories(house) == ["42 s"]


async def test_what_was_told_is_played_and_the_card_stays_below(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_voice(VOICE, seconds=42)
    await aino.sees("Kept.")
    await aino.says("0")
    await aino.sees("2/17")
    await house.owes_nothing()
    await aino.presses("Play what you told")
    played = await aino.sees("HAVU-003: The whole contact")
    assert played.media == "voice"
    assert await aino.downloads(played) == VOICE.read_bytes()
    await aino.presses("9")
    await aino.sees("3/17")


async def test_nobody_plays_what_another_told(house: House, kaisa: Phone, aino: Phone, eero: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_voice(VOICE, seconds=42)
    await aino.sees("Kept.")
    await house.owes_nothing()
    it = await house.does(agency.contact, PHONE)
    await house.until(lambda tx: _kept(tx, it.id))
    before = await house.dump()
    for verb in ("play", "story"):
        for phone in (eero, kaisa):
            phone.press_raw(phone.last.id, f"{verb}:{it.id}")
            await house.owes_nothing()
            assert "I do not know that" in phone.last.text
    assert await house.dump() == before


async def test_a_story_is_no_answer_and_the_reviewer_hears_it(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino)
    await aino.sends_voice(VOICE, seconds=42)
    await aino.sees("Kept.")
    await house.does(agency.answered, await house.person(aino), PHONE, now=house.now)
    await opens(aino, PHONE)
    card = await aino.sees("check and submit")
    assert "0:42" not in card.text
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    await kaisa.sees("HAVU-003 waits for a review")
    await kaisa.presses("Open")
    shown = await kaisa.sees("The whole contact: voice note 0:42", "recording missing")
    files = next(label for label in kaisa.buttons(shown) if "files" in label)
    await kaisa.presses(files)
    played = await kaisa.sees("HAVU-003")
    await house.owes_nothing()
    assert any(each.media == "voice" for each in kaisa.chat), played


async def test_after_the_first_answer_it_is_not_offered(house: House, kaisa: Phone, aino: Phone) -> None:
    await _asked(house, kaisa, aino, "ensivaikutelma")
    await aino.sees("2/17")
    assert not {"Tell it first", "Play what you told"} & set(aino.buttons())
    await aino.sends_voice(VOICE)
    await aino.sees("A voice note answers questions for words")
    assert await _stories(house) == []
