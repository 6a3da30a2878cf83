"""A quote is made, sent, and accepted once."""

import pytest

from bot.sandbox import Phone
from domain.operations import people
from domain.person import Role
from tests.cast import House, a_plan

MAKING = 30.0
NET, GROSS = "3 623,20", "4 547,12"


def plain(text: str) -> str:
    """The text with plain spaces between thousands."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


async def _quote(house: House, kaisa: Phone) -> None:
    await a_plan(house, kaisa)
    await kaisa.says("/quote")
    await kaisa.sees("Making the quote")
    await kaisa.sees("Quote 2026-001", within=MAKING)


async def _sent(house: House, kaisa: Phone) -> None:
    await _quote(house, kaisa)
    await kaisa.presses("Send to client")
    await kaisa.sees("Sent to the client", "Valid until 23 Dec 2026")


@pytest.mark.both_databases
async def test_a_quote_is_made_sent_and_accepted(house: House, kaisa: Phone, helmi: Phone) -> None:
    await _quote(house, kaisa)
    card = await kaisa.sees("Havu Energia Oy", "Net €3,623.20, VAT €923.92", "In all €4,547.12", "Not sent yet")
    pdf = await kaisa.sees_document("Quote_2026-001.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert kaisa.buttons(card) == ["Send to client", "Discount", "Extra hours", "Order details", "Who may accept"]
    await kaisa.presses("Send to client")
    await kaisa.sees("Sent to the client")
    theirs = await helmi.sees_document("Quote_2026-001.pdf")
    assert theirs.content == pdf.content
    await helmi.sees("In all €4,547.12", "Valid until 23 Dec 2026")
    await helmi.presses("Accept quote")
    await helmi.sees("Accepted: Helmi, 23 Nov 2026 10:0")
    await kaisa.sees("Quote 2026-001", "Accepted: Helmi")
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia")
    await kaisa.sees("Quote 2026-001 has been accepted.")


async def test_the_sums_are_written_as_a_finn_writes_them(house: House) -> None:
    kaisa = await house.kaisa("fi")
    await a_plan(house, kaisa)
    await kaisa.says("/quote")
    told = (await kaisa.sees_document(".pdf", within=MAKING)).message.text
    assert NET in plain(told)
    assert GROSS in plain(told)


async def test_a_quote_is_declined(house: House, kaisa: Phone, helmi: Phone) -> None:
    await _sent(house, kaisa)
    await helmi.presses("Decline quote")
    await helmi.sees("Declined: Helmi")
    await kaisa.sees("Declined: Helmi")


async def test_a_double_tap_accepts_once(house: House, kaisa: Phone, helmi: Phone) -> None:
    await _sent(house, kaisa)
    card = await helmi.sees("Quote 2026-001")
    for data in ("qaccept:1", "qaccept:1", "qdecline:1"):
        helmi.press_raw(card.id, data)
    await helmi.sees("This quote has been decided already", "Accepted: Helmi")
    await house.owes_nothing()
    assert sum("Accepted: Helmi" in message.text for message in kaisa.chat) == 1


async def test_of_two_who_accept_at_once_one_has_accepted(house: House, kaisa: Phone, helmi: Phone) -> None:
    heikki = await house.joins("Heikki", Role.CLIENT, client="Havu Energia Oy")
    by, of = await house.person(kaisa), await house.person(heikki)
    await house.does(people.give_right, by=by, person_id=of.id, accepts_quotes=True, now=house.now)
    await _sent(house, kaisa)
    first, second = await helmi.sees("Quote 2026-001"), await heikki.sees("Quote 2026-001")
    helmi.press_raw(first.id, "qaccept:1")
    heikki.press_raw(second.id, "qdecline:1")
    await house.owes_nothing()
    row = (await house.dump())["quote"][0]
    assert ("accepted" in row) != ("declined" in row)
    trail = (await house.dump())["audit"]
    decided = [entry for entry in trail if "accepted quote" in entry or "declined quote" in entry]
    assert len(decided) == 1


async def test_an_expired_quote_is_not_accepted(house: House, kaisa: Phone, helmi: Phone) -> None:
    await _sent(house, kaisa)
    await helmi.sees("Quote 2026-001")
    house.later(days=31)
    await helmi.presses("Accept quote")
    await helmi.sees("This quote was valid until")
    await helmi.says("/quotes")
    await helmi.presses("2026-001")
    await helmi.presses("Decline quote")
    await helmi.sees("Declined: Helmi")


async def test_another_company_s_person_knows_of_no_quote(house: House, kaisa: Phone, helmi: Phone) -> None:
    mikko = await house.joins("Mikko", Role.CLIENT, client="Kilpailija Oy")
    await _sent(house, kaisa)
    await helmi.sees("Quote 2026-001")
    for data in ("qaccept:1", "qdecline:1", "qopen:1"):
        await mikko.says("/help")
        card = await mikko.sees("/quotes")
        mikko.press_raw(card.id, data)
        await mikko.sees("I do not know that")
    await mikko.says("/quotes")
    await mikko.sees("No quotes yet")
    assert not [message for message in mikko.chat if "2026-001" in message.text]


async def test_a_draft_is_not_the_client_s(house: House, kaisa: Phone, helmi: Phone) -> None:
    await _quote(house, kaisa)
    for data in ("qaccept:1", "qopen:1"):
        await helmi.says("/help")
        card = await helmi.sees("/quotes")
        helmi.press_raw(card.id, data)
        await helmi.sees("I do not know that")


async def test_the_coordinator_cannot_accept_for_the_client(house: House, kaisa: Phone, helmi: Phone) -> None:
    await _sent(house, kaisa)
    await helmi.sees("Quote 2026-001")
    await kaisa.says("/help")
    card = await kaisa.sees("/quote")
    kaisa.press_raw(card.id, "qaccept:1")
    await kaisa.sees("I do not know that")
    assert "sent" in (await house.dump())["quote"][0]


async def test_a_quote_for_nobody_says_whom_to_invite(house: House, kaisa: Phone) -> None:
    await _quote(house, kaisa)
    await kaisa.presses("Send to client")
    await kaisa.sees("Nobody of Havu Energia Oy has joined yet")
    helmi = await house.helmi()
    await kaisa.presses("Send to client")
    await helmi.sees_document("Quote_2026-001.pdf")


async def test_a_decided_quote_is_not_sent_again(house: House, kaisa: Phone, helmi: Phone) -> None:
    await _sent(house, kaisa)
    await helmi.presses("Accept quote")
    await helmi.sees("Accepted")
    await kaisa.sees("Accepted")
    await kaisa.says("/help")
    card = await kaisa.sees("/quote")
    kaisa.press_raw(card.id, "qsend:1")
    await kaisa.sees("This quote has been decided already")
