"""What the tables are made of."""

from typing import Any

from sqlalchemy import Column, ForeignKey, MetaData

from domain.storage.columns import Id

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def row_id() -> Column[int]:
    """The key of a row."""
    return Column("id", Id, primary_key=True)


def of_agency() -> Column[int]:
    """Whose row it is."""
    return Column("agency_id", Id, ForeignKey("agency.id"), nullable=False, index=True)


def to(table: str, *, nullable: bool = False, index: bool = True, name: str = "") -> Column[Any]:
    """A reference to another table's row, `person_id` when it has no name of its own."""
    return Column(name or f"{table}_id", Id, ForeignKey(f"{table}.id"), nullable=nullable, index=index)
