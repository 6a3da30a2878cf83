"""When a photo counts as one that stands in another contact."""

import pytest

from domain.flags import Flag
from domain.operations.reviews import copies_in, flags_of
from domain.person import Person, Role
from domain.storage import answers
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW
from tests.counting import counted

HERS, HIS = "HAVU-003", "HAVU-004"
LOOKS, NEARLY, OTHERWISE = "0f0f0f0f0f0f0f0f", "0f0f0f0f0f0f0f0e", "00ff00ff00ff00ff"


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    joined = agency.join(tx, Role.COORDINATOR, "Kaisa")
    agency.planned(tx, joined)
    return joined


def _sent(tx: Transaction, code: str, **rest: str) -> int:
    about = {"kind": "photo", "mime_type": "image/jpeg", "file_unique_id": code, "state": "kept", **rest}
    return answers.attach(
        tx,
        contact_id=agency.contact(tx, code).id,
        question="kuva",
        purpose="answer",
        file_id="file",
        added_at=NOW,
        **about,
    )


def _is_flagged(tx: Transaction, code: str) -> bool:
    return Flag.COPIED_PHOTO in flags_of(tx, agency.contact(tx, code), NOW)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("hers", "his", "expected"),
    [
        ({"likeness": LOOKS}, {"likeness": NEARLY}, True),
        ({"likeness": LOOKS}, {"likeness": OTHERWISE}, False),
        ({"file_unique_id": "one"}, {"file_unique_id": "one", "state": "owed"}, True),
        ({"likeness": ""}, {"likeness": ""}, False),
        ({"likeness": LOOKS}, {"likeness": LOOKS, "kind": "document", "mime_type": "image/png"}, True),
        ({"likeness": LOOKS}, {"likeness": LOOKS, "kind": "document", "mime_type": "IMAGE/PNG"}, True),
        ({"likeness": LOOKS, "state": "removed"}, {"likeness": LOOKS}, False),
        ({"file_unique_id": "one", "kind": "voice", "mime_type": "audio/ogg"}, {"file_unique_id": "one"}, False),
        (
            {"file_unique_id": "one", "kind": "document", "mime_type": "application/pdf"},
            {"file_unique_id": "one", "kind": "document", "mime_type": "application/pdf"},
            False,
        ),
    ],
    ids=["near", "far", "same file", "no likeness", "as a file", "as a FILE", "removed", "voice note", "papers"],
)
def test_both_contacts_with_a_photo_are_flagged(
    tx: Transaction, kaisa: Person, hers: dict[str, str], his: dict[str, str], expected: bool
) -> None:
    _sent(tx, HERS, **hers)
    _sent(tx, HIS, **his)
    assert (_is_flagged(tx, HERS), _is_flagged(tx, HIS)) == (expected, expected)


def test_the_same_photo_twice_in_one_contact_is_no_copy(tx: Transaction, kaisa: Person) -> None:
    _sent(tx, HERS, likeness=LOOKS)
    _sent(tx, HERS, likeness=LOOKS)
    assert not _is_flagged(tx, HERS)


def test_a_photo_of_another_study_is_not_looked_at(tx: Transaction, kaisa: Person) -> None:
    agency.planned(tx, kaisa)
    _sent(tx, HERS, likeness=LOOKS)
    _sent(tx, "HAVU-025", likeness=LOOKS)
    assert agency.contact(tx, "HAVU-025").study_id != agency.contact(tx, HERS).study_id
    assert not _is_flagged(tx, HERS)


@pytest.mark.both_databases
def test_a_picture_among_many_is_found_by_one_look_at_the_study(tx: Transaction, kaisa: Person) -> None:
    study = agency.contact(tx, HERS).study_id
    _sent(tx, HERS, likeness=LOOKS)
    _sent(tx, HIS, likeness=NEARLY)
    few, _ = counted(tx, lambda: copies_in(tx, study))
    for code in agency.codes(range(5, 20)):
        _sent(tx, code, likeness="")
    many, copies = counted(tx, lambda: copies_in(tx, study))
    assert many == few
    assert copies.photos == {agency.contact(tx, HERS).id, agency.contact(tx, HIS).id}
