"""The agency that an installation serves."""

from sqlalchemy import Connection, insert, select

from domain.storage.tables import agency, vat_rate
from domain.vat import FINLAND


def the_only(connection: Connection, name: str) -> int:
    """Returns the id of the installation's agency, which is made, with Finland's VAT, when the database is new."""
    found = connection.scalar(select(agency.c.id).order_by(agency.c.id).limit(1))
    if found is None:
        key = connection.execute(insert(agency).values(name=name)).inserted_primary_key
        found = int(key[0]) if key else 0
        rates = [{"agency_id": found, "percent": rate.percent, "valid_from": rate.valid_from} for rate in FINLAND]
        connection.execute(insert(vat_rate), rates)
    return int(found)
