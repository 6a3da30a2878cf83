"""Writing voice notes out: who may, when, and how much."""

import pytest

from domain.attachment import FileKind, ReceivedFile
from domain.contact import State
from domain.operations import files, reviews
from domain.operations.sheets import sheet_of
from domain.person import Person, Role
from domain.refusal import NotExpected, NotThatState, Stale, TranscriptTooLong, Unknown
from domain.storage import answers as stored
from domain.storage import contacts
from domain.storage.tables import attachment, audit
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

PHONE = "HAVU-003"


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa")


@pytest.fixture
def aino(tx: Transaction, kaisa: Person) -> Person:
    """Aino, who has handed a contact in."""
    aino = agency.join(tx, Role.SHOPPER, "Aino")
    agency.planned(tx, kaisa)
    agency.taken(tx, kaisa, aino, PHONE)
    agency.submitted(tx, aino, PHONE, puuttui="")
    return aino


def sent(tx: Transaction, question: str, purpose: str = "answer", kind: str = "voice", state: str = "kept") -> int:
    """Returns the id of a file that came with the contact."""
    return stored.attach(
        tx,
        contact_id=agency.contact(tx, PHONE).id,
        question=question,
        purpose=purpose,
        kind=kind,
        file_id="f",
        file_unique_id="u",
        seconds=8,
        state=state,
        added_at=NOW,
    )


def write(tx: Transaction, by: Person, id: int, words: str = "Hyvin meni.") -> str:
    """Writes out, and returns what is stored then."""
    reviews.write_out(tx, by=by, attachment_id=id, words=words, now=NOW)
    row = stored.get_attachment(tx, id)
    assert row is not None
    return str(row["transcript"])


@pytest.mark.parametrize(
    ("question", "purpose", "kind"),
    [
        ("parasta", "answer", "voice"),
        ("parasta", "answer", "audio"),
        ("nps", "comment", "voice"),
        ("", "story", "voice"),
    ],
)
@pytest.mark.both_databases
@pytest.mark.usefixtures("aino")
def test_spoken_answers_comments_and_stories_are_written_out(
    tx: Transaction, kaisa: Person, question: str, purpose: str, kind: str
) -> None:
    assert write(tx, kaisa, sent(tx, question, purpose, kind), "  Hyvin meni. ") == "Hyvin meni."


@pytest.mark.parametrize(
    ("question", "purpose", "kind", "state"),
    [
        ("nauhoite", "answer", "audio", "kept"),
        ("nauhoite", "answer", "voice", "kept"),
        ("kuva", "answer", "photo", "kept"),
        ("puuttui", "answer", "voice", "kept"),  # was skipped after all
        ("parasta", "answer", "voice", "removed"),
        ("parasta", "answer", "voice", "destroyed"),
    ],
)
@pytest.mark.usefixtures("aino")
def test_recordings_pictures_and_what_does_not_stand_are_not(
    tx: Transaction, kaisa: Person, question: str, purpose: str, kind: str, state: str
) -> None:
    id = sent(tx, question, purpose, kind, state)
    with pytest.raises(Stale):
        write(tx, kaisa, id)
    contact = agency.contact(tx, PHONE)
    assert reviews.voice_notes(sheet_of(tx, contact, NOW)) == []


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED, State.APPROVED, State.EXCLUDED])
@pytest.mark.usefixtures("aino")
def test_a_contact_that_has_been_handed_in_is_written_out(tx: Transaction, kaisa: Person, state: State) -> None:
    id = sent(tx, "parasta")
    contacts.change(tx, agency.contact(tx, PHONE), state=state)
    assert write(tx, kaisa, id) == "Hyvin meni."


@pytest.mark.parametrize("state", [State.ACCEPTED, State.UNDERWAY, State.ANSWERING])
@pytest.mark.usefixtures("aino")
def test_one_that_the_shopper_still_has_in_hand_is_not(tx: Transaction, kaisa: Person, state: State) -> None:
    id = sent(tx, "parasta")
    contacts.change(tx, agency.contact(tx, PHONE), state=state)
    with pytest.raises(NotThatState):
        write(tx, kaisa, id)


def test_only_those_who_run_studies_write_out(tx: Transaction, aino: Person) -> None:
    id = sent(tx, "parasta")
    helmi = agency.join(tx, Role.CLIENT, "Helmi", client=agency.COMPANY)
    for by in (aino, helmi):
        with pytest.raises(Unknown):
            write(tx, by, id)
    assert write(tx, agency.join(tx, Role.OWNER, "Otso"), id)


def test_a_voice_note_that_is_not_there_is_unknown(tx: Transaction, kaisa: Person) -> None:
    with pytest.raises(Unknown):
        write(tx, kaisa, 4242)


@pytest.mark.usefixtures("aino")
def test_words_are_needed_and_not_too_many(tx: Transaction, kaisa: Person) -> None:
    id = sent(tx, "parasta")
    assert len(write(tx, kaisa, id, "x" * 4000)) == 4000
    with pytest.raises(TranscriptTooLong):
        write(tx, kaisa, id, "x" * 4001)
    with pytest.raises(NotExpected):
        write(tx, kaisa, id, " \n ")


@pytest.mark.usefixtures("aino")
def test_the_trail_tells_who_wrote_out_what_each_time_and_never_the_words(tx: Transaction, kaisa: Person) -> None:
    id = sent(tx, "parasta")
    write(tx, kaisa, id, "Salaista.")
    assert write(tx, kaisa, id, "Salaisempaa.") == "Salaisempaa."
    trail = tx.all(audit, audit.c.action == "write out")
    assert [(row["person_id"], row["thing"], row["details"]) for row in trail] == [
        (kaisa.id, PHONE, {"attachment": id})
    ] * 2


def test_a_new_voice_note_has_not_been_written_out(tx: Transaction, kaisa: Person, aino: Person) -> None:
    first = sent(tx, "parasta")
    write(tx, kaisa, first)
    contact = agency.contact(tx, PHONE)
    reviews.return_(tx, by=kaisa, contact_id=contact.id, version=None, words={"parasta": "Lisää?"}, now=NOW)
    file = ReceivedFile(file_id="g", unique_id="g", kind=FileKind.VOICE, name="", mime_type="", size=1, seconds=3)
    files.send(tx, by=aino, contact_id=contact.id, file=file, now=NOW)
    rows = tx.all(attachment, attachment.c.question == "parasta", attachment.c.state != "removed")
    assert [row["transcript"] for row in rows] == [""]
    with pytest.raises(Stale):
        write(tx, kaisa, first)
