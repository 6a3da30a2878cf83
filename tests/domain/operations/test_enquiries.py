"""Questions about results: who may ask and answer, once, and without the names that a client must not see."""

import pytest

from domain.operations import analyses, enquiries
from domain.person import Person, Role
from domain.refusal import EnquiryAnswered, NamesAShopper, Unknown
from domain.storage.tables import outbox
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa")


@pytest.fixture
def helmi(tx: Transaction) -> Person:
    return agency.join(tx, Role.CLIENT, "Helmi", client=agency.COMPANY)


@pytest.fixture
def analysis(tx: Transaction, kaisa: Person, helmi: Person) -> int:
    """One that Helmi has been sent."""
    aino = agency.join(tx, Role.SHOPPER, "Aino Aalto")
    study = agency.planned(tx, kaisa)
    agency.approved(tx, kaisa, aino, "HAVU-003")
    id = agency.analysed(tx, kaisa, study)
    analyses.note_made(tx, analysis_id=id, path="a", sha256="", headlines=[], now=NOW)
    analyses.send(tx, by=kaisa, analysis_id=id, now=NOW)
    return id


def told(tx: Transaction, kind: str) -> list[int]:
    return [row["chat_id"] for row in tx.all(outbox) if row["notice"]["kind"] == kind]


def test_an_answer_goes_to_the_one_who_asked_and_is_given_once(
    tx: Transaction, kaisa: Person, helmi: Person, analysis: int
) -> None:
    id = enquiries.ask(tx, by=helmi, analysis_id=analysis, asked="Miksi?", now=NOW)
    assert told(tx, "asked") == [kaisa.chat_id]
    assert enquiries.answer(tx, by=kaisa, enquiry_id=id, answered="Siksi.", now=NOW)
    with pytest.raises(EnquiryAnswered):
        enquiries.answer(tx, by=kaisa, enquiry_id=id, answered="Toisin.", now=NOW)
    assert told(tx, "enquiry_answered") == [helmi.chat_id]
    assert enquiries.of_mine(tx, helmi, id).answered == "Siksi."


@pytest.mark.parametrize("named", ["Ainon puhelu", "soitti Aino", "Aallon mukaan"])
def test_an_answer_names_no_shopper(tx: Transaction, kaisa: Person, helmi: Person, analysis: int, named: str) -> None:
    id = enquiries.ask(tx, by=helmi, analysis_id=analysis, asked="Kuka soitti?", now=NOW)
    with pytest.raises(NamesAShopper):
        enquiries.answer(tx, by=kaisa, enquiry_id=id, answered=f"Sen teki {named}.", now=NOW)
    assert enquiries.of_mine(tx, helmi, id).waits
    assert told(tx, "enquiry_answered") == []


def test_an_answer_names_nobody_whom_shoppers_play(
    tx: Transaction, kaisa: Person, helmi: Person, analysis: int
) -> None:
    id = enquiries.ask(tx, by=helmi, analysis_id=analysis, asked="Kuka soitti?", now=NOW)
    played = agency.sample().aliases[0].name
    with pytest.raises(NamesAShopper):
        enquiries.answer(tx, by=kaisa, enquiry_id=id, answered=f"Soittaja oli {played}.", now=NOW)


def test_a_client_may_write_what_it_likes_and_learns_no_name_by_trying(
    tx: Transaction, helmi: Person, analysis: int
) -> None:
    id = enquiries.ask(tx, by=helmi, analysis_id=analysis, asked="Soittiko Aino?", now=NOW)
    assert enquiries.of_mine(tx, helmi, id).asked == "Soittiko Aino?"


def test_another_client_and_a_shopper_neither_ask_nor_answer(
    tx: Transaction, kaisa: Person, helmi: Person, analysis: int
) -> None:
    id = enquiries.ask(tx, by=helmi, analysis_id=analysis, asked="Miksi?", now=NOW)
    mikko = agency.join(tx, Role.CLIENT, "Mikko", client="Kilpailija Oy")
    for stranger in (mikko, agency.join(tx, Role.SHOPPER, "Eero")):
        with pytest.raises(Unknown):
            enquiries.ask(tx, by=stranger, analysis_id=analysis, asked="?", now=NOW)
        with pytest.raises(Unknown):
            enquiries.of_mine(tx, stranger, id)
    with pytest.raises(Unknown):
        enquiries.answer(tx, by=helmi, enquiry_id=id, answered="Itse.", now=NOW)
