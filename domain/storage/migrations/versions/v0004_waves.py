"""Waves that close, analyses of a chosen part in chosen words, predictions, actions, and clients' questions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from domain.storage import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Moment = columns.UtcMoment(timezone=True)


def upgrade() -> None:
    op.add_column(
        "wave",
        sa.Column(
            "closed_at",
            _Moment,
            nullable=True,
            comment="when a coordinator closed it: nothing more is planned or handed out of it",
        ),
    )
    for name, comment in (
        ("scope", "domain.scope.Scope: which waves and parts are counted; null: the wave alone, whole"),
        ("wording", "what a coordinator changed of its words; null: nothing"),
        ("decisions", "what it proposes to decide: what, owner, due_on, metric"),
        ("standing", "each metric's value, interval, n and target in it, by name"),
        ("pages", "what each of its pages is about, the first page first"),
    ):
        op.add_column("analysis", sa.Column(name, sa.JSON(), nullable=True, comment=comment))
    _create(
        "prediction",
        _to("analysis"),
        sa.Column("name", sa.String(100), nullable=False, comment="index, nps:QUESTION, ...: what is foretold"),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("made_at", _Moment, nullable=False),
        sa.UniqueConstraint("analysis_id", "name", name="uq_prediction_analysis_id"),
        comment="what an analysis foretold of the next wave, whose report scores it",
    )
    _create(
        "action",
        _to("study"),
        _to("wave"),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("metric", sa.String(100), nullable=False, comment="the question whose value should move"),
        sa.Column("state", sa.String(40), nullable=False),
        _to("person", "made_by"),
        sa.Column("made_at", _Moment, nullable=False),
        _to("person", "changed_by"),
        sa.Column("changed_at", _Moment, nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False, comment="how many times its day has been called to mind"),
        _foreign("action", "made_by", "person"),
        _foreign("action", "changed_by", "person"),
        comment="what a client will change after a wave; the next wave's report says what became of it",
    )
    _create(
        "enquiry",
        _to("analysis"),
        _to("person", "asked_by"),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("asked_at", _Moment, nullable=False),
        _to("person", "answered_by", nullable=True),
        sa.Column("answered", sa.Text(), nullable=False),
        sa.Column("answered_at", _Moment, nullable=True),
        _foreign("enquiry", "asked_by", "person"),
        _foreign("enquiry", "answered_by", "person"),
        comment="what a client asked about a result, and what the agency answered",
    )


def _to(table: str, name: str = "", *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name or f"{table}_id", _Id, nullable=nullable)


def _foreign(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _create(table: str, *columns: Any, comment: str) -> None:
    """A table of an agency: what ends in `_id` refers to the table of that name, and is indexed."""
    own = [sa.Column("id", _Id, nullable=False), sa.Column("agency_id", _Id, nullable=False), *columns]
    to = [one.name for one in own if isinstance(one, sa.Column) and one.name.endswith("_id")]
    op.create_table(
        table,
        *own,
        *(_foreign(table, name, name.removesuffix("_id")) for name in to),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        comment=comment,
    )
    for name in to:
        op.create_index(f"ix_{table}_{name}", table, [name])
