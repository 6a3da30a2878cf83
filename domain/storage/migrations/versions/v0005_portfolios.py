"""Reports of several studies of one client, and what an agency's norm is put together from."""

import sqlalchemy as sa
from alembic import op

from domain.storage import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Moment = columns.UtcMoment(timezone=True)


def upgrade() -> None:
    op.create_table(
        "portfolio",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("client_id", _Id, nullable=False),
        sa.Column("studies", sa.JSON(), nullable=False, comment="ids of the studies in it, oldest first"),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("state", sa.String(20), nullable=False, comment="making, made, sent, failed"),
        sa.Column("made_by", _Id, nullable=False),
        sa.Column("made_at", _Moment, nullable=False),
        sa.Column("sent_at", _Moment, nullable=True),
        sa.Column("path", sa.String(300), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column(
            "headlines", sa.JSON(), nullable=True, comment="the first sentences of it, for the message that carries it"
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_portfolio_agency_id_agency"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_portfolio_client_id_client"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_portfolio_made_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_portfolio"),
        comment="reports of several studies of one client",
    )
    op.create_index("ix_portfolio_agency_id", "portfolio", ["agency_id"])
    op.create_index("ix_portfolio_client_id", "portfolio", ["client_id"])
    op.create_table(
        "norm",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("until", sa.Date(), nullable=False, comment="the first day after the half-year"),
        sa.Column(
            "parts",
            sa.JSON(),
            nullable=False,
            comment="reporting.analyses.norm_parts.Part, one a client, channel and name",
        ),
        sa.Column("made_at", _Moment, nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_norm_agency_id_agency"),
        sa.PrimaryKeyConstraint("id", name="pk_norm"),
        sa.UniqueConstraint("agency_id", "until", name="uq_norm_agency_id"),
        comment="what each client's contacts of a half-year came to; counted once, so that no two norms differ by a few",
    )
    op.create_index("ix_norm_agency_id", "norm", ["agency_id"])
