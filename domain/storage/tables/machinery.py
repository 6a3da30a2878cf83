"""What the program itself keeps: updates, cards, messages to send, heavy work, the audit trail."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.storage.columns import Id, UtcMoment
from domain.storage.tables.base import metadata, of_agency, row_id, to

inbox = Table(
    "inbox",
    metadata,
    Column("arrival", Id, primary_key=True, comment="the order of work; update ids restart after an idle week"),
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False, comment="0 when the update has no chat"),
    Column("body", Text, nullable=False),
    Column("state", String(10), nullable=False, comment="new, done, aside"),
    Column("error", Text, nullable=False, default=""),
    Column("arrived_at", UtcMoment, nullable=False),
    UniqueConstraint("bot_id", "update_id"),
    Index("ix_inbox_state_chat", "state", "chat_id", "arrival"),
    Index("ix_inbox_state_arrived", "state", "arrived_at"),
)

card = Table(
    "card",
    metadata,
    row_id(),
    Column("agency_id", Id, nullable=False),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("place", JSON, nullable=False, comment="what the card shows: its kind and the ids it needs"),
    Column("note", JSON, comment="one sentence above it: a refusal, or that a press was stale"),
    Column("message_id", BigInteger, comment="where it stands in the chat; null until it has been sent"),
    Column("left_id", BigInteger, comment="the message it stood in before, whose buttons are to be taken away"),
    Column("owed", Boolean, nullable=False, default=False, comment="true until Telegram has accepted it"),
    Column("turn", Integer, nullable=False, default=0, comment="rises with every change"),
    Column("turned_at", UtcMoment, nullable=False),
    Column(
        "pressed",
        String(100),
        nullable=False,
        default="",
        comment="the button that led to it: a double tap is one press",
    ),
    Index("ix_card_owed", "owed"),
    comment="one open card a chat; drawn from storage, so that it can be shown again at any time",
)

outbox = Table(
    "outbox",
    metadata,
    row_id(),
    Column("agency_id", Id, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("notice", JSON, nullable=False, comment="its kind and ids; the words are made when it is sent"),
    Column(
        "state",
        String(10),
        nullable=False,
        comment="due, sent, refused; blocked until its reader is reached; kept until due_at, deleted",
    ),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", UtcMoment, nullable=False),
    Column("created_at", UtcMoment, nullable=False),
    Column("message_id", BigInteger),
    Column("error", Text, nullable=False, default=""),
    Index("ix_outbox_state_due", "state", "due_at"),
)

job = Table(
    "job",
    metadata,
    row_id(),
    Column("agency_id", Id, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("ids", JSON, nullable=False),
    Column("state", String(10), nullable=False, comment="waiting, done, failed"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text, nullable=False, default=""),
    Column("due_at", UtcMoment, nullable=False),
    Column("created_at", UtcMoment, nullable=False),
    Index("ix_job_state", "state"),
    comment="heavy work for the worker process: quotes and analyses to print",
)

audit = Table(
    "audit",
    metadata,
    row_id(),
    of_agency(),
    to("person", nullable=True),
    Column("action", String(60), nullable=False),
    Column("thing", String(60), nullable=False),
    Column("details", JSON, nullable=False),
    Column("at", UtcMoment, nullable=False),
    comment="who did what to what; nothing is removed",
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("at", UtcMoment, nullable=False, comment="when updates were last taken in"),
)
