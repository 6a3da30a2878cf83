"""Contacts from the plan to the review: who was offered them, what was timed, answered and sent."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.contact import Moment, Outcome, Source, State
from domain.service import Channel
from domain.storage.columns import Id, Money, UtcMoment, word
from domain.storage.tables.base import metadata, of_agency, row_id, to

contact = Table(
    "contact",
    metadata,
    row_id(),
    of_agency(),
    to("study"),
    to("wave"),
    Column("code", String(20), nullable=False),
    Column("service", String(100), nullable=False),
    Column("unit", String(100), nullable=False),
    Column("scenario", String(100), nullable=False),
    Column("profile", String(100), nullable=False),
    Column("channel", word(Channel), nullable=False),
    Column("thread", String(120), nullable=False, default=""),
    Column("step", Integer, nullable=False, default=0),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("fee", Money, nullable=False),
    Column("bonus", Money, comment="on top of the fee, for an opening that is hard to fill"),
    Column("state", word(State), nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("shopper_id", Id, ForeignKey("person.id"), index=True),
    Column("alias", String(100), nullable=False, default=""),
    Column("outcome", word(Outcome)),
    Column("reached_unit", String(100), nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("asking", String(100), nullable=False, default=""),
    Column("submitted_at", UtcMoment),
    Column("submitted_from", word(State), comment="the state it was handed in from: where it goes when taken back"),
    Column("score_index", Float, comment="0..100 as last submitted; null when nothing could be scored"),
    UniqueConstraint("agency_id", "code"),
    Index("ix_contact_study_state", "study_id", "state"),
)

assignment = Table(
    "assignment",
    metadata,
    row_id(),
    of_agency(),
    to("contact"),
    Column("shopper_id", Id, ForeignKey("person.id"), nullable=False, index=True),
    Column("state", String(20), nullable=False, comment="offered, accepted, declined, released, expired"),
    Column("offered_by", Id, ForeignKey("person.id"), nullable=False),
    Column("offered_at", UtcMoment, nullable=False),
    Column("answered_at", UtcMoment),
    comment="who was offered what, and what came of it; nothing is removed",
)

timing = Table(
    "timing",
    metadata,
    row_id(),
    of_agency(),
    to("contact"),
    Column("attempt", Integer, nullable=False, comment="which try of the contact, from 0"),
    Column("moment", word(Moment), nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("source", word(Source), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("message_id", BigInteger, comment="the message that told it, so that editing the message corrects it"),
    Column("recorded_at", UtcMoment, nullable=False),
    Index("ix_timing_message_id", "message_id"),
    comment="the newest row of a moment is the one that counts; the others stay",
)

answer = Table(
    "answer",
    metadata,
    row_id(),
    of_agency(),
    to("contact", index=False),
    Column("question", String(100), nullable=False),
    Column("value", Text, nullable=False, default="", comment="as ODK writes it"),
    Column("state", String(20), nullable=False, comment="given, skipped, not_applicable"),
    Column("comment", Text, nullable=False, default=""),
    Column("answered_at", UtcMoment, nullable=False),
    UniqueConstraint("contact_id", "question"),
)

digest = Table(
    "digest",
    metadata,
    Column("contact_id", Id, ForeignKey("contact.id"), primary_key=True, autoincrement=False),
    of_agency(),
    Column("asked", Text, nullable=False, comment="JSON: [question, state] of each answer"),
    Column(
        "given",
        Text,
        nullable=False,
        comment="their values a line each, with \\n and \\\\ for line breaks and backslashes",
    ),
    Column("comments", Text, nullable=False, comment="JSON: those that are not empty, by question"),
    *(Column(moment, UtcMoment, comment="of the last try, as it counts") for moment in Moment),
    comment="answers and times of an approved contact in one row for analyses, dropped when any of them changes",
)

answer_change = Table(
    "answer_change",
    metadata,
    row_id(),
    of_agency(),
    to("contact"),
    Column("question", String(100), nullable=False),
    Column("value", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("comment", Text, nullable=False),
    Column("by_person", Id, ForeignKey("person.id"), nullable=False),
    Column("changed_at", UtcMoment, nullable=False),
    Column("message_id", BigInteger, comment="the message it came in, so that editing the message corrects it"),
    Column("part", String(10), nullable=False, default="", comment="what the message holds: value or comment"),
    Index("ix_answer_change_by_message", "by_person", "message_id"),
    comment="every value an answer has had, the present one too",
)

attachment = Table(
    "attachment",
    metadata,
    row_id(),
    of_agency(),
    to("contact"),
    Column("question", String(100), nullable=False, comment="what it answers or comments; empty: the whole contact"),
    Column("purpose", String(20), nullable=False, comment="answer, comment or story"),
    Column("kind", String(20), nullable=False, comment="voice, audio, photo, video or document"),
    Column("file_id", String(200), nullable=False, comment="Telegram's own name for it"),
    Column("file_unique_id", String(100), nullable=False),
    Column("filename", String(255), nullable=False, default=""),
    Column("mime_type", String(100), nullable=False, default=""),
    Column("size", BigInteger, nullable=False, default=0),
    Column("seconds", Integer),
    Column("state", String(20), nullable=False, comment="owed, kept, too_large, lost, removed, destroyed"),
    Column("sha256", String(64), nullable=False, default=""),
    Column("path", String(300), nullable=False, default="", comment="of our own copy, under MEDIA_URL"),
    Column("album", String(64), nullable=False, default="", comment="Telegram's name of the album it came in"),
    Column("likeness", String(16), nullable=False, default="", comment="of a picture: near copies have near ones"),
    Column("transcript", Text, nullable=False, default="", comment="of a voice note, written out by a reviewer"),
    Column("message_id", BigInteger, comment="the message it came in, so that editing the message corrects it"),
    Column("added_at", UtcMoment, nullable=False),
    Index("ix_attachment_message_id", "message_id"),
)

stage = Table(
    "stage",
    metadata,
    row_id(),
    of_agency(),
    to("contact"),
    Column("stage", String(120), nullable=False, comment="empty: the first; later; or ${date question}"),
    Column("state", String(20), nullable=False, comment="waiting, due, submitted"),
    Column("due_at", UtcMoment),
    Column("submitted_at", UtcMoment),
    UniqueConstraint("contact_id", "stage"),
)

review = Table(
    "review",
    metadata,
    row_id(),
    of_agency(),
    to("contact"),
    Column("reviewer_id", Id, ForeignKey("person.id"), nullable=False),
    Column("decision", String(20), nullable=False, comment="approve, return, exclude"),
    Column("words", JSON, nullable=False, comment="what is asked of each returned metric; or the reason, under ''"),
    Column("reviewed_at", UtcMoment, nullable=False),
)

alert = Table(
    "alert",
    metadata,
    row_id(),
    of_agency(),
    to("contact"),
    Column("question", String(100), nullable=False),
    Column("state", String(20), nullable=False, comment="raised, confirmed, dropped, recalled"),
    Column("raised_at", UtcMoment, nullable=False),
    Column("decided_by", Id, ForeignKey("person.id")),
    Column("decided_at", UtcMoment),
    UniqueConstraint("contact_id", "question"),
    comment="critical failures: told to the coordinator at once, to the client after a confirmation",
)
