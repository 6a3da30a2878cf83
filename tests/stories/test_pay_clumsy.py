"""What hurried, clumsy and hostile people do with pay and expenses, and what comes of it."""

from datetime import date
from decimal import Decimal

import pytest

from bot.sandbox import Phone
from domain.operations import reviews
from domain.person import Role
from domain.price_list import Item, What
from domain.storage import pay, prices
from domain.storage.tables import metadata
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, approves, takes
from tests.photos import encoded, photo
from tests.stories.test_pay import tells_details


async def test_an_identity_code_is_kept_nowhere_on_any_card_of_pay_nor_in_an_edited_message(
    house: House, kaisa: Phone, aino: Phone, otso: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await tells_details(aino)
    await aino.presses("Name")
    inside = await aino.says("Aino131052–308T Aalto")
    await aino.sees("does not belong in a chat", "Name: Aino Aalto")
    name = await aino.says("Aino Aalto")
    await aino.sees("Name: Aino Aalto")
    await aino.says("/earnings")
    await aino.presses("Add an expense")
    under = await aino.sends_photo(encoded(photo(1)), caption="131052-308T 3,20")
    await aino.sees("does not belong in a chat")
    await aino.says("/tasks")
    await aino.edits(name, "Aino Aalto 131052-308T")
    await aino.sees("does not belong in a chat")
    await otso.says("/payrun")
    await otso.presses("Correct")
    reason = await otso.says("A2 -5 131052-308T")
    await otso.sees("does not belong in a chat")
    gone = {inside.id, under.id, name.id}
    await house.until(lambda _: None if gone & {message.id for message in aino.chat} else True)
    await house.until(lambda _: None if reason.id in {message.id for message in otso.chat} else True)
    everything = await house.office.database.read(
        lambda connection: [tuple(row) for each in metadata.sorted_tables for row in connection.execute(each.select())]
    )
    assert "308T" not in str(everything)


async def test_an_expense_is_read_as_it_is_meant(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await aino.says("/earnings")
    await aino.presses("Add an expense")
    for typed in ("Bus -3,20", "Bus 0", "Bus 99999"):
        await aino.says(typed)
        await aino.sees("That cannot be the amount: more than 0, at most €10,000.")
    await aino.says("Bus 1e9")
    await aino.sees("I could not read the amount")
    await aino.sends_voice(b"OggS")
    await aino.sees("Send a photo of the receipt")
    await aino.says("3,20")
    await aino.sees("Amount: €3.20")
    await aino.sends_document(b"%PDF-1.7", name="receipt.pdf")
    await aino.sees("And what was it for?")
    await aino.says("Bus line 55")
    await aino.sees("Saved.", "Bus line 55 · €3.20 · to be decided")
    await aino.sends_photo(encoded(photo(3)), caption="<M&M’s> 2,00")
    assert "Remove <M&M’s>" in str(await aino.sees("<M&M’s> · €2"))
    await aino.sends_album([encoded(photo(1)), encoded(photo(2))], caption="Parking 4")
    await aino.sees("Parking · €4 · to be decided")


async def test_what_was_left_out_of_the_results_has_no_new_expenses(
    house: House, kaisa: Phone, aino: Phone, eero: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    id = (await house.office.read(lambda tx: agency.contact(tx, "HAVU-003"))).id
    by = await house.person(kaisa)
    await house.does(reviews.exclude, by=by, contact_id=id, version=None, reason="Recognised", now=house.now)
    await aino.says("/earnings")
    card = await aino.sees("HAVU-003 · fee · €22")
    aino.press_raw(card.id, f"spend:{id}")
    await aino.sees("Expenses · HAVU-003")
    await aino.sends_photo(encoded(photo(1)), caption="Bus 3,20")
    await aino.sees("That cannot be done with HAVU-003 now.")
    await eero.says("/earnings")
    forged = await eero.sees("Nothing yet")
    eero.press_raw(forged.id, f"spend:{id}")
    await eero.sees("I do not know that")


async def test_expenses_go_up_to_the_cap_that_the_brief_tells(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await house.does(_caps, house.now.date())
    await takes(house, kaisa, aino, "HAVU-003")
    await aino.says("/tasks")
    await aino.presses("HAVU-003")
    await aino.sees("Expenses up to €15, with a receipt: /earnings")
    await aino.says("/earnings")
    await aino.presses("Add an expense")
    await aino.sends_photo(encoded(photo(1)), caption="Taxi 12,50")
    await aino.sees("Saved.")
    await aino.sends_photo(encoded(photo(2)), caption="Taxi 12,50")
    await aino.sees("At most €15 of expenses are paid for this contact; €2.50 of it is left.")


def _caps(tx: Transaction, today: date) -> None:
    expenses = What(item=Item.EXPENSES)
    prices.add(tx, what=expenses, amount=Decimal(15), vat_percent=None, valid_from=today, by=1, now=agency.NOW)


async def test_a_bonus_on_what_is_offered_is_told_with_the_offer_anew(
    house: House, kaisa: Phone, aino: Phone, eero: Phone
) -> None:
    await a_plan(house, kaisa)
    by, to = await house.person(kaisa), await house.person(aino)
    await house.does(agency.offered, by, to, "HAVU-003", now=house.now)
    await aino.sees("HAVU-003", "fee €22")
    await kaisa.says("/board")
    await kaisa.presses("Bonus")
    await kaisa.says("HAVU-003 7,50")
    await aino.sees("fee €22 + bonus €7.50")
    await aino.presses("Accept")
    await aino.sees("€22 + bonus €7.50")
    for lower in ("HAVU-003 5", "HAVU-003 0"):
        await kaisa.says(lower)
        await kaisa.sees("Bonus set: 0.")
    await kaisa.says("HAVU-003 -5")
    await kaisa.sees("That cannot be the amount")


@pytest.mark.both_databases
async def test_two_owners_make_one_run_and_what_is_paid_cannot_be_cancelled(
    house: House, kaisa: Phone, aino: Phone, otso: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await tells_details(aino)
    other = await house.joins("Outi", Role.OWNER)
    for owner in (otso, other):
        await owner.says("/payrun")
    cards = [await owner.sees("In all €22") for owner in (otso, other)]
    for owner, card in zip((otso, other), cards, strict=True):
        assert card.inline_markup is not None
        owner.press_raw(card.id, card.inline_markup["inline_keyboard"][0][0]["callback_data"])
    await house.owes_nothing()
    runs = await house.office.read(pay.runs)
    assert [row["number"] for row in runs] == ["2026-P01"]
    for owner in (otso, other):
        await owner.says("/payrun")
        await owner.presses("Earlier runs")
        await owner.presses("2026-P01")
    await other.presses("Cancel pay run")
    await otso.says("31.12.2027")
    await otso.sees("The day of payment is today or earlier")
    await otso.presses("Mark as paid")
    await otso.sees("Paid 23 Nov 2026")
    await other.presses("Cancel pay run")
    await other.sees("Here is how things stand now", "Paid 23 Nov 2026")
    await aino.sees("€22 was paid to your account")


async def test_a_correction_may_have_numbers_among_its_words(
    house: House, kaisa: Phone, aino: Phone, otso: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await tells_details(aino)
    await otso.says("/payrun")
    await otso.presses("Correct")
    await otso.says("A2 -30 paid 2 times on 21.11.")
    await otso.sees("Corrected", "Nothing to pay yet", "Paid too much, comes off what they earn next: A2 Aino €8")
    await aino.says("/earnings")
    await aino.sees("To be paid: -€8", "correction · -€30 · approved (paid 2 times on 21.11.)")
