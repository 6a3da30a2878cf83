"""A photo that has been sent before is noticed, though it has been made smaller."""

import pytest

from bot.sandbox import Phone
from domain.likeness import alike
from domain.storage import answers
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, approves
from tests.photos import encoded, opened, photo

HERS, HIS = "HAVU-003", "HAVU-004"
FLAG = "same photo as in another contact"
ORIGINAL = encoded(photo(1), quality=92)
COPY = encoded(opened(ORIGINAL).resize((480, 360)), quality=50)
OTHER = encoded(photo(2), quality=92)


async def _come_to_the_photo(house: House, kaisa: Phone, shoppers: dict[str, Phone]) -> None:
    await a_plan(house, kaisa)
    for code, shopper in shoppers.items():
        await approves(house, kaisa, shopper, code)
    house.later(hours=49)
    for shopper in shoppers.values():
        await shopper.sees("a few more questions can be answered now")
        await shopper.presses("Continue")
        await shopper.sees("Did a customer experience survey arrive?")
        await shopper.presses("Yes")
        await shopper.presses("NPS: recommendation")
        await shopper.presses("Done")
        await shopper.sees("Screenshot of the survey")


async def _submit(house: House, shopper: Phone, code: str) -> str:
    """Waits for our own copy and submits; returns the photo's likeness."""
    await shopper.sees("check and submit")
    likeness = await house.until(lambda tx: _kept(tx, code))
    await shopper.presses("Submit")
    await shopper.sees(f"{code} received")
    return likeness


async def _review(kaisa: Phone, code: str) -> str:
    await kaisa.says(f"/find {code}")
    return (await kaisa.sees(code, "First impression")).text


@pytest.mark.parametrize("as_file", [False, True], ids=["as a photo", "as a file"])
async def test_a_smaller_copy_of_another_shoppers_photo_is_flagged(
    house: House, kaisa: Phone, aino: Phone, eero: Phone, as_file: bool
) -> None:
    await _come_to_the_photo(house, kaisa, {HERS: aino, HIS: eero})
    await aino.sends_photo(ORIGINAL)
    if as_file:
        await eero.sends_document(COPY, name="kuva.jpg", mime="image/jpeg")
    else:
        await eero.sends_photo(COPY)
    assert alike(await _submit(house, aino, HERS), await _submit(house, eero, HIS))
    assert f"⚑ {FLAG}" in await _review(kaisa, HERS)
    assert f"⚑ {FLAG}" in await _review(kaisa, HIS)


async def test_photos_of_their_own_are_not_flagged(house: House, kaisa: Phone, aino: Phone, eero: Phone) -> None:
    await _come_to_the_photo(house, kaisa, {HERS: aino, HIS: eero})
    await aino.sends_photo(ORIGINAL)
    await eero.sends_photo(OTHER)
    await _submit(house, aino, HERS)
    await _submit(house, eero, HIS)
    assert FLAG not in await _review(kaisa, HERS)
    assert FLAG not in await _review(kaisa, HIS)


async def test_a_photo_that_cannot_be_read_is_kept_all_the_same(house: House, kaisa: Phone, aino: Phone) -> None:
    await _come_to_the_photo(house, kaisa, {HERS: aino})
    await aino.sends_photo(ORIGINAL[:2_000])
    assert await _submit(house, aino, HERS) == ""


def _kept(tx: Transaction, code: str) -> str | None:
    files = answers.attachments_of(tx, agency.contact(tx, code).id)
    return next((file.likeness for file in files if file.state == "kept"), None)
