"""One of each paper, in both languages, of few contacts and of many; the same ones each time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from domain.imprint import Imprint
from domain.logo import logo
from domain.person import Role
from domain.service import Channel
from domain.storage import agencies
from domain.storage.transaction import Transaction
from reporting import one_contact, portfolio, praise
from reporting.pdf import invoice_basis, quote
from tests import agency
from tests.agency import NOW
from tests.domain.test_logo import svg
from tests.reporting.agencies import another_client, another_study, another_wave, approve, count_half
from tests.reporting.conftest import document
from tests.reporting.field import Field, database, havu
from tests.reporting.invoice_bases import REST, WHOLE
from tests.reporting.pdf.test_one_contact import BAD, SAID
from tests.reporting.test_customers import OWN
from tests.reporting.test_followed import acted
from tests.reporting.test_norm import AUTUMN, SPRING
from tests.reporting.test_portfolio import renamed
from tests.reporting.test_praise import BEST, of_unit
from tests.reporting.test_quote_pdf import quoted

MARK = '<circle cx="20" cy="20" r="18" fill="#8a1c5b"/><path d="M50 8h90v8H50zM50 24h60v8H50z" fill="#3c3c3c"/>'
PRINTED_BY = Imprint(
    agency="Aalto Mystery", colour=(138, 28, 91), logo=logo(svg(MARK, 'viewBox="0 0 150 40" width="150" height="40"'))
)
PAPERS = (
    "analysis-22-fi", "analysis-10-en", "analysis-4-fi", "analysis-200-fi", "one_contact-good-fi", "one_contact-bad-en",
    "praise-fi", "praise-en", "quote-fi", "quote-en", "waves-22-fi", "beside-22-en", "portfolio-fi",
    "invoice-fi", "invoice-en",
)  # fmt: skip


@cache
def paper(name: str) -> bytes:
    """Returns the paper of a name: `kind-which-language`."""
    kind, *which, language = name.split("-")
    if kind in FIELDS:
        with _field(simulated=kind in {"analysis", "waves"}) as made:
            return FIELDS[kind](made, language, *map(int, which))
    if kind == "quote":
        return quote.make(quoted(), language=language, imprint=PRINTED_BY, simulated=False)
    if kind == "invoice":
        basis = WHOLE if language == "fi" else REST
        # an address that could be pressed has to be a link, which papers have none of yet
        basis = basis.model_copy(update={"seller": basis.seller.model_copy(update={"email": ""})})
        return invoice_basis.make(basis, language=language, imprint=PRINTED_BY, simulated=False)
    with _house() as tx:
        return _one_contact(tx, which[0], language) if kind == "one_contact" else _praise(tx, language)


@contextmanager
def _field(*, simulated: bool) -> Iterator[Field]:
    engine = database()
    with engine.connect() as connection:
        yield Field(connection, havu(), simulated=simulated)
    engine.dispose()


def _analysis(made: Field, language: str, contacts: int) -> bytes:
    made.contacts(contacts)
    return document(made, language).pdf


def _waves(made: Field, language: str, contacts: int) -> bytes:
    """The third wave, with what became of the second one's actions."""
    made.contacts(contacts)
    for name in ("2027-Q1", "2027-Q2"):
        made.next_wave(name)
        made.contacts(contacts)
    return document(acted(made, wave=2), language, wave=made.wave).pdf


def _beside(made: Field, language: str, contacts: int) -> bytes:
    """A wave beside its client's own figures and beside the agency's other clients."""
    made.contacts(contacts)
    approve(made, AUTUMN)
    for client in range(2, 9):
        another_client(made, client, 24, at=SPRING)
    count_half(made, SPRING)
    made.figures(OWN)
    return document(made, language).pdf


def _portfolio(made: Field, language: str) -> bytes:
    """Three studies of a client: of two waves, of one, and of four contacts."""
    made.contacts(22)
    shops = another_study(made, 1, 2, 12, at=SPRING, simulated=False, made=renamed(made.study, "Myymälät"))
    another_wave(made, shops, 2, 3, 14, at=SPRING, made=made.study)
    another_study(made, 1, 4, 4, at=SPRING, simulated=False, made=renamed(made.study, "Chat"))
    return portfolio.make(
        made.connection, agency=1, client=1, studies=(1, 2, 3), language=language, imprint=PRINTED_BY, now=NOW
    ).pdf


FIELDS: dict[str, Callable[..., bytes]] = {
    "analysis": _analysis, "waves": _waves, "beside": _beside, "portfolio": _portfolio,
}  # fmt: skip


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
