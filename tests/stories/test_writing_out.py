"""The coordinator writes voice notes out, so that they can be quoted."""

from functools import partial

from bot.sandbox import Phone
from domain.answering import go_to
from domain.operations.sheets import sheet_of
from domain.person import Person
from domain.storage.tables import attachment, audit
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import RECORDING, VOICE, House, a_plan, opens, submits, takes

PHONE = "HAVU-003"
SAID = "Nobody said hello, and I was not asked for my name."


async def _speaks(house: House, kaisa: Phone, aino: Phone) -> None:
    """Aino has given a low score and spoken why, and recorded the call."""
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    by = await house.person(aino)
    await house.does(agency.made, by, PHONE, now=house.now)
    await house.does(agency.answered, by, PHONE, "ensivaikutelma", now=house.now)
    await opens(aino, PHONE)
    await aino.presses("2")
    await aino.sees("What happened?")
    await aino.sends_voice(VOICE, seconds=8)
    await house.owes_nothing()
    await house.does(agency.answered, by, PHONE, "nauhoite", now=house.now)
    await opens(aino, PHONE)
    await aino.sees("Call recording")
    await aino.sends_audio(RECORDING, seconds=61)
    await aino.sees("check and submit")


async def _speaks_of_the_best_too(house: House, kaisa: Phone, aino: Phone) -> None:
    """Another voice note, as an answer."""
    await _speaks(house, kaisa, aino)
    await house.does(_goes_to, await house.person(aino))
    await opens(aino, PHONE)
    await aino.sees("What was best?")
    await aino.sends_voice(VOICE, seconds=21)
    await aino.sees("check and submit")


async def _hands_in(aino: Phone, kaisa: Phone) -> None:
    await aino.presses("Submit")
    await kaisa.sees("HAVU-003 waits for a review")
    await kaisa.presses("Open")
    await kaisa.sees("A2 Aino", "voice note 0:08")


async def test_a_spoken_comment_is_written_out_and_stands_beside_its_voice_note(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _speaks(house, kaisa, aino)
    await _hands_in(aino, kaisa)
    await kaisa.presses("Write it out")
    await kaisa.sees("HAVU-003 · Comment: First impression · voice note 0:08", "Type what is said")
    note = await kaisa.sees("HAVU-003 · First impression")
    assert note.media == "voice"
    assert await kaisa.downloads(note) == VOICE.read_bytes()
    await kaisa.says(SAID)
    await kaisa.sees("Written out", f"First impression: 2\n  voice note 0:08: “{SAID}”")
    await kaisa.says("/review")
    await kaisa.sees("1 contact to review", SAID)


async def test_what_was_written_before_is_shown_and_replaced(house: House, kaisa: Phone, aino: Phone) -> None:
    await _speaks(house, kaisa, aino)
    await _hands_in(aino, kaisa)
    for words in ("Nobody said hallo.", SAID):
        await kaisa.presses("Write it out")
        await kaisa.sees("Type what is said")
        await kaisa.says(words)
        await kaisa.sees("Written out", words)
    await kaisa.presses("Write it out")
    await kaisa.sees("Type what is said", f"Now: {SAID}")
    await kaisa.presses("Back")
    await kaisa.sees("A2 Aino", f"“{SAID}”")
    assert await house.does(_transcripts) == [SAID]
    trail = await house.does(_trail)
    assert len(trail) == 2
    assert "hello" not in str(trail)


async def test_of_several_voice_notes_it_is_asked_which(house: House, kaisa: Phone, aino: Phone) -> None:
    await _speaks_of_the_best_too(house, kaisa, aino)
    await _hands_in(aino, kaisa)
    await kaisa.presses("Write it out")
    card = await kaisa.sees("HAVU-003: which voice note?")
    labels = ["Comment: First impression · voice note 0:08", "What was best? · voice note 0:21"]
    assert kaisa.buttons(card) == [*labels, "Back"]  # not the call's recording
    await kaisa.presses("What was best?")
    await kaisa.sees("What was best? · voice note 0:21", "Type what is said")
    await kaisa.presses("Back")
    await kaisa.sees("which voice note?")
    await kaisa.presses("What was best?")
    await kaisa.sees("Type what is said")
    await kaisa.says("They knew my bill already.")
    await kaisa.sees("What was best? voice note 0:21: “They knew my bill already.” · Ystävällinen palvelu")
    await kaisa.presses("Write it out")
    assert f"✓ {labels[1]}" in kaisa.buttons(await kaisa.sees("which voice note?"))


async def test_words_that_are_too_long_are_refused_kindly_and_can_be_typed_anew(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _speaks(house, kaisa, aino)
    await _hands_in(aino, kaisa)
    await kaisa.presses("Write it out")
    await kaisa.sees("Type what is said")
    await kaisa.says("x" * 4001)
    await kaisa.sees("That is too long: at most 4000 characters", "Type what is said")
    await kaisa.sends_voice(VOICE)
    await kaisa.sees("That does not answer what is asked here", "Type what is said")
    await kaisa.says("x" * 4000)
    await kaisa.sees("Written out")


async def test_a_contact_without_voice_notes_has_nothing_to_write_out(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await kaisa.says("/find HAVU-003")
    card = await kaisa.sees("A2 Aino")
    assert "Write it out" not in kaisa.buttons(card)
    kaisa.press_raw(card.id, f"voices:{(await house.does(agency.contact, PHONE)).id}")
    await kaisa.sees("earlier card", "A2 Aino")


async def test_in_finnish(house: House, aino: Phone) -> None:
    kaisa = await house.kaisa("fi")
    await _speaks(house, kaisa, aino)
    await aino.presses("Submit")
    await kaisa.sees("HAVU-003")
    await kaisa.says("/find HAVU-003")
    await kaisa.sees("ääniviesti 0:08")
    await kaisa.presses("Kirjoita auki")
    await kaisa.sees("Kommentti: Ensivaikutelma · ääniviesti 0:08", "sanasta sanaan")
    await kaisa.says("Kukaan ei tervehtinyt.")
    await kaisa.sees("Kirjoitettu auki", "ääniviesti 0:08: “Kukaan ei tervehtinyt.”")


def _goes_to(tx: Transaction, by: Person) -> None:
    sheet = sheet_of(tx, agency.contact(tx, PHONE), agency.NOW)
    number = [question.name for question in sheet.asked].index("parasta")
    agency.acted(tx, by, PHONE, partial(go_to, number=number))


def _transcripts(tx: Transaction) -> list[str]:
    return [row["transcript"] for row in tx.all(attachment, attachment.c.transcript != "")]


def _trail(tx: Transaction) -> list[tuple[str, object]]:
    return [(row["thing"], row["details"]) for row in tx.all(audit, audit.c.action == "write out")]
