"""One of each paper, in both languages, of few contacts and of many; the same ones each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from domain.imprint import Imprint
from domain.logo import logo
from domain.person import Role
from domain.service import Channel
from domain.storage import agencies
from domain.storage.transaction import Transaction
from reporting import one_contact, praise
from reporting.pdf import quote
from tests import agency
from tests.agency import NOW
from tests.domain.test_logo import svg
from tests.reporting.conftest import document
from tests.reporting.field import Field, database, havu
from tests.reporting.pdf.test_one_contact import BAD, SAID
from tests.reporting.test_praise import BEST, of_unit
from tests.reporting.test_quote_pdf import quoted

MARK = '<circle cx="20" cy="20" r="18" fill="#8a1c5b"/><path d="M50 8h90v8H50zM50 24h60v8H50z" fill="#3c3c3c"/>'
PRINTED_BY = Imprint(
    agency="Aalto Mystery", colour=(138, 28, 91), logo=logo(svg(MARK, 'viewBox="0 0 150 40" width="150" height="40"'))
)
PAPERS = (
    "analysis-22-fi", "analysis-10-en", "analysis-4-fi", "analysis-200-fi", "one_contact-good-fi", "one_contact-bad-en",
    "praise-fi", "praise-en", "quote-fi", "quote-en",
)  # fmt: skip


@cache
def paper(name: str) -> bytes:
    """Returns the paper of a name: `kind-which-language`."""
    kind, *which, language = name.split("-")
    if kind == "analysis":
        return _analysis(int(which[0]), language)
    if kind == "quote":
        return quote.make(quoted(), language=language, imprint=PRINTED_BY, simulated=False)
    with _house() as tx:
        return _one_contact(tx, which[0], language) if kind == "one_contact" else _praise(tx, language)


def _analysis(contacts: int, language: str) -> bytes:
    engine = database()
    try:
        with engine.connect() as connection:
            made = Field(connection, havu())
            made.contacts(contacts)
            return document(made, language).pdf
    finally:
        engine.dispose()


@contextmanager
def _house() -> Iterator[Transaction]:
    engine = database()
    with engine.connect() as connection:
        yield Transaction(connection, agencies.the_only(connection, "Aalto Mystery"))
    engine.dispose()


def _one_contact(tx: Transaction, which: str, language: str) -> bytes:
    kaisa, aino = agency.join(tx, Role.COORDINATOR, "Kaisa Ranta"), agency.join(tx, Role.SHOPPER, "Aino Salmi")
    agency.planned(tx, kaisa)
    every = (agency.contact(tx, code) for code in agency.codes(range(1, 23)))
    code = next(each.code for each in every if each.channel is Channel.PHONE and not each.thread)
    given = {**BAD, **SAID, "ratkaisu_miksi": "Ei tiedetty."} if which == "bad" else {}
    agency.approved(tx, kaisa, aino, code, **given)
    id = agency.contact(tx, code).id
    return one_contact.make(tx.connection, agency=tx.agency, contact=id, language=language, imprint=PRINTED_BY, now=NOW)


def _praise(tx: Transaction, language: str) -> bytes:
    kaisa, aino = agency.join(tx, Role.COORDINATOR, "Kaisa Ranta"), agency.join(tx, Role.SHOPPER, "Aino Salmi")
    agency.planned(tx, kaisa)
    agency.approved(tx, kaisa, aino, *of_unit(tx, "oulu")[:3], **BEST)
    return praise.make(
        tx.connection,
        agency=tx.agency,
        study=1,
        wave=1,
        unit="oulu",
        language=language,
        imprint=PRINTED_BY,
        now=NOW,
    )
