"""A study goes on in another wave, and a wave is closed."""

from bot.sandbox import Phone
from domain.storage import contacts, studies
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, a_study, approves, opens, takes

MAKING = 60.0


async def _studies_card(kaisa: Phone) -> None:
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia")


def _codes(tx: Transaction) -> list[str]:
    wave = studies.present_wave(tx, studies.all_of(tx)[0]["id"])
    return [contact.code for contact in contacts.of_wave(tx, wave["id"]) if not contact.thread]


async def test_a_second_wave_is_opened_planned_made_and_analysed_with_the_first(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, *agency.codes([3, 4]))
    await takes(house, kaisa, aino, "HAVU-008")
    await _studies_card(kaisa)
    await kaisa.presses("New wave")
    card = await kaisa.sees("New wave", "It is called 2027-Q1.", "20 contacts of the present wave are unfinished")
    assert "Its quote charges no setup" in card.text
    await kaisa.says("1/2027")
    await kaisa.sees("It is called 1/2027.")
    await kaisa.presses("Create")
    card = await kaisa.sees("· 1/2027", "No contacts yet: 22 are to be planned.")
    assert "Plan contacts" in kaisa.buttons(card)
    assert "New wave" not in kaisa.buttons(card)
    await kaisa.presses("Plan contacts")
    await kaisa.presses("Create contacts")
    await kaisa.sees("Which contacts are handed out?", "HAVU-023, HAVU-044")
    await opens(aino, "HAVU-008")
    codes = await house.office.read(_codes)
    await approves(house, kaisa, aino, *codes[:1])
    await kaisa.says("/analysis")
    card = await kaisa.sees("What does the analysis count?", "1 approved contact is counted.")
    assert kaisa.buttons(card)[:3] == ["● 1/2027 (1)", "○ 2026-Q4 (2)", "○ All waves together (3)"]
    await kaisa.presses("○ All waves together (3)")
    await kaisa.sees("3 approved contacts are counted.")
    await kaisa.presses("Analysis")
    made = await kaisa.sees_document("Havu_Outcome_analysis_2026-Q4_1-2027.pdf", within=MAKING)
    assert "2026-Q4 + 1/2027" in made.message.text


async def test_a_name_that_is_taken_or_too_long_is_asked_anew(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    await _studies_card(kaisa)
    await kaisa.presses("New wave")
    await kaisa.says("2026-q4")
    await kaisa.sees("This study has a wave “2026-q4” already.", "It is called 2027-Q1.")
    await kaisa.says("x" * 41)
    await kaisa.sees("at most 40 characters", "It is called 2027-Q1.")
    await kaisa.presses("Create")
    await kaisa.sees("· 2027-Q1")


async def test_a_double_tap_opens_one_wave(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    await _studies_card(kaisa)
    await kaisa.presses("New wave")
    card = await kaisa.sees("It is called 2027-Q1.")
    for _ in range(2):
        kaisa.press_raw(card.id, "newwave!:1:1")
    await kaisa.sees("No contacts yet")
    await house.owes_nothing()
    assert "earlier card" not in kaisa.last.text
    assert len((await house.dump())["wave"]) == 2


async def test_a_study_without_contacts_has_no_next_wave(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await _studies_card(kaisa)
    card = await kaisa.sees("No contacts yet")
    assert not {"New wave", "Close wave"} & set(kaisa.buttons(card))
    for data in ("newwave:1", "newwave!:1:1", "closewave:1", "closewave!:1:1"):
        kaisa.press_raw(card.id, data)
    await kaisa.sees("The present wave has no contacts yet.")
    await house.owes_nothing()
    assert len((await house.dump())["wave"]) == 1


async def test_a_wave_is_closed_and_what_was_taken_is_finished(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await takes(house, kaisa, aino, "HAVU-003")
    by, to = await house.person(kaisa), await house.person(aino)
    await house.does(agency.offered, by, to, "HAVU-004", now=house.now)
    await aino.sees("A contact is offered to you", "HAVU-004")
    await _studies_card(kaisa)
    await kaisa.presses("Close wave")
    card = await kaisa.sees(
        "Close the wave 2026-Q4?",
        "20 open contacts are taken out",
        "1 offer is withdrawn",
        "1 contact that has been taken may be finished",
        "cannot be opened again",
    )
    for _ in range(2):
        kaisa.press_raw(card.id, "closewave!:1:1")
    card = await kaisa.sees("The wave is closed: what has been taken may be finished.")
    assert "Close wave" not in kaisa.buttons(card)
    assert "New wave" in kaisa.buttons(card)
    await aino.sees("HAVU-004", "has been taken back")
    await kaisa.says("/assign")
    await kaisa.sees("The wave 2026-Q4 is closed: nothing more of it is planned or handed out.")
    await kaisa.says("/assign HAVU-005 A2")
    await kaisa.sees("The wave 2026-Q4 is closed")
    await house.does(agency.submitted, to, "HAVU-003", now=house.now)
    await kaisa.sees("HAVU-003", "waits for a review")
    assert sum("close wave" in row for row in (await house.dump())["audit"]) == 1


async def test_an_earlier_wave_is_closed_after_the_next_one_was_opened(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    await _studies_card(kaisa)
    await kaisa.presses("New wave")
    await kaisa.presses("Create")
    card = await kaisa.sees("2027-Q1", "No contacts yet")
    assert "Close wave: 2026-Q4" in kaisa.buttons(card)
    await kaisa.presses("Close wave: 2026-Q4")
    await kaisa.sees("Close the wave 2026-Q4?", "22 open contacts are taken out")
    await kaisa.presses("Close wave")
    card = await kaisa.sees("2027-Q1", "No contacts yet")
    assert "Close wave: 2026-Q4" not in kaisa.buttons(card)


async def test_waves_in_finnish(house: House) -> None:
    kaisa = await house.kaisa("fi")
    await a_plan(house, kaisa)
    await _studies_card(kaisa)
    await kaisa.presses("Uusi kierros")
    await kaisa.sees("Sen nimi on 2027-Q1.", "Nykyisestä kierroksesta on 22 kontaktia kesken.", "ei veloiteta")
    await kaisa.presses("Luo")
    await kaisa.presses("Suunnittele kontaktit")
    await kaisa.presses("Luo kontaktit")
    await kaisa.sees("Mitkä kontaktit jaetaan?", "HAVU-023, HAVU-044")
    await _studies_card(kaisa)
    await kaisa.presses("Sulje kierros")
    await kaisa.sees("Suljetaanko kierros 2027-Q1?", "22 avointa kontaktia jää pois")
    await kaisa.presses("Sulje kierros")
    await kaisa.sees("Kierros on suljettu")
