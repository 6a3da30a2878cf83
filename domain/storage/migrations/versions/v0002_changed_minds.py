"""What taking back, editing and photos need to be known of."""

import sqlalchemy as sa
from alembic import op

from domain.storage import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # added one by one, without copying a table: contacts and answers refer to each other
    op.add_column(
        "contact",
        sa.Column(
            "submitted_from",
            sa.String(length=40),
            nullable=True,
            comment="the state it was handed in from: where it goes when taken back",
        ),
    )
    op.add_column("stage", sa.Column("submitted_at", columns.UtcMoment(timezone=True), nullable=True))
    op.add_column(
        "timing",
        sa.Column(
            "message_id",
            sa.BigInteger(),
            nullable=True,
            comment="the message that told it, so that editing the message corrects it",
        ),
    )
    op.create_index("ix_timing_message_id", "timing", ["message_id"])
    op.add_column(
        "answer_change",
        sa.Column(
            "message_id",
            sa.BigInteger(),
            nullable=True,
            comment="the message it came in, so that editing the message corrects it",
        ),
    )
    op.add_column(
        "answer_change",
        sa.Column(
            "part",
            sa.String(length=10),
            nullable=False,
            server_default="",
            comment="what the message holds: value or comment",
        ),
    )
    op.create_index("ix_answer_change_by_message", "answer_change", ["by_person", "message_id"])
    for name, kind, comment in (
        ("album", sa.String(length=64), "Telegram's name of the album it came in"),
        ("likeness", sa.String(length=16), "of a picture: near copies have near ones"),
        ("transcript", sa.Text(), "of a voice note, written out by a reviewer"),
    ):
        op.add_column("attachment", sa.Column(name, kind, nullable=False, server_default="", comment=comment))
    if op.get_bind().dialect.name == "postgresql":
        # SQLite keeps no comments
        op.alter_column("alert", "state", comment="raised, confirmed, dropped, recalled")
        op.alter_column("attachment", "question", comment="what it answers or comments; empty: the whole contact")
        op.alter_column("attachment", "purpose", comment="answer, comment or story")
