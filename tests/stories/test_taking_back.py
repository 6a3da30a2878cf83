"""A shopper takes back what has just been handed in."""

import re
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox import Phone
from domain.contact import State
from domain.storage import contacts
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, is_asked, opens, submits, takes

PHONE = "HAVU-003"


async def _hands_in(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, "nauhoite")
    await aino.presses("Skip")
    await aino.sees("check and submit")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")


async def _stands(house: House) -> State:
    return (await house.does(agency.contact, PHONE)).state


@pytest.mark.both_databases
async def test_what_was_handed_in_too_soon_is_taken_back_and_changed(house: House, kaisa: Phone, aino: Phone) -> None:
    await _hands_in(house, kaisa, aino)
    until = (await house.does(agency.contact, PHONE)).recall_until
    assert until is not None
    await aino.sees(f"You can take it back until {until.astimezone(ZoneInfo('Europe/Helsinki')):%H:%M}.")
    await kaisa.sees("HAVU-003 waits for a review")
    await aino.presses("Take it back")
    await aino.sees("Taken back: nothing has been handed in. Submit when it is ready.", "check and submit")
    await kaisa.says("/review")
    await kaisa.sees("Nothing waits for a review")
    await aino.presses("2")
    await aino.sees("First impression", "Now: 9")
    await aino.presses("7")
    await aino.sees("check and submit", "2. First impression: 7")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received", "You can take it back until")
    await kaisa.sees("HAVU-003 waits for a review")
    await kaisa.presses("Open")
    await kaisa.sees("First impression: 7")
    await kaisa.presses("Approve")
    await kaisa.sees("HAVU-003 approved")


async def test_after_ten_minutes_it_stays_and_the_card_says_so(house: House, kaisa: Phone, aino: Phone) -> None:
    await _hands_in(house, kaisa, aino)
    house.later(minutes=10, seconds=1)
    await aino.presses("Take it back")
    card = await aino.sees("The time for taking it back is over", "the coordinator can return it", PHONE)
    assert "Take it back" not in aino.buttons(card)
    assert "You can take it back" not in card.text
    assert await _stands(house) is State.SUBMITTED


async def test_an_approval_from_an_older_card_is_told_stale(house: House, kaisa: Phone, aino: Phone) -> None:
    await _hands_in(house, kaisa, aino)
    await kaisa.sees("HAVU-003 waits for a review")
    await kaisa.presses("Open")
    await kaisa.sees("First impression: 9")
    await aino.presses("Take it back")
    await aino.sees("Taken back")
    await kaisa.presses("Approve")
    card = await kaisa.sees("That button was from an earlier card", PHONE)
    assert "Approve" not in kaisa.buttons(card)
    assert await _stands(house) is State.ANSWERING


async def test_what_has_been_reviewed_meanwhile_stays(house: House, kaisa: Phone, aino: Phone) -> None:
    await _hands_in(house, kaisa, aino)
    receipt = next(message for message in aino.chat if "HAVU-003 received" in message.text)
    it = await house.does(agency.contact, PHONE)
    await kaisa.says("/review")
    await kaisa.presses(PHONE)
    await kaisa.presses("Approve")
    await kaisa.sees("HAVU-003 approved")
    aino.press_raw(receipt.id, f"recall:{it.id}:{it.version}")
    await aino.sees("That button was from an earlier card", PHONE)
    assert await _stands(house) is State.APPROVED


async def test_a_critical_failure_that_was_a_slip_is_told_to_nobody(house: House, kaisa: Phone, aino: Phone) -> None:
    helmi = await house.helmi()
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await aino.presses("Start contact")
    await aino.presses("No answer")
    await aino.presses("Nobody answered")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    await kaisa.sees("Critical failure: HAVU-003")
    await aino.presses("Your contacts")
    await aino.sees("Your contacts", "HAVU-003", "to review")
    await aino.presses("HAVU-003")
    await aino.presses("Take it back")
    await aino.sees("Taken back", "How it went: nobody answered")
    await kaisa.presses("Confirm")
    await kaisa.sees("That button was from an earlier card", PHONE)
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    await kaisa.sees("Critical failure: HAVU-003")
    helmi.looks_away()
    await kaisa.presses("Confirm")
    await kaisa.sees("The client has been told")
    await helmi.sees("A critical failure in your service")
    await house.owes_nothing()
    assert sum("critical failure" in message.text for message in helmi.chat) == 1


async def test_what_the_client_knows_is_not_taken_back(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await aino.presses("Start contact")
    await aino.presses("No answer")
    await aino.presses("Nobody answered")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    await kaisa.sees("Critical failure: HAVU-003")
    await kaisa.presses("Confirm")
    await kaisa.sees("The client has been told")
    await aino.presses("Take it back")
    card = await aino.sees("The client has been told of something in it already", "ask the coordinator to return it")
    assert "Take it back" not in aino.buttons(card)
    assert await _stands(house) is State.SUBMITTED


async def test_a_later_part_is_taken_back_alone(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await opens(aino, PHONE)
    await aino.presses("It has come already")
    await aino.presses("No")
    await aino.sees("check and submit")
    await aino.presses("Submit")
    await aino.sees("HAVU-003 received")
    await aino.presses("Take it back")
    card = await aino.sees("Taken back: what you handed in last can be changed again", "check and submit")
    assert re.search(r"^1\. Did a customer experience survey arrive\? No", card.text, re.MULTILINE)
    assert await _stands(house) is State.SUBMITTED
    assert await house.does(_handed_in) == {""}
    await kaisa.says("/review")
    await kaisa.sees("1 contact to review")


def _handed_in(tx: Transaction) -> set[str]:
    stages = contacts.stages_of(tx, agency.contact(tx, PHONE).id)
    return {name for name, stage in stages.items() if stage["state"] == "submitted"}


async def test_in_finnish(house: House, kaisa: Phone) -> None:
    aino = await house.aino("fi")
    await a_plan(house, kaisa)
    await submits(house, kaisa, aino, PHONE)
    await aino.says("/tasks")
    await aino.presses(PHONE)
    await aino.sees("Voit ottaa sen takaisin kello 10.1")
    await aino.presses("Ota takaisin")
    await aino.sees("Otettu takaisin: mitään ei ole lähetetty.")
    assert await _stands(house) is State.ANSWERING
