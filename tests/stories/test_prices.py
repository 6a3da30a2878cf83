"""The owner sets what work costs: in chat, from a day on, and by a workbook."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.sandbox import Phone
from domain.storage import studies, tables
from domain.storage.transaction import Transaction
from domain.texts import Words
from domain.workbook.price_book import write
from tests.cast import House, a_plan

MAKING = 30.0


def plain(text: str) -> str:
    """The text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


async def _sets(otso: Phone, item: str, typed: str) -> None:
    await otso.presses(item)
    await otso.sees("Now:")
    await otso.presses("Change price")
    await otso.sees("Type the new price")
    await otso.says(typed)
    await otso.sees("Saved.")
    await otso.presses("Prices")
    await otso.sees("General VAT")


async def test_a_price_is_typed_with_its_first_day_and_one_to_come_is_withdrawn(house: House) -> None:
    otso = await house.otso()
    await otso.says("/prices")
    await otso.sees("Research, per minute: no price", "General VAT: 25.5%")
    await otso.presses("Research, per minute")
    await otso.presses("Change price")
    await otso.says("two fifty")
    await otso.sees("I could not read the price")
    await otso.says("2.40")
    await otso.sees("Saved.", "Now: €2.40", "from 23 Nov 2026: €2.40 (Otso)")
    await otso.presses("Change price")
    await otso.says("2.60 1.1.2027")
    await otso.sees("Now: €2.40", "from 1 Jan 2027: €2.60")
    await otso.presses("Prices")
    await otso.sees("Research, per minute: €2.40", "→ from 1 Jan 2027: €2.60")
    await otso.presses("Research, per minute")
    await otso.presses("Withdraw the one from 1 Jan 2027")
    card = await otso.sees("Saved.", "Now: €2.40")
    assert "2.60" not in card.text
    assert len((await house.dump())["price"]) == 1


async def test_a_day_that_has_passed_is_closed(house: House) -> None:
    otso = await house.otso()
    await otso.says("/prices")
    await otso.presses("Research, per minute")
    await otso.presses("Change price")
    await otso.says("2.40 1.11.2026")
    await otso.sees("That day has passed")
    assert (await house.dump())["price"] == []


async def test_a_channel_has_a_price_of_its_own(house: House) -> None:
    otso = await house.otso("fi")
    await otso.says("/prices")
    await otso.presses("Testiasiakkaan palkkio")
    await otso.presses("Muuta hintaa")
    await otso.says("18")
    await otso.sees("Tallennettu", "18")
    await otso.presses("Oma hinta")
    await otso.sees("Mille annetaan oma hinta?")
    await otso.presses("käynti")
    await otso.sees("Testiasiakkaan palkkio, kontaktilta: käynti", "ei hintaa")
    await otso.presses("Muuta hintaa")
    await otso.says("32,50 €")
    await otso.sees("Tallennettu")
    await otso.says("/prices")
    told = await otso.sees("Hinnat · EUR", "· käynti")
    assert "· käynti: 32,50 €" in plain(told.text)
    assert "Testiasiakkaan palkkio, kontaktilta: 18 €" in plain(told.text)


async def test_vat_and_currency_are_changed_for_new_quotes(house: House) -> None:
    otso = await house.otso()
    await otso.says("/prices")
    await otso.presses("VAT")
    await otso.sees("from 1 Sep 2024: 25.5%", "from 1 Jan 2013: 24%")
    await otso.presses("Change VAT")
    await otso.says("26 1.1.2027")
    await otso.sees("Saved.", "from 1 Jan 2027: 26%")
    await otso.presses("Prices")
    await otso.sees("General VAT: 25.5%")
    await otso.presses("Currency")
    await otso.says("FIM")
    await otso.sees("I know no such currency")
    await otso.presses("SEK")
    await otso.sees("Prices · SEK, without VAT")


@pytest.mark.parametrize("language", ["en", "fi"])
async def test_the_list_goes_out_as_a_workbook_and_comes_back_changed(house: House, language: str) -> None:
    otso = await house.otso(language)
    await otso.says("/prices")
    await otso.presses({"en": "Research, per minute", "fi": "Tutkimus, minuutilta"}[language])
    await otso.presses({"en": "Change price", "fi": "Muuta hintaa"}[language])
    await otso.says("2,40")
    await otso.says("/prices")
    await otso.presses({"en": "Price list as Excel", "fi": "Hinnasto Excelinä"}[language])
    sent = await otso.sees_document(".xlsx", within=MAKING)
    book = load_workbook(io.BytesIO(sent.content))
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    assert [cell.value for cell in sheet[2]][4] == 2.4
    sheet.cell(2, 5).value = 2.6
    sheet.cell(2, 8).value = date(2027, 1, 1)
    sheet.append([{"en": "fee", "fi": "palkkio"}[language], None, {"en": "phone", "fi": "puhelin"}[language], None, 18])
    changed = io.BytesIO()
    book.save(changed)
    await otso.sends_document(changed.getvalue(), name="list.xlsx")
    use = {"en": "Use these prices", "fi": "Ota hinnat käyttöön"}[language]
    before = {"en": "€2.40 → €2.60", "fi": "2,40 € → 2,60 €"}[language]
    card = await otso.sees("list.xlsx", "2027", within=MAKING)
    assert before in plain(card.text)
    await otso.presses(use)
    told = await otso.sees({"en": "Prices changed: 2.", "fi": "Hintoja muutettu: 2."}[language])
    assert {"en": "phone: €18", "fi": "puhelin: 18 €"}[language] in plain(told.text)


async def test_a_study_s_own_workbook_goes_before_the_list(house: House) -> None:
    otso = await house.otso()
    await a_plan(house, otso)
    await otso.says("/prices")
    await _sets(otso, "Research, per minute", "3")
    await otso.says("/quote")
    await otso.sees("Making the quote")
    await otso.sees("Net €3,623.20", within=MAKING)


async def test_prices_are_the_owner_s_alone(house: House, kaisa: Phone) -> None:
    await kaisa.says("/prices")
    await kaisa.sees("I do not know that")
    await kaisa.sends_document(write([], "EUR", Words("en")), name="list.xlsx")
    await kaisa.sees("This is a price list; only the owner changes it", within=MAKING)
    assert (await house.dump())["price"] == []


async def test_a_price_that_is_missing_is_named_kindly(house: House) -> None:
    otso = await house.otso()
    study = await a_plan(house, otso)
    await house.does(_forgets_prices, study)
    await otso.says("/quote")
    await otso.sees("There is no price yet for: Setup, per service. The owner can set it with /prices")
    await otso.says("/prices")
    for item, price in (("Setup", "890"), ("Research", "3"), ("Outcome", "1200"), ("Extra", "95")):
        await _sets(otso, item, price)
    await otso.says("/quote")
    await otso.sees("Net €3,784, VAT €964.92", within=MAKING)


def _forgets_prices(tx: Transaction, study: int) -> None:
    row = studies.get(tx, study)
    assert row is not None
    without = studies.definition(row).model_copy(update={"prices": ()})
    tx.change(tables.study, tables.study.c.id == study, definition=without.model_dump_json())
