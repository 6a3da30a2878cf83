"""Answers with every value they have had, and the files that came with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, or_, select

from domain.answer import Answer, AnswerState
from domain.attachment import Attachment, FileKind, Purpose
from domain.storage import digests
from domain.storage.tables import answer, answer_change, attachment, contact
from domain.storage.transaction import Transaction


class Part(StrEnum):
    """What of an answer came in a message."""

    VALUE = "value"
    COMMENT = "comment"


def of_contact(tx: Transaction, contact_id: int) -> Mapping[str, Answer]:
    """Returns a contact's answers by question."""
    return {row["question"]: _answer(row) for row in tx.all(answer, contact_id=contact_id)}


def of_contacts(tx: Transaction, contact_ids: Sequence[int]) -> Mapping[int, Mapping[str, Answer]]:
    """Returns the answers by question of each contact that has any, by its id."""
    found: dict[int, dict[str, Answer]] = {}
    for row in tx.all(answer, answer.c.contact_id.in_(contact_ids)):
        found.setdefault(row["contact_id"], {})[row["question"]] = _answer(row)
    return found


def _answer(row: RowMapping) -> Answer:
    return Answer(row["question"], row["value"], AnswerState(row["state"]), row["comment"], row["answered_at"])


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
    digests.drop(tx, contact_id)
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
    digests.drop(tx, contact_id)
    tx.change(answer, answer.c.contact_id == contact_id, answer.c.question.in_(questions), state=state)


def with_same_words(tx: Transaction, study_id: int, questions: Sequence[str], *, at_least: int) -> set[int]:
    """Returns the contacts of a study that give an answer of so many characters which stands in another one too.

    Only these questions are looked at. An answer that has become irrelevant is a copy of nothing, but may be copied.
    """
    long = (
        answer.c.agency_id == tx.agency,
        answer.c.contact_id.in_(_of_study(tx, study_id)),
        answer.c.question.in_(questions),
        func.length(answer.c.value) >= at_least,
    )
    in_several = (
        select(answer.c.value)
        .where(*long)
        .group_by(answer.c.value)
        .having(func.min(answer.c.contact_id) < func.max(answer.c.contact_id))
    )
    counted = answer.c.state.in_((AnswerState.GIVEN, AnswerState.RETURNED))
    statement = select(answer.c.contact_id).where(*long, counted, answer.c.value.in_(in_several))
    return {row["contact_id"] for row in tx.read(statement)}


def _of_study(tx: Transaction, study_id: int) -> Select[tuple[int]]:
    return select(contact.c.id).where(contact.c.agency_id == tx.agency, contact.c.study_id == study_id)


def attach(tx: Transaction, **values: Any) -> int:
    """Notes a file that came with an answer; our own copy is owed until it has been kept."""
    return tx.add(attachment, **values)


def attachments_of(tx: Transaction, contact_id: int) -> Sequence[Attachment]:
    """Returns a contact's files in the order they came, except those that have been removed."""
    rows = tx.all(attachment, attachment.c.state != "removed", contact_id=contact_id)
    return [_attachment(row) for row in rows]


def attachments_of_all(tx: Transaction, contact_ids: Sequence[int]) -> Mapping[int, Sequence[Attachment]]:
    """Returns the files of each contact that has any as `attachments_of` does, by its id."""
    found: dict[int, list[Attachment]] = {}
    for row in tx.all(attachment, attachment.c.contact_id.in_(contact_ids), attachment.c.state != "removed"):
        found.setdefault(row["contact_id"], []).append(_attachment(row))
    return found


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
        path=row["path"] if row["state"] == "kept" else "",
        transcript=row["transcript"],
        likeness=row["likeness"],
        mime_type=row["mime_type"],
    )


def get_attachment(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the file of that id."""
    return tx.one(attachment, attachment.c.id == id)


def file_in_message(tx: Transaction, by: int, message_id: int) -> RowMapping | None:
    """Returns the file that came in a shopper's message, if it has not been removed."""
    own = select(contact.c.id).where(contact.c.agency_id == tx.agency, contact.c.shopper_id == by)
    there = (attachment.c.message_id == message_id, attachment.c.contact_id.in_(own), attachment.c.state != "removed")
    return next(iter(tx.all(attachment, *there, order=attachment.c.id.desc(), limit=1)), None)


def owed_attachments(tx: Transaction, *, besides: Sequence[int] = ()) -> Sequence[RowMapping]:
    """Returns the files of which we have no copy of our own yet, but for those that wait for another try."""
    return tx.all(attachment, *_but(besides), limit=20, state="owed")


def attachments_before(
    tx: Transaction, study_id: int, questions: Sequence[str], before: datetime
) -> Sequence[RowMapping]:
    """Returns a study's files that answer these questions, came before a moment, and are neither removed nor destroyed.

    Those that have been removed are let go at once (`removed_copies`).
    """
    return tx.all(
        attachment,
        attachment.c.contact_id.in_(_of_study(tx, study_id)),
        attachment.c.question.in_(questions),
        attachment.c.state.not_in(("removed", "destroyed")),
        attachment.c.added_at < before,
    )


def pictures_of(tx: Transaction, study_id: int) -> Sequence[RowMapping]:
    """Returns the pictures of a study's contacts, except those that have been removed."""
    of = attachment.c
    statement = select(of.contact_id, of.file_unique_id, of.likeness, of.kind, of.mime_type).where(
        of.agency_id == tx.agency,
        of.contact_id.in_(_of_study(tx, study_id)),
        of.kind.in_((FileKind.PHOTO, FileKind.DOCUMENT)),
        of.state != "removed",
    )
    return [row for row in tx.read(statement) if is_picture(row)]


def is_picture(file: RowMapping) -> bool:
    """Says whether a file is a picture, sent as a photo or as a file."""
    if file["kind"] == FileKind.PHOTO:
        return True
    # old rows hold types as Telegram wrote them
    return file["kind"] == FileKind.DOCUMENT and str(file["mime_type"]).lower().startswith("image/")


def change_attachment(tx: Transaction, id: int, **values: Any) -> None:
    """Changes what is known of a file."""
    tx.change(attachment, attachment.c.id == id, **values)


def settle_attachment(tx: Transaction, id: int, **values: Any) -> bool:
    """Notes where an owed copy is put, or what became of it; False when the file has been replaced meanwhile."""
    return tx.change(attachment, attachment.c.id == id, attachment.c.state == "owed", **values) == 1


def removed_copies(tx: Transaction, *, besides: Sequence[int] = ()) -> Sequence[RowMapping]:
    """Returns removed files of which we may still have a copy or Telegram's reference, but for these."""
    return tx.all(attachment, _HELD, *_but(besides), limit=20, state="removed")


_HELD = or_(attachment.c.path != "", attachment.c.file_id != "")


def _but(ids: Sequence[int]) -> Sequence[ColumnElement[bool]]:
    return [attachment.c.id.not_in(ids)] if ids else []


def remove_attachments(tx: Transaction, ids: Sequence[int]) -> None:
    """Marks files as removed; their copies go after them."""
    if ids:
        tx.change(attachment, attachment.c.id.in_(ids), state="removed")
