"""A quote is changed by hand, made anew, accepted elsewhere, and accepted by those who may."""

from domain.person import Role
from domain.storage.tables import study as study_table
from domain.storage.transaction import Transaction
from domain.study import Study
from tests import agency
from tests.cast import House, a_plan
from tests.domain.havu import EMAIL, PHONE, STUDY
from tests.stories.test_quotes import MAKING, _quote, _sent, plain


def _replan(tx: Transaction, made: Study) -> None:
    tx.change(study_table, study_table.c.name == made.terms.name, definition=made.model_dump_json())


async def test_a_draft_is_changed_in_finnish_and_keeps_its_number(house: House) -> None:
    kaisa = await house.kaisa("fi")
    await a_plan(house, kaisa)
    await kaisa.says("/quote")
    await kaisa.sees_document("Tarjous_2026-001.pdf", within=MAKING)
    await kaisa.presses("Alennus")
    await kaisa.says("10 %")
    await kaisa.sees("Kirjoita myös syy")
    await kaisa.says("10 % pitkä asiakkuus")
    told = (await kaisa.sees_document("Tarjous_2026-001.pdf", within=MAKING)).message.text
    assert "3 260,88 €" in plain(told)
    assert "Alennus 10 %: pitkä asiakkuus" in plain(told)
    await kaisa.presses("Lisätunnit")
    await kaisa.says("2,5 h")
    told = (await kaisa.sees_document("Tarjous_2026-001.pdf", within=MAKING)).message.text
    assert "3 474,63 €" in plain(told)
    await kaisa.presses("Tilaustiedot")
    await kaisa.says("Tilausnumero PO-9\nVerkkolaskuosoite 003712345671")
    await kaisa.sees_document("Tarjous_2026-001.pdf", within=MAKING)
    await kaisa.sees("Tilausnumeronne: PO-9", "Verkkolaskuosoite: 003712345671")


async def test_the_owner_waives_a_setup_with_a_reason(house: House) -> None:
    otso = await house.otso()
    await _quote(house, otso)
    await otso.presses("Setups")
    await otso.sees("Setup charged: Customer service, phone – the first time")
    await otso.presses("Waive setup: Customer service, phone")
    await otso.says("agreed in spring")
    card = (await otso.sees_document("Quote_2026-001.pdf", within=MAKING)).message
    assert "Setup not charged: Customer service, phone – agreed in spring (Otso)" in card.text
    assert "€2,733.20" in card.text


async def test_of_two_versions_one_is_accepted(house: House) -> None:
    kaisa, helmi = await house.kaisa(), await house.helmi()
    await _sent(house, kaisa)
    first = await helmi.sees("Quote 2026-001")
    await house.does(_replan, STUDY.model_copy(update={"services": (PHONE.model_copy(update={"contacts": 20}), EMAIL)}))
    await kaisa.presses("New version")
    told = (await kaisa.sees_document("Quote_2026-001_2.pdf", within=MAKING)).message.text
    assert "Changed since 2026-001:" in told
    assert "12 contacts of 14 min → 20 contacts of 14 min" in told
    assert "€403.20 → €672" in told
    await kaisa.presses("Send to client")
    await helmi.sees_document("Quote_2026-001_2.pdf")
    helmi.press_raw(first.id, "qaccept:1")
    await helmi.sees("2026-001/2 has taken the place of this quote", "Valid until")
    await helmi.presses("Accept quote")
    await helmi.sees("Accepted: Helmi")
    await helmi.says("/quotes")
    card = await helmi.sees("Quotes")
    assert [label[:22] for label in helmi.buttons(card)] == ["2026-001/2 · Accepted ", "2026-001 · Replaced · "]
    await helmi.presses("2026-001/2")
    await helmi.presses("PDF")
    await helmi.sees_document("Quote_2026-001_2.pdf", within=MAKING)


async def test_a_plan_that_has_changed_since_is_told_on_the_study_s_card(house: House) -> None:
    kaisa, helmi = await house.kaisa(), await house.helmi()
    await _sent(house, kaisa)
    await helmi.presses("Accept quote")
    await kaisa.sees("Accepted: Helmi")
    await house.does(_replan, STUDY.model_copy(update={"services": (PHONE,)}))
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia")
    await kaisa.sees("Quote 2026-001 has been accepted.", "The plan has changed since quote 2026-001 was accepted")
    await kaisa.presses("New version")
    await kaisa.sees("Quote 2026-001/2", "Not sent yet", within=MAKING)
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia")
    await kaisa.sees("Quote 2026-001 has been accepted.", "Quote 2026-001/2 is not sent yet.")
    await kaisa.presses("Send to client")
    await helmi.sees("Quote 2026-001/2", "Changed since 2026-001")
    await helmi.presses("Decline quote")
    await kaisa.sees("Declined: Helmi")
    await kaisa.says("/studies")
    await kaisa.presses("Havu Energia")
    await kaisa.sees("2026-001/2 has been declined", "The plan has changed since quote 2026-001 was accepted")
    await kaisa.presses("New version")
    await kaisa.sees("Quote 2026-001/3", "Changed since 2026-001:", within=MAKING)


async def test_an_acceptance_by_letter_is_recorded_with_its_pdf(house: House) -> None:
    kaisa = await house.kaisa()
    await _quote(house, kaisa)
    await kaisa.presses("For forwarding")
    forwarded = await kaisa.sees_document("Tarjous_2026-001.pdf")
    assert "Ohessa on tarjouksemme" in forwarded.message.text
    assert kaisa.buttons(forwarded.message) == []
    await kaisa.sees("Valid until")
    await kaisa.presses("Record acceptance")
    await kaisa.says("Matti Virtanen, 1.1.2020")
    await kaisa.sees("Please type who accepted it")
    await kaisa.says("Matti Virtanen")
    await kaisa.sees("Matti Virtanen, 23 Nov 2026")
    await kaisa.presses("E-mail")
    await kaisa.sends_document(b"%PDF-1.7 yes", name="hyvaksynta.pdf")
    await kaisa.sees("Accepted: Matti Virtanen, 23 Nov 2026, by e-mail.", "Recorded on the client’s behalf by Kaisa")
    await house.until(lambda tx: True if "_accepted_by.pdf" in str(agency.dump(tx.connection)["quote"]) else None)
    assert house.office.media.get("quotes/2026-001_accepted_by.pdf") == b"%PDF-1.7 yes"


async def test_whom_the_agency_gives_the_right_may_accept(house: House) -> None:
    kaisa, helmi = await house.kaisa(), await house.helmi()
    heikki = await house.joins("Heikki", Role.CLIENT, client=agency.COMPANY)
    await _sent(house, kaisa)
    await helmi.sees("Quote 2026-001")
    card = await heikki.sees("Quote 2026-001", "It is accepted by Helmi.")
    assert "Accept quote" not in heikki.buttons(card)
    heikki.press_raw(card.id, "qaccept:1")
    await heikki.sees("Quotes are accepted and declined by Helmi")
    await kaisa.presses("Who may accept")
    await kaisa.presses("Heikki")
    await kaisa.sees_button("✓ A3 Heikki")
    await heikki.says("/quotes")
    await heikki.presses("2026-001")
    await heikki.presses("Accept quote")
    await heikki.sees("Accepted: Heikki")


async def test_an_expired_quote_is_renewed(house: House) -> None:
    kaisa, helmi = await house.kaisa(), await house.helmi()
    await _sent(house, kaisa)
    await helmi.sees("Quote 2026-001")
    house.later(days=31)
    await kaisa.sees("Quote 2026-001 expired on 23 Dec 2026, undecided.")
    await kaisa.presses("Renew")
    await kaisa.sees("Quote 2026-001/2", within=MAKING)
    await kaisa.presses("Send to client")
    await helmi.sees("Quote 2026-001/2", "Valid until 23 Jan 2027")
    await helmi.presses("Accept quote")
    await helmi.sees("Accepted: Helmi")
