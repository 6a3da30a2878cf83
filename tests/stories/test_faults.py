"""Telegram refuses, stumbles, goes away; whatever is owed arrives in the end."""

import pytest

from bot.sandbox import Phone
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.refusal import bad_request
from domain.storage import people
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, is_asked, submits

PHONE = "HAVU-003"

TROUBLE = {
    "429": lambda faults, method: faults.too_many_requests(method, retry_after=1),
    "500 twice": lambda faults, method: faults.fails(method, times=2),
    "502 after the effect": lambda faults, method: faults.fails(method, code=502, after=True),
    "dropped before": lambda faults, method: faults.drops(method, times=2),
    "dropped after": lambda faults, method: faults.drops(method, after=True),
}


def _trouble(faults: Faults, kind: str, method: str) -> Fault:
    made: Fault = TROUBLE[kind](faults, method)
    return made


@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "getUpdates", "answerCallbackQuery"])
async def test_a_card_arrives_whatever_telegram_does(
    house: House, kaisa: Phone, aino: Phone, trouble: str, method: str
) -> None:
    if method == "getUpdates" and method != house.WAY_IN:
        pytest.skip("by webhook the bot never asks for updates, so its asking cannot go wrong")
    house.may_err = True
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE)
    await house.owes_nothing()
    before = (await house.does(agency.contact, PHONE)).version
    fault = _trouble(house.telegram.faults, trouble, method)
    await aino.says("0")
    await aino.sees("2/17")
    await aino.presses("9", answered=False)
    await aino.sees("3/17")
    await house.owes_nothing()
    # a card that arrived although Telegram said that it had not is there twice: the other copy answers as stale
    assert "3/17" in "".join(_open_cards(aino))
    it = await house.does(agency.contact, PHONE)
    assert it.version == before + 2
    assert fault.met >= 1


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_a_notice_arrives_whatever_telegram_does(house: House, kaisa: Phone, aino: Phone, trouble: str) -> None:
    house.may_err = True
    await a_plan(house, kaisa)
    await house.owes_nothing()
    fault = _trouble(house.telegram.faults, trouble, "sendMessage")
    await house.does(agency.offered, await house.person(kaisa), await house.person(aino), PHONE, now=house.now)
    await aino.sees("A contact is offered to you", PHONE)
    await house.owes_nothing()
    assert fault.met >= 1


async def test_notices_keep_their_order_through_trouble(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await house.owes_nothing()
    house.telegram.faults.fails("sendMessage", times=2)
    wanted = agency.codes([3, 4, 8, 9])
    await house.does(agency.offered, await house.person(kaisa), await house.person(aino), *wanted, now=house.now)
    await house.owes_nothing()
    offers = [message.text for message in aino.chat if "offered to you" in message.text]
    assert [next(code for code in wanted if code in text) for text in offers] == wanted


@pytest.mark.both_ways
async def test_nothing_is_lost_while_telegram_is_away(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE)
    await house.owes_nothing()
    await house.telegram_goes_down()
    await house.does(agency.offered, await house.person(kaisa), await house.person(aino), "HAVU-008", now=house.now)
    await aino.says("0")
    await house.telegram_comes_back()
    await aino.sees("A contact is offered to you", "HAVU-008")
    await aino.sees("2/17")


@pytest.mark.both_ways
async def test_the_bot_starts_although_telegram_is_away(house: House, aino: Phone) -> None:
    await house.owes_nothing()
    await house.bot_dies()
    await house.telegram_goes_down()
    starting = house.starts_by_and_by()
    await aino.says("/help")
    await house.telegram_comes_back()
    await starting
    await aino.sees("/tasks")


async def test_a_card_that_is_gone_is_sent_anew(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE)
    card = await aino.sees("1/17")
    house.telegram.faults.refuses("editMessageText", bad_request("message to edit not found"))
    it = await house.does(agency.contact, PHONE)
    aino.press_raw(card.id, f"comment:{it.id}:{it.version}")
    shown = await aino.sees("Your comment:")
    assert shown.id != card.id


async def test_a_card_that_was_deleted_is_sent_anew(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE)
    card = await aino.sees("1/17")
    it = await house.does(agency.contact, PHONE)
    await aino.deletes(card)
    aino.press_raw(card.id, f"comment:{it.id}:{it.version}")
    await aino.sees("Your comment:")


async def test_a_card_that_telegram_refuses_is_written_off_and_the_chat_goes_on(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    house.may_err = True
    house.telegram.faults.refuses("sendMessage", bad_request("can't parse entities"))
    await aino.says("/help")
    await house.owes_nothing()
    await aino.says("/help")
    await aino.sees("/tasks")


async def test_one_who_blocked_the_bot_holds_up_nobody(house: House, kaisa: Phone, aino: Phone, eero: Phone) -> None:
    await a_plan(house, kaisa)
    await house.owes_nothing()
    aino.leaves_telegram()
    by = await house.person(kaisa)
    await house.does(agency.offered, by, await house.person(aino), "HAVU-003", "HAVU-004", now=house.now)
    await house.does(agency.offered, by, await house.person(eero), "HAVU-008", now=house.now)
    await eero.sees("HAVU-008")
    await kaisa.sees("Aino cannot be reached")
    await house.owes_nothing()
    assert sum("cannot be reached" in message.text for message in kaisa.chat) == 1
    assert not await house.does(_is_reachable, aino.person.id)


async def test_every_message_is_in_the_chat_that_it_is_for(
    house: House, kaisa: Phone, aino: Phone, eero: Phone
) -> None:
    await a_plan(house, kaisa)
    house.telegram.faults.fails("sendMessage", times=3)
    house.telegram.faults.drops("editMessageText", times=2)
    await is_asked(house, kaisa, aino, "HAVU-003")
    await is_asked(house, kaisa, eero, "HAVU-004")
    for phone, number in ((aino, "0"), (eero, "1"), (aino, "9"), (eero, "8")):
        await phone.says(number)
    await submits(house, kaisa, eero, "HAVU-008")
    await aino.sees("3/17")
    await eero.sees("3/17")
    assert not [message for message in aino.chat if "HAVU-004" in message.text or "HAVU-008" in message.text]
    assert not [message for message in eero.chat if "HAVU-003" in message.text]


def _open_cards(phone: Phone) -> list[str]:
    return [message.text for message in phone.chat if message.from_bot and message.buttons]


def _is_reachable(tx: Transaction, chat_id: int) -> bool:
    found = people.of_chat(tx, chat_id)
    return found is not None and found.reachable
