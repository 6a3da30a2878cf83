"""A contact's answers and times in one row for analyses, in place of the indexes out of which they were read."""

import sqlalchemy as sa
from alembic import op

from domain.storage import columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Moment = columns.UtcMoment(timezone=True)


def upgrade() -> None:
    op.create_table(
        "digest",
        sa.Column("contact_id", _Id, autoincrement=False, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("asked", sa.Text(), nullable=False, comment="JSON: [question, state] of each answer"),
        sa.Column(
            "given",
            sa.Text(),
            nullable=False,
            comment="their values a line each, with \\n and \\\\ for line breaks and backslashes",
        ),
        sa.Column("comments", sa.Text(), nullable=False, comment="JSON: those that are not empty, by question"),
        sa.Column("started", _Moment, nullable=True, comment="of the last try, as it counts"),
        sa.Column("answered", _Moment, nullable=True, comment="of the last try, as it counts"),
        sa.Column("ended", _Moment, nullable=True, comment="of the last try, as it counts"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_digest_agency_id_agency"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_digest_contact_id_contact"),
        sa.PrimaryKeyConstraint("contact_id", name="pk_digest"),
        comment="answers and times of an approved contact in one row for analyses, dropped when any of them changes",
    )
    op.create_index("ix_digest_agency_id", "digest", ["agency_id"])
    op.drop_index("ix_answer_short", "answer")
    op.drop_index("ix_answer_wordy", "answer")
