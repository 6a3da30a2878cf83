"""Outcome analyses, and what clients do with them."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.action import ActionState
from domain.storage.columns import Id, UtcMoment, word
from domain.storage.tables.base import metadata, of_agency, row_id, to

analysis = Table(
    "analysis",
    metadata,
    row_id(),
    of_agency(),
    to("study"),
    to("wave"),
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
    row_id(),
    of_agency(),
    to("analysis"),
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
    row_id(),
    of_agency(),
    to("study"),
    to("wave"),
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
    row_id(),
    of_agency(),
    to("analysis"),
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
    row_id(),
    of_agency(),
    to("client"),
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
    row_id(),
    of_agency(),
    Column("until", Date, nullable=False, comment="the first day after the half-year"),
    Column("parts", JSON, nullable=False, comment="reporting.analyses.norm_parts.Part, one a client, channel and name"),
    Column("made_at", UtcMoment, nullable=False),
    UniqueConstraint("agency_id", "until"),
    comment="what each client's contacts of a half-year came to; counted once, so that no two norms differ by a few",
)

figures = Table(
    "figures",
    metadata,
    row_id(),
    of_agency(),
    to("person"),
    to("study", nullable=True),
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
    row_id(),
    of_agency(),
    to("person"),
    Column("attachment_id", Id, ForeignKey("attachment.id"), nullable=False),
    Column("at", UtcMoment, nullable=False),
    comment="who was handed which recording",
)
