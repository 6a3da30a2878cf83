"""How long recordings are kept, and what removed ones come to."""

from datetime import timedelta

import pytest

from domain.operations import figures, retention
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


def test_what_was_read_of_a_csv_is_dropped_after_a_month_unless_it_was_saved(tx: Transaction) -> None:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    agency.planned(tx, kaisa)
    unsaved = agency.figures_sent(tx, kaisa, "date;nps\n2026-11-02;9\n")
    refused = agency.figures_sent(tx, kaisa, "date;nps\n2026-11-02;11\n")
    saved = agency.figures_saved(tx, kaisa)
    rows = {id: figures.readable(tx, kaisa, id) for id in (unsaved, refused, saved)}
    assert (rows[refused]["state"], bool(rows[refused]["faults"])) == ("refused", True)
    for now, left in ((NOW + timedelta(days=30), {unsaved, refused, saved}), (NOW + timedelta(days=31), {saved})):
        retention.forget_unsaved_figures(tx, now)
        rows = {id: figures.readable(tx, kaisa, id) for id in rows}
        assert {id for id, row in rows.items() if row["content"] or row["faults"]} == left
    assert [rows[id]["state"] for id in (unsaved, refused, saved)] == ["discarded", "discarded", "saved"]
