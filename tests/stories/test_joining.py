"""Coming in, and what everybody has."""

import pytest

from bot.sandbox import Phone
from domain.person import Person, Role
from domain.storage import outbox
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW
from tests.cast import House, a_study

ONLY_WORDS = "you need a join link"


async def test_a_stranger_sees_nothing_else(house: House, mallory: Phone) -> None:
    for words in ("/start", "hello", "/studies", "/board", "/help", "/tasks", "/start nonsense"):
        await mallory.says(words)
        await mallory.sees(ONLY_WORDS)
        assert mallory.buttons() == []
    assert mallory.commands() == {}


async def test_a_stranger_is_spoken_to_in_their_own_language_when_it_is_known(house: House) -> None:
    mallory = house.mallory("fi")
    await mallory.opens()
    await mallory.sees("liittymislink")


async def test_a_stranger_of_an_unknown_language_is_spoken_to_all_the_same(house: House) -> None:
    mallory = house.mallory("ja")
    await mallory.opens()
    await mallory.sees(ONLY_WORDS)


async def test_a_file_from_a_stranger_is_not_kept(house: House, mallory: Phone) -> None:
    before = await house.dump()
    await mallory.sends_document(b"PK", name="study.xlsx")
    await mallory.sees(ONLY_WORDS)
    assert await house.dump() == before


@pytest.mark.both_databases
async def test_a_join_link_is_used_once(house: House, mallory: Phone) -> None:
    link = await house.link(Role.SHOPPER)
    aino = house.phone("Aino")
    await aino.opens(link)
    await aino.sees("Welcome, Aino!", "shopper A1")
    await mallory.opens(link)
    await mallory.sees("has been used or has expired", ONLY_WORDS)


async def test_a_join_link_is_good_for_14_days(house: House) -> None:
    link = await house.link(Role.SHOPPER)
    late = await house.link(Role.SHOPPER)
    house.later(days=13, hours=23)
    aino = house.phone("Aino")
    await aino.opens(link)
    await aino.sees("Welcome, Aino!")
    house.later(hours=2)
    eero = house.phone("Eero")
    await eero.opens(late)
    await eero.sees("has been used or has expired")


async def test_one_who_has_joined_leaves_a_second_link_unused(house: House, aino: Phone) -> None:
    link = await house.link(Role.COORDINATOR)
    await aino.opens(link)
    await aino.sees("You have joined already")
    kaisa = house.phone("Kaisa")
    await kaisa.opens(link)
    await kaisa.sees("Welcome, Kaisa!", "coordinator")


async def test_the_owner_invites_everyone(house: House, otso: Phone) -> None:
    await otso.says("/invite")
    card = await otso.sees("Whom do you invite?")
    assert otso.buttons(card) == ["Owner", "Coordinator", "Shopper", "Client"]
    await otso.presses("Coordinator")
    link = _link(await otso.sees("Join link (coordinator)"))
    kaisa = house.phone("Kaisa")
    await kaisa.opens(link)
    await kaisa.sees("Welcome, Kaisa!", "coordinator")


async def test_a_coordinator_invites_only_shoppers_and_clients(house: House, kaisa: Phone) -> None:
    await kaisa.says("/invite")
    card = await kaisa.sees("Whom do you invite?")
    assert kaisa.buttons(card) == ["Shopper", "Client"]
    await kaisa.says("/invite owner")
    await kaisa.sees("Coordinators invite shoppers and clients")
    await kaisa.says("/invite coordinator")
    await kaisa.sees("Coordinators invite shoppers and clients")
    kaisa.press_raw(kaisa.last.id, "invite:owner")
    await kaisa.sees("Coordinators invite shoppers and clients")


async def test_an_invited_shopper_has_the_name_that_the_agency_gave(house: House, kaisa: Phone) -> None:
    await kaisa.says("/invite shopper Aino K.")
    link = _link(await kaisa.sees("Join link (shopper)"))
    aino = house.phone("sunny_girl_93")
    await aino.opens(link)
    await aino.sees("Welcome, Aino K.!")


async def test_a_client_s_company_is_asked_and_may_be_chosen(house: House, kaisa: Phone) -> None:
    await kaisa.says("/invite client")
    await kaisa.sees("of which company")
    await kaisa.says("/invite")
    await kaisa.presses("Client")
    await kaisa.sees("Of which company?")
    await kaisa.says("Havu Energia Oy")
    first = _link(await kaisa.sees("client of Havu Energia Oy"))
    await kaisa.says("/invite")
    await kaisa.presses("Client")
    await kaisa.presses("Havu Energia Oy")
    second = _link(await kaisa.sees("client of Havu Energia Oy"))
    assert first != second


async def test_a_company_is_made_once_by_its_name(house: House, kaisa: Phone) -> None:
    await kaisa.says("/invite client HAVU  energia oy")
    await kaisa.sees("HAVU energia oy")
    study = await a_study(house, kaisa)
    clients = (await house.dump())["client"]
    assert len(clients) == 1
    assert study


async def test_a_company_of_a_workbook_is_the_one_that_is_invited_later(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await kaisa.says("/invite client havu energia OY")
    await kaisa.sees("Havu Energia Oy")
    assert len((await house.dump())["client"]) == 1


async def test_people_have_short_codes_in_order(house: House, otso: Phone) -> None:
    await house.kaisa()
    await house.aino()
    await otso.says("/people")
    await otso.sees("A1 Otso", "A2 Kaisa", "A3 Aino")


async def test_each_role_has_a_menu_of_its_own_in_its_language(house: House, kaisa: Phone, aino: Phone) -> None:
    otso, helmi = await house.otso(), await house.helmi()
    await house.owes_nothing()
    everyone = {"help", "language", "privacy", "cancel"}
    assert set(aino.commands()) == everyone | {"tasks", "earnings"}
    assert set(helmi.commands()) == everyone | {"reports", "quotes", "recordings", "actions"}
    assert {"studies", "assign", "board", "review", "invite"} <= set(kaisa.commands())
    assert "people" in otso.commands()
    assert "people" not in kaisa.commands()
    assert kaisa.commands()["invite"] == "Invite a shopper or a client"
    assert otso.commands()["invite"] == "Invite an owner, a coordinator, a shopper or a client"
    assert aino.commands()["help"] == "What I can do"


async def test_a_language_is_changed_with_the_menu(house: House, aino: Phone) -> None:
    await aino.says("/language")
    await aino.presses("Suomi")
    await aino.sees("Tallennettu")
    await house.owes_nothing()
    assert aino.commands()["help"] != "What I can do"
    await aino.says("/language")
    await aino.presses("English")
    await aino.sees("Saved.")


async def test_a_language_that_is_not_there_is_refused(house: House, aino: Phone) -> None:
    await aino.says("/language")
    card = await aino.sees("Which language")
    aino.press_raw(card.id, "language:tlh")
    await aino.sees("do not speak that language")


async def test_help_tells_the_commands_of_one_s_role(aino: Phone, kaisa: Phone) -> None:
    await aino.says("/help")
    shown = await aino.sees("/tasks", "/earnings", "/privacy")
    assert "/studies" not in shown.text
    await kaisa.says("/help")
    shown = await kaisa.sees("/studies", "/find")
    assert "/people" not in shown.text


async def test_privacy_says_what_is_stored(aino: Phone) -> None:
    await aino.says("/privacy")
    await aino.sees("never the name of a shopper")


async def test_a_command_of_another_role_is_unknown(aino: Phone) -> None:
    for command in ("/studies", "/people", "/reports", "/nonsense"):
        await aino.says(command)
        await aino.sees("I do not know that")


async def test_a_command_may_name_the_bot(aino: Phone) -> None:
    await aino.says("/help@toteuma_bot")
    await aino.sees("/tasks")


async def test_the_coordinator_is_told_of_one_who_blocked_the_bot(house: House, kaisa: Phone, aino: Phone) -> None:
    await house.does(_plan_and_offer, await house.person(kaisa), await house.person(aino), first=True)
    await aino.sees("HAVU-001")
    aino.blocks()
    await house.until(lambda tx: None if _reachable(tx, aino) else True)
    await house.does(_tell_anyway, await house.person(aino))
    await house.owes_nothing()
    await aino.opens()
    await aino.sees("shopper")
    await house.until(lambda tx: True if _reachable(tx, aino) else None)


async def test_one_who_blocked_the_bot_unheard_is_noticed_when_written_to(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await house.does(_plan_and_offer, await house.person(kaisa), await house.person(aino), first=False)
    await house.owes_nothing()
    aino.leaves_telegram()
    await kaisa.says("/assign HAVU-001 A2")
    await kaisa.sees("Offered: 1")
    await kaisa.sees("A2 Aino cannot be reached")
    await kaisa.says("/assign HAVU-002 A2")
    await kaisa.sees("Aino may not take HAVU-002", "has blocked the bot")


def _link(message: object) -> str:
    text = str(getattr(message, "text", ""))
    return next(word for word in text.split() if word.startswith("https://t.me/"))


def _reachable(tx: Transaction, phone: Phone) -> bool:
    return agency.person(tx, phone.person.id).reachable


def _plan_and_offer(tx: Transaction, kaisa: Person, aino: Person, *, first: bool) -> None:
    agency.planned(tx, kaisa)
    if first:
        agency.offered(tx, kaisa, aino, "HAVU-001")


def _tell_anyway(tx: Transaction, aino: Person) -> None:
    outbox.tell(tx, aino, "menu", NOW)
