"""A client's own figures: CSVs of what its customers answered, and of what its telephone exchange counted."""

import sqlalchemy as sa
from alembic import op

from domain.storage import columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Moment = columns.UtcMoment(timezone=True)


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("person_id", _Id, nullable=False),
        sa.Column("study_id", _Id, nullable=True),
        sa.Column("file_id", sa.String(200), nullable=False),
        sa.Column("filename", sa.String(255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False, comment="own, exchange, neither; empty until it is read"),
        sa.Column(
            "state",
            sa.String(20),
            nullable=False,
            comment="asking (which study), waiting, previewed, refused, saved, used, discarded",
        ),
        sa.Column(
            "content",
            sa.JSON(),
            nullable=True,
            comment="domain.figures: OwnFigures as counts, or the Calls near our own contacts",
        ),
        sa.Column("faults", sa.JSON(), nullable=True, comment="what was wrong, by line and column"),
        sa.Column("created_at", _Moment, nullable=False),
        sa.Column("saved_at", _Moment, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_figures_agency_id_agency"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_figures_person_id_person"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_figures_study_id_study"),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        comment="CSVs of a client's own: what its customers answered, and what its telephone exchange counted",
    )
    for name in ("agency_id", "person_id", "study_id"):
        op.create_index(f"ix_figures_{name}", "figures", [name])
