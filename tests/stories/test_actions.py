"""What a client will change: proposed by a report, agreed, changed, done, and called to mind on its day."""

from datetime import datetime

from bot.sandbox import Phone
from domain.action import ActionState
from domain.operations import actions
from domain.person import Person, Role
from domain.storage import actions as stored
from domain.storage import studies
from domain.storage.tables import action, wave
from domain.storage.transaction import Transaction
from tests.cast import DECISIONS, House, a_plan, approves, has_results

MAKING = 60.0


async def test_the_decisions_of_a_printed_report_are_offered_to_its_client(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003", "HAVU-004", "HAVU-008")
    await helmi.says("/actions")
    await helmi.sees("No actions yet")
    await kaisa.says("/analysis")
    await kaisa.sees("Outcome analysis", within=MAKING)
    await helmi.says("/actions")
    await helmi.sees("No actions yet")
    await kaisa.presses("Send to client")
    await helmi.sees_document(".pdf")
    await helmi.presses("Actions")
    await helmi.sees("1. Tehdään lisää kontakteja ennen johtopäätöksiä", "proposed")
    _never_named(helmi, "Aino", "Kaisa")


async def test_helmi_agrees_on_an_action_and_says_who_and_by_when(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    await helmi.presses("Actions")
    await helmi.sees("2026-Q4", "1. Ratkaisu", "2. Chat", "proposed · Chat-tiimi · by 22 Jan 2027")
    await helmi.presses("1")
    await helmi.sees(
        "kerralla kuntoon",
        "State: proposed",
        "Proposed by the outcome analysis",
        "it stood at 52 (95%: 31 – 74; n = 12",
    )
    await helmi.presses("Agree")
    await helmi.sees("State: agreed", "Helmi, 23 Nov 2026")
    await helmi.presses("Who")
    await helmi.says("Reetta & <b>tiimi</b>")
    await helmi.sees("Who: Reetta & <b>tiimi</b>")
    await helmi.presses("By when")
    for typed, why in (
        ("pian", "I could not read the day"),
        ("31.2.", "I could not read the day"),
        ("22.11.", "That day has passed"),
        ("1.1.2990", "too far ahead"),
    ):
        await helmi.says(typed)
        await helmi.sees(why, "By when?")
    await helmi.says("30.11.")
    await helmi.sees("By when: 30 Nov 2026")
    await helmi.presses("What")
    await helmi.says("<script>Soitetaan</script> takaisin\nsamana päivänä")
    await helmi.sees("<script>Soitetaan</script> takaisin samana päivänä")
    await helmi.presses("Metric")
    await helmi.presses("None in particular")
    await helmi.sees("Should move: no metric chosen")
    await helmi.presses("Done")
    await helmi.sees("State: done")
    assert "✎ Who" not in helmi.buttons()
    await helmi.presses("Take up again")
    await helmi.sees("State: agreed")
    await helmi.presses("Drop")
    await helmi.sees("State: dropped")


async def test_helmi_puhuu_suomea(house: House, kaisa: Phone, aino: Phone) -> None:
    helmi = await house.helmi("fi")
    await has_results(house, kaisa, aino)
    await helmi.says("/actions")
    await helmi.sees("Toimenpiteet", "ehdotettu · Palvelupäällikkö · 23.12.2026 mennessä")
    await helmi.presses("2")
    await helmi.sees("Tila: ehdotettu", "Toteuma-analyysin ehdotus", "arvoa ei voi sanoa, kun kontakteja on 4")
    await helmi.presses("Sovitaan")
    await helmi.sees("Tila: sovittu")
    await helmi.presses("Mihin mennessä")
    await helmi.says("kohta")
    await helmi.sees("En ymmärtänyt päivää")
    await helmi.says("huomenna")
    await helmi.sees("Mihin mennessä: 24.11.2026")
    await helmi.presses("Tehty")
    await helmi.sees("Tila: tehty")
    await helmi.presses("Toimenpiteet")
    await helmi.presses("Lisää toimenpide")
    await helmi.says("Koulutetaan chat-tiimi")
    await helmi.sees("Kuka siitä huolehtii?")
    await helmi.presses("Ohita")
    await helmi.sees("Mihin mennessä?")
    await helmi.presses("Ohita")
    await helmi.presses("Miten asiasi ratkesi?")
    await helmi.sees("Tila: sovittu", "Kuka: tekijä sopimatta", "Mihin mennessä: päivä sopimatta", "arvo oli 52")


async def test_an_action_is_added_step_by_step_and_kept_from_its_first_word(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    await helmi.presses("Actions")
    await helmi.presses("Add action")
    await helmi.sees("What will be changed?")
    await helmi.says("x" * 501)
    await helmi.sees("at most 500 characters")
    await helmi.says("Train the chat team")
    await helmi.sees("Who sees to it?")
    assert (await _states(house))["Train the chat team"] == "agreed"
    await house.restarts()
    await helmi.says("Reetta")
    await helmi.sees("By when?")
    await helmi.says("tomorrow")
    await helmi.sees("Which metric should it move?")
    await helmi.presses("How likely would you be")
    await helmi.sees(
        "it cannot be told from 4 contacts where it stood", "Who: Reetta", "By when: 24 Nov 2026", "State: agreed"
    )


async def test_what_kaisa_changes_is_recorded_on_behalf_of_the_client(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    await kaisa.says("/studies")
    await kaisa.presses("Havu")
    await kaisa.presses("Actions")
    await kaisa.presses("1")
    await kaisa.sees("recorded on behalf of the client")
    await kaisa.presses("Agree")
    await kaisa.sees("Recorded on behalf of the client by Kaisa, 23 Nov 2026")
    await kaisa.presses("Actions")
    await kaisa.presses("Add action")
    await kaisa.sees("What has the client decided to change?")
    await kaisa.says("Uusi vuorolista")
    await kaisa.presses("Skip")
    await kaisa.presses("Skip")
    await kaisa.presses("None in particular")
    await kaisa.sees("Uusi vuorolista", "Recorded on behalf of the client by Kaisa")
    await helmi.says("/actions")
    await helmi.sees("3. Uusi vuorolista", "agreed")
    assert (
        len([row for row in (await house.dump())["audit"] if {"on_behalf_of": "client"}.items() <= _details(row)]) == 2
    )


def _details(row: tuple[object, ...]) -> "set[tuple[str, object]]":
    details = next(part for part in row if isinstance(part, dict))
    return {(name, value) for name, value in details.items() if isinstance(value, str)}


async def test_a_report_s_decisions_are_taken_up_for_a_client_who_is_not_here(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003", "HAVU-004", "HAVU-008")
    await kaisa.says("/analysis")
    await kaisa.sees("Outcome analysis", within=MAKING)
    await kaisa.presses("Actions")
    await kaisa.sees("No actions yet")
    await kaisa.presses("Add the report’s decisions")
    await kaisa.sees("1. Tehdään lisää kontakteja", "proposed")
    assert "Add the report’s decisions" not in kaisa.buttons()


async def test_double_taps_and_old_buttons_change_nothing_more(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    await helmi.says("/actions")
    await helmi.presses("1")
    card = await helmi.sees("State: proposed")
    for _ in range(2):
        helmi.press_raw(card.id, "act:1:agreed")
    await helmi.sees("State: agreed")
    await helmi.idle()
    assert "earlier card" not in helmi.last.text
    await helmi.presses("Done")
    await helmi.sees("State: done")
    helmi.press_raw(card.id, "act:1:dropped")
    await helmi.sees("That button was from an earlier card", "State: done")
    helmi.press_raw(card.id, "actwho:1")
    await helmi.sees("Who sees to it?")
    await helmi.says("Mallory")
    await helmi.sees("That button was from an earlier card", "State: done", "Who: Palvelupäällikkö")


async def test_another_client_s_actions_are_unknown(house: House, kaisa: Phone, aino: Phone, helmi: Phone) -> None:
    mikko = await house.joins("Mikko", Role.CLIENT, client="Kilpailija Oy")
    await has_results(house, kaisa, aino)
    before = await house.dump()
    for data in ("action:1", "act:1:agreed", "actions:1", "actadd:1", "actwho:1", "actmoves:1:none"):
        await mikko.says("/actions")
        card = await mikko.sees("No actions yet")
        mikko.press_raw(card.id, data)
        await mikko.sees("I do not know that")
    for who in (mikko, aino):
        assert not any(decision["what"][:8] in message.text for decision in DECISIONS for message in who.chat)
    assert (await house.dump())["action"] == before["action"]
    await aino.says("/actions")
    await aino.sees("I do not know that")


async def test_on_its_day_an_action_is_called_to_mind_and_once_more_a_week_later(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    await house.does(_agrees, await house.person(helmi), "25.11.", house.now)
    house.later(days=1)
    await house.owes_nothing()
    house.later(days=1)
    await helmi.sees("An action is to be done today", "kerralla kuntoon")
    house.later(days=3)
    await helmi.says("/actions")
    await helmi.sees("⚠ late")
    house.later(days=4)
    await helmi.sees("was to be done by 25 Nov 2026", "I shall not remind of it again")
    house.later(days=30)
    await helmi.presses("Done")
    await helmi.sees("State: done")
    await house.owes_nothing()
    assert sum("kerralla kuntoon" in message.text and "to be done" in message.text for message in helmi.chat) <= 2


def _agrees(tx: Transaction, helmi: Person, day: str, now: datetime) -> None:
    actions.become(tx, by=helmi, action_id=1, state=ActionState.AGREED, now=now)
    actions.say_when(tx, by=helmi, action_id=1, told=day, now=now)


async def test_many_actions_are_paged_the_newest_wave_first(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    await house.does(_many, await house.person(helmi), house.now)
    await helmi.says("/actions")
    await helmi.sees("2027-Q1", "1. Toimi 1", "7. Toimi 7")
    await helmi.presses("Next")
    await helmi.sees("2027-Q1", "9. Toimi 9", "2026-Q4", "10. Ratkaisu")


def _many(tx: Transaction, helmi: Person, now: datetime) -> None:
    study = studies.all_of(tx)[0]["id"]
    later = tx.add(wave, study_id=study, number=2, name="2027-Q1")
    for number in range(1, 10):
        what, state = f"Toimi {number}", ActionState.AGREED
        stored.add(tx, study_id=study, wave_id=later, what=what, state=state, by=helmi.id, now=now)


async def _states(house: House) -> dict[str, str]:
    return await house.does(lambda tx: {row["what"]: str(row["state"]) for row in tx.all(action)})


def _never_named(client: Phone, *names: str) -> None:
    for message in client.chat:
        assert not any(name in message.text for name in names)
