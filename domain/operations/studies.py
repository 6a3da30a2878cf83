"""From a workbook sent in chat to a study."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import RowMapping

from domain.fault import Fault
from domain.operations.access import Action, ensure
from domain.person import Person
from domain.refusal import FileTooLarge, NotAWorkbook, StudyIsThere, Unknown, WaveIsClosed, WorkbookHasFaults
from domain.storage import audit, clients, outbox, studies
from domain.storage.transaction import Transaction
from domain.study import Study

WORKBOOK_BYTES = 5 * 1024 * 1024


def receive(tx: Transaction, *, by: Person, file_id: str, filename: str, size: int, now: datetime) -> int:
    """Notes a workbook to be read; returns the upload's id."""
    ensure(by, Action.RUN)
    if not filename.lower().endswith(".xlsx"):
        raise NotAWorkbook
    if size > WORKBOOK_BYTES:
        raise FileTooLarge(limit=WORKBOOK_BYTES // 1024 // 1024)
    return studies.add_upload(tx, person_id=by.id, file_id=file_id, filename=filename, size=size, now=now)


def note_read(
    tx: Transaction,
    *,
    upload_id: int,
    sha256: str,
    study: Study | None,
    faults: Sequence[Fault],
    warnings: Sequence[Fault],
) -> None:
    """Keeps what was read of a workbook: the study to be, or its faults."""
    studies.change_upload(
        tx,
        upload_id,
        sha256=sha256,
        state="previewed" if study else "refused",
        definition=study.model_dump_json() if study else None,
        faults={"faults": [_stored(f) for f in faults], "warnings": [_stored(w) for w in warnings]},
    )


def of_file(tx: Transaction, *, by: Person, sha256: str) -> RowMapping | None:
    """Returns the study that was made from exactly this file."""
    ensure(by, Action.RUN)
    return studies.of_file(tx, sha256)


def alike(tx: Transaction, *, by: Person, made: Study) -> RowMapping | None:
    """Returns a study that has the client, the name and a wave of the one to be, whatever file it came from."""
    ensure(by, Action.RUN)
    client = clients.find(tx, made.terms.client)
    for row in studies.of_client(tx, client["id"]) if client else ():
        waves = {wave["name"].casefold() for wave in studies.waves_of(tx, row["id"])}
        if row["name"].casefold() == made.terms.name.casefold() and made.terms.wave.casefold() in waves:
            return row
    return None


def create(tx: Transaction, *, by: Person, upload_id: int, simulated: bool, now: datetime) -> int:
    """Creates the study of a workbook that is whole; the same file twice is the same study."""
    upload = own_upload(tx, by, upload_id)
    known = studies.of_file(tx, upload["sha256"])
    if known is not None:
        raise StudyIsThere(name=known["name"], place={"kind": "study", "study": known["id"]})
    if upload["state"] != "previewed":
        raise WorkbookHasFaults
    made = Study.model_validate_json(upload["definition"])
    client_id = clients.find_or_add(tx, made.terms.client)
    id = studies.add(
        tx, client_id=client_id, made=made, sha256=upload["sha256"], simulated=simulated, by=by.id, now=now
    )
    studies.change_upload(tx, upload_id, state="created", definition=None)
    audit.note(tx, by.id, "create study", str(id), now)
    return id


def discard(tx: Transaction, *, by: Person, upload_id: int) -> None:
    """Drops a workbook that was only looked at."""
    own_upload(tx, by, upload_id)
    studies.change_upload(tx, upload_id, state="discarded", definition=None)


def give_template(tx: Transaction, *, by: Person, now: datetime) -> None:
    """Sends somebody who runs studies an example workbook to begin from."""
    ensure(by, Action.RUN)
    outbox.tell(tx, by, "template", now)


def own_upload(tx: Transaction, by: Person, upload_id: int) -> RowMapping:
    """Returns a workbook that this person sent (Unknown otherwise)."""
    ensure(by, Action.RUN)
    upload = studies.get_upload(tx, upload_id)
    if upload is None or upload["person_id"] != by.id:
        raise Unknown
    return upload


def a_study(tx: Transaction, by: Person, study_id: int) -> RowMapping:
    """Returns a study to those who run studies (Unknown otherwise)."""
    ensure(by, Action.RUN)
    found = studies.get(tx, study_id)
    if found is None:
        raise Unknown
    return found


def ensure_wave_open(wave: RowMapping) -> None:
    """Refuses a wave that has been closed (WaveIsClosed)."""
    if wave["closed_at"] is not None:
        raise WaveIsClosed(wave=wave["name"], place={"kind": "study", "study": wave["study_id"]})


def _stored(fault: Fault) -> dict[str, object]:
    return {**asdict(fault), "details": {name: str(value) for name, value in fault.details.items()}}
