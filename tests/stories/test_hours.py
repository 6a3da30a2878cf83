"""Extra work is logged in a line, and can be put right."""

import pytest

from bot.sandbox import Phone
from domain.study import Study
from tests import agency
from tests.cast import House, a_plan
from tests.domain.havu import STUDY


@pytest.mark.both_databases
async def test_hours_are_logged_listed_changed_and_removed(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/hours 2.5 results shown to the board")
    card = await kaisa.sees("Logged", "2.5 h on 23 Nov 2026", "results shown to the board", "€95 an hour", "€237.50")
    assert kaisa.buttons(card) == ["Change", "Do not charge", "Remove", "Back"]
    await kaisa.presses("Do not charge")
    await kaisa.sees("Not charged: the client is told of it, and pays nothing")
    await kaisa.presses("Charge")
    await kaisa.sees("€237.50 without VAT")
    await kaisa.presses("Change")
    await kaisa.sees("How is it right?", "2.5 2026-11-23 results shown to the board")
    await kaisa.says("2:30 21.11. results shown to the whole board")
    await kaisa.sees("Saved", "2.5 h on 21 Nov 2026", "whole board", "Changed since it was logged")
    await kaisa.presses("Back")
    await kaisa.sees("Hours", "21 Nov 2026 · 2.5 h", "In all 2.5 h, of which 2.5 h charged: €237.50")
    await kaisa.says("45 min yesterday a call")
    await kaisa.sees("Logged", "0.75 h on 22 Nov 2026", "€71.25")
    await kaisa.presses("Remove")
    await kaisa.sees("Removed", "In all 2.5 h")
    assert "a call" not in kaisa.chat[-1].text
    # nothing of it is gone
    assert len((await house.dump())["hours"]) == 2


async def test_a_finn_logs_hours_in_finnish(house: House) -> None:
    kaisa = await house.kaisa("fi")
    await a_plan(house, kaisa)
    await kaisa.says("/hours 2,5 eilen tulosten esittely johtoryhmälle")
    await kaisa.sees("Kirjattu", "2,5 h", "22.11.2026", "tulosten esittely johtoryhmälle", "237,50")
    await kaisa.presses("Takaisin")
    await kaisa.sees("Tunnit", "Yhteensä 2,5 h, josta laskutetaan 2,5 h")
    await kaisa.presses("Takaisin")
    assert "Tunnit" in kaisa.buttons(await kaisa.sees("Havu Energia Oy"))
    await kaisa.says("/hours tulosten esittely")
    await kaisa.sees("En saanut tunneista selvää")
    await kaisa.says("/hours 2,5")
    await kaisa.sees("Kerro myös, mitä tehtiin")


def another() -> Study:
    terms = STUDY.terms.model_copy(update={"client": "Koivu Pankki Oy", "name": "Konttorit 2026"})
    return STUDY.model_copy(update={"terms": terms})


async def test_which_study_is_asked_only_where_there_is_a_choice(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    by = await house.person(kaisa)
    await house.does(agency.a_study, by, another(), now=house.now)
    await kaisa.says("/hours 2 @koivu branches toured")
    await kaisa.sees("Logged", "Konttorit 2026")
    await kaisa.says("/hours 1 branches toured again")
    await kaisa.sees("Which study is this work of?", "branches toured again")
    await kaisa.presses("Havu Energia Oy")
    await kaisa.sees("Logged", "branches toured again", STUDY.terms.name)
    await kaisa.says("/hours 1 @saarni nothing")
    await kaisa.sees("no study or client whose name begins with “saarni”")
    await kaisa.says("/hours")
    await kaisa.sees("Hours of which study?")
    await kaisa.presses("Koivu")
    await kaisa.sees("In all 2 h")


async def test_nobody_else_sees_or_logs_hours(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/hours 2 results shown")
    await kaisa.sees("Logged")
    for other in (await house.aino(), await house.helmi()):
        await other.says("/hours 2 something")
        await other.sees("I do not know that")
        await other.says("/help")
        card = await other.sees("/help")
        for data in ("hour:1", "hours:1", "hourdrop:1", "hourbill:1:0", "hoursof:1"):
            other.press_raw(card.id, data)
        await house.owes_nothing()
        assert not [message for message in other.chat if "results shown" in message.text]
    assert (await house.dump())["hours"][0][-1] is None
