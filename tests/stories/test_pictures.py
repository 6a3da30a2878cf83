"""A page of the report as a picture, to be shown in a meeting."""

import io

from PIL import Image

from bot.sandbox import Phone
from domain.person import Role
from tests import agency
from tests.cast import House, a_plan, approves

MAKING = 60.0
SOME = agency.codes([3, 4, 8])


async def _analysed(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, *SOME)
    await kaisa.says("/analysis")
    await kaisa.sees_document(".pdf", within=MAKING)


def _pictures(dump: dict[str, list[tuple[object, ...]]]) -> list[tuple[object, ...]]:
    return [job for job in dump["job"] if "picture" in job]


async def test_a_coordinator_and_the_client_get_the_page_they_choose(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await _analysed(house, kaisa, aino)
    await kaisa.presses("Picture")
    await kaisa.sees("Which page as a picture?")
    await kaisa.presses("2 · Lupaus ja palvelut")
    await kaisa.sees("The picture comes here in a moment")
    sent = await kaisa.sees_document(".png", within=MAKING)
    assert sent.name == "Havu_Outcome_analysis_2026-Q4_page_2.png"
    assert "Lupaus ja palvelut" in sent.message.text
    assert "Page 2/" in sent.message.text
    assert Image.open(io.BytesIO(sent.content)).width == 1600
    await kaisa.says("/analysis")
    await kaisa.sees_document(".pdf", within=MAKING)
    await kaisa.presses("Send to client")
    await helmi.sees_document(".pdf")
    await helmi.presses("Picture")
    await helmi.sees("Which page as a picture?")
    await helmi.presses("1 · The answer on one page")
    first = await helmi.sees_document(".png", within=MAKING)
    assert first.content != sent.content


async def test_asked_twice_within_seconds_makes_one(house: House, kaisa: Phone, aino: Phone) -> None:
    await _analysed(house, kaisa, aino)
    card = await kaisa.sees("Outcome analysis")
    for data in ("pagepic:1:1", "pagepic:1:1", "pagepic:1:2"):
        kaisa.press_raw(card.id, data)
    for _ in range(2):
        await kaisa.sees_document(".png", within=MAKING)
    house.later(seconds=5)
    kaisa.press_raw(card.id, "pagepic:1:1")
    await house.owes_nothing()
    assert len(_pictures(await house.dump())) == 2
    house.later(seconds=30)
    kaisa.press_raw(card.id, "pagepic:1:1")
    await kaisa.sees_document(".png", within=MAKING)
    assert len(_pictures(await house.dump())) == 3


async def test_a_page_of_what_is_not_theirs_and_a_page_that_is_not_there_are_unknown(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    mikko = await house.joins("Mikko", Role.CLIENT, client="Kilpailija Oy")
    await _analysed(house, kaisa, aino)
    for phone in (helmi, mikko, aino):
        for data in ("picture:1", "pagepic:1:1"):
            await _is_told_nothing(phone, data)
    for data in ("pagepic:1:0", "pagepic:1:99", "pagepic:7:1"):
        await _is_told_nothing(kaisa, data)
    assert not _pictures(await house.dump())


async def _is_told_nothing(phone: Phone, data: str) -> None:
    await phone.says("/help")
    card = await phone.sees("/privacy")
    phone.press_raw(card.id, data)
    await phone.sees("I do not know that")


async def test_a_picture_that_cannot_be_made_is_told(house: House, kaisa: Phone, aino: Phone) -> None:
    house.may_err = True
    await _analysed(house, kaisa, aino)
    house.office.media.put("analyses/1.pdf", b"broken")
    await kaisa.presses("Picture")
    await kaisa.presses("1 · The answer on one page")
    for _ in range(3):
        house.later(seconds=5)
        await house.owes_nothing()
    await kaisa.sees("The file could not be made")
