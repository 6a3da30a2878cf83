"""Whatever happens, logs hold no token, no answer and no name."""

import logging
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError

from bot import application
from bot.logs import set_up
from bot.sandbox import Phone
from bot.turn import Turn
from domain.answering import say
from domain.operations import answers
from domain.person import Role
from domain.place import Place
from tests.cast import TOKEN, VOICE, House, a_plan, is_asked

NAME, ANSWER, COMPANY = "Canarina Nimekäs", "CANARY-what-was-said", "Kanaria Oy"
WORDS = (NAME, "Canarina", ANSWER, COMPANY, TOKEN, TOKEN.split(":")[1])


async def test_logs_of_a_troubled_day_hold_nothing_of_people(
    house: House,
    kaisa: Phone,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    set_up(logging.DEBUG)
    house.may_err = True
    try:
        await _troubled_day(house, kaisa, monkeypatch)
        await house.closes()
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    told = "".join(capfd.readouterr())
    assert "put aside" in told
    assert "RuntimeError" in told
    assert [word for word in WORDS if word in told] == []


async def _troubled_day(house: House, kaisa: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = house.telegram.faults
    await a_plan(house, kaisa)
    await kaisa.says(f"/invite client {COMPANY}")
    await kaisa.sees(COMPANY)
    aino = await house.joins(NAME, Role.SHOPPER)
    await is_asked(house, kaisa, aino, "HAVU-003", "ratkaisu_miksi", ratkaisuaste="unsolved")
    faults.too_many_requests("sendMessage", retry_after=1)
    faults.fails("sendMessage", times=1)
    faults.drops("editMessageText")
    await aino.says(ANSWER)
    await aino.sees("Was a suitable extra service offered?")
    for breaks in (_breaks, _breaks_in_the_database):
        with monkeypatch.context() as broken:
            broken.setitem(application.MESSAGES, "contact", breaks)
            await aino.says(f"{ANSWER} again")
            await aino.sees("Something went wrong")
    with monkeypatch.context() as broken:
        broken.setitem(application.CARDS, "help", _breaks_drawing)
        await aino.says("/help")
        await aino.sees("Something went wrong", "shopper")
    await aino.sends_voice(VOICE)
    await aino.sees("Was a suitable extra service offered?")
    await house.telegram_goes_down()
    await aino.says(ANSWER)
    await house.telegram_comes_back()
    await house.owes_nothing()


def _breaks(turn: Turn) -> Place:
    raise RuntimeError(f"{turn.text} by {turn.person.name}")


def _breaks_in_the_database(turn: Turn) -> Place:
    parameters = {"value": turn.text, "name": turn.person.name}
    try:
        answers.take(
            turn.tx, by=turn.person, contact_id=0, act=partial(say, text=turn.text, language="en"), now=turn.now
        )
    finally:
        raise IntegrityError(f"INSERT {turn.text}", parameters, ValueError(turn.text))


def _breaks_drawing(*_: object) -> None:
    raise ValueError(f"{NAME}: {ANSWER}")
