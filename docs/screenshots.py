"""`python -m docs.screenshots`: plays the demo, takes pictures of its page for README and guides, and of the report.

Needs Debian's chromium on PATH. The play is always the same, so that only what has changed looks otherwise.
"""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.async_api import Browser, async_playwright

from bot.demo.cast import Member
from bot.demo.diary import monday_morning
from bot.demo.play import Play, rehearsed_study
from bot.demo.scenes import SCENES
from bot.demo.second_wave import LooseEnds, begin_second_wave
from bot.demo.stage import set_stage
from bot.demo.tour import tour

FOLDER = Path(__file__).parent / "pictures"
LARGEST = 200 * 1024
"""Bytes of a picture at most."""
PHONE, TABLET, DESKTOP = (390, 844), (1024, 768), (1440, 900)
SETTLING = 1_500
"""Milliseconds until everything has been drawn."""
PAGE_WIDTH = 720
"""Pixels of a printed page."""


@dataclass(frozen=True)
class Picture:
    """One picture of the page: whose phones, how large the window is, in which language, light or dark."""

    name: str
    size: tuple[int, int]
    phones: Sequence[Member]
    language: str = "en"
    dark: bool = False
    with_tour: bool = False


async def main() -> None:
    """Plays, and takes every picture."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no chromium on PATH: apt-get install chromium")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with set_stage(Path(folder)) as stage, async_playwright() as driver:
            await stage.until(monday_morning(stage.now))
            await stage.raises_bot()
            play = Play(stage, rehearsed_study())
            for _, scene in SCENES:
                await scene(play)
            ends = await begin_second_wave(play)
            stage.telegram.lead(step.as_json() for step in tour(play, ends))
            _keep(_first_page(play.papers["analysis.pdf"]), "report")
            browser = await driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for picture in _in_finnish(play):
                await _take(browser, stage.url, picture)
            await _speak_english(play, ends)
            for picture in _in_english(play):
                await _take(browser, stage.url, picture)
            await browser.close()


def _in_finnish(play: Play) -> Sequence[Picture]:
    return [
        Picture("shopper.fi", PHONE, [play.aino], "fi"),
        Picture("coordinator.fi", PHONE, [play.kaisa], "fi"),
        Picture("client.fi", PHONE, [play.helmi], "fi"),
        Picture("owner.fi", PHONE, [play.otso], "fi"),
    ]


def _in_english(play: Play) -> Sequence[Picture]:
    return [
        Picture("desktop", DESKTOP, [play.aino, play.kaisa, play.helmi], with_tour=True),
        Picture("dark", DESKTOP, [play.eero, play.kaisa, play.helmi], dark=True),
        Picture("tablet", TABLET, [play.aino, play.kaisa]),
        Picture("phone", PHONE, [play.aino]),
        Picture("shopper.en", PHONE, [play.aino]),
        Picture("coordinator.en", PHONE, [play.kaisa]),
        Picture("client.en", PHONE, [play.helmi]),
        Picture("owner.en", PHONE, [play.otso]),
    ]


async def _speak_english(play: Play, ends: LooseEnds) -> None:
    """Everybody goes on in English, and comes back to where they were."""
    back = {
        play.aino: ("/tasks", ends.asked),
        play.kaisa: ("/review", ""),
        play.helmi: ("/quotes", "Waits for a decision"),
        play.otso: ("/people", ""),
    }
    for member, (command, button) in back.items():
        await member.says("/language", buttons=True)
        await member.phone.presses("English")
        await member.phone.sees("Saved")
        await member.phone.says(command)
        if button:
            await member.phone.presses(button)
    await play.stage.rests(all_sent=True)


async def _take(browser: Browser, url: str, picture: Picture) -> None:
    width, height = picture.size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        locale="fi-FI" if picture.language == "fi" else "en-GB",
        timezone_id="Europe/Helsinki",
        color_scheme="dark" if picture.dark else "light",
        device_scale_factor=1.5 if picture.size == PHONE else 1,
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await page.goto(f"{url}/#{','.join(member.name for member in picture.phones)}")
    await page.locator(".phone .message").last.wait_for()
    if not picture.with_tour:
        await page.locator(".tour .away").click()
        await page.mouse.move(0, 0)
    await page.wait_for_timeout(SETTLING)
    _keep(Image.open(BytesIO(await page.screenshot())), picture.name)
    await context.close()


def _first_page(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        drawn: Image.Image = page.render(scale=PAGE_WIDTH / page.get_width()).to_pil()
        return drawn


def _keep(image: Image.Image, name: str) -> None:
    """Writes a picture as it is, or with fewer colours where it would be too large."""
    file = FOLDER / f"{name}.png"
    image = image.convert("RGB")
    image.save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        image.quantize(256, kmeans=2).save(file, optimize=True)
    size = file.stat().st_size
    print(f"docs/pictures/{file.name}  {image.width} x {image.height}  {size // 1024} KiB", flush=True)
    if size > LARGEST:
        sys.exit(f"{file.name} is larger than {LARGEST // 1024} KiB")


if __name__ == "__main__":
    asyncio.run(main())
