"""The whole way once in Finnish, by the words that guides print."""

from domain.person import Role
from tests import agency
from tests.cast import RECORDING, WORKBOOK, House

READING = 30.0


async def test_a_contact_from_the_workbook_to_the_client_in_finnish(house: House) -> None:
    kaisa, aino, helmi = await house.kaisa("fi"), await house.aino("fi"), await house.helmi("fi")
    await kaisa.sends_document(WORKBOOK)
    await kaisa.sees("Havu Energia Oy", within=READING)
    await kaisa.presses("Luo tutkimus")
    await kaisa.presses("Suunnittele kontaktit")
    await kaisa.sees("22")
    await kaisa.presses("Luo kontaktit")
    await kaisa.presses("Kaikki avoimet")
    await kaisa.presses("A2 Aino")
    await kaisa.presses("Tarjoa")
    await aino.sees("HAVU-001")
    await house.owes_nothing()
    offer = next(message for message in aino.chat if "HAVU-003" in message.text)
    it = await house.does(agency.contact, "HAVU-003")
    aino.press_raw(offer.id, f"accept:{it.id}:{it.version}")
    await aino.sees("HAVU-003 on sinun")
    await aino.presses("Aloita kontakti")
    await aino.sees("HAVU-003")
    house.later(minutes=1)
    await aino.presses("Vastattiin")
    await aino.sees("HAVU-003")
    house.later(minutes=9)
    await aino.presses("Päättyi")
    await aino.sees("HAVU-003")
    await aino.presses("Oulun tiimi")
    await aino.sees("1/17", "Kuinka monta kertaa puhelu siirrettiin?")
    await aino.says("0")
    await aino.sees("Ensivaikutelma")
    await aino.presses("Takaisin")
    await aino.sees("1/17")
    await aino.presses("Jatkan myöhemmin")
    await house.does(agency.answered, await house.person(aino), "HAVU-003", "puuttui", now=house.now)
    await aino.says("/tasks")
    await aino.presses("HAVU-003")
    await aino.sees("Mikä jäi puuttumaan?")
    await aino.presses("Ohita")
    await aino.sees("Puhelun nauhoite")
    await aino.sends_audio(RECORDING, seconds=61)
    await aino.sees("HAVU-003")
    await aino.presses("Lähetä")
    await aino.sees("HAVU-003 vastaanotettu", "22\N{NO-BREAK SPACE}€")
    await kaisa.says("/review")
    await kaisa.presses("HAVU-003")
    await kaisa.presses("Hyväksy")
    await kaisa.sees("HAVU-003")
    await kaisa.says("/quote")
    await kaisa.sees_document(".pdf", within=READING)
    await kaisa.presses("Lähetä asiakkaalle")
    await helmi.sees_document(".pdf")
    await helmi.presses("Hyväksy tarjous")
    await helmi.sees("Helmi")
    await kaisa.says("/analysis")
    await kaisa.sees_document(".pdf", within=60)
    await kaisa.presses("Lähetä asiakkaalle")
    await helmi.sees_document("Havu")
    await helmi.presses("Nauhoitteet")
    await helmi.presses("HAVU-003")
    heard = await helmi.sees("HAVU-003")
    assert heard.fields.get("has_protected_content") is True
    assert not [message for message in helmi.chat if "Aino" in message.text]


async def test_people_of_two_languages_read_each_their_own(house: House) -> None:
    kaisa, eero = await house.kaisa("fi"), await house.eero("en")
    by, to = await house.person(kaisa), await house.person(eero)
    await house.does(agency.planned, by, now=house.now)
    await house.does(agency.offered, by, to, "HAVU-003", now=house.now)
    await eero.sees("A contact is offered to you", "What you do:")
    await eero.presses("Decline")
    await eero.sees("Declined.")
    told = await kaisa.sees("A2 Eero", "HAVU-003")
    assert "declined" not in told.text


async def test_a_stranger_s_language_stays_when_they_join(house: House) -> None:
    helmi = await house.joins("Helmi", Role.CLIENT, "fi", client="Havu Energia Oy")
    assert (await house.person(helmi)).language == "fi"
    kai = await house.joins("Kai", Role.SHOPPER, "ja")
    assert (await house.person(kai)).language == "en"
