"""How long recordings are kept, and files that nobody has saved."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import RowMapping

from domain.metric import Measure
from domain.storage import answers, audit, contacts, figures, studies
from domain.storage.transaction import Transaction

UNSAVED_KEPT = timedelta(days=30)
"""How long what was read of a client's CSV is kept when nobody saves it."""


def forget_unsaved_figures(tx: Transaction, now: datetime) -> None:
    """Drops what was read of CSVs that nobody has saved for a month: there may be callers' numbers in it."""
    figures.forget(tx, now - UNSAVED_KEPT)


def recordings_to_destroy(tx: Transaction, now: datetime) -> Sequence[RowMapping]:
    """Returns the recordings whose study's time for keeping them is over."""
    due: list[RowMapping] = []
    for row in studies.all_of(tx):
        study = studies.definition(row)
        if study.terms.recordings_kept_days is not None:
            names = [q.name for q in study.form.questions if q.measure is Measure.RECORDING]
            before = now - timedelta(days=study.terms.recordings_kept_days)
            due += answers.attachments_before(tx, row["id"], names, before)
    return due


def note_destroyed(tx: Transaction, file: RowMapping, now: datetime) -> None:
    """Notes that our copy of a recording, and the reference to Telegram's, are gone; one removed meanwhile stays so."""
    row = answers.get_attachment(tx, file["id"])
    if row is None or row["state"] == "removed":
        return
    answers.change_attachment(tx, file["id"], state="destroyed", path="", file_id="", sha256=file["sha256"])
    contact = contacts.get(tx, file["contact_id"])
    audit.note(tx, None, "destroy recording", contact.code if contact else "", now, attachment=file["id"])
