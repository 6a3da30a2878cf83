"""The coordinator reviews: approves, returns with words, leaves out."""

import pytest

from bot.sandbox import Phone
from domain.contact import State
from domain.storage import answers
from domain.storage.tables import answer_change
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import VOICE, House, a_plan, opens, submits, takes

PHONE = "HAVU-003"


async def _review(kaisa: Phone, code: str) -> None:
    await kaisa.says("/review")
    await kaisa.sees("to review", code)
    await kaisa.presses(code)
    await kaisa.sees(code, "First impression")


@pytest.mark.both_databases
async def test_a_contact_is_approved(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await kaisa.says("/review")
    await kaisa.sees("1 contact to review", "HAVU-003 index")
    await kaisa.presses(PHONE)
    await kaisa.sees("A2 Aino", "First impression: 9", "What was best? Ystävällinen palvelu", "Started 23 Nov 2026")
    await kaisa.presses("Approve")
    await kaisa.sees("HAVU-003 approved", "Nothing waits for a review")
    await aino.sees("HAVU-003 has been reviewed, thank you!", "€22 is paid by 14 Dec 2026")
    await aino.says("/earnings")
    await aino.sees("To be paid: €22", "HAVU-003 · fee · €22 · paid by 14 Dec 2026")


async def test_a_contact_is_returned_with_words_per_metric_and_only_these_are_asked(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await _review(kaisa, PHONE)
    await kaisa.presses("Return")
    await kaisa.sees("what is to be corrected?")
    await kaisa.presses("First impression")
    await kaisa.sees("What do you ask?", "The answer: 9")
    await kaisa.says("Was it really a nine?")
    await kaisa.sees("First impression: Was it really a nine?")
    await kaisa.presses("What was best?")
    await kaisa.sees("What do you ask?")
    await kaisa.says("Please say more.")
    await kaisa.sees("Please say more.")
    await kaisa.presses("Return")
    await kaisa.sees("HAVU-003 went back to the shopper")
    await aino.sees("HAVU-003 came back: please correct just this", "Was it really a nine?", "Please say more.")
    await aino.presses("Continue")
    await aino.sees("First impression", "The coordinator asks: Was it really a nine?", "Now: 9")
    await aino.presses("7")
    await aino.sees("What was best?", "The coordinator asks: Please say more.")
    await aino.says("They listened, and called back.")
    await aino.sees("check and submit", "2. First impression: 7")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    await kaisa.sees("HAVU-003 waits for a review")
    await kaisa.presses("Open")
    await kaisa.sees("First impression: 7", "They listened")
    trail = await house.does(_trail, "ensivaikutelma")
    assert trail == ["9", "7"]


async def test_a_return_needs_words(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await _review(kaisa, PHONE)
    await kaisa.presses("Return")
    card = await kaisa.sees("what is to be corrected?")
    assert "Return" not in kaisa.buttons(card)
    it = await house.does(agency.contact, PHONE)
    kaisa.press_raw(card.id, f"return!:{it.id}:{it.version}")
    await kaisa.sees("Please choose at least one metric")
    assert (await house.does(agency.contact, PHONE)).state is State.SUBMITTED


async def test_a_contact_is_left_out_with_a_reason_and_paid(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await _review(kaisa, PHONE)
    await kaisa.presses("Exclude")
    await kaisa.sees("is left out of the results", "Type the reason")
    await kaisa.says("Called the wrong team.")
    await kaisa.sees("left out", "Left out because: Called the wrong team.")
    await aino.sees("left out of the results, and paid all the same", "€22 is paid by")


async def test_an_approved_contact_may_still_be_left_out(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await _review(kaisa, PHONE)
    await kaisa.presses("Approve")
    await kaisa.says("/find havu-003")
    await kaisa.sees("approved")
    await kaisa.presses("Exclude")
    await kaisa.says("A double.")
    await kaisa.sees("Left out because: A double.")


async def test_all_without_a_flag_are_approved_at_once(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    voiced = agency.codes([3, 4])
    await submits(house, kaisa, aino, *voiced, parasta="ok")
    await house.does(_records, voiced[0])
    await kaisa.says("/review")
    await kaisa.sees("2 contacts to review", "⚑ recording missing")
    await kaisa.presses("Approve unflagged (1)")
    await kaisa.sees("Approved: 1", "1 contact to review", voiced[1])
    assert (await house.does(agency.contact, voiced[0])).state is State.APPROVED


async def test_flags_tell_what_is_unusual(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    house.later(hours=14)
    words = "Exactly these same words again."
    await submits(house, kaisa, aino, "HAVU-003", "HAVU-004", parasta=words)
    await kaisa.says("/review")
    await kaisa.sees("⚑ same words as in another contact", "⚑ made at night", "⚑ recording missing")


async def test_the_worst_comes_first_with_its_worst_comment(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, "HAVU-003")
    await submits(house, kaisa, aino, "HAVU-004", ensivaikutelma="1", ensivaikutelma_comment="Nobody said hello.")
    await kaisa.says("/review")
    card = await kaisa.sees("2 contacts to review", "Nobody said hello.")
    assert card.text.index("HAVU-004") < card.text.index("HAVU-003")


async def test_voice_notes_and_files_come_to_the_reviewer(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    by = await house.person(aino)
    await house.does(agency.made, by, PHONE, now=house.now)
    await house.does(agency.answered, by, PHONE, "parasta", now=house.now)
    await opens(aino, PHONE)
    await aino.sends_voice(VOICE, seconds=7)
    await aino.sees("What was missing?")
    await house.does(agency.answered, by, PHONE, now=house.now)
    await opens(aino, PHONE)
    await aino.presses("Submit")
    await kaisa.sees("waits for a review")
    await kaisa.presses("Open")
    await kaisa.sees("voice note 0:07")
    await kaisa.presses("Voice notes and files (1)")
    note = await kaisa.sees("HAVU-003 · What was best?")
    assert note.media == "voice"
    assert await kaisa.downloads(note) == VOICE.read_bytes()


async def test_a_decision_made_twice_is_made_once(house: House, kaisa: Phone, aino: Phone) -> None:
    otso = await house.otso()
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    it = await house.does(agency.contact, PHONE)
    await otso.says("/review")
    seen = await otso.sees(PHONE)
    await _review(kaisa, PHONE)
    await kaisa.presses("Approve")
    await kaisa.sees("HAVU-003 approved")
    otso.press_raw(seen.id, f"approve:{it.id}:{it.version}")
    await otso.sees("earlier card", "approved")
    assert len((await house.dump())["review"]) == 1


async def test_a_contact_that_is_not_submitted_cannot_be_approved(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    it = await house.does(agency.contact, PHONE)
    await kaisa.says("/find HAVU-003")
    card = await kaisa.sees(PHONE)
    assert "Approve" not in kaisa.buttons(card)
    kaisa.press_raw(card.id, f"approve:{it.id}:{it.version}")
    await kaisa.sees("That cannot be done with HAVU-003 now")


async def test_finding_what_is_not_there_is_told(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    for code in ("HAVU-099", "", "'; DROP TABLE contact; --"):
        await kaisa.says(f"/find {code}")
        await kaisa.sees("I do not know that")


async def test_a_long_queue_is_paged(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, *agency.codes(range(1, 15)))
    await kaisa.says("/review")
    await kaisa.sees("14 contacts to review")
    await kaisa.presses("Next ›")
    await kaisa.sees("14 contacts to review")
    assert len([label for label in kaisa.buttons(kaisa.last) if label.startswith("HAVU")]) == 2


def _trail(tx: Transaction, question: str) -> list[str]:
    id = agency.contact(tx, PHONE).id
    rows = tx.all(answer_change, answer_change.c.contact_id == id, answer_change.c.question == question)
    return [row["value"] for row in rows]


def _records(tx: Transaction, code: str) -> None:
    answers.attach(
        tx,
        contact_id=agency.contact(tx, code).id,
        question="nauhoite",
        purpose="answer",
        kind="audio",
        file_id="gone",
        file_unique_id="gone",
        filename="call.m4a",
        mime_type="audio/mp4",
        size=100,
        seconds=60,
        state="kept",
        added_at=agency.NOW,
    )
