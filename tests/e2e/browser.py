"""A real browser before the page with phones: Debian's chromium, driven by Playwright."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REQUIRED = os.environ.get("BROWSER_TESTS") == "required"
WITHOUT = "there is no chromium on PATH: apt-get install chromium"
DESKTOP = ViewportSize(width=1440, height=900)
PATIENCE = 20_000
"""Milliseconds that people wait for what they expect; only a failing test waits so long."""
FARTHEST = 60
"""Steps by Tab after which somebody gives up."""
ARGUMENTS = (
    "--no-sandbox",  # a container's root may not build chromium's own
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser with a microphone that hums; where there is none, tests are skipped, or fail when they are required."""
    if CHROMIUM is None:
        if REQUIRED:
            pytest.fail(WITHOUT)
        pytest.skip(WITHOUT)
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS])
        yield browser
        await browser.close()


class Hand:
    """Somebody's hand on a phone of the page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.phone: Locator = page.get_by_role("region", name=name, exact=True)

    @property
    def card(self) -> Locator:
        """The newest message."""
        return self.phone.locator(".message").last

    def button(self, label: str) -> Locator:
        """A button under the newest message that has it."""
        return self.phone.locator(".keys").get_by_role("button", name=label, exact=True).last

    async def sees(self, text: str) -> None:
        """Waits until the newest message says a text; its buttons do not count."""
        await expect(self.card.locator(".text")).to_contain_text(text)

    async def may_press(self, label: str) -> None:
        """Waits until there is a button."""
        await expect(self.button(label)).to_be_visible()

    async def presses(self, label: str, then: str = "") -> None:
        """Clicks a button under a message, and waits until the newest one says a text."""
        await self.button(label).click()
        await self.sees(then)

    async def reaches(self, name: str) -> None:
        """Goes by Tab to what has this name, and no pointer."""
        for _ in range(FARTHEST):
            await self.page.keyboard.press("Tab")
            held = self.phone.locator(":focus")
            if await held.count() and name in {await held.inner_text(), await held.get_attribute("aria-label")}:
                return
        raise AssertionError(f"{name} is reached by no key")

    async def writes(self, text: str) -> None:
        """Writes a message and sends it."""
        field = self.phone.get_by_role("textbox", name="Message")
        await field.fill(text)
        await field.press("Enter")

    async def attaches(self, file: Path, kind: str) -> None:
        """Sends a file by the clip."""
        await self.phone.get_by_role("button", name="Attach").click()
        async with self.page.expect_file_chooser() as chosen:
            await self.page.get_by_role("menuitem", name=kind).click()
        await (await chosen.value).set_files(file)
        await self.page.get_by_role("dialog").get_by_role("button", name="Send", exact=True).click()

    async def speaks(self) -> None:
        """Records a second with the browser's microphone, and sends it."""
        await self.phone.get_by_role("button", name="Record a voice message").click()
        await expect(self.phone.get_by_role("timer")).to_have_text("0:01")
        await self.phone.get_by_role("button", name="Send recording").click()
