"""Contacts are planned, handed out, taken, declined, given up."""

import pytest

from bot.sandbox import Phone
from domain.operations import assignments
from domain.person import Person, Role
from domain.storage import contacts
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
    await house.owes_nothing()
    shown = await kaisa.sees("Which contacts are handed out?")
    assert "already" not in shown.text
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
    await kaisa.says("1.12.-1.11.")
    await kaisa.sees("Those days do not work")
    await kaisa.says("1.12.2026-2.12.2027")
    await kaisa.sees("within 366 days")
    await kaisa.says("1.12.2028-20.12.2028")
    await kaisa.sees("too far ahead")
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
    await kaisa.says("HAVU-001, HAVU-099")
    await kaisa.sees("I know no contact HAVU-099")
    await kaisa.says("HAVU-001")
    await kaisa.sees("To whom")


async def test_contacts_are_offered_in_one_line(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign havu-001,HAVU-002 a2")
    await kaisa.sees("Offered: 2")
    await aino.sees("HAVU-001", "A contact is offered to you")
    await kaisa.says("/assign HAVU-001 A2")
    await kaisa.sees("Only open contacts can be handed out. Not open: HAVU-001 (offered)")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/assign ,,, ,", "Write the contacts’ codes and the shopper’s"),
        ("/assign HAVU-003", "Write the contacts’ codes and the shopper’s"),
        ("/assign A2", "Write the contacts’ codes and the shopper’s"),
        ("/assign HAVU-003 A2 until tomorrow", "Write the contacts’ codes and the shopper’s"),
        ("/assign HAVU-003 A99", "I know no shopper A99"),
        ("/assign HAVU-003 A1", "I know no shopper A1"),
        ("/assign HAVU-003,HAVU-004", "I know no shopper HAVU-004"),
        ("/assign HAVU-003,HAVU-099,nonsense A2", "I know no contact HAVU-099, nonsense."),
        ("/assign HAVU-003 A2 until 22.11.2026", "Those days do not work"),
        ("/assign HAVU-003 A2 until 20.11.", "Those days do not work"),
        ("/assign HAVU-003 A2 until 30.11.", "Those days do not work"),
    ],
)
async def test_a_line_that_cannot_be_followed_says_why(
    house: House, kaisa: Phone, aino: Phone, line: str, told: str
) -> None:
    await a_plan(house, kaisa)
    await kaisa.says(line)
    await kaisa.sees(told)
    assert (await house.dump())["assignment"] == []


async def test_a_code_typed_twice_or_without_its_zeros_is_one_contact(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign HAVU-3, havu-003,HAVU–3 A2")
    await kaisa.sees("Offered: 1")
    await aino.sees("HAVU-003")


@pytest.mark.parametrize("until", ["until 10.12.", "10.12. asti", "viimeistään 10.12.2026", "2026-12-10 saakka"])
async def test_contacts_are_offered_until_a_day(house: House, kaisa: Phone, aino: Phone, until: str) -> None:
    await a_plan(house, kaisa)
    await kaisa.says(f"/assign HAVU-003 A2 {until}")
    await kaisa.sees("Offered: 1")
    await aino.sees("HAVU-003", "1 Dec 2026–10 Dec 2026")


async def test_of_two_who_hand_out_the_same_the_later_one_chooses_anew(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign")
    await kaisa.sees("Which contacts")
    await kaisa.says("HAVU-003, HAVU-004")
    await kaisa.presses("A2 Aino")
    await kaisa.sees("Offer 2 contacts")
    await takes(house, kaisa, aino, "HAVU-003")
    await kaisa.presses("Offer")
    await kaisa.sees("Not open: HAVU-003 (accepted)", "Which contacts are handed out?", "HAVU-001, HAVU-022")
    await kaisa.presses("All open (21)")
    await kaisa.sees("To whom are 21 contacts handed?")


async def test_when_one_is_left_it_is_named_once(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, *agency.codes(n for n in range(1, 23) if n != 6))
    await kaisa.says("/assign")
    card = await kaisa.sees("Which contacts are handed out?", "HAVU-006")
    assert card.text.count("HAVU-006") == 1


async def test_many_shoppers_are_paged(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    house.may_err = True  # these have no phones
    for n in range(23):
        await house.does(agency.join, Role.SHOPPER, f"Shopper {n}")
    await kaisa.says("/assign")
    await kaisa.presses("All open")
    card = await kaisa.sees("A2 Shopper 0", "A21 Shopper 19")
    assert "A22" not in card.text
    await kaisa.presses("Next ›")
    await kaisa.sees("A22 Shopper 20", "A24 Shopper 22")
    await kaisa.presses("A24 Shopper 22")
    await kaisa.sees("Offer 22 contacts", "A24 Shopper 22")


async def test_what_shoppers_hold_already_counts_when_sharing_evenly(
    house: House, kaisa: Phone, aino: Phone, eero: Phone
) -> None:
    await a_plan(house, kaisa)
    by = await house.person(kaisa)
    for code in ("HAVU-003", "HAVU-004", "HAVU-006", "HAVU-007"):
        await house.does(_in_balance, by, code)
    await house.owes_nothing()
    each = [sum("A contact is offered" in message.text for message in phone.chat) for phone in (aino, eero)]
    assert each == [2, 2]


async def test_rotation_looks_at_the_unit_that_answered_in_all_the_client_s_studies(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    strict = agency.sample().terms.model_copy(update={"rotation_days": 90})
    made = agency.sample().model_copy(update={"terms": strict})
    by, shopper = await house.person(kaisa), await house.person(aino)
    first = await house.does(agency.planned, by, made=made)
    await house.does(agency.planned, by, made=made)
    met = await house.does(agency.contact, "HAVU-001")
    await house.does(agency.taken, by, shopper, "HAVU-001")
    other = next(unit.name for unit in made.units_of(met.service) if unit.name != met.unit)
    await house.does(_reached, "HAVU-001", other)
    again = [await house.does(agency.contact, f"HAVU-{n:03}") for n in range(23, 45)]
    assert {each.study_id for each in again}.isdisjoint({first})
    obstacles = {each.unit: await house.does(assignments.obstacle, each, shopper, NOW) for each in again}
    assert obstacles == {unit.name: "rotation" if unit.name == other else None for unit in made.units}


@pytest.mark.parametrize("state", ["offered", "accepted"])
async def test_a_contact_is_taken_back_from_who_does_not_answer(
    house: House, kaisa: Phone, aino: Phone, eero: Phone, state: str
) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/assign HAVU-003 A2")
    await aino.sees("HAVU-003")
    if state == "accepted":
        await aino.presses("Accept")
        await aino.sees("HAVU-003 is yours")
    await kaisa.says("/find HAVU-003")
    card = await kaisa.sees("HAVU-003", state)
    await kaisa.presses("Take back")
    card = await kaisa.sees("Taken back: HAVU-003 is open again")
    assert "Take back" not in kaisa.buttons(card)
    await aino.sees("HAVU-003 has been taken back by the agency")
    await kaisa.says("/assign HAVU-003 A3")
    await kaisa.sees("Offered: 1")
    await eero.presses("Accept")
    await eero.sees("HAVU-003 is yours")
    assert "withdrawn" in {value for row in (await house.dump())["assignment"] for value in row}


async def test_an_open_call_is_taken_back_from_all_and_an_old_card_takes_nothing(
    house: House, kaisa: Phone, aino: Phone, eero: Phone
) -> None:
    await a_plan(house, kaisa)
    by = await house.person(kaisa)
    await house.does(_open_call, by, "HAVU-003")
    offer = await aino.sees("HAVU-003")
    await eero.sees("HAVU-003")
    contact = await house.does(agency.contact, "HAVU-003")
    await kaisa.says("/find HAVU-003")
    card = await kaisa.sees("HAVU-003")
    kaisa.press_raw(card.id, f"withdraw:{contact.id}:{contact.version - 1}")
    await kaisa.sees("earlier card")
    await kaisa.presses("Take back")
    await kaisa.sees("Taken back")
    for phone in (aino, eero):
        await phone.sees("HAVU-003 has been taken back by the agency")
    aino.press_raw(offer.id, f"accept:{contact.id}:{contact.version}")
    await aino.sees("This offer is no longer open")


async def test_a_shopper_takes_nothing_back(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, "HAVU-003")
    contact = await house.does(agency.contact, "HAVU-003")
    await aino.says("/tasks")
    card = await aino.sees("HAVU-003")
    aino.press_raw(card.id, f"withdraw:{contact.id}:{contact.version}")
    await aino.sees("I do not know that")
    assert (await house.does(agency.contact, "HAVU-003")).state == "accepted"


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
    await house.owes_nothing()
    shown = await kaisa.sees("Offered: 22. The shoppers have been told.")
    assert "earlier card" not in shown.text
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
    await aino.presses("Next ›")
    card = await aino.sees("HAVU-021", "HAVU-022")
    assert "HAVU-020" not in card.text
    await aino.presses("‹ Previous")
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


def _in_balance(tx: Transaction, by: Person, code: str) -> None:
    assignments.offer_in_balance(tx, by=by, contact_ids=agency.ids(tx, [code]), now=NOW)


def _reached(tx: Transaction, code: str, unit: str) -> None:
    contacts.change(tx, agency.contact(tx, code), reached_unit=unit)


def _open_call(tx: Transaction, by: Person, code: str) -> None:
    assignments.open_call(tx, by=by, contact_ids=agency.ids(tx, [code]), now=NOW)
