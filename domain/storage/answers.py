"""Answers with every value they have had, and the files that came with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, FromClause, RowMapping, and_, exists, or_, select

from domain.answer import Answer, AnswerState
from domain.attachment import Attachment, FileKind, Purpose
from domain.storage.tables import answer, answer_change, attachment, contact
from domain.storage.transaction import Transaction


class Part(StrEnum):
    """What of an answer came in a message."""

    VALUE = "value"
    COMMENT = "comment"


def of_contact(tx: Transaction, contact_id: int) -> Mapping[str, Answer]:
    """Returns a contact's answers by question."""
    rows = tx.all(answer, answer.c.contact_id == contact_id)
    return {
        row["question"]: Answer(
            row["question"], row["value"], AnswerState(row["state"]), row["comment"], row["answered_at"]
        )
        for row in rows
    }


def put(
    tx: Transaction,
    contact_id: int,
    given: Answer,
    *,
    by: int,
    message_id: int | None = None,
    part: Part | None = None,
    changed_at: datetime | None = None,
) -> None:
    """Stores an answer, and the value in the trail of all its values.

    `part` says which of the two the message `message_id` holds. `changed_at` is when, if not as the answer was given: a
    comment or a correction that came later.
    """
    tx.put(
        answer,
        ("contact_id", "question"),
        contact_id=contact_id,
        question=given.question,
        value=given.value,
        state=given.state,
        comment=given.comment,
        answered_at=given.answered_at,
    )
    tx.add(
        answer_change,
        contact_id=contact_id,
        question=given.question,
        value=given.value,
        state=given.state,
        comment=given.comment,
        by_person=by,
        changed_at=changed_at or given.answered_at,
        message_id=message_id,
        part=part if message_id and part else "",
    )


def told_in(tx: Transaction, by: int, message_id: int) -> Sequence[RowMapping]:
    """Returns the traces that a person's message and its edits have left in the answers, oldest first."""
    return tx.all(answer_change, answer_change.c.by_person == by, answer_change.c.message_id == message_id)


def comment_before(tx: Transaction, contact_id: int, question: str, change_id: int) -> str:
    """Returns the comment that stood beside an answer before a trace was left."""
    earlier = (
        answer_change.c.contact_id == contact_id,
        answer_change.c.question == question,
        answer_change.c.id < change_id,
    )
    before = tx.all(answer_change, *earlier, order=answer_change.c.id.desc(), limit=1)
    return before[0]["comment"] if before else ""


def set_state(tx: Transaction, contact_id: int, questions: Sequence[str], state: AnswerState) -> None:
    """Marks answers, without touching their values."""
    tx.change(answer, answer.c.contact_id == contact_id, answer.c.question.in_(questions), state=state)


def same_words(tx: Transaction, contact_ids: Sequence[int], value: str, *, besides: int) -> bool:
    """Says whether another of these contacts has exactly these words as an answer."""
    return bool(
        tx.all(
            answer,
            answer.c.contact_id.in_(contact_ids),
            answer.c.contact_id != besides,
            answer.c.value == value,
            limit=1,
        )
    )


def attach(tx: Transaction, **values: Any) -> int:
    """Notes a file that came with an answer; our own copy is owed until it has been kept."""
    return tx.add(attachment, **values)


def attachments_of(tx: Transaction, contact_id: int) -> Sequence[Attachment]:
    """Returns a contact's files in the order they came, except those that have been removed."""
    rows = tx.all(attachment, attachment.c.contact_id == contact_id, attachment.c.state != "removed")
    return [_attachment(row) for row in rows]


def _attachment(row: RowMapping) -> Attachment:
    return Attachment(
        id=row["id"],
        question=row["question"],
        purpose=Purpose(row["purpose"]),
        kind=FileKind(row["kind"]),
        file_unique_id=row["file_unique_id"],
        seconds=row["seconds"],
        album=row["album"],
        state=row["state"],
        path=row["path"],
        transcript=row["transcript"],
        likeness=row["likeness"],
        mime_type=row["mime_type"],
    )


def get_attachment(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the file of that id."""
    return tx.one(attachment, attachment.c.id == id)


def owed_attachments(tx: Transaction, *, besides: Sequence[int] = ()) -> Sequence[RowMapping]:
    """Returns the files of which we have no copy of our own yet, but for those that wait for another try."""
    return tx.all(attachment, attachment.c.state == "owed", attachment.c.id.not_in(besides), limit=20)


def attachments_before(
    tx: Transaction, study_id: int, questions: Sequence[str], before: datetime
) -> Sequence[RowMapping]:
    """Returns a study's files that answer these questions, came before a moment, and have not been destroyed."""
    of_study = select(contact.c.id).where(contact.c.agency_id == tx.agency, contact.c.study_id == study_id)
    return tx.all(
        attachment,
        attachment.c.contact_id.in_(of_study),
        attachment.c.question.in_(questions),
        attachment.c.state != "destroyed",
        attachment.c.added_at < before,
    )


def pictures_beside(tx: Transaction, contact_id: int, study_id: int) -> Sequence[RowMapping]:
    """Returns the pictures of a contact and those of its study's others; none at all when it has none itself.

    Each has contact_id, file_unique_id and likeness; those that have been removed are left out.
    """
    own = attachment.alias()
    statement = (
        select(attachment.c.contact_id, attachment.c.file_unique_id, attachment.c.likeness)
        .join(contact, contact.c.id == attachment.c.contact_id)
        .where(
            attachment.c.agency_id == tx.agency,
            contact.c.agency_id == tx.agency,
            contact.c.study_id == study_id,
            _is_picture(attachment),
            exists().where(own.c.agency_id == tx.agency, own.c.contact_id == contact_id, _is_picture(own)),
        )
    )
    return tx.read(statement)


def _is_picture(files: FromClause) -> ColumnElement[bool]:
    sent_as_file = and_(files.c.kind == "document", files.c.mime_type.like("image/%"))
    return and_(files.c.state != "removed", or_(files.c.kind == "photo", sent_as_file))


def change_attachment(tx: Transaction, id: int, **values: Any) -> None:
    """Changes what is known of a file."""
    tx.change(attachment, attachment.c.id == id, **values)


def settle_attachment(tx: Transaction, id: int, **values: Any) -> bool:
    """Notes what became of the copy that was owed; False when the file has been replaced meanwhile."""
    return tx.change(attachment, attachment.c.id == id, attachment.c.state == "owed", **values) == 1


def removed_copies(tx: Transaction) -> Sequence[RowMapping]:
    """Returns removed files of which we still have a copy."""
    return tx.all(attachment, attachment.c.state == "removed", attachment.c.path != "", limit=20)


def remove_attachments(tx: Transaction, ids: Sequence[int]) -> None:
    """Marks files as removed; their copies go after them."""
    if ids:
        tx.change(attachment, attachment.c.id.in_(ids), state="removed")
