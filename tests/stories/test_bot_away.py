"""What people say while the bot is down keeps the time at which they said it."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.sandbox import Phone
from domain.flags import Flag, flags
from domain.operations.sheets import sheet_of
from domain.storage import answers
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, is_asked

pytestmark = pytest.mark.both_ways
PHONE = "HAVU-003"
ASKED = ("siirrot", "ensivaikutelma", "aani", "vastausohje", "kuuntelukyky")
TYPED = ("0", "9", "5", "all", "8")


async def _types_into_silence(house: House, kaisa: Phone, aino: Phone) -> datetime:
    """Five answers, twenty seconds apart, while nobody listens; returns when the first was typed."""
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, ASKED[0])
    await house.owes_nothing()
    await house.bot_dies()
    began = house.now
    for words in TYPED:
        await aino.says(words)
        house.later(seconds=20)
    return began


@pytest.mark.both_databases
async def test_answers_typed_while_the_bot_was_down_have_times_of_their_own(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    began = await _types_into_silence(house, kaisa, aino)
    house.later(hours=2)
    await house.bot_starts()
    await aino.sees("6/17")
    await house.owes_nothing()
    given = await house.does(_answered)
    assert abs(given[0] - began) < timedelta(seconds=2)
    assert all(timedelta(seconds=18) < later - earlier < timedelta(seconds=22) for earlier, later in pairwise(given))
    assert Flag.TOO_FAST not in await house.does(_flags, house.now)


async def test_after_more_than_a_day_they_are_of_when_they_came(house: House, kaisa: Phone, aino: Phone) -> None:
    await _types_into_silence(house, kaisa, aino)
    house.later(hours=25)
    back = house.now
    await house.bot_starts()
    await aino.sees("6/17")
    await house.owes_nothing()
    assert all(at >= back for at in await house.does(_answered))


async def test_an_answer_and_its_edit_come_in_their_order(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, ASKED[0])
    await house.owes_nothing()
    await house.bot_dies()
    none = await aino.says("0")
    house.later(seconds=30)
    nine = await aino.says("9")
    house.later(seconds=30)
    await aino.edits(none, "2")
    house.later(seconds=30)
    await aino.edits(nine, "nine")
    await house.bot_starts()
    await aino.sees("A number is needed", "3/17")
    await house.owes_nothing()
    found = await house.does(lambda tx: answers.of_contact(tx, agency.contact(tx, PHONE).id))
    assert (found["siirrot"].value, found["ensivaikutelma"].value) == ("2", "9")
    # the first one was answered first, however late it was corrected
    assert found["ensivaikutelma"].answered_at - found["siirrot"].answered_at > timedelta(seconds=25)


async def test_a_refused_answer_that_was_mended_meanwhile(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await is_asked(house, kaisa, aino, PHONE, ASKED[0])
    await house.owes_nothing()
    await house.bot_dies()
    none = await aino.says("none")
    await aino.edits(none, "0")
    await aino.says("9")
    await house.bot_starts()
    await aino.sees("3/17")


def _answered(tx: Transaction) -> list[datetime]:
    found = answers.of_contact(tx, agency.contact(tx, PHONE).id)
    return [found[name].answered_at for name in ASKED]


def _flags(tx: Transaction, now: datetime) -> tuple[Flag, ...]:
    return flags(sheet_of(tx, agency.contact(tx, PHONE), now), {}, copied=False, copied_photo=False)
