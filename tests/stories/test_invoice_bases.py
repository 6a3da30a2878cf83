"""A wave is billed from what was done: files come in chat, parts are deducted, a wrong one is taken back."""

import pytest

from bot.sandbox import Phone
from domain.operations import acceptances, quotes
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, approves

MAKING = 30.0


async def _study(house: House, kaisa: Phone) -> None:
    """Opens the study's card."""
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia Oy")
    await kaisa.sees("Havu Energia Oy")


async def _accepted(house: House, kaisa: Phone, helmi: Phone) -> None:
    """A quote that Helmi has accepted."""
    by, theirs = await house.person(kaisa), await house.person(helmi)

    def agree(tx: Transaction) -> None:
        id = agency.quoted(tx, by, 1, now=house.now)
        quotes.note_made(tx, quote_id=id, path="quotes/1.pdf", sha256="", now=house.now)
        quotes.send(tx, by=by, quote_id=id, now=house.now)
        acceptances.decide(tx, by=theirs, quote_id=id, accept=True, now=house.now)

    house.office.media.put("quotes/1.pdf", b"%PDF-1.7 quote")
    await house.does(agree)
    await house.owes_nothing()


@pytest.mark.both_databases
async def test_what_was_done_is_billed_and_the_client_sees_it(house: House, kaisa: Phone, helmi: Phone) -> None:
    aino = await house.aino()
    await a_plan(house, kaisa)
    await _accepted(house, kaisa, helmi)
    await approves(house, kaisa, aino, "HAVU-003")
    await kaisa.says("/hours 2 results shown to the board")
    await kaisa.sees("Logged")
    await _study(house, kaisa)
    await kaisa.presses("Invoice basis")
    await kaisa.sees("Making the invoice basis")
    # two setups of 890, one contact of 14 minutes at 2.40, two hours at 95
    card = await kaisa.sees(
        "Invoice basis L2026-001", "Net €2,003.60, VAT €510.92", "To pay €2,514.52", "due 7 Dec 2026", within=MAKING
    )
    await kaisa.sees("Not told in the settings: business id", "no e-invoice")
    pdf = await kaisa.sees_document("Invoice_basis_L2026-001.pdf")
    assert pdf.content.startswith(b"%PDF")
    await kaisa.sees_document("Invoice_basis_L2026-001.xlsx")
    assert "Send to client" in kaisa.buttons(card)
    await kaisa.presses("Send to client")
    await kaisa.sees("Sent to the client", "The client has it")
    theirs = await helmi.sees_document("Invoice_basis_L2026-001.pdf")
    assert theirs.content == pdf.content
    shown = await helmi.sees("Invoice basis L2026-001", "To pay €2,514.52")
    assert helmi.buttons(shown) == []
    await _study(house, kaisa)
    await kaisa.presses("Invoice basis")
    await kaisa.sees("Nothing has been done that has not been billed already")


async def test_an_instalment_is_deducted_and_one_that_was_wrong_is_taken_back(
    house: House, kaisa: Phone, helmi: Phone
) -> None:
    await a_plan(house, kaisa)
    await _accepted(house, kaisa, helmi)
    await _study(house, kaisa)
    await kaisa.presses("Quoted and done")
    await kaisa.sees("Quoted and done", "Quote 2026-001", "€3,623.20 quoted, €1,780 done", "From 5 measured contacts")
    await kaisa.presses("Instalments")
    await kaisa.sees("how much of the quote is billed now?", "Left: €3,623.20")
    await kaisa.says("most of it")
    await kaisa.sees("I could not read it")
    await kaisa.says("120 %")
    await kaisa.sees("more than the quote has left")
    await kaisa.says("40 %")
    await kaisa.sees("Invoice basis L2026-001", "Net €1,449.28, VAT €369.57", "An instalment", within=MAKING)
    await kaisa.presses("Sent otherwise")
    await kaisa.sees("The client has it")
    assert not [message for message in helmi.chat if "L2026-001" in message.text]
    await _study(house, kaisa)
    await kaisa.presses("Invoice basis")
    await kaisa.sees("Invoice basis L2026-002", "Net €330.72", within=MAKING)
    await kaisa.sees_document("L2026-002.xlsx")
    await kaisa.presses("L2026-001 · sent")
    await kaisa.sees("Invoice basis L2026-001")
    await kaisa.presses("Cancel")
    await kaisa.sees("Cancel L2026-001?", "a credit of the same sum")
    await kaisa.presses("Cancel it")
    await kaisa.sees(
        "Invoice basis L2026-003", "In the client’s favour -€1,818.85", "takes L2026-001 back", within=MAKING
    )


async def test_a_finn_bills_in_finnish_and_tells_where_invoices_go(house: House) -> None:
    kaisa = await house.kaisa("fi")
    await a_plan(house, kaisa)
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia Oy")
    await kaisa.presses("Laskutuserittely")
    told = await kaisa.sees("Laskutuserittely L2026-001", "Hyväksyttyä tarjousta ei ole", within=MAKING)
    assert "1 780" in told.text.replace("\u00a0", " ")
    await kaisa.sees_document("Laskutuserittely_L2026-001.xlsx")
    await kaisa.presses("Laskutustiedot")
    await kaisa.sees("Y-tunnus: 1234567-1", "Verotus: arvonlisäverollinen")
    await kaisa.says(
        "Katuosoite Energiatie 1\nPostinumero 33100\npostitoimipaikka: Tampere\nVerkkolaskuosoite 003712345671"
    )
    await kaisa.sees("Katuosoite: Energiatie 1", "Postitoimipaikka: Tampere", "Verkkolaskuosoite: 003712345671")
    await kaisa.says("Y-tunnus 1234567-2")
    await kaisa.sees("En saanut selvää", "Y-tunnus 1234567-2")
    await kaisa.says("Verotus käännetty")
    await kaisa.sees("Verotus: käännetty verovelvollisuus")


async def test_a_draft_is_nobody_else_s(house: House, kaisa: Phone, helmi: Phone) -> None:
    await a_plan(house, kaisa)
    await _study(house, kaisa)
    await kaisa.presses("Invoice basis")
    await kaisa.sees("Invoice basis L2026-001", within=MAKING)
    mikko = await house.joins("Mikko", role=(await house.person(helmi)).role, client="Kilpailija Oy")
    for other in (helmi, mikko, await house.aino()):
        await other.says("/help")
        card = await other.sees("/help")
        for data in ("invoice:1", "iopen:1", "isend:1", "ielse:1", "icancel!:1", "instalment:1:1", "quotedone:1"):
            other.press_raw(card.id, data)
        await house.owes_nothing()
        assert not [message for message in other.chat if "L2026-001" in message.text]
    assert (await house.dump())["invoice_basis"][0][6] == "draft"


async def test_one_of_another_day_is_made_anew_before_it_goes(house: House, kaisa: Phone, helmi: Phone) -> None:
    await a_plan(house, kaisa)
    await _study(house, kaisa)
    await kaisa.presses("Invoice basis")
    await kaisa.sees("Invoice basis L2026-001", "due 7 Dec 2026", within=MAKING)
    await kaisa.sees_document("L2026-001.xlsx")
    house.later(days=2)
    await kaisa.presses("Send to client")
    await kaisa.sees("is dated 23 Nov 2026", "make it anew")
    await kaisa.presses("Make anew")
    await kaisa.sees("Invoice basis L2026-001", "due 9 Dec 2026", within=MAKING)
