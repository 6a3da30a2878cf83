"""Indexes out of which an analysis reads the answers of its wave, whatever else is stored."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, columns, where in (
        ("ix_answer_short", ["contact_id", "state", "question", "value"], "length(value) <= 60"),
        ("ix_answer_wordy", ["contact_id"], "length(value) > 60 OR comment != ''"),
    ):
        op.create_index(name, "answer", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
