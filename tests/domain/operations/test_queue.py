"""The queue of the review: what it flags and counts as plain, and with how many looks at the database."""

import pytest

from domain.contact import State
from domain.flags import Flag
from domain.operations import reviews
from domain.operations.reviews import flags_of
from domain.person import Person, Role
from domain.storage import answers, contacts
from domain.storage.tables import answer, outbox
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW
from tests.counting import counted

WORDS = "He kuuntelivat minua rauhassa."


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    agency.planned(tx, kaisa)
    return kaisa


@pytest.fixture
def aino(tx: Transaction) -> Person:
    return agency.join(tx, Role.SHOPPER, "Aino")


def _submitted(
    tx: Transaction, kaisa: Person, aino: Person, *codes: str, parasta: str = "ok", puuttui: str = ""
) -> None:
    for code in codes:
        agency.taken(tx, kaisa, aino, code)
        agency.submitted(tx, aino, code, parasta=parasta, puuttui=puuttui)


def _recorded(tx: Transaction, code: str) -> None:
    about = {"question": "nauhoite", "purpose": "answer", "kind": "audio", "state": "kept", "added_at": NOW}
    answers.attach(tx, contact_id=agency.contact(tx, code).id, file_id=code, file_unique_id=code, **about)


@pytest.mark.both_databases
def test_the_queue_flags_as_each_contact_is_flagged_alone(tx: Transaction, kaisa: Person, aino: Person) -> None:
    first, second, third, underway = codes = agency.codes(range(1, 5))
    _submitted(tx, kaisa, aino, first, second, parasta=WORDS)
    _submitted(tx, kaisa, aino, third)
    agency.taken(tx, kaisa, aino, underway)
    agency.made(tx, aino, underway)
    for code in (first, third):
        _recorded(tx, code)
    queue = reviews.queue(tx, by=kaisa, now=NOW)
    waiting = {each.contact.code: each for each in queue}
    assert set(waiting) == set(codes) - {underway}
    assert {code: each.flags for code, each in waiting.items()} == {
        code: flags_of(tx, agency.contact(tx, code), NOW) for code in waiting
    }
    assert waiting[first].flags == (Flag.COPIED_TEXT,)
    assert Flag.COPIED_TEXT in waiting[second].flags
    assert waiting[third].is_plain
    assert waiting[third].index == contacts.index_of(tx, agency.contact(tx, third).id)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("hers", "his", "hers_is", "his_is"),
    [
        (WORDS, WORDS, True, True),
        (WORDS, WORDS.lower(), False, False),
        ("x" * 19, "x" * 19, False, False),
        ("ä" * 20, "ä" * 20, True, True),
    ],
)
def test_the_same_words_in_two_contacts_are_flagged(
    tx: Transaction, kaisa: Person, aino: Person, hers: str, his: str, hers_is: bool, his_is: bool
) -> None:
    one, other = agency.codes([3, 4])
    _submitted(tx, kaisa, aino, one, parasta=hers)
    _submitted(tx, kaisa, aino, other, puuttui=his)
    copies = reviews.copies_in(tx, agency.contact(tx, one).study_id)
    ids = agency.ids(tx, [one, other])
    assert [id in copies.words for id in ids] == [hers_is, his_is]


def test_what_became_irrelevant_is_a_copy_of_nothing_but_may_be_copied(
    tx: Transaction, kaisa: Person, aino: Person
) -> None:
    one, other = agency.codes([3, 4])
    _submitted(tx, kaisa, aino, one, other, parasta=WORDS)
    ids = agency.ids(tx, [one, other])
    tx.change(answer, answer.c.contact_id == ids[0], answer.c.question == "parasta", state="irrelevant")
    assert reviews.copies_in(tx, agency.contact(tx, one).study_id).words == {ids[1]}


def test_the_same_words_in_two_answers_of_one_contact_are_no_copy(tx: Transaction, kaisa: Person, aino: Person) -> None:
    _submitted(tx, kaisa, aino, "HAVU-003", parasta=WORDS, puuttui=WORDS)
    assert reviews.copies_in(tx, agency.contact(tx, "HAVU-003").study_id).words == set()


@pytest.mark.both_databases
def test_a_long_queue_takes_as_many_looks_as_a_short_one(tx: Transaction, kaisa: Person, aino: Person) -> None:
    _submitted(tx, kaisa, aino, *agency.codes(range(1, 3)))
    few, queue = counted(tx, lambda: reviews.queue(tx, by=kaisa, now=NOW))
    assert len(queue) == 2
    _submitted(tx, kaisa, aino, *agency.codes(range(3, 15)))
    many, queue = counted(tx, lambda: reviews.queue(tx, by=kaisa, now=NOW))
    assert len(queue) == 14
    assert many == few


def test_the_plain_ones_are_approved_and_the_others_wait(tx: Transaction, kaisa: Person, aino: Person) -> None:
    plain, flagged = agency.codes([3, 4])
    _submitted(tx, kaisa, aino, plain, flagged, parasta="ok")
    _recorded(tx, plain)
    assert reviews.approve_unflagged(tx, by=kaisa, study_id=None, now=NOW) == 1
    assert [agency.contact(tx, code).state for code in (plain, flagged)] == [State.APPROVED, State.SUBMITTED]
    told = [row["notice"]["kind"] for row in tx.all(outbox, outbox.c.chat_id == aino.chat_id)]
    assert told.count("approved") == 1
