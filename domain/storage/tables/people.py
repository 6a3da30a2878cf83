"""The agency, the client companies, their people, and how they join."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from domain.person import Role
from domain.storage.columns import Id, UtcMoment, word
from domain.storage.tables.base import metadata, of_agency, row_id, to

agency = Table(
    "agency",
    metadata,
    row_id(),
    Column("name", String(200), nullable=False),
    Column("currency", String(3), nullable=False, server_default="EUR", comment="of its price list"),
)

client = Table(
    "client",
    metadata,
    row_id(),
    of_agency(),
    Column("name", String(200), nullable=False),
    Column("letters", String(8), nullable=False, comment="begin the codes of its contacts: HAVU"),
    Column(
        "last_number", Integer, nullable=False, default=0, comment="of its contacts, running over studies and waves"
    ),
    Column("billing", JSON, comment="domain.billing.Billing: where its invoices go, and how it is taxed"),
    UniqueConstraint("agency_id", "letters"),
    UniqueConstraint("agency_id", "name", name="uq_client_name"),
)

person = Table(
    "person",
    metadata,
    row_id(),
    of_agency(),
    Column("code", String(8), nullable=False),
    Column("name", String(100), nullable=False, comment="the agency's own name for them"),
    Column("role", word(Role), nullable=False),
    to("client", nullable=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("language", String(8), nullable=False),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("accepts_quotes", Boolean, nullable=False, server_default="1", comment="of a client's person"),
    Column("joined_at", UtcMoment, nullable=False),
    UniqueConstraint("agency_id", "code"),
    UniqueConstraint("agency_id", "chat_id", name="uq_person_chat"),
)

invitation = Table(
    "invitation",
    metadata,
    row_id(),
    of_agency(),
    Column("nonce", String(30), nullable=False, comment="with the installation's secret it makes the code again"),
    Column("code_hash", String(64), nullable=False, unique=True, comment="SHA-256; the code itself is kept nowhere"),
    Column("role", word(Role), nullable=False),
    Column("name", String(100), nullable=False, default=""),
    to("client", nullable=True),
    Column("invited_by", Id, ForeignKey("person.id"), comment="null: from the command line"),
    Column("created_at", UtcMoment, nullable=False),
    Column("expires_at", UtcMoment, nullable=False),
    Column("used_at", UtcMoment),
    Column("used_by", Id, ForeignKey("person.id")),
)
