"""A file whose message was edited: another one in its place, or other words under it."""

from datetime import datetime

from sqlalchemy import RowMapping

from domain.attaching import put_in_place
from domain.attachment import Attachment, Purpose, ReceivedFile
from domain.contact import State
from domain.operations.access import own_contact
from domain.operations.answers import may_still_change, said_of, write
from domain.operations.files import attach
from domain.operations.sheets import sheet_of
from domain.person import Person
from domain.refusal import HandedIn
from domain.sheet import Sheet
from domain.storage import answers
from domain.storage.answers import Part
from domain.storage.transaction import Transaction


def replace(
    tx: Transaction, *, by: Person, message_id: int, file: ReceivedFile, caption: str = "", now: datetime
) -> Sheet | None:
    """Puts a file in the place of the one that came in a message, and returns the sheet as it stood before.

    None when no file came in the message, when it has been taken away since, or when it is the same one. The earlier
    file is removed; the trail keeps what it answered. Raises HandedIn once the answer has been handed in.
    """
    row = answers.file_in_message(tx, by.id, message_id)
    if row is None or row["file_unique_id"] == file.unique_id:
        return None
    sheet = sheet_of(tx, own_contact(tx, by, row["contact_id"]), now)
    earlier = next(each for each in sheet.files if each.id == row["id"])
    if not _may_change(sheet, earlier, row):
        raise HandedIn(code=sheet.contact.code)
    with said_of(sheet.study.form.question(earlier.question) if earlier.question else None, sheet, by):
        entry = put_in_place(sheet, earlier, file)
    write(tx, by, sheet, entry, message_id=message_id, part=Part.COMMENT)
    words = caption if earlier.purpose is Purpose.STORY else ""
    attach(
        tx,
        sheet.contact.id,
        earlier.question,
        earlier.purpose,
        file,
        now,
        album=earlier.album,
        words=words,
        message_id=message_id,
    )
    return sheet


def _may_change(sheet: Sheet, file: Attachment, row: RowMapping) -> bool:
    if file.purpose is Purpose.STORY:
        return sheet.contact.state is State.ANSWERING
    return may_still_change(sheet, sheet.study.form.question(file.question), row["added_at"])


def reword_story(tx: Transaction, *, by: Person, message_id: int, words: str, now: datetime) -> Sheet | None:
    """Changes the words under the voice note in which a contact was told first, and returns its sheet.

    None when no such voice note came in the message, or when they are the same. Once the contact has been handed in
    they are what the reviewer reads, and stay (HandedIn).
    """
    row = answers.file_in_message(tx, by.id, message_id)
    if row is None or row["purpose"] != Purpose.STORY or row["transcript"] == words:
        return None
    sheet = sheet_of(tx, own_contact(tx, by, row["contact_id"]), now)
    if sheet.contact.state is not State.ANSWERING:
        raise HandedIn(code=sheet.contact.code)
    answers.change_attachment(tx, row["id"], transcript=words)
    return sheet
