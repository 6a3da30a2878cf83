"""What an analysis foretells is kept with it, once."""

from sqlalchemy import select

from domain.operations import analyses
from domain.person import Role
from domain.prediction import Prediction
from domain.storage import tables
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

INDEX = Prediction(name="index", value=71, low=64, high=78)


def kept(tx: Transaction) -> list[tuple[int, str, float, float, float]]:
    of = tables.prediction.c
    rows = tx.connection.execute(select(of.analysis_id, of.name, of.value, of.low, of.high).order_by(of.id))
    return [tuple(row) for row in rows]


def test_each_analysis_keeps_what_it_foretold_however_often_it_is_noted(tx: Transaction) -> None:
    kaisa, aino = agency.join(tx, Role.COORDINATOR, "Kaisa"), agency.join(tx, Role.SHOPPER, "Aino")
    study = agency.planned(tx, kaisa)
    agency.approved(tx, kaisa, aino, "HAVU-003")
    first, second = (analyses.request(tx, by=kaisa, study_id=study, now=NOW) for _ in range(2))
    later = INDEX.model_copy(update={"value": 72.0})
    for id, told in ((first, INDEX), (first, INDEX), (second, later)):
        analyses.note_made(tx, analysis_id=id, path="1.pdf", sha256="", headlines=[], predictions=[told], now=NOW)
    assert kept(tx) == [(first, "index", 71, 64, 78), (second, "index", 72, 64, 78)]


def test_an_analysis_that_is_made_anew_foretells_no_more_than_it_says_now(tx: Transaction) -> None:
    kaisa, aino = agency.join(tx, Role.COORDINATOR, "Kaisa"), agency.join(tx, Role.SHOPPER, "Aino")
    study = agency.planned(tx, kaisa)
    agency.approved(tx, kaisa, aino, "HAVU-003")
    id = analyses.request(tx, by=kaisa, study_id=study, now=NOW)
    nps = Prediction(name="nps:suositus", value=20, low=-10, high=50)
    for told in ([INDEX, nps], [nps]):
        analyses.note_made(tx, analysis_id=id, path="1.pdf", sha256="", headlines=[], predictions=told, now=NOW)
    assert kept(tx) == [(id, "nps:suositus", 20, -10, 50)]


def test_a_prediction_holds_at_its_ends() -> None:
    assert INDEX.holds(64)
    assert INDEX.holds(78)
    assert not INDEX.holds(78.1)
