"""What an analysis counts: asked where there is something to choose, and said wherever the analysis is named."""

import io

from openpyxl import load_workbook
from pypdf import PdfReader

from bot.sandbox import Phone
from domain.storage import contacts, studies
from domain.storage.transaction import Transaction
from tests.cast import House, a_plan, a_study, approves

MAKING = 60.0


def _of(tx: Transaction, service: str) -> list[str]:
    """Codes of a service's contacts that are nobody's journey."""
    wave = studies.present_wave(tx, studies.all_of(tx)[0]["id"])
    return [each.code for each in contacts.of_wave(tx, wave["id"]) if each.service == service and not each.thread]


async def _both_services(house: House, kaisa: Phone, aino: Phone) -> None:
    """Three calls and two letters that count."""
    await a_plan(house, kaisa)
    calls = await house.office.read(lambda tx: _of(tx, "puhelin"))
    letters = await house.office.read(lambda tx: _of(tx, "sahkoposti"))
    await approves(house, kaisa, aino, *calls[:3], *letters[:2])


def _printed(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


async def test_a_part_of_a_study_is_analysed_and_says_so_everywhere(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await _both_services(house, kaisa, aino)
    await kaisa.says("/analysis")
    card = await kaisa.sees("What does the analysis count?", "5 approved contacts are counted.")
    phone, mail = "☑ Customer service, phone (3)", "☑ Customer service, e-mail (2)"
    assert kaisa.buttons(card) == [phone, mail, "Analysis", "Back"]
    await kaisa.presses(phone)
    card = await kaisa.sees("2 approved contacts are counted.")
    assert "☐ Customer service, phone (3)" in kaisa.buttons(card)
    await kaisa.presses("Analysis")
    await kaisa.sees("Making the outcome analysis")
    pdf = await kaisa.sees_document("Havu_Outcome_analysis_2026-Q4.pdf", within=MAKING)
    assert "2026-Q4 · Customer service, e-mail" in pdf.message.text
    # the report is in the study's own language
    assert "2026-Q4 · Asiakaspalvelu, sähköposti" in _printed(pdf.content)
    await kaisa.presses("Excel")
    workbook = load_workbook(io.BytesIO((await kaisa.sees_document(".xlsx", within=MAKING)).content))
    assert workbook["Timings"].max_row == 2 + 1
    await kaisa.says("/reports")
    await kaisa.sees("I do not know that")


async def test_a_client_reads_which_part_a_report_is_of(house: House, kaisa: Phone, aino: Phone, helmi: Phone) -> None:
    await _both_services(house, kaisa, aino)
    await kaisa.says("/analysis")
    await kaisa.presses("☑ Customer service, e-mail (2)")
    await kaisa.sees("3 approved contacts are counted.")
    await kaisa.presses("Analysis")
    await kaisa.sees_document(".pdf", within=MAKING)
    await kaisa.presses("Send to client")
    theirs = await helmi.sees_document(".pdf")
    assert "2026-Q4 · Customer service, phone" in theirs.message.text
    await helmi.says("/reports")
    await helmi.presses("2026-Q4 · Customer service, phone")
    await helmi.sees_document(".pdf")


async def test_at_least_one_service_is_counted(house: House, kaisa: Phone, aino: Phone) -> None:
    await _both_services(house, kaisa, aino)
    await kaisa.says("/analysis")
    await kaisa.presses("☑ Customer service, phone (3)")
    await kaisa.presses("☑ Customer service, e-mail (2)")
    card = await kaisa.sees("At least one service has to be counted.", "2 approved contacts are counted.")
    assert "☑ Customer service, e-mail (2)" in kaisa.buttons(card)


async def test_pressing_a_service_twice_in_haste_leaves_it_out_once(house: House, kaisa: Phone, aino: Phone) -> None:
    await _both_services(house, kaisa, aino)
    await kaisa.says("/analysis")
    card = await kaisa.sees("5 approved contacts are counted.")
    for _ in range(2):
        kaisa.press_raw(card.id, "scope:1:part:0:0")
    await kaisa.sees("2 approved contacts are counted.")
    await house.owes_nothing()
    await kaisa.sees("2 approved contacts are counted.")


async def test_a_double_tap_makes_one_analysis(house: House, kaisa: Phone, aino: Phone) -> None:
    await _both_services(house, kaisa, aino)
    await kaisa.says("/analysis")
    card = await kaisa.sees("5 approved contacts are counted.")
    for _ in range(2):
        kaisa.press_raw(card.id, "analyse:1")
    await kaisa.sees_document(".pdf", within=MAKING)
    await house.owes_nothing()
    assert len((await house.dump())["analysis"]) == 1


async def test_an_old_choice_is_not_made_on_another_card(house: House, kaisa: Phone, aino: Phone) -> None:
    await _both_services(house, kaisa, aino)
    await kaisa.says("/analysis")
    card = await kaisa.sees("5 approved contacts are counted.")
    await kaisa.says("/board")
    await kaisa.sees("Board")
    kaisa.press_raw(card.id, "analyse:1")
    await kaisa.sees("That button was from an earlier card.")
    assert (await house.dump())["analysis"] == []


async def test_of_several_studies_one_says_which(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_study(house, kaisa)
    await _both_services(house, kaisa, aino)
    await kaisa.says("/analysis")
    card = await kaisa.sees("Of which study is the analysis made?")
    assert len(kaisa.buttons(card)) == 2
    kaisa.press_raw(card.id, "analysis:2")
    await kaisa.sees("5 approved contacts are counted.")
    await kaisa.says("/analysis")
    card = await kaisa.sees("Of which study")
    kaisa.press_raw(card.id, "analysis:1")
    await kaisa.sees("No contact of this wave has been approved yet")


async def test_the_choice_is_made_in_finnish(house: House, aino: Phone) -> None:
    kaisa = await house.kaisa("fi")
    await _both_services(house, kaisa, aino)
    await kaisa.says("/analysis")
    card = await kaisa.sees("Mitä analyysiin lasketaan?", "Mukana on 5 hyväksyttyä kontaktia.")
    assert "☑ Asiakaspalvelu, puhelin (3)" in kaisa.buttons(card)
    await kaisa.presses("☑ Asiakaspalvelu, puhelin (3)")
    await kaisa.sees("Mukana on 2 hyväksyttyä kontaktia.")
    await kaisa.presses("Toteuma-analyysi")
    made = await kaisa.sees_document(".pdf", within=MAKING)
    assert "2026-Q4 · Asiakaspalvelu, sähköposti" in made.message.text
