"""Invoice bases, through operations: what is deducted, what is not billed, and whose they are."""

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.biller import Biller
from domain.contact import Outcome
from domain.expense import ExpenseState
from domain.invoice_basis import (
    BasisBeingMade,
    BasisDecided,
    BasisOutdated,
    BasisOvertaken,
    InstalmentTooLarge,
    Kind,
    NothingToBill,
)
from domain.operations import acceptances, billing, drafts, encounters, invoices, quotes, reviews, submissions
from domain.person import Person, Role
from domain.price_list import Item, What
from domain.refusal import Unknown
from domain.storage import expenses, prices
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

BILLER = Biller(name="Aalto")
PATHS = {"pdf": "x"}


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    """The coordinator, of a planned study."""
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    agency.planned(tx, kaisa)
    return kaisa


def made(tx: Transaction, by: Person, typed: str = "") -> int:
    """Makes an invoice basis (or an instalment), printed."""
    if typed:
        id = invoices.make_instalment(tx, by=by, study_id=1, wave_id=1, typed=typed, biller=BILLER, now=NOW)
    else:
        id = invoices.make(tx, by=by, study_id=1, wave_id=1, biller=BILLER, now=NOW)
    row, _, _ = invoices.readable(tx, by, id)
    invoices.note_made(tx, basis_id=id, printed=row["document"], paths=PATHS, now=NOW)
    return id


def net(tx: Transaction, by: Person, id: int) -> Decimal:
    """What an invoice basis comes to."""
    return invoices.readable(tx, by, id)[2].net


def send(tx: Transaction, by: Person, id: int) -> None:
    """Notes that it has gone."""
    invoices.send(tx, by=by, basis_id=id, elsewhere=True, now=NOW)


def test_a_draft_is_made_anew_under_its_number(tx: Transaction, kaisa: Person) -> None:
    first = made(tx, kaisa, "40 %")
    assert made(tx, kaisa) == first
    row, _, basis = invoices.readable(tx, kaisa, first)
    assert (basis.number, basis.kind, basis.net, row["state"]) == ("L2026-001", Kind.DONE, Decimal(1780), "draft")


def test_what_was_cancelled_is_billed_again(tx: Transaction, kaisa: Person) -> None:
    part = made(tx, kaisa, "1000")
    send(tx, kaisa, part)
    rest = made(tx, kaisa)
    assert net(tx, kaisa, rest) == Decimal(780)
    credit = invoices.cancel(tx, by=kaisa, basis_id=part, now=NOW)
    assert net(tx, kaisa, credit) == -1000
    assert made(tx, kaisa) == rest
    assert net(tx, kaisa, rest) == Decimal(1780)


def test_a_bill_stands_when_its_credit_is_cancelled_before_it_went(tx: Transaction, kaisa: Person) -> None:
    bill = made(tx, kaisa)
    send(tx, kaisa, bill)
    credit = invoices.cancel(tx, by=kaisa, basis_id=bill, now=NOW)
    invoices.cancel(tx, by=kaisa, basis_id=credit, now=NOW)
    states = [invoices.readable(tx, kaisa, id)[0]["state"] for id in (bill, credit)]
    assert states == ["sent", "cancelled"]
    with pytest.raises(NothingToBill):
        made(tx, kaisa)


def test_what_deducts_a_bill_that_was_taken_back_is_made_anew_first(tx: Transaction, kaisa: Person) -> None:
    part = made(tx, kaisa, "1000")
    send(tx, kaisa, part)
    rest = made(tx, kaisa)
    invoices.cancel(tx, by=kaisa, basis_id=part, now=NOW)
    with pytest.raises(BasisOvertaken):
        send(tx, kaisa, rest)
    send(tx, kaisa, made(tx, kaisa))
    assert net(tx, kaisa, rest) == Decimal(1780)


def test_an_order_number_that_comes_after_the_quote_stands_on_the_bill(tx: Transaction, kaisa: Person) -> None:
    helmi = agency.join(tx, Role.CLIENT, "Helmi", client=agency.COMPANY)
    quote = agency.quoted(tx, kaisa, 1)
    quotes.note_made(tx, quote_id=quote, path="x", sha256="x", now=NOW)
    quotes.send(tx, by=kaisa, quote_id=quote, now=NOW)
    acceptances.decide(tx, by=helmi, quote_id=quote, accept=True, now=NOW)
    drafts.tell_order(tx, by=helmi, quote_id=quote, text="Order PO-88213", now=NOW)
    basis = invoices.readable(tx, kaisa, made(tx, kaisa))[2]
    assert (basis.quote, basis.purchase_order) == ("2026-001", "PO-88213")


def test_nothing_is_billed_twice(tx: Transaction, kaisa: Person) -> None:
    send(tx, kaisa, made(tx, kaisa))
    with pytest.raises(NothingToBill):
        made(tx, kaisa)
    with pytest.raises(BasisDecided):
        send(tx, kaisa, 1)


def test_a_credit_is_not_taken_back(tx: Transaction, kaisa: Person) -> None:
    id = made(tx, kaisa)
    send(tx, kaisa, id)
    credit = invoices.cancel(tx, by=kaisa, basis_id=id, now=NOW)
    row, _, _ = invoices.readable(tx, kaisa, credit)
    invoices.note_made(tx, basis_id=credit, printed=row["document"], paths=PATHS, now=NOW)
    send(tx, kaisa, credit)
    with pytest.raises(BasisDecided):
        invoices.cancel(tx, by=kaisa, basis_id=credit, now=NOW)


def test_a_result_is_billed_and_a_wrong_number_is_not(tx: Transaction, kaisa: Person) -> None:
    aino = agency.join(tx, Role.SHOPPER, "Aino")
    agency.approved(tx, kaisa, aino, "HAVU-003")
    agency.taken(tx, kaisa, aino, "HAVU-004")
    it = agency.contact(tx, "HAVU-004")
    encounters.fail(
        tx, by=aino, contact_id=it.id, version=it.version, outcome=Outcome.WRONG_NUMBER, now=NOW - timedelta(hours=1)
    )
    it = agency.contact(tx, "HAVU-004")
    submissions.submit(tx, by=aino, contact_id=it.id, version=it.version, now=NOW)
    reviews.approve(tx, by=kaisa, contact_id=it.id, version=None, now=NOW)
    # 14 expected minutes at 2.40, though it took twelve
    assert net(tx, kaisa, made(tx, kaisa)) == Decimal("1813.60")


def test_an_instalment_made_anew_stays_what_it_is(tx: Transaction, kaisa: Person) -> None:
    id = made(tx, kaisa, "40 %")
    tomorrow = NOW + timedelta(days=1)
    invoices.make_anew(tx, by=kaisa, basis_id=id, biller=BILLER, now=tomorrow)
    basis = invoices.readable(tx, kaisa, id)[2]
    assert (basis.kind, basis.net, basis.dated) == (Kind.INSTALMENT, Decimal("1449.28"), tomorrow.date())
    with pytest.raises(BasisBeingMade):
        send(tx, kaisa, id)


def test_a_credit_may_go_on_a_later_day(tx: Transaction, kaisa: Person) -> None:
    id = made(tx, kaisa)
    with pytest.raises(BasisOutdated):
        invoices.send(tx, by=kaisa, basis_id=id, elsewhere=True, now=NOW + timedelta(days=1))
    send(tx, kaisa, id)
    credit = invoices.cancel(tx, by=kaisa, basis_id=id, now=NOW)
    row, _, _ = invoices.readable(tx, kaisa, credit)
    invoices.note_made(tx, basis_id=credit, printed=row["document"], paths=PATHS, now=NOW)
    invoices.send(tx, by=kaisa, basis_id=credit, elsewhere=True, now=NOW + timedelta(days=1))
    assert invoices.readable(tx, kaisa, credit)[0]["state"] == "sent"


@pytest.mark.parametrize(("cap", "passed_on"), [(None, "0.00"), ("100", "42.50"), ("30", "30.00")])
def test_expenses_are_passed_on_where_a_price_says_so_up_to_its_cap(
    tx: Transaction, kaisa: Person, cap: str | None, passed_on: str
) -> None:
    aino = agency.join(tx, Role.SHOPPER, "Aino")
    if cap is not None:
        what = What(item=Item.EXPENSES)
        prices.add(tx, what=what, amount=Decimal(cap), vat_percent=None, valid_from=NOW.date(), by=kaisa.id, now=NOW)
    agency.approved(tx, kaisa, aino, "HAVU-003")
    before = net(tx, kaisa, made(tx, kaisa))
    for amount in ("40", "2.50"):
        id = expenses.add(
            tx,
            contact_id=agency.contact(tx, "HAVU-003").id,
            person_id=aino.id,
            what="Sample",
            amount=Decimal(amount),
            file_id="f",
            file_kind="photo",
            now=NOW,
        )
        expenses.change(tx, id, ExpenseState.NEW, state=ExpenseState.APPROVED)
    assert net(tx, kaisa, made(tx, kaisa)) - before == (Decimal(passed_on) if cap else 0)


def test_a_shopper_and_a_client_make_none(tx: Transaction, kaisa: Person) -> None:
    id = made(tx, kaisa)
    for other in (agency.join(tx, Role.SHOPPER, "Aino"), agency.join(tx, Role.CLIENT, "Helmi", client=agency.COMPANY)):
        with pytest.raises(Unknown):
            made(tx, other)
        with pytest.raises(Unknown):
            invoices.readable(tx, other, id)
        with pytest.raises(Unknown):
            billing.account(tx, by=other, study_id=1, wave_id=1, now=NOW)


def test_a_client_reads_what_it_was_sent_and_no_other(tx: Transaction, kaisa: Person) -> None:
    helmi = agency.join(tx, Role.CLIENT, "Helmi", client=agency.COMPANY)
    mikko = agency.join(tx, Role.CLIENT, "Mikko", client="Kilpailija Oy")
    id = made(tx, kaisa)
    invoices.send(tx, by=kaisa, basis_id=id, now=NOW)
    assert invoices.readable(tx, helmi, id)[2].number == "L2026-001"
    with pytest.raises(Unknown):
        invoices.readable(tx, mikko, id)


NEW_YEAR = NOW.replace(year=2027, month=1, day=4)


def vat_changes(tx: Transaction) -> None:
    """From the new year on VAT is 26 %."""
    prices.add_vat(tx, percent=Decimal(26), valid_from=NEW_YEAR.date().replace(day=1), by=1, now=NOW)


def sums(tx: Transaction, by: Person, id: int) -> list[tuple[str, str, str]]:
    """What an invoice basis comes to: rates, nets and VAT."""
    return [
        (f"{one.vat_percent.normalize():f}", str(one.net), str(one.vat))
        for one in invoices.readable(tx, by, id)[2].sums
    ]


def test_after_a_change_of_vat_what_was_billed_before_keeps_its_rate(tx: Transaction, kaisa: Person) -> None:
    vat_changes(tx)
    part = made(tx, kaisa, "1000")
    send(tx, kaisa, part)
    rest = invoices.make(tx, by=kaisa, study_id=1, wave_id=1, biller=BILLER, now=NEW_YEAR)
    assert sums(tx, kaisa, part) == [("25.5", "1000.00", "255.00")]
    assert sums(tx, kaisa, rest) == [("26", "780.00", "202.80")]
    invoices.note_made(
        tx, basis_id=rest, printed=invoices.readable(tx, kaisa, rest)[0]["document"], paths=PATHS, now=NEW_YEAR
    )
    invoices.send(tx, by=kaisa, basis_id=rest, elsewhere=True, now=NEW_YEAR)


def test_instalments_on_both_sides_of_a_change_of_vat_are_the_quote_and_no_more(tx: Transaction, kaisa: Person) -> None:
    vat_changes(tx)
    send(tx, kaisa, made(tx, kaisa, "40 %"))
    with pytest.raises(InstalmentTooLarge):
        invoices.make_instalment(tx, by=kaisa, study_id=1, wave_id=1, typed="61 %", biller=BILLER, now=NEW_YEAR)
    rest = invoices.make_instalment(tx, by=kaisa, study_id=1, wave_id=1, typed="60 %", biller=BILLER, now=NEW_YEAR)
    assert sums(tx, kaisa, rest) == [("26", "2173.92", "565.22")]


def test_what_was_done_before_a_change_of_vat_is_billed_at_the_rate_of_then(tx: Transaction, kaisa: Person) -> None:
    agency.approved(tx, kaisa, agency.join(tx, Role.SHOPPER, "Aino"), "HAVU-003")
    vat_changes(tx)
    id = invoices.make(tx, by=kaisa, study_id=1, wave_id=1, biller=BILLER, now=NEW_YEAR)
    assert [rate for rate, _, _ in sums(tx, kaisa, id)] == ["25.5"]


@pytest.mark.parametrize("typed", ["40 %", "1449.28"])
def test_an_instalment_made_anew_is_taxed_as_its_client_is_now(tx: Transaction, kaisa: Person, typed: str) -> None:
    id = made(tx, kaisa, typed)
    billing.set_billing(tx, by=kaisa, study_id=1, text="Tax reverse charge", now=NOW)
    invoices.make_anew(tx, by=kaisa, basis_id=id, biller=BILLER, now=NOW)
    assert sums(tx, kaisa, id) == [("0", "1449.28", "0.00")]
