"""[Ask about this]: a question about a result goes to the agency, and its answer comes back into the same chat."""

import pytest

from bot.sandbox import Phone
from domain.person import Role
from tests.cast import House, has_results

QUESTION = "Miksi ratkaisuaste jäi <b>52:een</b>?\nOliko syy vuorolistassa & ruuhkassa?"


async def _asks(helmi: Phone, question: str = QUESTION) -> None:
    await helmi.presses("Ask about this")
    await helmi.sees("Type your question here")
    await helmi.says(question)
    await helmi.sees("Your question has gone to the agency", "Outcome analysis")


@pytest.mark.both_databases
async def test_a_question_is_answered_in_the_chat_it_was_asked_in(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    await _asks(helmi)
    await kaisa.sees("A question about the outcome analysis", "2026-Q4", "Helmi asks:", QUESTION)
    await kaisa.says("/studies")
    await kaisa.presses("Havu")
    await kaisa.sees("1 question waits for an answer")
    await kaisa.presses("Questions")
    await kaisa.sees("• waits for an answer")
    await kaisa.presses("Miksi ratkaisuaste")
    await kaisa.presses("Answer")
    await kaisa.sees("It goes to the one who asked", QUESTION)
    await kaisa.says("Chatissa 4/5 jäi kesken <3\nKatsotaan yhdessä.")
    await kaisa.sees("The answer has been sent to the one who asked", "Kaisa answered:")
    await helmi.sees("An answer to your question", QUESTION, "Chatissa 4/5 jäi kesken <3\nKatsotaan yhdessä.")
    assert not any("Aino" in message.text for message in helmi.chat)
    await kaisa.presses("Questions")
    await kaisa.presses("Miksi ratkaisuaste")
    await kaisa.sees("Kaisa answered:")
    await helmi.presses("Ask about this")
    await helmi.sees("Type your question here")


async def test_an_answer_waits_for_one_who_has_blocked_the_bot(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    await _asks(helmi)
    await kaisa.sees("Helmi asks:")
    helmi.blocks()
    await kaisa.sees("Helmi cannot be reached")
    await kaisa.presses("Answer")
    await kaisa.says("Katsotaan yhdessä.")
    await kaisa.sees("Kaisa answered:")
    await house.owes_nothing()
    assert "Katsotaan yhdessä." not in helmi.last.text
    helmi.unblocks()
    await helmi.sees("An answer to your question", "Katsotaan yhdessä.")
    await house.owes_nothing()
    answered = [message for message in helmi.chat if "Katsotaan yhdessä." in message.text]
    assert len(answered) == 1


async def test_kysymys_ja_vastaus_suomeksi(house: House, aino: Phone) -> None:
    kaisa, helmi = await house.kaisa("fi"), await house.helmi("fi")
    await has_results(house, kaisa, aino)
    await helmi.presses("Kysy tuloksesta")
    await helmi.sees("Kirjoita kysymyksesi tähän. Se menee toimistolle")
    await helmi.says("Montako kontaktia tässä on?")
    await helmi.sees("Kysymyksesi on mennyt toimistolle")
    await kaisa.sees("Kysymys toteuma-analyysistä", "Helmi kysyy:", "Montako kontaktia")
    await kaisa.presses("Vastaa")
    await kaisa.says("22, joista yhteen ei vastattu.")
    await kaisa.sees("Vastaus on lähetetty kysyjälle")
    await helmi.sees("Vastaus kysymykseesi", "Montako kontaktia", "22, joista yhteen")


async def test_nothing_is_asked_when_helmi_thinks_better_of_it(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    await helmi.presses("Ask about this")
    await helmi.presses("Cancel")
    await helmi.sees("Outcome analysis", "Indeksi 61")
    await helmi.presses("Ask about this")
    await helmi.says("/cancel")
    await helmi.sees("Left as it was")
    await helmi.says("Miksi?")
    await helmi.sees("Nothing is asked here", "or go on with /reports")
    await helmi.presses("Ask about this")
    await helmi.says("x" * 1001)
    await helmi.sees("at most 1000 characters", "Type your question here")
    assert (await house.dump())["enquiry"] == []


async def test_of_two_who_answer_the_first_counts_and_the_other_is_told(
    house: House, aino: Phone, helmi: Phone
) -> None:
    kaisa = await house.kaisa()
    leena = await house.joins("Leena", Role.COORDINATOR)
    await has_results(house, kaisa, aino)
    await _asks(helmi)
    for coordinator in (kaisa, leena):
        await coordinator.presses("Answer")
        await coordinator.sees("Type the answer")
    await kaisa.says("Ruuhka.")
    await kaisa.sees("The answer has been sent")
    await leena.says("Vuorolista.")
    await leena.sees("Kaisa has answered this already", "Yours was not sent", "Ruuhka.")
    await helmi.sees("An answer to your question", "Ruuhka.")
    await house.owes_nothing()
    assert not any("Vuorolista." in message.text for message in helmi.chat)
    before = await house.dump()
    leena.press_raw(leena.chat[0].id, "reply:1")
    await leena.sees("Kaisa has answered this already")
    assert (await house.dump())["enquiry"] == before["enquiry"]


async def test_where_there_is_no_coordinator_the_owner_is_asked(house: House, aino: Phone, helmi: Phone) -> None:
    otso = await house.otso()
    await has_results(house, otso, aino)
    await _asks(helmi)
    await otso.sees("Helmi asks:", "Miksi ratkaisuaste")


async def test_a_client_who_is_not_here_has_its_question_recorded(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await has_results(house, kaisa, aino)
    kaisa.press_raw(kaisa.chat[0].id, "ask:1")
    await kaisa.sees("Type what the client has asked")
    await kaisa.says("Toimitusjohtaja soitti: kuka vastasi chatissa?")
    await kaisa.sees("It waits for an answer")
    await kaisa.presses("Answer")
    await kaisa.sees("Type what was answered")
    await kaisa.says("Raportti puhuu yksiköistä.")
    await kaisa.sees("The answer has been kept beside the question", "Raportti puhuu yksiköistä.")
    await house.owes_nothing()
    assert not any("Toimitusjohtaja" in message.text for message in (*helmi.chat, *aino.chat))
    trail = [row for row in (await house.dump())["audit"] if {"on_behalf_of": "client"} in row]
    assert len(trail) == 2


async def test_another_company_neither_asks_nor_reads(house: House, kaisa: Phone, aino: Phone, helmi: Phone) -> None:
    mikko = await house.joins("Mikko", Role.CLIENT, client="Kilpailija Oy")
    await has_results(house, kaisa, aino)
    await _asks(helmi)
    for who in (mikko, aino):
        for data in ("ask:1", "enquiry:1", "reply:1", "enquiries:1"):
            await who.says("/help")
            card = await who.sees("/help")
            who.press_raw(card.id, data)
            await who.sees("I do not know that")
    helmi.press_raw(helmi.chat[0].id, "reply:1")
    await helmi.sees("I do not know that")
    assert not any("ratkaisuaste" in message.text for who in (mikko, aino) for message in who.chat)
    assert len((await house.dump())["enquiry"]) == 1
