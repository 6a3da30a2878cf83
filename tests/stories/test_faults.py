"""Telegram refuses, stumbles, goes away; whatever is owed arrives in the end."""

import pytest
from sqlalchemy.exc import OperationalError

from bot import application
from bot.sandbox import Phone
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.refusal import bad_request
from bot.sandbox.webhook import Webhook
from bot.view import View
from domain.storage import people
from domain.storage.tables import attachment
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import RECORDING, House, a_plan, is_asked, submits

PHONE = "HAVU-003"

TROUBLE = {
    "429": lambda faults, method: faults.too_many_requests(method, retry_after=1),
    "500 twice": lambda faults, method: faults.fails(method, times=2),
    "502 after the effect": lambda faults, method: faults.fails(method, code=502, after=True),
    "dropped before": lambda faults, method: faults.drops(method, times=2),
    "dropped after": lambda faults, method: faults.drops(method, after=True),
    "a page": lambda faults, method: faults.garbles(method, body="<html>"),
    "half an answer": lambda faults, method: faults.garbles(method, body='{"ok":true,"resu'),
    "a list": lambda faults, method: faults.garbles(method, body="[]"),
    "no result": lambda faults, method: faults.garbles(method, body='{"ok":true}'),
    "unauthorized": lambda faults, method: faults.fails(method, code=401),
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
    await aino.presses("9")
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


async def test_a_chat_is_left_in_peace_for_as_long_as_telegram_asks(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await house.owes_nothing()
    refused = house.telegram.faults.too_many_requests("sendMessage", retry_after=2)
    await aino.says("/help")
    await refused.reached()
    before = len(house.telegram.calls.of("sendMessage"))
    await aino.says("/language")
    await aino.says("/privacy")
    await house.does(agency.offered, await house.person(kaisa), await house.person(aino), PHONE, now=house.now)
    await house.owes_nothing()
    told, *later = house.telegram.calls.of("sendMessage")[before - 1 :]
    assert told.code == 429
    assert later
    assert all((call.at - told.at).total_seconds() >= 2 for call in later)


async def test_a_card_that_cannot_be_drawn_for_want_of_the_database_keeps_nobody_from_going_on(
    house: House, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.may_err = True
    met = 0

    def away(*_: object) -> View:
        nonlocal met
        met += 1
        raise OperationalError("select", {}, Exception("away"))

    with monkeypatch.context() as broken:
        broken.setitem(application.CARDS, "help", away)
        await aino.says("/help")
        await house.until(lambda _: True if met else None)
        await aino.says("/language")
        await aino.sees("Which language")


async def test_an_answer_that_makes_no_sense_keeps_nobody_from_going_on(house: House, aino: Phone) -> None:
    house.may_err = True
    house.telegram.faults.garbles("sendMessage", body='{"ok":true,"result":{"a":1}}')
    await aino.says("/help")
    await aino.sees("/tasks")
    await aino.says("/language")
    await aino.sees("Which language")


@pytest.mark.parametrize("trouble", ["429", "500 twice", "dropped before", "half an answer", "a list"])
async def test_the_bot_starts_whatever_telegram_answers_first(house: House, aino: Phone, trouble: str) -> None:
    await house.owes_nothing()
    await house.bot_dies()
    for method in ("getMe", "deleteWebhook"):
        _trouble(house.telegram.faults, trouble, method)
    starting = house.starts_by_and_by()
    await aino.says("/help")
    await starting
    await aino.sees("/tasks")


async def test_a_webhook_that_could_not_be_taken_away_at_once_is_taken_away_later(house: House, aino: Phone) -> None:
    await house.owes_nothing()
    await house.bot_dies()
    house.telegram.webhooks.put(house.account, Webhook("http://127.0.0.1:9/elsewhere"))
    house.telegram.faults.fails("deleteWebhook")
    await house.bot_starts()
    await aino.says("/help")
    await aino.sees("/tasks")


@pytest.mark.both_databases
async def test_a_press_that_was_not_acknowledged_before_the_bot_died_is_so_afterwards(
    house: House, aino: Phone
) -> None:
    await house.owes_nothing()
    held = house.telegram.faults.holds("answerCallbackQuery")
    press = aino.press_raw(aino.last.id, "tasks")
    await held.reached()
    await aino.sees("No contacts for you now")
    await house.bot_dies()
    assert press.answer is None
    await house.bot_starts()
    await aino.answer_to(press)


async def test_a_press_is_acknowledged_wherever_it_was_made(house: House, aino: Phone) -> None:
    house.may_err = True
    group = {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "group", "title": "Kaikki"}, "text": "x"}
    query = {"from": aino.person.as_user(), "chat_instance": "1", "data": "tasks"}
    house.account.updates.push("callback_query", {**query, "id": "in a group", "message": group})
    house.account.updates.push("callback_query", {**query, "id": "beside chats", "inline_message_id": "x"})
    house.account.updates.push("callback_query", {**query, "id": "unreadable", "message": "no"})
    wanted = {"in a group", "beside chats", "unreadable"}
    await house.until(lambda _: True if wanted <= _acknowledged(house) else None)
    await house.owes_nothing()


async def test_a_card_without_buttons_has_none_to_lose(house: House, aino: Phone) -> None:
    await aino.says("/help")
    await aino.sees("/tasks")
    await house.owes_nothing()
    before = len(house.telegram.calls.of("editMessageReplyMarkup"))
    await aino.says("/privacy")
    await house.owes_nothing()
    assert len(house.telegram.calls.of("editMessageReplyMarkup")) == before


def _acknowledged(house: House) -> set[str]:
    return {call.params.get("callback_query_id", "") for call in house.telegram.calls.of("answerCallbackQuery")}


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


async def test_a_file_that_telegram_does_not_take_by_its_id_comes_as_our_own_copy(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, "nauhoite")
    await aino.sends_audio(RECORDING.read_bytes(), name="call.m4a")
    await aino.sees("check and submit")
    await house.until(_all_kept)
    await aino.presses("Submit")
    await aino.sees(f"{PHONE} received")
    await kaisa.presses("Open")
    shown = await kaisa.sees("Call recording")
    refused = house.telegram.faults.refuses("sendAudio", bad_request("Can't use file of type video_note as audio"))
    await kaisa.presses(next(label for label in kaisa.buttons(shown) if "files" in label))
    await kaisa.sees(f"{PHONE} · Call recording")
    assert refused.met == 1


def _all_kept(tx: Transaction) -> bool | None:
    return True if {row.state for row in tx.connection.execute(attachment.select())} == {"kept"} else None
