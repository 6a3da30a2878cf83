"""The way in: one contact, read and printed."""

from datetime import datetime

from sqlalchemy import Connection

from domain.imprint import Imprint
from domain.storage.transaction import Transaction
from domain.texts import Words
from reporting.analyses.one_contact import one_contact
from reporting.pdf.one_contact import print_report
from reporting.telling import Telling


def make(connection: Connection, *, agency: int, contact: int, language: str, imprint: Imprint, now: datetime) -> bytes:
    """Returns the paper of a contact as a tagged PDF (Unknown when the agency has no such contact)."""
    telling = Telling.to(Words(language))
    told = one_contact(Transaction(connection, agency), contact, telling.words, now)
    return print_report(told, telling, imprint=imprint, now=now)
