"""The tables. Every row that belongs to an agency carries its id; moments are UTC, money is exact."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from domain.action import ActionState
from domain.contact import Moment, Outcome, Source, State
from domain.person import Role
from domain.service import Channel
from domain.storage.columns import Id, Money, UtcMoment, word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True)


def _agency() -> Column[int]:
    return Column("agency_id", Id, ForeignKey("agency.id"), nullable=False, index=True)


def _to(table: str, *, nullable: bool = False, index: bool = True, name: str = "") -> Column[Any]:
    return Column(name or f"{table}_id", Id, ForeignKey(f"{table}.id"), nullable=nullable, index=index)


def _some(name: str, *columns: str, where: str) -> Index:
    """An index of some rows: a query reaches it with the very same words."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


agency = Table("agency", metadata, _id(), Column("name", String(200), nullable=False))

client = Table(
    "client",
    metadata,
    _id(),
    _agency(),
    Column("name", String(200), nullable=False),
    Column("letters", String(8), nullable=False, comment="begin the codes of its contacts: HAVU"),
    Column(
        "last_number", Integer, nullable=False, default=0, comment="of its contacts, running over studies and waves"
    ),
    UniqueConstraint("agency_id", "letters"),
    UniqueConstraint("agency_id", "name", name="uq_client_name"),
)

person = Table(
    "person",
    metadata,
    _id(),
    _agency(),
    Column("code", String(8), nullable=False),
    Column("name", String(100), nullable=False, comment="the agency's own name for them"),
    Column("role", word(Role), nullable=False),
    _to("client", nullable=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("language", String(8), nullable=False),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("joined_at", UtcMoment, nullable=False),
    UniqueConstraint("agency_id", "code"),
    UniqueConstraint("agency_id", "chat_id", name="uq_person_chat"),
)

invitation = Table(
    "invitation",
    metadata,
    _id(),
    _agency(),
    Column("nonce", String(30), nullable=False, comment="with the installation's secret it makes the code again"),
    Column("code_hash", String(64), nullable=False, unique=True, comment="SHA-256; the code itself is kept nowhere"),
    Column("role", word(Role), nullable=False),
    Column("name", String(100), nullable=False, default=""),
    _to("client", nullable=True),
    Column("invited_by", Id, ForeignKey("person.id"), comment="null: from the command line"),
    Column("created_at", UtcMoment, nullable=False),
    Column("expires_at", UtcMoment, nullable=False),
    Column("used_at", UtcMoment),
    Column("used_by", Id, ForeignKey("person.id")),
)

upload = Table(
    "upload",
    metadata,
    _id(),
    _agency(),
    _to("person"),
    Column("file_id", String(200), nullable=False),
    Column("filename", String(255), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False, default=""),
    Column("state", String(20), nullable=False, comment="waiting, previewed, created, discarded, refused"),
    Column("definition", Text, comment="the study as JSON, when the workbook is whole"),
    Column("faults", JSON, comment="what was wrong, or worth a warning, by place"),
    Column("created_at", UtcMoment, nullable=False),
    comment="workbooks sent in chat, before they are studies",
)

study = Table(
    "study",
    metadata,
    _id(),
    _agency(),
    _to("client"),
    Column("name", String(300), nullable=False),
    Column("definition", Text, nullable=False, comment="domain.study.Study as JSON text, frozen"),
    Column("sha256", String(64), nullable=False, comment="of the workbook: the same file twice is the same study"),
    Column("simulated", Boolean, nullable=False, default=False, comment="made by the demo; said on every page"),
    Column("created_by", Id, ForeignKey("person.id"), nullable=False),
    Column("created_at", UtcMoment, nullable=False),
    UniqueConstraint("agency_id", "sha256"),
)

wave = Table(
    "wave",
    metadata,
    _id(),
    _agency(),
    _to("study"),
    Column("number", Integer, nullable=False, comment="1, 2, ... within the study"),
    Column("name", String(100), nullable=False),
    Column("opens_on", Date),
    Column("closes_on", Date),
    Column("closed_at", UtcMoment, comment="when a coordinator closed it: nothing more is planned or handed out of it"),
    UniqueConstraint("study_id", "number"),
)

contact = Table(
    "contact",
    metadata,
    _id(),
    _agency(),
    _to("study"),
    _to("wave"),
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
    _id(),
    _agency(),
    _to("contact"),
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
    _id(),
    _agency(),
    _to("contact"),
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

SHORT, WORDY = "length(value) <= 60", "length(value) > 60 OR comment != ''"
"""Answers that an analysis counts from an index, and those that it reads for their words; both may be one."""

answer = Table(
    "answer",
    metadata,
    _id(),
    _agency(),
    _to("contact", index=False),
    Column("question", String(100), nullable=False),
    Column("value", Text, nullable=False, default="", comment="as ODK writes it"),
    Column("state", String(20), nullable=False, comment="given, skipped, not_applicable"),
    Column("comment", Text, nullable=False, default=""),
    Column("answered_at", UtcMoment, nullable=False),
    UniqueConstraint("contact_id", "question"),
    _some("ix_answer_short", "contact_id", "state", "question", "value", where=SHORT),
    _some("ix_answer_wordy", "contact_id", where=WORDY),
)

answer_change = Table(
    "answer_change",
    metadata,
    _id(),
    _agency(),
    _to("contact"),
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
    _id(),
    _agency(),
    _to("contact"),
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
    Column("added_at", UtcMoment, nullable=False),
)

stage = Table(
    "stage",
    metadata,
    _id(),
    _agency(),
    _to("contact"),
    Column("stage", String(120), nullable=False, comment="empty: the first; later; or ${date question}"),
    Column("state", String(20), nullable=False, comment="waiting, due, submitted"),
    Column("due_at", UtcMoment),
    Column("submitted_at", UtcMoment),
    UniqueConstraint("contact_id", "stage"),
)

review = Table(
    "review",
    metadata,
    _id(),
    _agency(),
    _to("contact"),
    Column("reviewer_id", Id, ForeignKey("person.id"), nullable=False),
    Column("decision", String(20), nullable=False, comment="approve, return, exclude"),
    Column("words", JSON, nullable=False, comment="what is asked of each returned metric; or the reason, under ''"),
    Column("reviewed_at", UtcMoment, nullable=False),
)

alert = Table(
    "alert",
    metadata,
    _id(),
    _agency(),
    _to("contact"),
    Column("question", String(100), nullable=False),
    Column("state", String(20), nullable=False, comment="raised, confirmed, dropped, recalled"),
    Column("raised_at", UtcMoment, nullable=False),
    Column("decided_by", Id, ForeignKey("person.id")),
    Column("decided_at", UtcMoment),
    UniqueConstraint("contact_id", "question"),
    comment="critical failures: told to the coordinator at once, to the client after a confirmation",
)

price = Table(
    "price",
    metadata,
    _id(),
    _agency(),
    Column("item", String(20), nullable=False),
    Column("price", Money, nullable=False),
    Column("vat_percent", Money, nullable=False),
    Column("valid_from", Date, nullable=False),
    comment="the agency's own list; a study's workbook may say otherwise",
)

quote = Table(
    "quote",
    metadata,
    _id(),
    _agency(),
    _to("study"),
    Column("number", String(20), nullable=False),
    Column("document", JSON, nullable=False, comment="domain.quote.Quote with its lines, as it was on its day"),
    Column("state", String(20), nullable=False, comment="draft, sent, accepted, declined"),
    Column("made_by", Id, ForeignKey("person.id"), nullable=False),
    Column("made_at", UtcMoment, nullable=False),
    Column("sent_at", UtcMoment),
    Column("decided_at", UtcMoment),
    Column("decided_by", Id, ForeignKey("person.id")),
    Column("path", String(300), nullable=False, default=""),
    Column("sha256", String(64), nullable=False, default=""),
    UniqueConstraint("agency_id", "number"),
)

analysis = Table(
    "analysis",
    metadata,
    _id(),
    _agency(),
    _to("study"),
    _to("wave"),
    Column("language", String(8), nullable=False),
    Column("state", String(20), nullable=False, comment="making, made, sent, failed"),
    Column("made_by", Id, ForeignKey("person.id"), nullable=False),
    Column("made_at", UtcMoment, nullable=False),
    Column("sent_at", UtcMoment),
    Column("path", String(300), nullable=False, default=""),
    Column("sha256", String(64), nullable=False, default=""),
    Column("headlines", JSON, comment="the first sentences of it, for the message that carries it"),
    Column("scope", JSON, comment="domain.scope.Scope: which waves and parts are counted; null: the wave alone, whole"),
    Column("wording", JSON, comment="what a coordinator changed of its words; null: nothing"),
    Column("decisions", JSON, comment="what it proposes to decide: what, owner, due_on, metric"),
    Column("standing", JSON, comment="each metric's value, interval, n and target in it, by name"),
    Column("pages", JSON, comment="what each of its pages is about, the first page first"),
)

prediction = Table(
    "prediction",
    metadata,
    _id(),
    _agency(),
    _to("analysis"),
    Column("name", String(100), nullable=False, comment="index, nps:QUESTION, ...: what is foretold"),
    Column("value", Float, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("made_at", UtcMoment, nullable=False),
    UniqueConstraint("analysis_id", "name"),
    comment="what an analysis foretold of the next wave, whose report scores it",
)

action = Table(
    "action",
    metadata,
    _id(),
    _agency(),
    _to("study"),
    _to("wave"),
    Column("what", Text, nullable=False),
    Column("owner", String(200), nullable=False, default=""),
    Column("due_on", Date),
    Column("metric", String(100), nullable=False, default="", comment="the question whose value should move"),
    Column("state", word(ActionState), nullable=False),
    Column("made_by", Id, ForeignKey("person.id"), nullable=False),
    Column("made_at", UtcMoment, nullable=False),
    Column("changed_by", Id, ForeignKey("person.id"), nullable=False),
    Column("changed_at", UtcMoment, nullable=False),
    Column("reminded", Integer, nullable=False, default=0, comment="how many times its day has been called to mind"),
    comment="what a client will change after a wave; the next wave's report says what became of it",
)

enquiry = Table(
    "enquiry",
    metadata,
    _id(),
    _agency(),
    _to("analysis"),
    Column("asked_by", Id, ForeignKey("person.id"), nullable=False),
    Column("asked", Text, nullable=False),
    Column("asked_at", UtcMoment, nullable=False),
    Column("answered_by", Id, ForeignKey("person.id")),
    Column("answered", Text, nullable=False, default=""),
    Column("answered_at", UtcMoment),
    comment="what a client asked about a result, and what the agency answered",
)

portfolio = Table(
    "portfolio",
    metadata,
    _id(),
    _agency(),
    _to("client"),
    Column("studies", JSON, nullable=False, comment="ids of the studies in it, oldest first"),
    Column("language", String(8), nullable=False),
    Column("state", String(20), nullable=False, comment="making, made, sent, failed"),
    Column("made_by", Id, ForeignKey("person.id"), nullable=False),
    Column("made_at", UtcMoment, nullable=False),
    Column("sent_at", UtcMoment),
    Column("path", String(300), nullable=False, default=""),
    Column("sha256", String(64), nullable=False, default=""),
    Column("headlines", JSON, comment="the first sentences of it, for the message that carries it"),
    comment="reports of several studies of one client",
)

norm = Table(
    "norm",
    metadata,
    _id(),
    _agency(),
    Column("until", Date, nullable=False, comment="the first day after the half-year"),
    Column("parts", JSON, nullable=False, comment="reporting.analyses.norm_parts.Part, one a client, channel and name"),
    Column("made_at", UtcMoment, nullable=False),
    UniqueConstraint("agency_id", "until"),
    comment="what each client's contacts of a half-year came to; counted once, so that no two norms differ by a few",
)

figures = Table(
    "figures",
    metadata,
    _id(),
    _agency(),
    _to("person"),
    _to("study", nullable=True),
    Column("file_id", String(200), nullable=False),
    Column("filename", String(255), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False, default=""),
    Column("kind", String(20), nullable=False, default="", comment="own, exchange, neither; empty until it is read"),
    Column(
        "state",
        String(20),
        nullable=False,
        comment="asking (which study), waiting, previewed, refused, saved, used, discarded",
    ),
    Column("content", JSON, comment="domain.figures: OwnFigures as counts, or the Calls near our own contacts"),
    Column("faults", JSON, comment="what was wrong, by line and column"),
    Column("created_at", UtcMoment, nullable=False),
    Column("saved_at", UtcMoment),
    comment="CSVs of a client's own: what its customers answered, and what its telephone exchange counted",
)

disclosure = Table(
    "disclosure",
    metadata,
    _id(),
    _agency(),
    _to("person"),
    Column("attachment_id", Id, ForeignKey("attachment.id"), nullable=False),
    Column("at", UtcMoment, nullable=False),
    comment="who was handed which recording",
)

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
    _id(),
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
    _id(),
    Column("agency_id", Id, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("notice", JSON, nullable=False, comment="its kind and ids; the words are made when it is sent"),
    Column("state", String(10), nullable=False, comment="due, sent, refused; kept until due_at, deleted"),
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
    _id(),
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
    _id(),
    _agency(),
    _to("person", nullable=True),
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
