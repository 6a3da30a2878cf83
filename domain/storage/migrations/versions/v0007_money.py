"""Money: prices by their day, versions of quotes, hours, invoice bases, and what shoppers are paid."""

import sqlalchemy as sa
from alembic import op

from domain.storage import columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Moment = columns.UtcMoment(timezone=True)
_Money = columns.Money(14, 4)

_GENERAL_RATES = (("24", "2013-01-01"), ("25.5", "2024-09-01"))
"""Of the VAT act (1501/1993, section 84)."""


def upgrade() -> None:
    op.create_table(
        "payee",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("person_id", _Id, nullable=False),
        sa.Column("legal_name", sa.String(200), nullable=False),
        sa.Column("iban", sa.String(34), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False, comment="domain.payee.PaidAs: wage, compensation, invoice"),
        sa.Column("told_at", _Moment, nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_payee_agency_id_agency"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_payee_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_payee"),
        sa.UniqueConstraint("person_id", name="uq_payee_person_id"),
        comment="to whom and how a shopper's earnings are paid",
    )
    op.create_index("ix_payee_agency_id", "payee", ["agency_id"])
    op.create_index("ix_payee_person_id", "payee", ["person_id"])
    op.create_table(
        "payrun",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False, comment="made, paid, cancelled"),
        sa.Column("made_by", _Id, nullable=False),
        sa.Column("made_at", _Moment, nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("payments", sa.JSON(), nullable=False, comment="what each payee gets, as it was handed over"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_payrun_agency_id_agency"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_payrun_made_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_payrun"),
        sa.UniqueConstraint("agency_id", "number", name="uq_payrun_agency_id"),
        comment="what was handed to payroll at once",
    )
    op.create_index("ix_payrun_agency_id", "payrun", ["agency_id"])
    op.create_table(
        "vat_rate",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("percent", _Money, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("set_by", _Id, nullable=True),
        sa.Column("set_at", _Moment, nullable=True, comment="null: there from the start"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_vat_rate_agency_id_agency"),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name="fk_vat_rate_set_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_vat_rate"),
        comment="the general rate of VAT where the agency sells, each from its day on",
    )
    op.create_index("ix_vat_rate_agency_id", "vat_rate", ["agency_id"])
    for percent, day in _GENERAL_RATES:
        op.execute(
            f"INSERT INTO vat_rate (agency_id, percent, valid_from) SELECT id, {percent}, '{day}' FROM agency ORDER BY id"
        )
    op.create_table(
        "hours",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("study_id", _Id, nullable=False),
        sa.Column("wave_id", _Id, nullable=False),
        sa.Column("person_id", _Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", _Money, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("price", _Money, nullable=False, comment="of an hour, on its day"),
        sa.Column("vat_percent", _Money, nullable=False),
        sa.Column("charged", sa.Boolean(), nullable=False, comment="false: told to the client, but not billed"),
        sa.Column("logged_at", _Moment, nullable=False),
        sa.Column("changed_at", _Moment, nullable=True),
        sa.Column("removed_at", _Moment, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_hours_agency_id_agency"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_hours_person_id_person"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_hours_study_id_study"),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name="fk_hours_wave_id_wave"),
        sa.PrimaryKeyConstraint("id", name="pk_hours"),
        comment="work beyond the content, by the hour",
    )
    op.create_index("ix_hours_agency_id", "hours", ["agency_id"])
    op.create_index("ix_hours_person_id", "hours", ["person_id"])
    op.create_index("ix_hours_study_id", "hours", ["study_id"])
    op.create_index("ix_hours_wave_id", "hours", ["wave_id"])
    op.create_table(
        "invoice_basis",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("study_id", _Id, nullable=False),
        sa.Column("wave_id", _Id, nullable=True),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column(
            "document", sa.JSON(), nullable=False, comment="domain.invoice_basis.InvoiceBasis, as it was on its day"
        ),
        sa.Column("state", sa.String(20), nullable=False, comment="draft, sent, cancelled"),
        sa.Column("made_by", _Id, nullable=False),
        sa.Column("made_at", _Moment, nullable=False),
        sa.Column("sent_at", _Moment, nullable=True),
        sa.Column("paths", sa.JSON(), nullable=False, comment="of its PDF, Excel and Finvoice, by kind"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_invoice_basis_agency_id_agency"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_invoice_basis_made_by_person"),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name="fk_invoice_basis_study_id_study"),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name="fk_invoice_basis_wave_id_wave"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice_basis"),
        sa.UniqueConstraint("agency_id", "number", name="uq_invoice_basis_agency_id"),
        comment="what a client is billed, from what was done",
    )
    op.create_index("ix_invoice_basis_agency_id", "invoice_basis", ["agency_id"])
    op.create_index("ix_invoice_basis_study_id", "invoice_basis", ["study_id"])
    op.create_index("ix_invoice_basis_wave_id", "invoice_basis", ["wave_id"])
    op.create_table(
        "expense",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("contact_id", _Id, nullable=False),
        sa.Column("person_id", _Id, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("amount", _Money, nullable=False),
        sa.Column("file_id", sa.String(200), nullable=False),
        sa.Column("file_kind", sa.String(20), nullable=False, comment="as what the receipt was sent: photo, document"),
        sa.Column("state", sa.String(20), nullable=False, comment="new, approved, refused, removed"),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("logged_at", _Moment, nullable=False),
        sa.Column("decided_by", _Id, nullable=True),
        sa.Column("decided_at", _Moment, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_expense_agency_id_agency"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_expense_contact_id_contact"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name="fk_expense_decided_by_person"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_expense_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_expense"),
        comment="what a shopper had to buy or pay on the way, with its receipt",
    )
    op.create_index("ix_expense_agency_id", "expense", ["agency_id"])
    op.create_index("ix_expense_contact_id", "expense", ["contact_id"])
    op.create_index("ix_expense_person_id", "expense", ["person_id"])
    op.create_table(
        "pay",
        sa.Column("id", _Id, nullable=False),
        sa.Column("agency_id", _Id, nullable=False),
        sa.Column("person_id", _Id, nullable=False),
        sa.Column("contact_id", _Id, nullable=True),
        sa.Column("payrun_id", _Id, nullable=True),
        sa.Column(
            "key",
            sa.String(60),
            nullable=False,
            comment="fee:17, expense:4, hand:2; a later difference is fee:17/2",
        ),
        sa.Column("code", sa.String(20), server_default="", nullable=False, comment="of the contact"),
        sa.Column("kind", sa.String(20), nullable=False, comment="fee, bonus, expense, correction"),
        sa.Column("amount", _Money, nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(20), nullable=False, comment="approved, paid"),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True, comment="the promised pay date"),
        sa.Column("made_by", _Id, nullable=False),
        sa.Column("made_at", _Moment, nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_pay_agency_id_agency"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_pay_made_by_person"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_pay_contact_id_contact"),
        sa.ForeignKeyConstraint(["payrun_id"], ["payrun.id"], name="fk_pay_payrun_id_payrun"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_pay_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_pay"),
        sa.UniqueConstraint("agency_id", "key", name="uq_pay_agency_id"),
        comment="what is on a pay run, or was added by hand; what waits is read from contacts and expenses themselves",
    )
    op.create_index("ix_pay_agency_id", "pay", ["agency_id"])
    op.create_index("ix_pay_contact_id", "pay", ["contact_id"])
    op.create_index("ix_pay_payrun_id", "pay", ["payrun_id"])
    op.create_index("ix_pay_person_id", "pay", ["person_id"])
    with op.batch_alter_table("agency") as batch_op:
        batch_op.add_column(
            sa.Column("currency", sa.String(3), server_default="EUR", nullable=False, comment="of its price list")
        )
    with op.batch_alter_table("client") as batch_op:
        batch_op.add_column(
            sa.Column(
                "billing",
                sa.JSON(),
                nullable=True,
                comment="domain.billing.Billing: where its invoices go, and how it is taxed",
            )
        )
    with op.batch_alter_table("contact") as batch_op:
        batch_op.add_column(
            sa.Column("bonus", _Money, nullable=True, comment="on top of the fee, for an opening that is hard to fill")
        )
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(
            sa.Column(
                "accepts_quotes",
                sa.Boolean(),
                server_default="1",
                nullable=False,
                comment="of a client's person",
            )
        )
    with op.batch_alter_table("price") as batch_op:
        batch_op.add_column(
            sa.Column("service", sa.String(100), server_default="", nullable=False, comment="empty: of every service")
        )
        batch_op.add_column(
            sa.Column("channel", sa.String(20), server_default="", nullable=False, comment="empty: of every channel")
        )
        batch_op.add_column(
            sa.Column(
                "scenario",
                sa.String(100),
                server_default="",
                nullable=False,
                comment="a kind of scenario; empty: of every",
            )
        )
        batch_op.add_column(sa.Column("cap", _Money, nullable=True, comment="the most of expenses, a contact"))
        batch_op.add_column(sa.Column("set_by", _Id, nullable=True))
        batch_op.add_column(sa.Column("set_at", _Moment, nullable=True))
        batch_op.alter_column(
            "price", existing_type=_Money, nullable=True, comment="null from a day on: no price any more"
        )
        batch_op.alter_column(
            "vat_percent", existing_type=_Money, nullable=True, comment="null: the general rate of its day"
        )
        batch_op.create_foreign_key("fk_price_set_by_person", "person", ["set_by"], ["id"])
    with op.batch_alter_table("quote") as batch_op:
        batch_op.alter_column(
            "number",
            existing_type=sa.String(20),
            existing_nullable=False,
            comment="2026-001; a later version of it is 2026-001/2",
        )
        batch_op.alter_column(
            "state",
            existing_type=sa.String(20),
            existing_nullable=False,
            comment="draft, sent, accepted, declined, replaced",
        )
        batch_op.add_column(sa.Column("wave_id", _Id, nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("replaces_id", _Id, nullable=True))
        batch_op.add_column(
            sa.Column(
                "adjustments",
                sa.JSON(),
                nullable=True,
                comment="domain.adjustments.Adjustments: hours, discounts and waivers set by hand",
            )
        )
        batch_op.add_column(
            sa.Column(
                "ordering",
                sa.JSON(),
                nullable=True,
                comment="domain.ordering.Ordering: the buyer's order number and reference",
            )
        )
        batch_op.add_column(
            sa.Column(
                "acceptance",
                sa.JSON(),
                nullable=True,
                comment="domain.acceptance.Acceptance: who, when, of which document",
            )
        )
        batch_op.add_column(
            sa.Column(
                "reminded_at", _Moment, nullable=True, comment="when the client was told that it is about to expire"
            )
        )
        batch_op.add_column(
            sa.Column("lapsed_at", _Moment, nullable=True, comment="when its maker was told that it has expired")
        )
        batch_op.create_index("ix_quote_replaces_id", ["replaces_id"])
        batch_op.create_index("ix_quote_wave_id", ["wave_id"])
        batch_op.create_foreign_key("fk_quote_replaces_id_quote", "quote", ["replaces_id"], ["id"])
        batch_op.create_foreign_key("fk_quote_wave_id_wave", "wave", ["wave_id"], ["id"])
    _say_of_which_wave()


def _say_of_which_wave() -> None:
    """Quotes were of a wave by its name alone."""
    quote, wave = (
        sa.table(
            "quote", sa.column("id"), sa.column("study_id"), sa.column("wave_id"), sa.column("document", sa.JSON())
        ),
        sa.table("wave", sa.column("id"), sa.column("study_id"), sa.column("name")),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(quote)).mappings().all():
        named = sa.and_(wave.c.study_id == row["study_id"], wave.c.name == row["document"].get("wave"))
        found = connection.scalar(sa.select(wave.c.id).where(named))
        if found is not None:
            connection.execute(quote.update().where(quote.c.id == row["id"]).values(wave_id=found))
