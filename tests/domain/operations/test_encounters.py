"""Tries that failed, and when the next one may begin."""

from datetime import datetime

import pytest

from domain.contact import Moment, Outcome, State
from domain.operations import encounters
from domain.person import Person, Role
from domain.refusal import TooSoonAgain
from domain.storage import contacts
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import DAY, HOUR, MINUTE, NOW

CODE = "HAVU-003"


@pytest.fixture
def aino(tx: Transaction) -> Person:
    """Aino has tried a call at ten, and found the place closed."""
    kaisa, joined = agency.join(tx, Role.COORDINATOR, "Kaisa"), agency.join(tx, Role.SHOPPER, "Aino")
    agency.planned(tx, kaisa)
    agency.taken(tx, kaisa, joined, CODE)
    _starts(tx, joined, NOW)
    _tries_again_later(tx, joined, NOW + MINUTE)
    return joined


def _starts(tx: Transaction, by: Person, now: datetime) -> None:
    it = agency.contact(tx, CODE)
    encounters.start(tx, by=by, contact_id=it.id, version=it.version, now=now)


def _tries_again_later(tx: Transaction, by: Person, now: datetime) -> None:
    it = agency.contact(tx, CODE)
    encounters.try_again(tx, by=by, contact_id=it.id, version=it.version, now=now)


def _tells(tx: Transaction, by: Person, started: datetime, now: datetime) -> None:
    id = agency.contact(tx, CODE).id
    encounters.tell(tx, by=by, contact_id=id, started=started, wait=MINUTE, length=5 * MINUTE, now=now)


def test_the_next_try_begins_an_hour_later_and_not_before(tx: Transaction, aino: Person) -> None:
    with pytest.raises(TooSoonAgain) as refused:
        _starts(tx, aino, NOW + 59 * MINUTE)
    assert (refused.value.details["day"], refused.value.details["clock"]) == ("2026-11-23", "2026-11-23T11:00:00+02:00")
    assert agency.contact(tx, CODE).state is State.ACCEPTED
    _starts(tx, aino, NOW + HOUR)
    assert agency.contact(tx, CODE).state is State.UNDERWAY


def test_a_try_that_came_too_soon_is_told_as_it_was(tx: Transaction, aino: Person) -> None:
    _tells(tx, aino, NOW + 30 * MINUTE, NOW + DAY)
    assert agency.contact(tx, CODE).state is State.ANSWERING


def test_a_second_failure_does_not_come_sooner_without_a_start(tx: Transaction, aino: Person) -> None:
    it = agency.contact(tx, CODE)
    with pytest.raises(TooSoonAgain):
        encounters.fail(
            tx, by=aino, contact_id=it.id, version=it.version, outcome=Outcome.NO_ANSWER, now=NOW + 30 * MINUTE
        )


def test_the_hour_runs_from_the_end_when_that_is_known(tx: Transaction, aino: Person) -> None:
    _starts(tx, aino, NOW + 2 * HOUR)
    it = agency.contact(tx, CODE)
    encounters.end(tx, by=aino, contact_id=it.id, version=it.version, now=NOW + 2 * HOUR + 20 * MINUTE)
    _tries_again_later(tx, aino, NOW + 2 * HOUR + 50 * MINUTE)
    assert encounters.next_try(tx, agency.contact(tx, CODE)) == NOW + 3 * HOUR + 20 * MINUTE


def test_each_try_counts_from_the_one_before_it(tx: Transaction, aino: Person) -> None:
    _starts(tx, aino, NOW + 5 * HOUR)
    _tries_again_later(tx, aino, NOW + 5 * HOUR)
    it = agency.contact(tx, CODE)
    assert it.attempts == 2
    assert encounters.next_try(tx, it) == NOW + 6 * HOUR


def test_a_failure_that_was_taken_back_is_no_try(tx: Transaction) -> None:
    kaisa, eero = agency.join(tx, Role.COORDINATOR, "Kaisa"), agency.join(tx, Role.SHOPPER, "Eero")
    agency.planned(tx, kaisa)
    agency.taken(tx, kaisa, eero, CODE)
    agency.nobody_answered(tx, eero, CODE)
    it = agency.contact(tx, CODE)
    encounters.undo_failure(tx, by=eero, contact_id=it.id, version=it.version, now=NOW)
    assert encounters.next_try(tx, agency.contact(tx, CODE)) is None


def test_on_the_last_day_the_next_try_may_begin_at_once(tx: Transaction, aino: Person) -> None:
    contacts.change(tx, agency.contact(tx, CODE), closes_on=NOW.date())
    _starts(tx, aino, NOW + 2 * MINUTE)
    assert contacts.times_of(tx, agency.contact(tx, CODE)) == {Moment.STARTED: NOW + 2 * MINUTE}


def test_a_failed_contact_in_new_hands_waits_all_the_same(tx: Transaction, aino: Person) -> None:
    it = agency.contact(tx, CODE)
    contacts.change(tx, it, shopper_id=(eero := agency.join(tx, Role.SHOPPER, "Eero")).id)
    with pytest.raises(TooSoonAgain):
        _starts(tx, eero, NOW + 5 * MINUTE)
