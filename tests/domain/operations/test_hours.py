"""Hours, through operations: the client reads what was done, so nobody who shopped is named in it."""

import pytest

from domain.operations import hours
from domain.person import Role
from domain.refusal import NamesAShopper
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW


def test_no_shopper_is_named_in_what_was_done(tx: Transaction) -> None:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    agency.join(tx, Role.SHOPPER, "Aino")
    study = agency.a_study(tx, kaisa)
    with pytest.raises(NamesAShopper):
        hours.log(tx, by=kaisa, study_id=study, text="2.5 listening to Aino again", now=NOW)
    id = hours.log(tx, by=kaisa, study_id=study, text="2.5 listening again", now=NOW)
    with pytest.raises(NamesAShopper):
        hours.change(tx, by=kaisa, hours_id=id, text="2.5 listening to Aino again", now=NOW)
    assert [one.what for one in hours.of_study(tx, kaisa, study)] == ["listening again"]
