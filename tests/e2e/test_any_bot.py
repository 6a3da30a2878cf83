"""The page with phones as any bot has it; the test plays the bot, and decides what comes first."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route, expect

from bot.sandbox import Phone, Telegram, serve
from bot.sandbox.chats import Message
from bot.sandbox.people import BotAccount
from bot.sandbox.presses import Answer
from tests.e2e.browser import FARTHEST, Hand

ALL_WHOLE = """() => {
  const inside = document.querySelector(".phones").getBoundingClientRect();
  const phones = [...document.querySelectorAll(".phone")].map((each) => each.getBoundingClientRect());
  const whole = phones.filter(({ left, right }) => left >= inside.left + 10 && right <= inside.right - 10);
  const away = phones.filter(({ left, right }) => right <= inside.left || left >= inside.right);
  return whole.length > 0 && whole.length + away.length === phones.length;
}"""
"""Whether every phone is either in sight as a whole, with air on both sides, or out of sight."""

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Sandbox(NamedTuple):
    """A local Telegram with a bot that does nothing by itself."""

    telegram: Telegram
    bot: BotAccount
    url: str

    async def joins(self, name: str) -> Phone:
        """Somebody who has pressed Start."""
        phone = Phone(self.telegram, self.bot, first_name=name)
        await phone.opens()
        return phone

    def writes(self, phone: Phone, text: str, *labels: str) -> Message:
        """The bot writes to somebody, with buttons."""
        keys = [[{"text": each, "callback_data": each}] for each in labels]
        chat = self.telegram.chat(self.bot, phone.person)
        return self.telegram.post(
            chat, {"text": text}, from_bot=True, markup={"inline_keyboard": keys} if keys else None
        )


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    telegram = Telegram()
    bot = telegram.create_bot(username="havu_bot", token="4242:secret", name="Havu")
    async with serve(telegram) as url:
        yield Sandbox(telegram, bot, url)


async def shown(page: Page, sandbox: Sandbox, *names: str) -> Sequence[Hand]:
    """The hands of those whose phones the page shows."""
    await page.goto(f"{sandbox.url}/#{','.join(names)}")
    hands = [Hand(page, name) for name in names]
    for hand in hands:
        await expect(hand.phone).to_be_visible()
    return hands


async def test_an_alert_stays_until_it_is_put_away_even_if_it_comes_before_the_press_is_confirmed(
    sandbox: Sandbox, page: Page
) -> None:
    sandbox.writes(await sandbox.joins("Aino"), "Sure?", "Yes")
    [aino] = await shown(page, sandbox, "Aino")

    async def answer_first(route: Route) -> None:
        confirmed = await route.fetch()
        sandbox.telegram.answer(sandbox.bot, (await confirmed.json())["id"], Answer("Too late.", show_alert=True))
        await expect(aino.button("Yes")).not_to_have_attribute("aria-busy", "true")
        await route.fulfill(response=confirmed)

    await page.route("**/press?*", answer_first)
    await aino.button("Yes").click()
    await expect(page.get_by_role("alertdialog")).to_contain_text("Too late.")


async def test_the_bare_address_opens_on_the_phones_that_are_to_be_seen_first(sandbox: Sandbox, page: Page) -> None:
    _, _, aino = [await sandbox.joins(name) for name in ("Otso", "Kaisa", "Aino")]
    sandbox.telegram.seen_first = [aino.person]
    await page.set_viewport_size({"width": 380, "height": 800})
    await page.goto(sandbox.url)
    await expect(page.locator(".phone")).to_have_count(1)
    await expect(Hand(page, "Aino").phone).to_be_visible()


async def test_what_the_bar_says_stands_in_one_line_on_a_narrow_screen(sandbox: Sandbox, page: Page) -> None:
    await sandbox.joins("Aino")
    await page.set_viewport_size({"width": 380, "height": 800})
    await shown(page, sandbox, "Aino")
    said = await page.get_by_text("The bot has not called yet.").bounding_box()
    assert said
    assert said["height"] < 30


async def test_whose_phone_is_shown_is_in_sight_among_the_people(sandbox: Sandbox, page: Page) -> None:
    names = ["Otso", "Kaisa", "Aino", "Eero", "Kerttu", "Helmi"]
    for name in names:
        await sandbox.joins(name)
    await page.set_viewport_size({"width": 380, "height": 800})
    await shown(page, sandbox, "Helmi")
    await expect(page.get_by_role("button", name="Helmi", exact=True)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [380, 820, 1440])
async def test_a_long_name_is_clipped_and_hides_nothing(sandbox: Sandbox, page: Page, width: int) -> None:
    name = "N" * 64
    await sandbox.joins(name)
    await page.set_viewport_size({"width": width, "height": 800})
    [hand] = await shown(page, sandbox, name)
    phone, people = await hand.phone.bounding_box(), page.get_by_role("navigation")
    assert phone
    assert await people.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert phone["x"] + phone["width"] <= width
    for clock in await hand.phone.locator(".status .time:visible").all():
        box = await clock.bounding_box()
        assert box
        assert box["x"] + box["width"] < phone["x"] + phone["width"]


async def test_a_name_that_is_too_long_is_said_to_be(sandbox: Sandbox, page: Page) -> None:
    await shown(page, sandbox)
    await page.get_by_role("button", name="Add a phone").click()
    field = page.get_by_role("dialog").get_by_label("Name")
    await field.fill("N" * 65)
    await page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).click()
    assert await field.evaluate("field => field.validationMessage") == "A name has 1 to 64 letters."
    assert not sandbox.telegram.people


async def test_tab_goes_to_the_newest_buttons_past_all_older_ones_and_the_arrows_to_those(
    sandbox: Sandbox, page: Page
) -> None:
    phone = await sandbox.joins("Aino")
    for number in range(FARTHEST):
        sandbox.writes(phone, f"Card {number}", "Old", "Older")
    sandbox.writes(phone, "Asked", "Yes")
    sandbox.writes(phone, "Thanks")
    [aino] = await shown(page, sandbox, "Aino")
    await aino.sees("Thanks")
    await aino.reaches("Yes")
    await aino.reaches("Message")
    await page.keyboard.press("ArrowUp")
    for _ in range(2):
        await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(aino.phone.locator(".key[aria-busy]")).to_have_text("Old")


@pytest.mark.parametrize("width", [760, 820, 1100, 1280, 1440, 1920])
async def test_phones_rest_whole_with_air_on_both_sides(sandbox: Sandbox, page: Page, width: int) -> None:
    names = ["Otso", "Kaisa", "Aino", "Eero", "Helmi", "Mallory"]
    for name in names:
        await sandbox.joins(name)
    await page.set_viewport_size({"width": width, "height": 800})
    hands = await shown(page, sandbox, *names)
    for hand in (*hands, *reversed(hands)):
        await hand.phone.evaluate("phone => phone.scrollIntoView({ inline: 'nearest' })")
        await page.wait_for_function(ALL_WHOLE)


async def test_a_tour_that_has_ended_can_be_had_back(sandbox: Sandbox, page: Page) -> None:
    phone = await sandbox.joins("Aino")
    sandbox.telegram.lead([{"person": phone.person.id, "title": {"en": "Aino shops"}, "text": {"en": "Press."}}])
    await shown(page, sandbox, "Aino")
    tour, back = page.get_by_role("region", name="Tour"), page.get_by_role("button", name="Tour", exact=True)
    await expect(tour).to_contain_text("Aino shops")
    await expect(back).to_be_hidden()
    await tour.get_by_role("button", name="End the tour").click()
    await page.reload()
    await back.click()
    await expect(tour).to_contain_text("Aino shops")


async def test_a_line_that_is_half_written_is_there_after_a_reload(sandbox: Sandbox, page: Page) -> None:
    phone = await sandbox.joins("Aino")
    [aino] = await shown(page, sandbox, "Aino")
    field = aino.phone.get_by_role("textbox", name="Message")
    await field.fill("I called at nine")
    await page.reload()
    await expect(field).to_have_value("I called at nine")
    await field.press("Enter")
    await expect(aino.card).to_contain_text("I called at nine")
    await page.reload()
    await expect(field).to_have_value("")
    assert phone.chat[-1].text == "I called at nine"


async def test_an_empty_file_is_not_offered(sandbox: Sandbox, page: Page, tmp_path: Path) -> None:
    phone = await sandbox.joins("Aino")
    [aino] = await shown(page, sandbox, "Aino")
    (tmp_path / "empty.txt").touch()
    await aino.phone.get_by_role("button", name="Attach").click()
    async with page.expect_file_chooser() as chosen:
        await page.get_by_role("menuitem", name="File").click()
    await (await chosen.value).set_files(tmp_path / "empty.txt")
    await expect(aino.phone.locator(".toast")).to_have_text("empty.txt is empty; Telegram takes no empty files.")
    assert len(phone.chat) == 1
