"""The page with phones as any bot has it; the test plays the bot, and decides what comes first."""

from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route, expect

from bot.sandbox import Phone, Telegram, serve
from bot.sandbox.chats import Message
from bot.sandbox.people import BotAccount
from bot.sandbox.presses import Answer
from tests.e2e.browser import Hand

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
