"""The message that a file came in, so that editing the message corrects it."""

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
