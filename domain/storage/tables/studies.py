"""Studies as their workbooks said them, and their waves."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.storage.columns import Id, UtcMoment
from domain.storage.tables.base import metadata, of_agency, row_id, to

upload = Table(
    "upload",
    metadata,
    row_id(),
    of_agency(),
    to("person"),
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
    row_id(),
    of_agency(),
    to("client"),
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
    row_id(),
    of_agency(),
    to("study"),
    Column("number", Integer, nullable=False, comment="1, 2, ... within the study"),
    Column("name", String(100), nullable=False),
    Column("opens_on", Date),
    Column("closes_on", Date),
    Column("closed_at", UtcMoment, comment="when a coordinator closed it: nothing more is planned or handed out of it"),
    UniqueConstraint("study_id", "number"),
)
