"""The message that a file came in, so that editing it corrects the file; notices that wait for a blocked reader."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "attachment",
        sa.Column(
            "message_id",
            sa.BigInteger(),
            nullable=True,
            comment="the message it came in, so that editing the message corrects it",
        ),
    )
    op.create_index("ix_attachment_message_id", "attachment", ["message_id"])
    if op.get_bind().dialect.name == "postgresql":
        # SQLite keeps no comments
        comment = "due, sent, refused; blocked until its reader is reached; kept until due_at, deleted"
        op.alter_column("outbox", "state", comment=comment)
