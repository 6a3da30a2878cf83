"""Contacts are planned, handed out, taken, declined, given up."""

import pytest

from bot.sandbox import Phone
from domain.operations import assignments
from domain.person import Person
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW
from tests.cast import House, a_plan, a_study, opens, takes


@pytest.mark.both_databases
async def test_a_plan_in_balance_becomes_22_contacts_with_codes(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia")
    await kaisa.presses("Plan contacts")
    await kaisa.sees("Plan of 22 contacts", "Oulu team 6, Tampere team 6", "Central mailbox 10")
    await kaisa.presses("Create contacts")
    await kaisa.sees("Which contacts are handed out?", "HAVU-001, HAVU-022")
    made = (await house.dump())["contact"]
    assert len(made) == 22
    assert set(agency.codes(range(1, 23))) <= {value for row in made for value in row}


async def test_creating_twice_creates_once(house: House, kaisa: Phone) -> None:
    study = await a_study(house, kaisa)
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia")
    await kaisa.presses("Plan contacts")
    card = await kaisa.sees("Plan of 22 contacts")
    for _ in range(2):
        kaisa.press_raw(card.id, f"contacts:{study}:2026-12-01:2026-12-20")
    await kaisa.sees("have been planned already")
    assert len((await house.dump())["contact"]) == 22


async def test_other_days_are_typed(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia")
    await kaisa.presses("Plan contacts")
    await kaisa.says("1.12.-20.12.")
    await kaisa.sees("Plan of 22 contacts", "1 Dec 2026–20 Dec 2026")
    await kaisa.says("20.12.-1.12.2026")
    await kaisa.sees("Those days do not work")
    await kaisa.says("some time")
    await kaisa.sees("Those days do not work")
    await kaisa.presses("Create contacts")
    await kaisa.sees("HAVU-001")
    await house.owes_nothing()


@pytest.mark.parametrize("days", ["2020-01-01:2020-02-01", "nonsense:2026-12-01", "2026-12-01", ":", "0:0"])
async def test_forged_days_create_nothing(house: House, kaisa: Phone, days: str) -> None:
    study = await a_study(house, kaisa)
    kaisa.press_raw(kaisa.last.id, f"contacts:{study}:{days}")
    await kaisa.sees("I do not know that" if days != "2020-01-01:2020-02-01" else "Those days do not work")
    assert (await house.dump())["contact"] == []


async def test_fewer_than_10_contacts_are_warned_about(house: House, kaisa: Phone) -> None:
    phone, *others = agency.sample().services
    few = agency.sample().model_copy(update={"services": (phone.model_copy(update={"contacts": 6}), *others)})
    by = await house.person(kaisa)
    await house.does(agency.a_study, by, few, now=house.now)
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia")
    await kaisa.presses("Plan contacts")
    await kaisa.sees("Plan of 16 contacts", "Fewer than 10 contacts", "29 % less precise")


async def test_all_are_offered_to_one_shopper(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign")
    await kaisa.presses("All open")
    await kaisa.sees("To whom are 22 contacts handed?")
    await kaisa.presses("A2 Aino")
    await kaisa.sees("Offer 22 contacts", "To: A2 Aino", "Fees together: €424")
    await kaisa.presses("Offer")
    await kaisa.sees("Offered: 22", "Board")
    await house.owes_nothing()
    offers = [message for message in aino.chat if "A contact is offered to you" in message.text]
    assert len(offers) == 22


async def test_one_service_is_offered(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign")
    await kaisa.presses("Customer service, e-mail (10)")
    await kaisa.sees("To whom are 10 contacts handed?", "HAVU-013")
    await kaisa.presses("A2 Aino")
    await kaisa.presses("Offer")
    await kaisa.sees("Offered: 10")
    await aino.sees("HAVU-013", "Central mailbox")


async def test_codes_are_typed(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign")
    await kaisa.sees("Which contacts")
    await kaisa.says("havu-003, HAVU-005")
    await kaisa.sees("To whom are 2 contacts handed?", "HAVU-003, HAVU-005")
    await kaisa.presses("A2 Aino")
    await kaisa.presses("Offer")
    await aino.sees("HAVU-003")
    await aino.sees("HAVU-005")


async def test_a_code_that_is_not_there_is_told(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign")
    await kaisa.sees("Which contacts")
    await kaisa.says("HAVU-099")
    await kaisa.sees("I do not know that")
    await kaisa.says("HAVU-001")
    await kaisa.sees("To whom")


async def test_contacts_are_offered_in_one_line(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign havu-001,HAVU-002 a2")
    await kaisa.sees("Offered: 2")
    await aino.sees("HAVU-001", "A contact is offered to you")
    await kaisa.says("/assign HAVU-001 A2")
    await kaisa.sees("That cannot be done with HAVU-001 now")
    for line in ("/assign HAVU-003", "/assign HAVU-003 A99", "/assign HAVU-003 A1", "/assign A2"):
        await kaisa.says(line)
        await kaisa.sees("I do not know that")


async def test_contacts_are_shared_evenly(house: House, kaisa: Phone, aino: Phone, eero: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign")
    await kaisa.presses("All open")
    await kaisa.presses("In balance")
    await kaisa.sees("shared evenly over those who may")
    await kaisa.presses("Offer")
    await kaisa.sees("Offered: 22")
    await house.owes_nothing()
    each = [sum("A contact is offered" in message.text for message in phone.chat) for phone in (aino, eero)]
    assert each == [11, 11]


async def test_of_an_open_call_the_first_to_accept_has_it(house: House, kaisa: Phone, aino: Phone, eero: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign")
    await kaisa.sees("Which")
    await kaisa.says("HAVU-003")
    await kaisa.presses("Open call")
    await kaisa.sees("the first to accept has it")
    await kaisa.presses("Offer")
    await aino.sees("HAVU-003")
    await eero.sees("HAVU-003")
    await aino.presses("Accept")
    await aino.sees("HAVU-003 is yours")
    await eero.presses("Accept")
    await eero.sees("This offer is no longer open")


@pytest.mark.both_databases
async def test_two_who_accept_at_once_are_one(house: House, kaisa: Phone, aino: Phone, eero: Phone) -> None:
    await a_plan(house, kaisa)
    by = await house.person(kaisa)
    await house.does(_open_call, by, "HAVU-003")
    first, second = await aino.sees("HAVU-003"), await eero.sees("HAVU-003")
    id = (await house.does(agency.contact, "HAVU-003")).id
    aino.press_raw(first.id, f"accept:{id}:1")
    eero.press_raw(second.id, f"accept:{id}:1")
    await house.owes_nothing()
    shown = [aino.message(first.id).text, eero.message(second.id).text]
    assert sum("HAVU-003 is yours" in text for text in shown) == 1
    assert sum("This offer is no longer open" in text for text in shown) == 1


async def test_a_declined_contact_is_open_again_and_the_coordinator_is_told(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign HAVU-003 A2")
    await kaisa.sees("Offered: 1")
    await aino.sees("HAVU-003")
    await aino.presses("Decline")
    await aino.sees("Declined. The coordinator has been told.")
    await kaisa.sees("A2 Aino declined HAVU-003; it is open again.")
    await kaisa.presses("Assign")
    await kaisa.presses("All open (22)")


async def test_a_contact_is_given_up_after_asking_once_more(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, "HAVU-003")
    await opens(aino, "HAVU-003")
    await aino.presses("I give this up")
    await aino.sees("Give HAVU-003 up?")
    await aino.presses("I give this up")
    await aino.sees("Given up. The coordinator has been told.")
    await kaisa.sees("A2 Aino gave HAVU-003 up; it is open again.")
    await kaisa.says("/assign HAVU-003 A2")
    await kaisa.sees("Offered: 1")
    await aino.presses("Accept")
    await aino.sees("HAVU-003 is yours")


async def test_the_steps_of_one_customer_stay_with_one_shopper(
    house: House, kaisa: Phone, aino: Phone, eero: Phone
) -> None:
    await a_plan(house, kaisa)
    first, second = await house.does(agency.first_thread)
    await takes(house, kaisa, aino, first)
    await kaisa.says(f"/assign {second} A3")
    await kaisa.sees(f"Eero may not take {second}", "somebody else’s")
    await kaisa.says("/assign")
    await kaisa.sees("Which")
    await kaisa.says(second)
    await kaisa.sees("A3 Eero: 1 × the other encounters of the same customer are somebody else’s")
    await kaisa.presses("A2 Aino")
    await kaisa.presses("Offer")
    await aino.sees(second)


async def test_nobody_to_take_is_told(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign")
    await kaisa.presses("All open")
    await kaisa.sees("No shoppers have joined yet")
    await kaisa.presses("In balance")
    await kaisa.presses("Offer")
    await kaisa.sees("There is no shopper who may take it")


async def test_pressing_offer_twice_offers_once(house: House, kaisa: Phone, aino: Phone) -> None:
    study = await a_plan(house, kaisa)
    await kaisa.says("/assign")
    await kaisa.presses("All open")
    await kaisa.presses("A2 Aino")
    card = await kaisa.sees("Offer 22 contacts")
    kaisa.press_raw(card.id, f"offer:{study}")
    kaisa.press_raw(card.id, f"offer:{study}")
    await kaisa.sees("earlier card")
    await house.owes_nothing()
    assert sum("A contact is offered" in message.text for message in aino.chat) == 22


async def test_the_board_tells_how_the_contacts_stand_and_who_is_late(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, "HAVU-001")
    await kaisa.says("/board")
    shown = await kaisa.sees("Board", "accepted 1")
    assert "Late" not in shown.text
    house.later(days=30)
    await kaisa.says("/board")
    await kaisa.sees("Late: HAVU-001")


async def test_the_tasks_of_a_shopper_have_a_button_each_by_code(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, "HAVU-003")
    await kaisa.says("/assign HAVU-004 A2")
    await kaisa.sees("Offered")
    await aino.says("/tasks")
    card = await aino.sees("HAVU-003", "accepted", "HAVU-004", "offered")
    assert aino.buttons(card) == ["HAVU-003", "HAVU-004"]
    await aino.presses("HAVU-004")
    await aino.presses("Accept")
    await aino.sees("HAVU-004 is yours")


async def test_a_long_list_of_tasks_is_paged(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, *agency.codes(range(1, 23)))
    await aino.says("/tasks")
    card = await aino.sees("HAVU-001", "HAVU-020")
    assert "HAVU-021" not in card.text
    await aino.presses("›")
    card = await aino.sees("HAVU-021", "HAVU-022")
    assert "HAVU-020" not in card.text
    await aino.presses("‹")
    await aino.sees("HAVU-001")


async def test_an_offer_tells_all_that_one_needs_to_decide(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign HAVU-001 A2")
    await aino.sees(
        "HAVU-001",
        "Customer service, phone",
        "What you do:",
        "Who you are:",
        "You may say:",
        "Where to stop:",
        "1 Dec 2026–20 Dec 2026",
        "about 14 min",
        "fee €22",
        "paid within 21 days",
    )


def _open_call(tx: Transaction, by: Person, code: str) -> None:
    assignments.open_call(tx, by=by, contact_ids=agency.ids(tx, [code]), now=NOW)
