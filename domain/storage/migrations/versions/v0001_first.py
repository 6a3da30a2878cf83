"""The first tables."""

import sqlalchemy as sa
from alembic import op

from domain.storage import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
    )
    op.create_table(
        "card",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False, comment="what the card shows: its kind and the ids it needs"),
        sa.Column(
            "note", sa.JSON(), nullable=True, comment="one sentence above it: a refusal, or that a press was stale"
        ),
        sa.Column(
            "message_id",
            sa.BigInteger(),
            nullable=True,
            comment="where it stands in the chat; null until it has been sent",
        ),
        sa.Column(
            "left_id",
            sa.BigInteger(),
            nullable=True,
            comment="the message it stood in before, whose buttons are to be taken away",
        ),
        sa.Column("owed", sa.Boolean(), nullable=False, comment="true until Telegram has accepted it"),
        sa.Column("turn", sa.Integer(), nullable=False, comment="rises with every change"),
        sa.Column("turned_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column(
            "pressed",
            sa.String(length=100),
            nullable=False,
            comment="the button that led to it: a double tap is one press",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_card_chat_id")),
        comment="one open card a chat; drawn from storage, so that it can be shown again at any time",
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index("ix_card_owed", ["owed"], unique=False)

    op.create_table(
        "heartbeat",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("at", columns.UtcMoment(timezone=True), nullable=False, comment="when updates were last taken in"),
        sa.PrimaryKeyConstraint("bot_id", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "inbox",
        sa.Column(
            "arrival",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="the order of work; update ids restart after an idle week",
        ),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False, comment="0 when the update has no chat"),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False, comment="new, done, aside"),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("arrived_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("arrival", name=op.f("pk_inbox")),
        sa.UniqueConstraint("bot_id", "update_id", name=op.f("uq_inbox_bot_id")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index("ix_inbox_state_arrived", ["state", "arrived_at"], unique=False)
        batch_op.create_index("ix_inbox_state_chat", ["state", "chat_id", "arrival"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("ids", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False, comment="waiting, done, failed"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("due_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column("created_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        comment="heavy work for the worker process: quotes and analyses to print",
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_state", ["state"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("notice", sa.JSON(), nullable=False, comment="its kind and ids; the words are made when it is sent"),
        sa.Column(
            "state", sa.String(length=10), nullable=False, comment="due, sent, refused; kept until due_at, deleted"
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column("created_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_state_due", ["state", "due_at"], unique=False)

    op.create_table(
        "client",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("letters", sa.String(length=8), nullable=False, comment="begin the codes of its contacts: HAVU"),
        sa.Column(
            "last_number", sa.Integer(), nullable=False, comment="of its contacts, running over studies and waves"
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_client_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint("agency_id", "letters", name=op.f("uq_client_agency_id")),
        sa.UniqueConstraint("agency_id", "name", name="uq_client_name"),
    )
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "price",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("price", columns.Money(precision=14, scale=4), nullable=False),
        sa.Column("vat_percent", columns.Money(precision=14, scale=4), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_price_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price")),
        comment="the agency's own list; a study's workbook may say otherwise",
    )
    with op.batch_alter_table("price", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_price_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False, comment="the agency's own name for them"),
        sa.Column(
            "role",
            sa.Enum("owner", "coordinator", "shopper", "client", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("client_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("joined_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_person_agency_id_agency")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_person_client_id_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("agency_id", "chat_id", name="uq_person_chat"),
        sa.UniqueConstraint("agency_id", "code", name=op.f("uq_person_agency_id")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_client_id"), ["client_id"], unique=False)

    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("thing", sa.String(length=60), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_audit_agency_id_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        comment="who did what to what; nothing is removed",
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_person_id"), ["person_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "nonce",
            sa.String(length=30),
            nullable=False,
            comment="with the installation's secret it makes the code again",
        ),
        sa.Column(
            "code_hash", sa.String(length=64), nullable=False, comment="SHA-256; the code itself is kept nowhere"
        ),
        sa.Column(
            "role",
            sa.Enum("owner", "coordinator", "shopper", "client", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("client_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "invited_by",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
            comment="null: from the command line",
        ),
        sa.Column("created_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column("expires_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column("used_at", columns.UtcMoment(timezone=True), nullable=True),
        sa.Column("used_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_invitation_agency_id_agency")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_invitation_client_id_client")),
        sa.ForeignKeyConstraint(["invited_by"], ["person.id"], name=op.f("fk_invitation_invited_by_person")),
        sa.ForeignKeyConstraint(["used_by"], ["person.id"], name=op.f("fk_invitation_used_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitation_code_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_client_id"), ["client_id"], unique=False)

    op.create_table(
        "study",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("client_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False, comment="domain.study.Study as JSON text, frozen"),
        sa.Column(
            "sha256",
            sa.String(length=64),
            nullable=False,
            comment="of the workbook: the same file twice is the same study",
        ),
        sa.Column("simulated", sa.Boolean(), nullable=False, comment="made by the demo; said on every page"),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_study_agency_id_agency")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_study_client_id_client")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_study_created_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
        sa.UniqueConstraint("agency_id", "sha256", name=op.f("uq_study_agency_id")),
    )
    with op.batch_alter_table("study", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_study_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_study_client_id"), ["client_id"], unique=False)

    op.create_table(
        "upload",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_id", sa.String(length=200), nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "state", sa.String(length=20), nullable=False, comment="waiting, previewed, created, discarded, refused"
        ),
        sa.Column("definition", sa.Text(), nullable=True, comment="the study as JSON, when the workbook is whole"),
        sa.Column("faults", sa.JSON(), nullable=True, comment="what was wrong, or worth a warning, by place"),
        sa.Column("created_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_upload_agency_id_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_upload_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        comment="workbooks sent in chat, before they are studies",
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_upload_person_id"), ["person_id"], unique=False)

    op.create_table(
        "quote",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column(
            "document", sa.JSON(), nullable=False, comment="domain.quote.Quote with its lines, as it was on its day"
        ),
        sa.Column("state", sa.String(length=20), nullable=False, comment="draft, sent, accepted, declined"),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column("sent_at", columns.UtcMoment(timezone=True), nullable=True),
        sa.Column("decided_at", columns.UtcMoment(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_quote_agency_id_agency")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_quote_decided_by_person")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_quote_made_by_person")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_quote_study_id_study")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("agency_id", "number", name=op.f("uq_quote_agency_id")),
    )
    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quote_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quote_study_id"), ["study_id"], unique=False)

    op.create_table(
        "wave",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, ... within the study"),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_wave_agency_id_agency")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_wave_study_id_study")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave")),
        sa.UniqueConstraint("study_id", "number", name=op.f("uq_wave_study_id")),
    )
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wave_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wave_study_id"), ["study_id"], unique=False)

    op.create_table(
        "analysis",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wave_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False, comment="making, made, sent, failed"),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column("sent_at", columns.UtcMoment(timezone=True), nullable=True),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "headlines", sa.JSON(), nullable=True, comment="the first sentences of it, for the message that carries it"
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_analysis_agency_id_agency")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_analysis_made_by_person")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_analysis_study_id_study")),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_analysis_wave_id_wave")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis")),
    )
    with op.batch_alter_table("analysis", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_analysis_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_analysis_study_id"), ["study_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_analysis_wave_id"), ["wave_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wave_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("service", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("scenario", sa.String(length=100), nullable=False),
        sa.Column("profile", sa.String(length=100), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "email",
                "chat",
                "web",
                "visit",
                "social",
                "video",
                name="channel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("thread", sa.String(length=120), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("fee", columns.Money(precision=14, scale=4), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "offered",
                "accepted",
                "underway",
                "answering",
                "submitted",
                "returned",
                "approved",
                "excluded",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shopper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("alias", sa.String(length=100), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "answered",
                "no_answer",
                "closed",
                "wrong_number",
                "exposed",
                name="outcome",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reached_unit", sa.String(length=100), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("asking", sa.String(length=100), nullable=False),
        sa.Column("submitted_at", columns.UtcMoment(timezone=True), nullable=True),
        sa.Column(
            "score_index",
            sa.Float(),
            nullable=True,
            comment="0..100 as last submitted; null when nothing could be scored",
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_contact_agency_id_agency")),
        sa.ForeignKeyConstraint(["shopper_id"], ["person.id"], name=op.f("fk_contact_shopper_id_person")),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_contact_study_id_study")),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_contact_wave_id_wave")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("agency_id", "code", name=op.f("uq_contact_agency_id")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_shopper_id"), ["shopper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_study_id"), ["study_id"], unique=False)
        batch_op.create_index("ix_contact_study_state", ["study_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_wave_id"), ["wave_id"], unique=False)

    op.create_table(
        "alert",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False, comment="raised, confirmed, dropped"),
        sa.Column("raised_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", columns.UtcMoment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_alert_agency_id_agency")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_alert_contact_id_contact")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_alert_decided_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("contact_id", "question", name=op.f("uq_alert_contact_id")),
        comment="critical failures: told to the coordinator at once, to the client after a confirmation",
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alert_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="as ODK writes it"),
        sa.Column("state", sa.String(length=20), nullable=False, comment="given, skipped, not_applicable"),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("answered_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_answer_agency_id_agency")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_answer_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("contact_id", "question", name=op.f("uq_answer_contact_id")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "answer_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("by_person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("changed_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_answer_change_agency_id_agency")),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_answer_change_by_person_person")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_answer_change_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_change")),
        comment="every value an answer has had, the present one too",
    )
    with op.batch_alter_table("answer_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_change_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_change_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("shopper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state", sa.String(length=20), nullable=False, comment="offered, accepted, declined, released, expired"
        ),
        sa.Column("offered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("offered_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column("answered_at", columns.UtcMoment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_assignment_agency_id_agency")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_assignment_contact_id_contact")),
        sa.ForeignKeyConstraint(["offered_by"], ["person.id"], name=op.f("fk_assignment_offered_by_person")),
        sa.ForeignKeyConstraint(["shopper_id"], ["person.id"], name=op.f("fk_assignment_shopper_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        comment="who was offered what, and what came of it; nothing is removed",
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_shopper_id"), ["shopper_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.String(length=100), nullable=False, comment="the metric it answers or comments"),
        sa.Column("purpose", sa.String(length=20), nullable=False, comment="answer or comment"),
        sa.Column("kind", sa.String(length=20), nullable=False, comment="voice, audio, photo, video or document"),
        sa.Column("file_id", sa.String(length=200), nullable=False, comment="Telegram's own name for it"),
        sa.Column("file_unique_id", sa.String(length=100), nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("mime_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column(
            "state", sa.String(length=20), nullable=False, comment="owed, kept, too_large, lost, removed, destroyed"
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False, comment="of our own copy, under MEDIA_URL"),
        sa.Column("added_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_attachment_agency_id_agency")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_attachment_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reviewer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False, comment="approve, return, exclude"),
        sa.Column(
            "words", sa.JSON(), nullable=False, comment="what is asked of each returned metric; or the reason, under ''"
        ),
        sa.Column("reviewed_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_review_agency_id_agency")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_review_contact_id_contact")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name=op.f("fk_review_reviewer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "stage",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "stage", sa.String(length=120), nullable=False, comment="empty: the first; later; or ${date question}"
        ),
        sa.Column("state", sa.String(length=20), nullable=False, comment="waiting, due, submitted"),
        sa.Column("due_at", columns.UtcMoment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_stage_agency_id_agency")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_stage_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("contact_id", "stage", name=op.f("uq_stage_contact_id")),
    )
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stage_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "timing",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False, comment="which try of the contact, from 0"),
        sa.Column(
            "moment",
            sa.Enum("started", "answered", "ended", name="moment", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("at", columns.UtcMoment(timezone=True), nullable=False),
        sa.Column(
            "source",
            sa.Enum("button", "told", "corrected", name="source", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_timing_agency_id_agency")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_timing_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timing")),
        comment="the newest row of a moment is the one that counts; the others stay",
    )
    with op.batch_alter_table("timing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timing_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_timing_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "disclosure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("attachment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", columns.UtcMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_disclosure_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_disclosure_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_disclosure_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
        comment="who was handed which recording",
    )
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disclosure_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disclosure_person_id"), ["person_id"], unique=False)
