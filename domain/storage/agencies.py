"""The agency that an installation serves."""

from sqlalchemy import Connection, insert, select

from domain.storage.tables import agency


def the_only(connection: Connection, name: str) -> int:
    """Returns the id of the installation's agency, which is made when the database is new."""
    found = connection.scalar(select(agency.c.id).order_by(agency.c.id).limit(1))
    if found is None:
        key = connection.execute(insert(agency).values(name=name)).inserted_primary_key
        return int(key[0]) if key else 0
    return int(found)
