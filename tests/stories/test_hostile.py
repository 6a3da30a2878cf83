"""A stranger, another company's person, a shopper: each tries what is not theirs, gets nothing and changes nothing."""

import pytest

from bot import application
from bot.sandbox import Phone
from bot.turn import Turn
from domain.person import Role
from domain.place import Place
from domain.storage.tables import inbox
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, approves, is_asked, submits, takes

SECRETS = ("Havu", "HAVU-", "A1 Kaisa", "Aino", "Customer service")


async def _busy(house: House, kaisa: Phone, aino: Phone) -> None:
    """A house with a contact in each state, a quote that was sent, and an analysis."""
    study = await a_plan(house, kaisa)
    by, shopper = await house.person(kaisa), await house.person(aino)
    await house.does(agency.offered, by, shopper, "HAVU-002", now=house.now)
    await takes(house, kaisa, aino, "HAVU-003")
    await submits(house, kaisa, aino, "HAVU-004")
    await approves(house, kaisa, aino, "HAVU-008")
    await house.does(agency.quoted, by, study, now=house.now)
    await house.does(agency.analysed, by, study, now=house.now)
    await house.owes_nothing()
    await house.until(lambda tx: True if agency.papers_made(tx) else None, within=60)
    await house.owes_nothing()


@pytest.mark.parametrize("who", ["Mallory", "Mikko", "Eero"])
async def test_one_who_may_not_gets_nothing_and_changes_nothing(
    house: House, kaisa: Phone, aino: Phone, who: str
) -> None:
    await house.helmi()
    await _busy(house, kaisa, aino)
    villain = await _villain(house, who)
    await house.owes_nothing()
    before = await house.dump()
    # commands
    for command in {*application.COMMANDS, "start wrong-code", "payrun", "audit"} - {"language", "help", "privacy"}:
        await villain.says(f"/{command}")
        await villain.says(f"/{command} HAVU-003 A2")
    await house.owes_nothing()
    assert await house.dump() == before
    # buttons, as a forger's client presses them; tests/bot/test_forged_buttons.py tries every id
    for verb in sorted(set(application.BUTTONS) - {"language"}):
        villain.press_raw(villain.last.id, f"{verb}:1:1")
    await house.owes_nothing()
    assert await house.dump() == before
    seen = "\n".join(message.text for message in villain.chat if message.from_bot)
    assert not [secret for secret in SECRETS if secret in seen]
    assert not [message for message in villain.chat if message.from_bot and message.file_id]


async def _villain(house: House, who: str) -> Phone:
    match who:
        case "Mikko":
            return await house.joins("Mikko", Role.CLIENT, client="Kilpailija Oy")
        case "Eero":
            return await house.eero()
    mallory = house.mallory()
    await mallory.opens()
    await mallory.sees("join link")
    return mallory


async def test_a_shopper_does_not_decide_on_their_own_contact(house: House, kaisa: Phone, aino: Phone) -> None:
    await _busy(house, kaisa, aino)
    before = await house.dump()
    theirs = await house.does(agency.contact, "HAVU-004")
    await aino.says("/help")
    card = await aino.sees("/tasks")
    for verb in ("approve", "return", "return!", "exclude", "review", "unflagged", "files", "reviews", "find"):
        aino.press_raw(card.id, f"{verb}:{theirs.id}:{theirs.version}")
    await house.owes_nothing()
    assert await house.dump() == before


async def test_a_command_to_a_group_is_not_heard(house: House, kaisa: Phone) -> None:
    group = {"id": -100200300, "type": "group", "title": "Kaikki"}
    kaisa_there = {"message_id": 1, "date": 1, "chat": group, "from": kaisa.person.as_user(), "text": "/studies"}
    house.account.updates.push("message", kaisa_there)
    await house.owes_nothing()
    assert all(call.params.get("chat_id") != group["id"] for call in house.telegram.calls)


NONSENSE: list[object] = [
    {},
    {"message_id": 5},
    {"message_id": "five", "date": "today", "chat": {"id": 1, "type": "private"}},
    {"message_id": 5, "date": 1, "chat": {"id": "x", "type": "private"}},
    {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "from": {"id": 7}},
    {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "is_bot": False}, "text": 5},
    {"message_id": 5, "date": 1, "chat": [], "from": 7},
    {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "photo": "no"},
    None,
    "words",
    [],
    17,
]


async def test_updates_that_cannot_be_read_are_put_aside_and_the_bot_goes_on(house: House, aino: Phone) -> None:
    house.may_err = True
    await house.owes_nothing()
    intake = house.intake()
    number = 900_000_000
    for nonsense in NONSENSE:
        for kind in ("message", "callback_query", "my_chat_member", "edited_message", "business_gift"):
            number += 1
            await intake.take([{"update_id": number, kind: nonsense}])
    await intake.take([{}, [], 7, None, "update", {"update_id": "x"}, {"update_id": number + 1}])
    await aino.says("/help")
    await aino.sees("/tasks")
    await house.owes_nothing()
    assert await house.does(_undone) == 0


async def test_an_update_on_which_a_handler_breaks_is_put_aside_and_told(
    house: House, kaisa: Phone, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.may_err = True
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, "HAVU-003")
    with monkeypatch.context() as broken:
        broken.setitem(application.MESSAGES, "contact", _breaks)
        await aino.says("0")
        await aino.sees("Something went wrong on our side", "1/17")
    assert "RuntimeError" in await house.does(_asides)
    await aino.says("0")
    await aino.sees("2/17")


async def test_a_button_on_which_a_handler_breaks_is_told_too(
    house: House, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.may_err = True
    with monkeypatch.context() as broken:
        broken.setitem(application.BUTTONS, "tasks", _breaks)
        await aino.presses("Your contacts")
        await aino.sees("Something went wrong on our side")
    await aino.presses("Your contacts")
    await aino.sees("No contacts for you now")


@pytest.mark.both_databases
async def test_what_the_database_refuses_for_ever_holds_up_no_chat(house: House, kaisa: Phone, aino: Phone) -> None:
    house.may_err = True
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, "HAVU-003", "parasta")
    words = {"message_id": 999_999, "date": 1, "chat": aino.person.as_chat(), "from": aino.person.as_user()}
    house.account.updates.push("message", {**words, "text": "nul \x00 within"})
    await house.owes_nothing()
    await aino.says("/help")
    await aino.sees("/tasks")


def _breaks(_: Turn) -> Place:
    raise RuntimeError("a fault of ours")


def _undone(tx: Transaction) -> int:
    rows = tx.connection.execute(inbox.select().where(inbox.c.state == "new")).all()
    return len(rows)


def _asides(tx: Transaction) -> list[str]:
    return [row.error for row in tx.connection.execute(inbox.select().where(inbox.c.state == "aside"))]
