"""The agency's norm is counted beside the first report after a half-year, and holds nothing up."""

import pytest

from bot.sandbox import Phone
from domain.person import Person
from domain.storage.transaction import Transaction
from tests import agency
from tests.cast import House, a_plan, approves


def _six_more_clients(tx: Transaction, by: Person) -> None:
    for number in range(6):
        study = agency.sample()
        terms = study.terms.model_copy(update={"client": f"Firma {number} Oy"})
        agency.a_study(tx, by, study.model_copy(update={"terms": terms}))


@pytest.mark.both_databases
async def test_half_years_are_counted_once_for_an_agency_of_seven_clients(
    house: House, kaisa: Phone, aino: Phone
) -> None:
    await a_plan(house, kaisa)
    await approves(house, kaisa, aino, "HAVU-003")
    assert (await house.dump())["norm"] == []
    await house.does(_six_more_clients, await house.person(kaisa))
    for _ in range(2):
        await kaisa.says("/studies")
        await kaisa.presses("Havu")
        await kaisa.presses("Analysis")
        await kaisa.sees("Outcome analysis", "2026-Q4", within=60.0)
        assert len((await house.dump())["norm"]) == 4
