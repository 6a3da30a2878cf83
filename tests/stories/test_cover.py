"""In the middle of a contact nothing on a shopper's phone gives them away."""

import pytest

from bot.sandbox import Phone
from bot.sandbox.chats import Message
from domain.contact import LONGEST
from tests import agency
from tests.cast import House, a_plan, approves, opens, takes

CALL, MAIL, OTHER = "HAVU-001", "HAVU-014", "HAVU-005"
NEUTRAL = "There is something new for you. No hurry."


async def _starts(house: House, kaisa: Phone, aino: Phone, code: str) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, code)
    await opens(aino, code)
    await aino.presses("Start contact")
    await aino.sees("Started")
    aino.looks_away()


async def _starts_in_finnish(aino: Phone) -> None:
    await aino.says("/tasks")
    await aino.presses(CALL)
    await aino.presses("Aloita kontakti")
    await aino.sees_button("Vastattiin")


async def _gives_away_nothing(aino: Phone) -> Message:
    told = await aino.sees("new")
    assert told.text == NEUTRAL
    assert told.silent
    assert aino.buttons(told) == ["Show"]
    return told


@pytest.mark.both_databases
async def test_an_offer_in_the_middle_of_a_call_is_told_without_a_sound_and_without_a_word(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _starts(house, kaisa, aino, CALL)
    await kaisa.says(f"/assign {OTHER} A2")
    await kaisa.sees("Offered: 1")
    await _gives_away_nothing(aino)
    await aino.presses("Show")
    await aino.sees("A contact is offered to you", OTHER)
    await aino.presses("Accept")
    await aino.sees(f"{OTHER} is yours")
    await opens(aino, CALL)
    await aino.sees("Started")


async def test_after_the_call_an_offer_is_told_aloud(house: House, kaisa: Phone, aino: Phone) -> None:
    await _starts(house, kaisa, aino, CALL)
    await aino.presses("Answered")
    await aino.presses("Ended")
    await aino.sees("who answered?")
    await kaisa.says(f"/assign {OTHER} A2")
    told = await aino.sees("A contact is offered to you", OTHER)
    assert not told.silent


async def test_a_letter_gives_no_cover(house: House, kaisa: Phone, aino: Phone) -> None:
    await _starts(house, kaisa, aino, MAIL)
    await kaisa.says(f"/assign {OTHER} A2")
    told = await aino.sees("A contact is offered to you", OTHER)
    assert not told.silent


async def test_a_forgotten_end_does_not_silence_for_ever(house: House, kaisa: Phone, aino: Phone) -> None:
    await _starts(house, kaisa, aino, CALL)
    house.later(seconds=LONGEST.total_seconds())
    await kaisa.says(f"/assign {OTHER} A2")
    told = await aino.sees("A contact is offered to you", OTHER)
    assert not told.silent


async def test_one_shopper_s_cover_is_not_another_s(house: House, kaisa: Phone, aino: Phone, eero: Phone) -> None:
    await _starts(house, kaisa, aino, CALL)
    await kaisa.says(f"/assign {OTHER} A3")
    told = await eero.sees("A contact is offered to you", OTHER)
    assert not told.silent


async def test_what_is_taken_back_meanwhile_is_told_kindly(house: House, kaisa: Phone, aino: Phone) -> None:
    await _starts(house, kaisa, aino, CALL)
    await takes(house, kaisa, aino, OTHER)
    await kaisa.says(f"/find {OTHER}")
    await kaisa.presses("Take back")
    await _gives_away_nothing(aino)
    await aino.presses("Show")
    await aino.sees("This offer is no longer open", "Your contacts", CALL)


async def test_thanks_for_an_earlier_contact_wait_under_the_button(house: House, kaisa: Phone, aino: Phone) -> None:
    await _starts(house, kaisa, aino, CALL)
    await approves(house, kaisa, aino, OTHER)
    await _gives_away_nothing(aino)
    assert not [message for message in aino.chat if "has been reviewed" in message.text]
    await aino.presses("Show")
    await aino.sees(OTHER, "Fee €22")


async def test_what_waited_while_the_bot_was_away_is_covered_once_the_call_has_begun(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await _starts(house, kaisa, aino, CALL)
    house.telegram.faults.too_many_requests("sendMessage", retry_after=1)
    await house.does(agency.offered, await house.person(kaisa), await house.person(aino), OTHER, now=house.now)
    await house.restarts()
    house.later(seconds=2)
    await _gives_away_nothing(aino)


async def test_the_neutral_words_in_finnish(house: House, kaisa: Phone) -> None:
    aino = await house.aino("fi")
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, CALL)
    await _starts_in_finnish(aino)
    await kaisa.says(f"/assign {OTHER} A2")
    told = await aino.sees("Sinulle on uutta asiaa. Ei kiirettä.")
    assert told.silent
    await aino.presses("Näytä")
    await aino.sees(OTHER)


async def test_an_answer_to_one_s_own_doing_makes_no_sound(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, CALL)
    await aino.says("/tasks")
    assert (await aino.sees("Your contacts")).silent
