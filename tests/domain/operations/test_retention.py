"""How long recordings are kept, and what removed ones come to."""

from datetime import timedelta

import pytest

from domain.operations import retention
from domain.person import Role
from domain.storage import answers
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

OVER = NOW + timedelta(days=91)


@pytest.fixture
def contact_id(tx: Transaction) -> int:
    agency.planned(tx, agency.join(tx, Role.COORDINATOR, "Kaisa"))
    return agency.contact(tx, "HAVU-003").id


def _recorded(tx: Transaction, contact_id: int, state: str = "kept") -> int:
    about = {"question": "nauhoite", "purpose": "answer", "kind": "audio", "path": "contacts/1/1.m4a"}
    return answers.attach(
        tx, contact_id=contact_id, file_id="f", file_unique_id="u", state=state, added_at=NOW, **about
    )


def _destroy(tx: Transaction) -> list[int]:
    due = retention.recordings_to_destroy(tx, OVER)
    for file in due:
        retention.note_destroyed(tx, file, OVER)
    return [file["id"] for file in due]


def test_a_recording_is_destroyed_once_on_its_day(tx: Transaction, contact_id: int) -> None:
    id = _recorded(tx, contact_id)
    assert retention.recordings_to_destroy(tx, NOW) == []
    assert (_destroy(tx), _destroy(tx)) == ([id], [])
    assert [file.state for file in answers.attachments_of(tx, contact_id)] == ["destroyed"]


def test_one_that_was_removed_does_not_come_back(tx: Transaction, contact_id: int) -> None:
    answers.remove_attachments(tx, [_recorded(tx, contact_id)])
    assert _destroy(tx) == []
    assert answers.attachments_of(tx, contact_id) == []


def test_one_that_is_removed_just_then_stays_removed(tx: Transaction, contact_id: int) -> None:
    id = _recorded(tx, contact_id)
    [due] = retention.recordings_to_destroy(tx, OVER)
    answers.remove_attachments(tx, [id])
    retention.note_destroyed(tx, due, OVER)
    assert answers.attachments_of(tx, contact_id) == []
    assert [row["id"] for row in answers.removed_copies(tx)] == [id]
