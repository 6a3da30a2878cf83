"""Two agencies in one database: whatever storage reads or changes is the agency's own."""

import inspect
import pkgutil
import shutil
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

import domain.storage
from domain.biller import Biller
from domain.expense import ExpenseState
from domain.operations import actions, assignments, enquiries, expenses, hours, invoices, pay, reviews
from domain.person import Person, Role
from domain.price_list import Item, What
from domain.storage import actions as stored_actions
from domain.storage import (
    agencies,
    analyses,
    answers,
    clients,
    contacts,
    invoice_bases,
    jobs,
    norms,
    outbox,
    people,
    portfolios,
    prices,
    quotes,
    studies,
)
from domain.storage import enquiries as stored_enquiries
from domain.storage import expenses as stored_expenses
from domain.storage import hours as stored_hours
from domain.storage import pay as stored_pay
from domain.storage import tables as all_tables
from domain.storage.database import open_engine
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

OF_THE_INSTALLATION = {"inbox", "agencies", "heartbeat"}
"""Updates come before anybody knows whose they are."""


OTHER = 2
"""The second agency's id."""


@pytest.fixture(scope="module")
def both(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two agencies, of which the second is busy and the first has nothing."""
    file = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("both") / "toteuma.db"))
    engine = open_engine(f"sqlite:///{file}", writes=True)
    with engine.begin() as connection:
        agencies.the_only(connection, "Aalto Mystery")
        connection.execute(insert(all_tables.agency).values(id=OTHER, name="Other"))
        _work(Transaction(connection, OTHER))
    engine.dispose()
    return file


@pytest.fixture
def sqlite_url(both: Path, tmp_path: Path) -> str:
    """The URL of a copy of that file."""
    return f"sqlite:///{shutil.copy(both, tmp_path / 'toteuma.db')}"


@pytest.fixture
def theirs(tx: Transaction) -> Transaction:
    """Another agency, which is busy in the same database; `tx` itself has nothing."""
    return Transaction(tx.connection, OTHER)


def _work(other: Transaction) -> None:
    """Whatever an agency has stored."""
    kaisa = agency.join(other, Role.COORDINATOR, "Kaisa")
    aino = agency.join(other, Role.SHOPPER, "Aino")
    agency.join(other, Role.CLIENT, "Helmi", client=agency.COMPANY)
    study = agency.planned(other, kaisa)
    agency.approved(other, kaisa, aino, "HAVU-003", ratkaisuaste="promised", lupaus_aika="24.11.")
    agency.taken(other, kaisa, aino, "HAVU-004")
    agency.nobody_answered(other, aino, "HAVU-004")
    agency.answered(other, aino, "HAVU-004")
    agency.offered(other, kaisa, aino, "HAVU-008")
    agency.quoted(other, kaisa, study)
    agency.analysed(other, kaisa, study)
    made = agency.analysed(other, kaisa, study)
    for asked in ("Why", "How", "When"):
        enquiries.ask(other, by=kaisa, analysis_id=made, asked=asked, now=NOW)
    for what in ("Greet", "Listen", "Close"):
        actions.add(other, by=kaisa, study_id=study, what=what, now=NOW)
        actions.say_when(other, by=kaisa, action_id=len(actions.of_mine(other, kaisa, study)), told="24.11.", now=NOW)
    hours.log(other, by=kaisa, study_id=study, text="2 results shown", now=NOW)
    prices.add_vat(other, percent=Decimal(24), valid_from=NOW.date(), by=kaisa.id, now=NOW)
    wave = studies.present_wave(other, study)["id"]
    invoices.make(other, by=kaisa, study_id=study, wave_id=wave, biller=Biller(name="Other"), now=NOW)
    agency.figures_saved(other, kaisa)
    _pays(other, kaisa, aino)
    client = studies.all_of(other)[0]["client_id"]
    for _ in range(3):
        portfolios.add(other, client_id=client, studies=[study], language="fi", by=kaisa.id, now=NOW)
    norms.keep(other, NOW.date(), [], NOW)
    prices.set_currency(other, "SEK")
    prices.add_vat(other, percent=Decimal(25), valid_from=NOW.date(), by=kaisa.id, now=NOW)
    fee = What(item=Item.FEE)
    prices.add(other, what=fee, amount=Decimal(200), vat_percent=None, valid_from=NOW.date(), by=kaisa.id, now=NOW)


def _pays(other: Transaction, kaisa: Person, aino: Person) -> None:
    """A run that has been made, a correction, and expenses."""
    otso = agency.join(other, Role.OWNER, "Otso")
    it, receipt = agency.contact(other, "HAVU-003").id, {"file_id": "f", "file_kind": "photo"}
    for _ in range(4):
        expenses.log(other, by=aino, contact_id=it, what="Bus", amount=Decimal("3.20"), **receipt, now=NOW)
    pay.tell_payee(other, by=aino, changes={"legal_name": "Aino Aalto", "iban": "FI2112345600000785"}, now=NOW)
    day, two = NOW.date() + timedelta(days=1), Decimal(2)
    pay.correct(other, by=otso, person_id=aino.id, amount=two, reason="Slip", today=NOW.date(), now=NOW)
    pay.make_run(other, by=otso, until=day, digest=pay.proposal(other, by=otso, until=day).digest, now=NOW)


def _ids(other: Transaction) -> dict[str, Any]:
    """What another agency's ids are, by the names that storage's functions give their arguments."""
    aino = people.all_of(other, Role.SHOPPER)[0]
    study = studies.all_of(other)[0]
    it = agency.contact(other, "HAVU-003")
    return {
        "id": it.id,
        "ids": [it.id],
        "these": [it],
        "at_least": 1,
        "contact_id": it.id,
        "contact_ids": [it.id, agency.contact(other, "HAVU-004").id],
        "shopper_id": aino.id,
        "person_id": aino.id,
        "chat_id": aino.chat_id,
        "study_id": study["id"],
        "study_ids": [study["id"]],
        "client_id": study["client_id"],
        "wave_id": it.wave_id,
        "thread": agency.contact(other, "HAVU-001").thread,
        "code": "HAVU-003",
        "sha256": study["sha256"],
        "name": agency.COMPANY,
        "states": (),
        "roles": tuple(Role),
        "now": NOW + timedelta(days=400),
        "before": NOW + timedelta(days=400),
        "day": NOW.date() + timedelta(days=400),
        "questions": ["parasta", "ensivaikutelma"],
        "question": "parasta",
        "value": "Ystävällinen palvelu",
        "besides": 0,
        "of": it,
        "limit": 100,
        "change_id": 2**31,
        "kind": "analysis",
        "within": timedelta(days=4000),
        "things": {"analysis": analyses.of_studies(other, [study["id"]], "making")[0]["id"]},
        "by": aino.id,
        "message_id": 1,
        "key": agency.KEY,
        "since": NOW - timedelta(days=400),
        "payrun_id": stored_pay.runs(other)[0]["id"],
    }


READERS = [
    (module.name.rsplit(".", 1)[1], name, function)
    for module in pkgutil.iter_modules(domain.storage.__path__, "domain.storage.")
    if not module.ispkg and module.name.rsplit(".", 1)[1] not in OF_THE_INSTALLATION
    for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction)
    if function.__module__ == module.name and not name.startswith("_")
    if next(iter(inspect.signature(function).parameters), "") == "tx"
]
WRITES = {"None", "int", "bool"}
"""What functions that change something return; those that only look are called below."""


def _reads(function: Callable[..., object]) -> bool:
    returned = str(inspect.signature(function).return_annotation)
    return not any(returned.endswith(f"'{kind}'") or returned == f"<class '{kind}'>" for kind in ("NoneType", "int"))


LOOKS = [
    (f"{module}.{name}", function)
    for module, name, function in READERS
    if name
    not in {"add", "find_or_add", "owe", "become", "take", "add_upload", "raise_alert", "decide_alert", "change"}
    and not name.startswith(("set_", "note_", "put", "take_", "settle_"))
    and inspect.signature(function).return_annotation is not None
    and _reads(function)
]


def _arguments(function: Callable[..., object], known: dict[str, Any]) -> tuple[list[Any], dict[str, Any]] | None:
    plain: list[Any] = []
    named: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        if parameter.kind is parameter.VAR_POSITIONAL:
            plain += known.get(name, ())
        elif parameter.kind is parameter.VAR_KEYWORD:
            named |= known["things"]
        elif parameter.default is not parameter.empty:
            continue
        elif name not in known:
            return None
        elif parameter.kind is parameter.KEYWORD_ONLY:
            named[name] = known[name]
        else:
            plain.append(known[name])
    return plain, named


@pytest.mark.parametrize(("name", "function"), LOOKS, ids=[name for name, _ in LOOKS])
def test_looking_finds_nothing_of_another_agency(
    tx: Transaction, theirs: Transaction, name: str, function: Callable[..., Any]
) -> None:
    given = _arguments(function, _ids(theirs))
    assert given is not None, f"say in _ids what {name} is asked with"
    plain, named = given
    if name in {"studies.present_wave", "studies.get_wave"}:
        with pytest.raises(IndexError):
            function(tx, *plain, **named)
        return
    found = function(tx, *plain, **named)
    if name in {"quotes.next_number", "invoice_bases.next_number"}:
        assert found.endswith("-001")
        return
    if name == "prices.currency":
        assert found == "EUR"
        return
    if name in {"prices.vat_changes", "prices.vat_rates"}:
        assert [rate.percent for rate in found] == [24, 25.5]
        return
    assert not found or found in ({}, (), [])


def test_the_other_agency_itself_finds_its_own(theirs: Transaction) -> None:
    ids = _ids(theirs)
    assert len(people.all_of(theirs, *Role)) == 4
    assert contacts.get(theirs, ids["contact_id"])
    assert answers.of_contact(theirs, ids["contact_id"])
    assert quotes.of_studies(theirs, ids["study_ids"])
    assert analyses.of_studies(theirs, ids["study_ids"], "making")
    assert portfolios.get(theirs, ids["id"])
    assert portfolios.of_client(theirs, ids["client_id"], "making")
    assert portfolios.with_results(theirs)
    assert norms.counted(theirs)
    assert prices.price_list(theirs, ids["day"])
    assert prices.vat_rates(theirs)
    assert jobs.waiting(theirs, ids["now"])
    assert outbox.due(theirs, ids["now"])
    assert contacts.stages_due(theirs, ids["now"])
    assert len(stored_actions.promised(theirs, ids["day"])) == 3
    assert stored_actions.get(theirs, ids["id"])
    assert stored_enquiries.waiting(theirs, ids["study_id"]) == 3
    assert len(stored_hours.of_wave(theirs, ids["wave_id"])) == 1
    assert len(invoice_bases.of_wave(theirs, ids["wave_id"])) == 1
    assert stored_pay.runs(theirs)
    assert len(stored_pay.written(theirs, ids["person_id"])) == 2
    assert stored_pay.payee_of(theirs, ids["person_id"])
    assert stored_pay.approvals(theirs)
    assert stored_pay.earning(theirs, ids["shopper_id"])
    assert len(stored_expenses.waiting(theirs)) == 4


def test_changing_what_is_another_agency_s_changes_nothing(tx: Transaction, theirs: Transaction) -> None:
    ids = _ids(theirs)
    before = agency.dump(tx.connection)
    people.change(tx, ids["person_id"], name="Mallory")
    clients.set_billing(tx, ids["client_id"], {"name": "Mallory"})
    contacts.change(tx, ids["of"], asking="nps")
    contacts.expire_offers(tx, ids["contact_id"], NOW)
    contacts.drop_stage(tx, ids["contact_id"], "later")
    analyses.change(tx, 1, state="sent")
    portfolios.change(tx, 1, state="sent")
    answers.remove_attachments(tx, [file.id for file in answers.attachments_of(theirs, ids["contact_id"])])
    stored_actions.change(tx, ids["id"], what="Nothing")
    assert not stored_hours.change(tx, 1, what="Nothing")
    assert not invoice_bases.change(tx, 1, state="sent")
    assert not stored_enquiries.put_answer(tx, ids["id"], by=ids["by"], answered="Nothing", now=NOW)
    assert not quotes.change(tx, 1, state="accepted")
    assert not stored_pay.set_run(tx, 1, "made", state="paid")
    stored_pay.mark_paid(tx, 1, NOW.date())
    stored_pay.take_off(tx, 1)
    assert not stored_expenses.change(tx, 1, ExpenseState.NEW, state="approved")
    assert not prices.take_back(tx, 1, NOW.date() - timedelta(days=1))
    assert not prices.take_back_vat(tx, prices.vat_changes(theirs)[0].id, NOW.date() - timedelta(days=1))
    assert agency.dump(tx.connection) == before


def test_codes_begin_anew_in_each_agency(tx: Transaction, theirs: Transaction) -> None:
    otso = agency.join(tx, Role.OWNER, "Otso")
    assert otso.code == "A1"
    agency.planned(tx, otso)
    assert agency.contact(tx, "HAVU-001").id != agency.contact(theirs, "HAVU-001").id
    assert reviews.queue(tx, by=otso, now=NOW) == []
    assert len(assignments.offerable(tx, by=otso, study_id=studies.all_of(tx)[0]["id"])) == 22


def test_the_installation_serves_the_first_agency(tx: Transaction, theirs: Transaction) -> None:
    assert agencies.the_only(tx.connection, "whatever") == tx.agency
