"""All studies of a client in one report: asked for under the studies, sent, and listed."""

import pytest

from bot.sandbox import Phone
from domain.person import Person, Role
from domain.storage.tables import portfolio
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, approves

MAKING = 60.0


def _a_second_study(tx: Transaction, by: Person, shopper: Person, language: str) -> None:
    """Lets the same company have another study, with one contact approved."""
    made = agency.sample()
    terms = made.terms.model_copy(update={"name": "Myymälät", "report_language": language})
    agency.planned(tx, by, made=made.model_copy(update={"terms": terms}))
    agency.approved(tx, by, shopper, "HAVU-025")


async def _two_studies(house: House, kaisa: Phone, aino: Phone, language: str = "en") -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await house.does(_a_second_study, await house.person(kaisa), await house.person(aino), language)


@pytest.mark.both_databases
async def test_a_report_of_all_studies_is_made_sent_and_opened(
    house: House, kaisa: Phone, aino: Phone, helmi: Phone
) -> None:
    await _two_studies(house, kaisa, aino)
    await kaisa.says("/analysis")
    await kaisa.presses("All studies of Havu")
    await kaisa.sees("Making the report of all studies")
    await kaisa.sees("All studies · Havu Energia Oy", "Myymälät", within=MAKING)
    pdf = await kaisa.sees_document(".pdf")
    assert pdf.content.startswith(b"%PDF")
    await helmi.says("/reports")
    await helmi.sees("No outcome analyses yet")
    await kaisa.presses("Send to client")
    await kaisa.sees("Sent to the client")
    theirs = await helmi.sees_document(".pdf")
    assert theirs.content == pdf.content
    await helmi.says("/reports")
    await helmi.presses("All studies")
    again = await helmi.sees_document(".pdf")
    assert again.content == pdf.content
    for message in helmi.chat:
        assert "Aino" not in message.text


async def test_a_report_of_all_studies_is_asked_for_in_finnish(house: House, aino: Phone, kaisa: Phone) -> None:
    await _two_studies(house, kaisa, aino, "fi")
    liisa = await house.joins("Liisa", Role.COORDINATOR, "fi")
    await liisa.says("/analysis")
    await liisa.presses("Kaikki tutkimukset: Havu")
    await liisa.sees("Teen raporttia kaikista tutkimuksista")
    await liisa.sees("Kaikki tutkimukset · Havu Energia Oy", "ei voi päätellä", within=MAKING)
    document = await liisa.sees_document(".pdf")
    assert document.name == "Havu_Kaikki_tutkimukset.pdf"


async def test_one_study_with_results_has_nothing_beside_it(house: House, kaisa: Phone, aino: Phone) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    await house.does(agency.a_study, await house.person(kaisa))
    await kaisa.says("/analysis")
    card = await kaisa.sees("Of which study")
    assert "All studies" not in str(card.buttons)


async def test_another_company_s_report_is_unknown(house: House, kaisa: Phone, aino: Phone, helmi: Phone) -> None:
    mikko = await house.joins("Mikko", Role.CLIENT, client="Kilpailija Oy")
    await _two_studies(house, kaisa, aino)
    await kaisa.says("/analysis")
    await kaisa.presses("All studies of Havu")
    await kaisa.sees("All studies · Havu", within=MAKING)
    await kaisa.presses("Send to client")
    await helmi.sees_document(".pdf")
    await mikko.says("/reports")
    await mikko.sees("No outcome analyses yet")


def _failed(tx: Transaction) -> bool | None:
    return True if [row for row in tx.all(portfolio) if row["state"] == "failed"] else None


async def test_a_report_that_cannot_be_made_is_told(
    house: House, kaisa: Phone, aino: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.may_err = True
    await _two_studies(house, kaisa, aino)

    async def breaks(*_: object) -> None:
        raise RuntimeError("no paper")

    monkeypatch.setattr("bot.portfolios.make", breaks)
    await kaisa.says("/analysis")
    await kaisa.presses("All studies of Havu")
    await kaisa.sees("The PDF could not be made", within=MAKING)
    assert await house.until(_failed)
