"""The next wave, and the end of the present one."""

from datetime import timedelta

import pytest

from domain.contact import State
from domain.operations import analyses, assignments, plans, quotes, reviews, waves
from domain.person import Person, Role
from domain.quote import Quote
from domain.refusal import (
    Refusal,
    Stale,
    Unknown,
    WaveEmpty,
    WaveIsClosed,
    WaveNameTaken,
    WaveNameWrong,
)
from domain.scope import Scope
from domain.storage import contacts, studies
from domain.storage import quotes as stored_quotes
from domain.storage.tables import audit, outbox
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import FIRST, LAST, NOW


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa")


@pytest.fixture
def aino(tx: Transaction) -> Person:
    return agency.join(tx, Role.SHOPPER, "Aino")


def opened(tx: Transaction, kaisa: Person, study: int, name: str = "2/2027") -> int:
    present = studies.present_wave(tx, study)["id"]
    return waves.create(tx, by=kaisa, study_id=study, after=present, name=name, now=NOW)


def test_a_wave_without_contacts_has_no_next_one(tx: Transaction, kaisa: Person) -> None:
    study = agency.a_study(tx, kaisa)
    with pytest.raises(WaveEmpty):
        opened(tx, kaisa, study)
    with pytest.raises(WaveEmpty):
        waves.close(tx, by=kaisa, study_id=study, wave_id=studies.present_wave(tx, study)["id"], now=NOW)


def test_the_next_wave_is_planned_as_the_first_was(tx: Transaction, kaisa: Person) -> None:
    study = agency.planned(tx, kaisa)
    second = opened(tx, kaisa, study)
    assert assignments.offerable(tx, by=kaisa, study_id=study) == []
    assert plans.create_contacts(tx, by=kaisa, study_id=study, first=FIRST, last=LAST, now=NOW) == 22
    assert {contact.wave_id for contact in assignments.offerable(tx, by=kaisa, study_id=study)} == {second}
    assert [wave["number"] for wave in studies.waves_of(tx, study)] == [1, 2]
    codes = [contact.code for wave in studies.waves_of(tx, study) for contact in contacts.of_wave(tx, wave["id"])]
    assert len(set(codes)) == 44


def test_what_was_taken_of_an_earlier_wave_goes_on_to_its_end(tx: Transaction, kaisa: Person, aino: Person) -> None:
    study = agency.planned(tx, kaisa)
    agency.taken(tx, kaisa, aino, "HAVU-003")
    agency.offered(tx, kaisa, aino, "HAVU-004")
    opened(tx, kaisa, study)
    agency.submitted(tx, aino, "HAVU-003")
    assert [each.contact.code for each in reviews.queue(tx, by=kaisa, study_id=study, now=NOW)] == ["HAVU-003"]
    reviews.approve(tx, by=kaisa, contact_id=agency.contact(tx, "HAVU-003").id, version=None, now=NOW)
    assignments.accept(tx, by=aino, contact_id=agency.contact(tx, "HAVU-004").id, now=NOW)
    assert [stage for stage in contacts.stages_of(tx, agency.contact(tx, "HAVU-003").id) if stage]


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "a\x00b", "\u202e"])
def test_a_name_that_cannot_be_read_is_refused(tx: Transaction, kaisa: Person, name: str) -> None:
    study = agency.planned(tx, kaisa)
    with pytest.raises(WaveNameWrong):
        opened(tx, kaisa, study, name)


def test_two_waves_have_two_names(tx: Transaction, kaisa: Person) -> None:
    study = agency.planned(tx, kaisa)
    with pytest.raises(WaveNameTaken):
        opened(tx, kaisa, study, " 2026-q4")


def test_a_proposed_name_is_free(tx: Transaction, kaisa: Person) -> None:
    study = agency.planned(tx, kaisa)
    assert waves.propose(tx, by=kaisa, study_id=study, now=NOW) == "2027-Q1"
    opened(tx, kaisa, study, "1/2026")
    assert waves.propose(tx, by=kaisa, study_id=study, now=NOW) == "2/2026"
    plans.create_contacts(tx, by=kaisa, study_id=study, first=FIRST, last=LAST, now=NOW)
    opened(tx, kaisa, study, "1/2025")
    assert waves.propose(tx, by=kaisa, study_id=study, now=NOW) == "2/2026"


def test_a_second_tap_opens_no_second_wave(tx: Transaction, kaisa: Person) -> None:
    study = agency.planned(tx, kaisa)
    first = studies.present_wave(tx, study)["id"]
    opened(tx, kaisa, study)
    for refused in (Stale, WaveEmpty):
        with pytest.raises((refused, WaveEmpty)):
            waves.create(tx, by=kaisa, study_id=study, after=first, name="3/2027", now=NOW)
    assert len(studies.waves_of(tx, study)) == 2


def test_closing_withdraws_offers_and_leaves_what_was_taken(tx: Transaction, kaisa: Person, aino: Person) -> None:
    study = agency.planned(tx, kaisa)
    agency.taken(tx, kaisa, aino, "HAVU-003")
    agency.offered(tx, kaisa, aino, "HAVU-004")
    wave = studies.present_wave(tx, study)["id"]
    waves.close(tx, by=kaisa, study_id=study, wave_id=wave, now=NOW)
    assert studies.get_wave(tx, wave)["closed_at"] == NOW
    assert agency.contact(tx, "HAVU-004").state is State.OPEN
    notices = [row["notice"] for row in tx.all(outbox)]
    assert [one["contact"] for one in notices if one["kind"] == "withdrawn"] == [agency.contact(tx, "HAVU-004").id]
    with pytest.raises(Refusal):
        assignments.accept(tx, by=aino, contact_id=agency.contact(tx, "HAVU-004").id, now=NOW)
    agency.submitted(tx, aino, "HAVU-003")
    [noted] = tx.all(audit, audit.c.action == "close wave")
    assert noted["details"]["offered"] == 1


def test_nothing_of_a_closed_wave_is_handed_out(tx: Transaction, kaisa: Person, aino: Person) -> None:
    study = agency.planned(tx, kaisa)
    agency.taken(tx, kaisa, aino, "HAVU-003")
    waves.close(tx, by=kaisa, study_id=study, wave_id=studies.present_wave(tx, study)["id"], now=NOW)
    assignments.release(tx, by=aino, contact_id=agency.contact(tx, "HAVU-003").id, now=NOW)
    ids = agency.ids(tx, ["HAVU-003"])
    assert assignments.offerable(tx, by=kaisa, study_id=study) == []
    with pytest.raises(WaveIsClosed):
        assignments.offer(tx, by=kaisa, contact_ids=ids, shopper_id=aino.id, now=NOW)
    for hand_out in (assignments.offer_in_balance, assignments.open_call):
        with pytest.raises(WaveIsClosed):
            hand_out(tx, by=kaisa, contact_ids=ids, now=NOW)


def test_a_wave_is_closed_once(tx: Transaction, kaisa: Person) -> None:
    study = agency.planned(tx, kaisa)
    wave = studies.present_wave(tx, study)["id"]
    waves.close(tx, by=kaisa, study_id=study, wave_id=wave, now=NOW)
    with pytest.raises(WaveIsClosed):
        waves.close(tx, by=kaisa, study_id=study, wave_id=wave, now=NOW + timedelta(minutes=1))
    assert studies.get_wave(tx, wave)["closed_at"] == NOW
    assert len(tx.all(audit, audit.c.action == "close wave")) == 1


def test_an_earlier_wave_is_closed_while_the_next_one_goes_on(tx: Transaction, kaisa: Person) -> None:
    study = agency.planned(tx, kaisa)
    first = studies.present_wave(tx, study)["id"]
    second = opened(tx, kaisa, study)
    assert [wave["id"] for wave in waves.earlier_open(tx, by=kaisa, study_id=study)] == [first]
    waves.close(tx, by=kaisa, study_id=study, wave_id=first, now=NOW)
    assert waves.earlier_open(tx, by=kaisa, study_id=study) == []
    assert (studies.get_wave(tx, first)["closed_at"], studies.get_wave(tx, second)["closed_at"]) == (NOW, None)
    with pytest.raises(WaveIsClosed):
        assignments.open_call(tx, by=kaisa, contact_ids=agency.ids(tx, ["HAVU-001"]), now=NOW)


def test_another_study_s_wave_is_not_closed_from_this_one(tx: Transaction, kaisa: Person) -> None:
    study, other = agency.planned(tx, kaisa), agency.a_study(tx, kaisa)
    with pytest.raises(Unknown):
        waves.close(tx, by=kaisa, study_id=other, wave_id=studies.present_wave(tx, study)["id"], now=NOW)


def test_the_next_wave_s_quote_charges_no_setup_again(tx: Transaction, kaisa: Person) -> None:
    study = agency.planned(tx, kaisa)
    agency.quoted(tx, kaisa, study)
    assert quotes.waived(tx, by=kaisa, study_id=study) == 2
    opened(tx, kaisa, study)
    second = Quote.model_validate(stored_quotes.get(tx, agency.quoted(tx, kaisa, study))["document"])  # type: ignore[index]
    first = Quote.model_validate(stored_quotes.of_studies(tx, [study])[-1]["document"])
    assert second.wave == "2/2027"
    assert second.subtotal < first.subtotal


def test_an_analysis_counts_only_waves_and_services_of_its_study(tx: Transaction, kaisa: Person, aino: Person) -> None:
    study, other = agency.planned(tx, kaisa), agency.a_study(tx, kaisa)
    agency.approved(tx, kaisa, aino, "HAVU-003")
    wave, theirs = (studies.present_wave(tx, id)["id"] for id in (study, other))
    for own, scope in (
        (theirs, Scope()),
        (wave, Scope(waves=(wave, theirs))),
        (wave, Scope(waves=(theirs,))),
        (10**9, Scope()),
    ):
        with pytest.raises(Unknown):
            analyses.request(tx, by=kaisa, study_id=study, wave_id=own, scope=scope, now=NOW)


@pytest.mark.parametrize("role", [Role.SHOPPER, Role.CLIENT])
def test_waves_are_the_coordinators(tx: Transaction, kaisa: Person, role: Role) -> None:
    study = agency.planned(tx, kaisa)
    wave = studies.present_wave(tx, study)["id"]
    mallory = agency.join(tx, role, "Mallory", client=agency.COMPANY if role is Role.CLIENT else "")
    with pytest.raises(Unknown):
        waves.create(tx, by=mallory, study_id=study, after=wave, name="x", now=NOW)
    with pytest.raises(Unknown):
        waves.close(tx, by=mallory, study_id=study, wave_id=wave, now=NOW)
