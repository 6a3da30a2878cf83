"""The report of one contact, and praise for a unit."""

import pytest

from bot.sandbox import Phone
from domain.storage.transaction import Transaction
from domain.study import Study
from tests import agency
from tests.cast import House, approves, submits
from tests.reporting.pdf.reading import text

MAKING = 60.0
KIND = "Asiakaspalvelija kuunteli rauhassa ja kertasi asiani."


def _in_english() -> Study:
    made = agency.sample()
    return made.model_copy(update={"terms": made.terms.model_copy(update={"report_language": "en"})})


async def _planned(house: House, kaisa: Phone, made: Study | None = None) -> None:
    by = await house.person(kaisa)
    await house.does(agency.planned, by, made=made, now=house.now)


def _of_unit(tx: Transaction, unit: str) -> list[str]:
    every = (agency.contact(tx, code) for code in agency.codes(range(1, 23)))
    return [each.code for each in every if each.unit == unit and not each.thread]


async def _praised(house: House, kaisa: Phone, aino: Phone, *units: str, contacts: int = 3) -> None:
    """Approved contacts of some units, with kind words, and their analysis."""
    codes = await house.office.read(lambda tx: [code for unit in units for code in _of_unit(tx, unit)[:contacts]])
    await approves(house, kaisa, aino, *codes, parasta=KIND)
    await kaisa.says("/analysis")
    await kaisa.sees_document(".pdf", within=MAKING)


async def _jobs(house: House, kind: str) -> int:
    return sum(kind in row for row in (await house.dump())["job"])


async def test_a_contact_is_reported_of_from_its_review(house: House, kaisa: Phone, aino: Phone) -> None:
    await _planned(house, kaisa, _in_english())
    await submits(house, kaisa, aino, "HAVU-002")
    await kaisa.says("/find HAVU-002")
    await kaisa.presses("Report")
    draft = await kaisa.sees_document("Report_HAVU-002.pdf", within=MAKING)
    await kaisa.sees("HAVU-002: report", "it is a draft")
    assert "DRAFT, NOT REVIEWED" in text(draft.content)
    await kaisa.sees("HAVU-002", "to review")
    await kaisa.presses("Approve")
    await kaisa.says("/find HAVU-002")
    await kaisa.presses("Report")
    final = await kaisa.sees_document("Report_HAVU-002.pdf", within=MAKING)
    told = text(final.content)
    assert "DRAFT" not in told
    assert "It is made of 11 metrics" in told
    assert "Aino" not in told


async def test_a_contact_is_reported_of_in_finnish(house: House) -> None:
    kaisa, aino = await house.kaisa("fi"), await house.aino("fi")
    await _planned(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-002")
    await kaisa.says("/find HAVU-002")
    await kaisa.presses("Raportti")
    pdf = await kaisa.sees_document("Raportti_HAVU-002.pdf", within=MAKING)
    await kaisa.sees("HAVU-002: raportti", "ei nimetä")
    assert "Vastaukset kontaktipisteittäin" in text(pdf.content)


async def test_what_has_not_been_handed_in_has_no_report(house: House, kaisa: Phone, aino: Phone) -> None:
    await _planned(house, kaisa)
    await kaisa.says("/find HAVU-002")
    card = await kaisa.sees("HAVU-002")
    assert "Report" not in kaisa.buttons(card)
    kaisa.press_raw(card.id, "report:2")
    await kaisa.sees("That cannot be done with HAVU-002 now")
    assert await _jobs(house, "contact_report") == 0


async def test_a_double_tap_makes_one_report(house: House, kaisa: Phone, aino: Phone) -> None:
    await _planned(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-002")
    await kaisa.says("/find HAVU-002")
    card = await kaisa.sees("HAVU-002")
    for _ in range(2):
        kaisa.press_raw(card.id, "report:2")
    await kaisa.sees_document("HAVU-002.pdf", within=MAKING)
    await house.owes_nothing()
    assert await _jobs(house, "contact_report") == 1


async def test_a_unit_is_praised_for_the_coordinator_and_the_client(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await _planned(house, kaisa, _in_english())
    await _praised(house, kaisa, aino, "oulu")
    await kaisa.presses("Praise")
    praise = await kaisa.sees_document("Praise_oulu.pdf", within=MAKING)
    await kaisa.sees("Praise for Oulu team")
    told = text(praise.content)
    assert KIND in told
    assert not [hidden for hidden in ("Aino", "Kaisa", "HAVU-0", "23") if hidden in told]
    await kaisa.presses("Send to client")
    await helmi.sees_document(".pdf")
    await helmi.presses("Praise")
    theirs = await helmi.sees_document("Praise_oulu.pdf", within=MAKING)
    assert text(theirs.content) == told


async def test_of_several_units_one_is_chosen(house: House) -> None:
    kaisa, aino = await house.kaisa("fi"), await house.aino("fi")
    await _planned(house, kaisa)
    await _praised(house, kaisa, aino, "oulu", "tampere")
    await kaisa.presses("Kiitos")
    await kaisa.sees("Ketä kiitetään?")
    await kaisa.presses("Tampereen tiimi")
    praise = await kaisa.sees_document("Kiitos_tampere.pdf", within=MAKING)
    assert "Kiitos, Tampereen tiimi!" in text(praise.content)
    await kaisa.sees("Toteuma-analyysi")


async def test_a_unit_met_twice_is_not_told_of(house: House, kaisa: Phone, aino: Phone) -> None:
    await _planned(house, kaisa)
    await _praised(house, kaisa, aino, "oulu", contacts=2)
    await kaisa.presses("Praise")
    await kaisa.sees("fewer than 3 contacts that count")
    assert await _jobs(house, "praise") == 0


async def test_where_nobody_was_kind_nothing_is_made_up(house: House, kaisa: Phone, aino: Phone) -> None:
    await _planned(house, kaisa)
    codes = (await house.office.read(lambda tx: _of_unit(tx, "oulu")))[:3]
    await approves(house, kaisa, aino, *codes, parasta="En osaa sanoa.")
    await kaisa.says("/analysis")
    await kaisa.sees_document(".pdf", within=MAKING)
    await kaisa.presses("Praise")
    await kaisa.sees("Nothing is made up", within=MAKING)


async def test_a_client_has_no_praise_of_what_was_not_sent(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await _planned(house, kaisa)
    await _praised(house, kaisa, aino, "oulu")
    for data in ("praise:1", "praised:1:0", "report:2"):
        await helmi.says("/help")
        card = await helmi.sees("/reports")
        helmi.press_raw(card.id, data)
        await helmi.sees("I do not know that")
    assert await _jobs(house, "praise") == 0


@pytest.mark.parametrize("button", ["Report", "Praise"])
async def test_one_that_cannot_be_made_is_told(
    house: House, kaisa: Phone, aino: Phone, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    house.may_err = True
    await _planned(house, kaisa)
    await _praised(house, kaisa, aino, "oulu")
    if button == "Report":
        code = (await house.office.read(lambda tx: _of_unit(tx, "oulu")))[0]
        await kaisa.says(f"/find {code}")
        await kaisa.sees(code, "approved")
    monkeypatch.setattr(house.worker, "do", _breaks)
    await kaisa.presses(button)
    await kaisa.sees("could not be made", "nothing is lost")
    assert not [job for job in (await house.dump())["job"] if "waiting" in job]


async def _breaks(*_: object) -> None:
    raise RuntimeError("a fault of ours")
