"""What shoppers earn, how it is paid, and the runs by which it is handed to payroll."""

import csv
import io

import pytest
from openpyxl import load_workbook

from bot.sandbox import Phone
from tests.cast import House, a_plan, approves
from tests.photos import encoded, photo

IBAN = "FI21 1234 5600 0007 85"


async def tells_details(aino: Phone) -> None:
    await aino.says("/earnings")
    await aino.sees("Your payment details are missing")
    await aino.presses("Payment details")
    await aino.says("Aino Aalto")
    await aino.sees("Name: Aino Aalto", "Account: not told yet")
    await aino.says(IBAN)
    await aino.sees("Account: FI21 … 0785", "Paid: As a wage")


@pytest.mark.both_databases
async def test_a_run_pays_what_was_approved_and_nobody_twice(
    house: House, kaisa: Phone, aino: Phone, otso: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003", "HAVU-004")
    await otso.says("/payrun")
    await otso.sees("Nothing to pay yet", "Payment details are missing: A2 Aino")
    await otso.presses("Ask for payment details")
    await aino.sees("You have earnings to be paid")
    await tells_details(aino)
    await otso.says("/payrun")
    await otso.sees("A2 Aino Aalto · 2 lines · €44", "In all €44")
    await otso.presses("Make pay run")
    await otso.sees("Pay run 2026-P01", "1 payee", "Gross pay €44", "In all €44")
    await otso.says("/payrun")
    await otso.sees("Nothing to pay yet")
    await approves(house, kaisa, aino, "HAVU-005")
    await otso.says("/payrun")
    await otso.sees("A2 Aino Aalto · 1 line · €22")
    await otso.presses("Earlier runs")
    await otso.presses("2026-P01")
    await otso.presses("Mark as paid")
    await otso.sees("Paid 23 Nov 2026. The shoppers have been told.")
    await aino.sees("€44 was paid to your account on 23 Nov 2026.")
    await aino.presses("Your earnings")
    await aino.sees("To be paid: €22", "Paid in 2026: €44", "HAVU-003 · fee · €22 · paid 23 Nov 2026")


async def test_two_taps_on_make_pay_run_make_one(house: House, kaisa: Phone, aino: Phone, otso: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await tells_details(aino)
    await otso.says("/payrun")
    card = await otso.sees("In all €22")
    assert card.inline_markup is not None
    data = card.inline_markup["inline_keyboard"][0][0]["callback_data"]
    for _ in range(2):
        otso.press_raw(card.id, data)
    await otso.sees("Pay run 2026-P01")
    await house.owes_nothing()
    await otso.presses("Back")
    shown = await otso.sees("Pay runs")
    assert "2026-P02" not in str(shown)


async def test_what_changed_since_the_card_was_shown_is_seen_before_it_is_paid(
    house: House, kaisa: Phone, aino: Phone, otso: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await tells_details(aino)
    await otso.says("/payrun")
    await otso.sees("In all €22")
    await approves(house, kaisa, aino, "HAVU-004")
    await otso.presses("Make pay run")
    await otso.sees("Here is how things stand now", "In all €44")


async def test_payroll_gets_the_same_file_each_time(house: House, kaisa: Phone, aino: Phone, otso: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await tells_details(aino)
    await otso.says("/payrun")
    await otso.presses("Correct")
    await otso.says("A2 −2,50 =paid twice")
    await otso.sees("Corrected", "A2 Aino Aalto · 2 lines · €19.50")
    await otso.presses("Make pay run")
    await otso.presses("CSV")
    first = await otso.sees_document("Pay_run_2026-P01.csv")
    rows = list(csv.DictReader(io.StringIO(first.content.decode("utf-8-sig"))))
    assert [(row["Legal name"], row["IBAN"], row["Gross pay, €"], row["In all, €"]) for row in rows] == [
        ("Aino Aalto", "FI2112345600000785", "19.50", "19.50")
    ]
    await otso.presses("Excel")
    book = load_workbook(io.BytesIO((await otso.sees_document("Pay_run_2026-P01.xlsx")).content))
    assert [sheet.title for sheet in book] == ["Payees", "Lines"]
    assert [tuple(row) for row in book["Lines"].iter_rows(min_row=2, min_col=5, values_only=True)] == [
        (-2.5, "=paid twice"),
        (22, None),
    ]
    assert "f" not in {cell.data_type for row in book["Lines"].iter_rows() for cell in row}
    await otso.presses("CSV")
    assert (await otso.sees_document("Pay_run_2026-P01.csv")).content == first.content


async def test_a_cancelled_run_leaves_its_lines_for_the_next(
    house: House, kaisa: Phone, aino: Phone, otso: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await tells_details(aino)
    await otso.says("/payrun")
    await otso.presses("Make pay run")
    await otso.presses("Cancel pay run")
    await otso.sees("Only if payroll has not paid it")
    await otso.presses("Cancel pay run")
    await otso.sees("Cancelled: its lines wait for the next run.")
    await otso.says("/payrun")
    await otso.presses("Make pay run")
    await otso.sees("Pay run 2026-P02", "In all €22")


async def test_a_run_is_the_owner_s_alone(house: House, kaisa: Phone, aino: Phone) -> None:
    for somebody in (kaisa, aino):
        await somebody.says("/payrun")
        await somebody.sees("I do not know that")


async def test_henkilotunnus_ei_jaa_mihinkaan(house: House) -> None:
    aino = await house.aino("fi")
    await aino.says("/earnings")
    await aino.presses("Maksutiedot")
    typed = await aino.says("131052-308T")
    await aino.sees("Henkilötunnus ei kuulu keskusteluun", "poistan viestin")
    await house.until(lambda _: None if typed.id in {message.id for message in aino.chat} else True)
    assert "308T" not in str(await house.dump())


async def test_tilinumeron_virhe_huomataan(house: House) -> None:
    aino = await house.aino("fi")
    await aino.says("/earnings")
    await aino.presses("Maksutiedot")
    await aino.presses("Tili")
    await aino.sees("Kirjoita tilinumero (IBAN)")
    await aino.says("FI22 1234 5600 0007 85")
    await aino.sees("Tilinumerossa on jokin virhe")
    await aino.says(IBAN)
    await aino.sees("Tili: FI21 … 0785")
    await aino.presses("Työkorvauksena")
    await aino.sees("Maksutapa: Työkorvauksena")


async def test_an_expense_is_told_with_its_receipt_decided_and_paid(
    house: House, kaisa: Phone, aino: Phone, otso: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await tells_details(aino)
    await aino.says("/earnings")
    await aino.presses("Add an expense")
    await aino.sees("Expenses · HAVU-003", "Send a photo of the receipt")
    await aino.says("Bus ticket")
    await aino.sees("I could not read the amount")
    await aino.says("Bus ticket 3,20")
    await aino.sees("Amount: €3.20", "Now a photo of the receipt")
    await aino.sends_photo(encoded(photo(1)))
    await aino.sees("Saved.", "Bus ticket · €3.20 · to be decided")
    await aino.sends_photo(encoded(photo(2)), caption="Coffee 4.50")
    await aino.sees("Coffee · €4.50 · to be decided")
    await kaisa.says("/find HAVU-003")
    await kaisa.presses("Expenses (2)")
    await kaisa.sees("1. Bus ticket · €3.20", "2. Coffee · €4.50")
    await kaisa.presses("1: receipt")
    await kaisa.sees("Bus ticket · €3.20 · to be decided")
    await kaisa.presses("1: approve")
    await kaisa.sees("1. Bus ticket · €3.20 · approved")
    await kaisa.presses("2: refuse")
    await kaisa.says("Coffee was not a part of this visit.")
    await kaisa.sees("2. Coffee · €4.50 · refused (Coffee was not a part of this visit.)")
    await aino.sees("the expense “Coffee” (€4.50) is not paid. Coffee was not a part of this visit.")
    await otso.says("/payrun")
    await otso.sees("A2 Aino Aalto · 2 lines · €25.20, of it expenses €3.20")


async def test_a_bonus_is_on_the_offer_and_is_paid(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    house.later(days=26)
    await kaisa.says("/board")
    await kaisa.presses("Bonus")
    await kaisa.sees("Nobody has taken these", "HAVU-003")
    await kaisa.says("HAVU-003 7,50")
    await kaisa.sees("Bonus set: 1.", "HAVU-003 · by", "€22 + bonus €7.50")
    await kaisa.says("HAVU-999 5")
    await kaisa.sees("I know no contact HAVU-999")
    await approves(house, kaisa, aino, "HAVU-003")
    await aino.says("/earnings")
    await aino.sees("To be paid: €29.50", "HAVU-003 · bonus · €7.50")
