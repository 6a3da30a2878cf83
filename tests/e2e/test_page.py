"""The page with phones in a real browser, with the bot behind it: as people see it, click it, and hear it."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

import bot.pace
from bot.sandbox import Phone
from bot.worker import Worker
from domain.operations import assignments
from domain.person import Role
from tests import agency
from tests.cast import RECORDING, House
from tests.e2e.browser import DESKTOP, Hand
from tests.machine.small_study import small_study
from tests.photos import encoded, photo

pytestmark = pytest.mark.asyncio(loop_scope="module")

SERIOUS = {"serious", "critical"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(
    browser: Browser, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, worker: Worker
) -> AsyncIterator[House]:
    """A house with the small study in it; no page of it has complained in the end."""
    folder = tmp_path_factory.mktemp("house")
    file = shutil.copy(sqlite_template, folder / "toteuma.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot.pace, "PER_CHAT", 1000.0)
        patch.setattr(bot.pace, "CHAT_BURST", 1000.0)
        house = House(f"sqlite:///{file}", folder, worker)
        await house.opens()
        yield house
        await house.closes()
    assert house.telegram.calls.faulty() == []
    assert house.errors.told == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kaisa(house: House) -> Phone:
    """Kaisa, who has planned the small study."""
    kaisa = await house.kaisa()
    await house.does(agency.planned, await house.person(kaisa), made=small_study(), now=house.now)
    return kaisa


async def shown(page: Page, house: House, *phones: Phone) -> list[Hand]:
    """The hands of those whose phones the page shows."""
    await page.goto(f"{house.settings.bot_api_url}/#{','.join(str(each.person.id) for each in phones)}")
    hands = [Hand(page, each.person.first_name) for each in phones]
    for hand in hands:
        await expect(hand.phone).to_be_visible()
    return hands


async def offered(house: House, kaisa: Phone, code: str, *shoppers: Phone) -> None:
    """A contact that is offered: to one, or in an open call to several."""
    by = await house.person(kaisa)
    for shopper in shoppers:
        await house.does(agency.offered, by, await house.person(shopper), code, now=house.now)
    await house.owes_nothing()


async def test_a_whole_contact_is_made_by_clicks_voice_and_files(
    house: House, kaisa: Phone, page: Page, tmp_path: Path
) -> None:
    shopper = await house.aino()
    [aino] = await shown(page, house, shopper)
    await offered(house, kaisa, "KOIV-001", shopper)
    await aino.sees("A contact is offered to you")
    await aino.presses("Accept", "KOIV-001 is yours")
    await aino.presses("Start contact", "Started")
    await aino.presses("Answered", "Answered")
    await aino.presses("Ended", "who answered?")
    await aino.presses("The Turku desk", "Greeting?")
    await aino.presses("8", "How ended?")
    await page.reload()
    await aino.sees("How ended?")
    await aino.presses("Solved", "Moves?")
    await aino.writes("2")
    await aino.sees("Topics?")
    await aino.presses("☐ Delivery")
    await aino.may_press("☑ Delivery")
    await aino.presses("Done", "Order?")
    await aino.presses("Skip", "A photo?")
    await aino.attaches(_picture(tmp_path), "Photo or video")
    await aino.sees("The call?")
    await aino.attaches(RECORDING, "File")
    await aino.sees("In words?")
    await aino.speaks()
    await aino.may_press("Submit")
    await aino.presses("Submit", "KOIV-001 received")
    [spoken] = [shopper.file_of(message) for message in shopper.chat if message.media == "voice"]
    assert spoken.mime == "audio/ogg"
    assert spoken.content.startswith(b"OggS")


async def test_a_paper_is_opened_where_it_came(house: House, kaisa: Phone, page: Page) -> None:
    [hand] = await shown(page, house, kaisa)
    by = await house.person(kaisa)
    study = await house.does(agency.a_study, by, now=house.now)
    await house.does(agency.quoted, by, study, now=house.now)
    await hand.may_press("Send to client")
    await hand.phone.get_by_role("button", name="Open Quote_").last.click()
    viewer = page.get_by_role("dialog")
    source = await viewer.locator("iframe").get_attribute("src")
    answer = await page.request.get(f"{house.settings.bot_api_url}{source}")
    assert answer.headers["content-type"] == "application/pdf"
    assert (await answer.body()).startswith(b"%PDF-")
    await page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)


async def test_two_people_reach_for_the_same_contact_and_one_has_it(
    house: House, kaisa: Phone, browser: Browser, page: Page
) -> None:
    shoppers = [await house.joins(name, Role.SHOPPER) for name in ("Eero", "Veera")]
    async with await browser.new_context(viewport=DESKTOP, locale="en-GB") as elsewhere:
        hands = [
            *await shown(page, house, shoppers[0]),
            *await shown(await elsewhere.new_page(), house, shoppers[1]),
        ]
        by = await house.person(kaisa)
        ids = await house.does(agency.ids, ["KOIV-002"])
        await house.does(assignments.open_call, by=by, contact_ids=ids, now=house.now)
        for hand in hands:
            await hand.may_press("Accept")
        await asyncio.gather(*(hand.button("Accept").click() for hand in hands))
        both = [hand.card.locator(".text") for hand in hands]
        for card in both:
            await expect(card).to_contain_text(re.compile("KOIV-002 is yours|no longer open"))
        assert sum(["is yours" in await card.inner_text() for card in both]) == 1


async def test_a_contact_is_taken_and_told_by_keys_alone(house: House, kaisa: Phone, page: Page) -> None:
    shopper = await house.joins("Oona", Role.SHOPPER)
    [oona] = await shown(page, house, shopper)
    await offered(house, kaisa, "KOIV-003", shopper)
    await oona.sees("A contact is offered to you")
    await oona.reaches("Accept")
    await page.keyboard.press("Enter")
    await oona.sees("KOIV-003 is yours")
    await oona.reaches("I called already")
    await page.keyboard.press("Enter")
    await oona.sees("when did it start?")
    await oona.reaches("Message")
    await page.keyboard.type("9.45, waited 1 min, took 10 min")
    await page.keyboard.press("Enter")
    await oona.sees("who answered?")
    await oona.reaches("The Oulu desk")
    await page.keyboard.press("Space")
    await oona.sees("Greeting?")


async def test_a_tour_leads_from_phone_to_phone(house: House, kaisa: Phone, page: Page) -> None:
    shopper = await house.joins("Liisa", Role.SHOPPER)
    await shown(page, house, shopper)
    house.telegram.lead(
        [
            {"person": each.person.id, "title": {"en": f"Step of {each.person.first_name}"}, "text": {"en": "Press."}}
            for each in (shopper, kaisa)
        ]
    )
    tour = page.get_by_role("region", name="Tour")
    await expect(tour).to_contain_text("Step of Liisa")
    await tour.get_by_role("button", name="Next step").click()
    await expect(tour).to_contain_text("Step of Kaisa")
    await tour.get_by_role("button", name="Kaisa’s phone").click()
    await expect(Hand(page, "Kaisa").phone).to_be_visible()
    await tour.get_by_role("button", name="End the tour").click()
    await expect(tour).to_be_hidden()
    house.telegram.lead([])


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious(
    house: House, kaisa: Phone, page: Page, scheme: Literal["light", "dark"]
) -> None:
    shopper = await house.joins("Aava", Role.SHOPPER)
    await page.emulate_media(color_scheme=scheme)
    await shown(page, house, kaisa, shopper)
    await page.get_by_role("button", name="Controls", exact=True).click()
    await expect(page.get_by_role("complementary", name="Controls")).to_be_visible()
    found = (await Axe().run(page)).response["violations"]
    serious = [(each["id"], node["html"]) for each in found if each["impact"] in SERIOUS for node in each["nodes"]]
    assert serious == []


def _picture(folder: Path) -> Path:
    file = folder / "desk.jpg"
    file.write_bytes(encoded(photo(1)))
    return file
