"""A client's own figures and its telephone exchange's calls come in as a CSV."""

import pytest

from bot.sandbox import Phone
from domain.contact import Moment
from domain.person import Role
from domain.storage import contacts
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, a_study, approves

READING = 30.0
CODE = "HAVU-003"
OWN = (
    "päivä;nps;csat;ces;nimi;alue\n"
    + "".join(
        f"{1 + n}.12.2026;{10 if n % 2 else 3};{5 - n % 2};6;Matti {n};{'pohjoinen' if n < 6 else 'etelä'}\n"
        for n in range(12)
    )
).encode()


def _call(tx: Transaction, waited: str, unit: str) -> bytes:
    """The call of the contact, and one of somebody who is nobody here."""
    it = agency.contact(tx, CODE)
    alias = next(alias for alias in agency.sample().aliases if alias.profile == it.profile)
    started = agency.sample().local(contacts.times_of(tx, it)[Moment.STARTED])
    return (
        "numero;alkoi;jonotus;yksikkö;vastattu\n"
        f"{alias.phone};{started:%d.%m.%Y %H:%M:%S};{waited};{unit};kyllä\n"
        f"040 765 4321;{started:%d.%m.%Y %H:%M:%S};0:10;{unit};kyllä\n"
    ).encode()


def _other_unit(tx: Transaction) -> str:
    it = agency.contact(tx, CODE)
    return next(
        unit.label.text("fi") for unit in agency.sample().units_of(it.service) if unit.name != it.answering_unit
    )


@pytest.mark.both_databases
async def test_own_figures_are_looked_at_saved_and_sent_again(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await kaisa.sends_document(OWN, name="own.csv")
    reading = await kaisa.sees("Reading own.csv")
    card = await kaisa.sees("Answers of the client’s own customers", "12 rows, 1 Dec 2026–31 Dec 2026", within=READING)
    assert card.id == reading.id
    for words in (
        "NPS 0 (n = 12)",
        "CSAT 100% (n = 12) · scale 1–5",
        "CES 6 (n = 12) · scale 1–7",
        "Background columns: alue",
        "Left out, not stored: nimi",
        "never mixed with them",
    ):
        assert words in card.text, card.text
    await kaisa.presses("Save figures")
    await kaisa.sees("Saved; they stand in the next outcome analysis")
    assert "Matti" not in str(await house.dump())
    await kaisa.sends_document(OWN, name="again.csv")
    card = await kaisa.sees("These very figures have been saved already", within=READING)
    assert kaisa.buttons(card) == ["Discard"]
    kaisa.press_raw(card.id, "figsave:2")
    await kaisa.sees("That button was from an earlier card")
    await kaisa.presses("Discard")
    await kaisa.sees("again.csv was not kept")


async def test_newer_figures_show_what_they_replace(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await kaisa.sends_document(OWN, name="own.csv")
    await kaisa.sees("12 rows", within=READING)
    await kaisa.presses("Save figures")
    await kaisa.sees("Saved;")
    await kaisa.sends_document(b"period;measure;n;value\n2026-12;NPS;40;25\n", name="newer.csv")
    await kaisa.sees("these replace them", "NPS: 0 (n = 12) → 25 (n = 40)", within=READING)
    await kaisa.presses("Save figures")
    await kaisa.sees("NPS 25 (n = 40)", "Saved;")
    await kaisa.presses("Remove these figures")
    await kaisa.sees("newer.csv was not kept")


async def test_a_faulty_file_is_told_of_whole(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await kaisa.sends_document("päivä;nps\neilen;9\n1.12.2026;12\n".encode(), name="odd.csv")
    message = await kaisa.sees("odd.csv has 2 faults; nothing was stored", within=READING)
    assert "row 2, column päivä: “eilen” is no day" in message.text, message.text
    assert "row 3, column nps: 12 is no answer on a scale of 0–10" in message.text, message.text


async def test_another_kind_of_file_is_told_what_is_read(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await kaisa.sends_document(b"customer;product\n1;2\n", name="list.csv")
    await kaisa.sees(
        "could not make out what list.csv holds", "date;nps;csat;ces", "period;measure;n", "number;started",
        within=READING,
    )  # fmt: skip
    await kaisa.sends_document(b"PK\x03\x04", name="book.csv")
    await kaisa.sees("whatever its name says", within=READING)


async def test_without_a_study_there_is_nowhere_to_put_it(kaisa: Phone) -> None:
    await kaisa.sends_document(OWN, name="own.csv")
    await kaisa.sees("There is no study yet")


async def test_of_several_studies_one_is_chosen_first(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await a_study(house, kaisa)
    await kaisa.sends_document(OWN, name="own.csv")
    card = await kaisa.sees("To which study does own.csv belong?")
    kaisa.press_raw(card.id, "figstudy:1:99")
    await kaisa.sees("I do not know that")
    kaisa.press_raw(card.id, "figstudy:1:2")
    await kaisa.sees("12 rows", within=READING)


@pytest.mark.both_databases
async def test_the_exchange_s_differences_are_shown_before_they_are_used(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, CODE)
    unit = await house.does(_other_unit)
    await kaisa.sends_document(await house.does(_call, "2:05", unit), name="calls.csv")
    card = await kaisa.sees("Calls of the telephone exchange", within=READING)
    assert "Contacts made in that time: 1. The same: 0, different: 1." in card.text
    assert "HAVU-003 wait 1:00 → 2:05; " in card.text
    assert "stays in the trail" in card.text
    assert "7654321" not in str(await house.dump())
    await kaisa.presses("Use the exchange’s")
    await kaisa.sees("Taken from the exchange: 1", "The same: 1, different: 0")
    await kaisa.says(f"/find {CODE}")
    await kaisa.sees(CODE, "From the exchange (calls.csv); the shopper told: wait 1:00, ")


async def test_the_client_sends_calls_and_the_agency_decides(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, CODE)
    unit = await house.does(_other_unit)
    await helmi.sends_document(await house.does(_call, "2:05", unit), name="calls.csv")
    card = await helmi.sees("The agency will compare it", "2 rows", within=READING)
    assert CODE not in card.text
    helmi.press_raw(card.id, "figuse:1")
    await helmi.sees("I do not know that")
    await helmi.presses("Save figures")
    await helmi.sees("The agency has it")
    await kaisa.sees("The client has sent calls.csv")
    await kaisa.presses("Open")
    await kaisa.sees("HAVU-003 wait 1:00 → 2:05")
    await kaisa.presses("Use the exchange’s")
    await kaisa.sees("Taken from the exchange: 1")


async def test_nobody_of_another_company_reaches_it(house: House, kaisa: Phone, helmi: Phone) -> None:
    mikko = await house.joins("Mikko", Role.CLIENT, client="Kilpailija Oy")
    await a_plan(house, kaisa)
    await helmi.sends_document(OWN, name="own.csv")
    await helmi.sees("12 rows", within=READING)
    for data in ("figures:1", "figsave:1", "figdrop:1", "figuse:1", "figstudy:1:1"):
        for stranger in (mikko, kaisa):
            await stranger.says("/help")
            card = await stranger.sees("/help")
            stranger.press_raw(card.id, data)
            await stranger.sees("I do not know that")
    await mikko.sends_document(OWN, name="own.csv")
    await mikko.sees("There is no study yet")


async def test_a_shopper_s_csv_is_nothing_that_was_asked(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_study(house, kaisa)
    await aino.sends_document(OWN, name="own.csv")
    await aino.sees("Nothing is asked here")


async def test_it_all_speaks_finnish(house: House, aino: Phone) -> None:
    kaisa = await house.kaisa("fi")
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, CODE)
    await kaisa.sends_document(OWN, name="omat.csv")
    card = await kaisa.sees("Asiakkaan omien asiakkaiden vastaukset", "12 riviä, 1.12.2026–31.12.2026", within=READING)
    assert "CSAT 100\u00a0% (n = 12) · asteikko 1–5" in card.text
    await kaisa.presses("Tallenna luvut")
    await kaisa.sees("Tallennettu")
    await kaisa.sends_document("päivä;nps\nhuomenna;9\n".encode("cp1252"), name="outo.csv")
    await kaisa.sees("rivi 2", "”huomenna” ei ole päivä", within=READING)
    unit = await house.does(_other_unit)
    await kaisa.sends_document(await house.does(_call, "2:05", unit), name="puhelut.csv")
    await kaisa.sees("Puhelinvaihteen puhelut", "HAVU-003 jonotus 1:00 → 2:05", within=READING)
    await kaisa.presses("Käytä vaihteen tietoja")
    await kaisa.sees("Otettu vaihteelta: 1")


async def test_a_file_that_is_read_meanwhile_waits_behind_a_button(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    async with house.worker._free:
        await kaisa.sends_document(OWN, name="own.csv")
        await kaisa.sees("Reading own.csv")
        await kaisa.says("/help")
        await kaisa.sees("can be sent here as a CSV")
    await kaisa.sees("I have read own.csv", within=READING)
    await kaisa.presses("Open")
    await kaisa.sees("12 rows")


async def test_the_study_s_card_leads_to_what_has_been_saved(house: House, kaisa: Phone) -> None:
    await a_study(house, kaisa)
    await kaisa.sends_document(OWN, name="own.csv")
    await kaisa.sees("12 rows", within=READING)
    await kaisa.presses("Save figures")
    await kaisa.sees("Saved;")
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia Oy: Asiakaspalvelun")
    await kaisa.presses("Client’s own figures")
    await kaisa.presses("Remove these figures")
    await kaisa.sees("own.csv was not kept")
