from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.operations import plans, prices
from domain.operations.quotes import document
from domain.person import Person, Role
from domain.price_differences import Listed
from domain.price_history import InForceAlready, NoPriceToEnd
from domain.price_list import Item, PriceMissing, What
from domain.refusal import DayPassed, DayTooFar, Stale, Unknown
from domain.scenario import Kind
from domain.service import Channel
from domain.storage import prices as stored
from domain.storage import quotes, studies, tables
from domain.storage.transaction import Transaction
from domain.study import Study
from domain.typed_price import NotAPercentage, PriceTooFine
from tests import agency
from tests.agency import NOW

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
RESEARCH, FEE = What(item=Item.RESEARCH), What(item=Item.FEE)


@pytest.fixture
def otso(tx: Transaction) -> Person:
    return agency.join(tx, Role.OWNER, "Otso")


def sets(tx: Transaction, otso: Person, what: What, amount: str, day: date = TODAY) -> None:
    prices.set_price(tx, by=otso, what=what, amount=Decimal(amount), valid_from=day, today=TODAY, now=NOW)


def on(tx: Transaction, day: date) -> list[tuple[Item, str]]:
    return [(price.item, str(price.price)) for price in stored.price_list(tx, day)]


@pytest.mark.both_databases
def test_a_price_is_in_force_from_its_day_on(tx: Transaction, otso: Person) -> None:
    sets(tx, otso, RESEARCH, "2.40")
    sets(tx, otso, RESEARCH, "2.60", TOMORROW)
    assert on(tx, TODAY - timedelta(days=1)) == []
    assert on(tx, TODAY) == [(Item.RESEARCH, "2.40")]
    assert on(tx, TOMORROW) == [(Item.RESEARCH, "2.60")]


def test_a_price_set_twice_on_a_day_keeps_both_and_the_later_one_counts(tx: Transaction, otso: Person) -> None:
    sets(tx, otso, RESEARCH, "2.40")
    sets(tx, otso, RESEARCH, "2.50")
    sets(tx, otso, RESEARCH, "2.50")
    assert on(tx, TODAY) == [(Item.RESEARCH, "2.50")]
    assert [str(change.amount) for change in stored.changes(tx)] == ["2.40", "2.50"]


def test_past_days_are_closed_and_far_ones_a_slip(tx: Transaction, otso: Person) -> None:
    with pytest.raises(DayPassed):
        sets(tx, otso, RESEARCH, "2.40", TODAY - timedelta(days=1))
    with pytest.raises(DayTooFar):
        sets(tx, otso, RESEARCH, "2.40", TODAY + timedelta(days=3000))
    with pytest.raises(PriceTooFine):
        sets(tx, otso, FEE, "18.005")
    assert stored.changes(tx) == []


def test_a_change_to_come_is_withdrawn_and_one_in_force_is_not(tx: Transaction, otso: Person) -> None:
    sets(tx, otso, RESEARCH, "2.40")
    sets(tx, otso, RESEARCH, "2.60", TOMORROW)
    present, coming = stored.changes(tx)
    with pytest.raises(InForceAlready):
        prices.withdraw(tx, by=otso, price_id=present.id, today=TODAY, now=NOW)
    assert prices.withdraw(tx, by=otso, price_id=coming.id, today=TODAY, now=NOW) == RESEARCH
    with pytest.raises(Unknown):
        prices.withdraw(tx, by=otso, price_id=coming.id, today=TODAY, now=NOW)
    assert on(tx, TOMORROW) == [(Item.RESEARCH, "2.40")]


def test_a_price_ends_and_may_begin_again(tx: Transaction, otso: Person) -> None:
    sets(tx, otso, RESEARCH, "2.40")
    prices.end_price(tx, by=otso, what=RESEARCH, today=TODAY, now=NOW)
    assert on(tx, TODAY) == []
    with pytest.raises(NoPriceToEnd):
        prices.end_price(tx, by=otso, what=RESEARCH, today=TODAY, now=NOW)
    sets(tx, otso, RESEARCH, "2.50", TOMORROW)
    assert on(tx, TOMORROW) == [(Item.RESEARCH, "2.50")]


@pytest.mark.both_databases
def test_expenses_have_a_cap(tx: Transaction, otso: Person) -> None:
    sets(tx, otso, What(item=Item.EXPENSES), "30")
    (price,) = stored.price_list(tx, TODAY)
    assert (price.price, price.cap) == (Decimal(0), Decimal(30))


def test_vat_changes_from_a_day_on(tx: Transaction, otso: Person) -> None:
    prices.set_vat(tx, by=otso, percent=Decimal(26), valid_from=TOMORROW, today=TODAY, now=NOW)
    coming = stored.vat_changes(tx)[-1]
    with pytest.raises(InForceAlready):
        prices.withdraw_vat(tx, by=otso, vat_id=stored.vat_changes(tx)[0].id, today=TODAY, now=NOW)
    with pytest.raises(DayPassed):
        prices.set_vat(tx, by=otso, percent=Decimal(26), valid_from=date(2026, 1, 1), today=TODAY, now=NOW)
    with pytest.raises(NotAPercentage):
        prices.set_vat(tx, by=otso, percent=Decimal(100), valid_from=TOMORROW, today=TODAY, now=NOW)
    prices.withdraw_vat(tx, by=otso, vat_id=coming.id, today=TODAY, now=NOW)
    assert [rate.percent for rate in stored.vat_rates(tx)] == [24, Decimal("25.5")]


def test_everything_is_the_owner_s_alone(tx: Transaction, otso: Person) -> None:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    sets(tx, otso, RESEARCH, "2.40", TOMORROW)
    (change,) = stored.changes(tx)
    for tried in (
        lambda: sets(tx, kaisa, RESEARCH, "1"),
        lambda: prices.end_price(tx, by=kaisa, what=RESEARCH, today=TODAY, now=NOW),
        lambda: prices.withdraw(tx, by=kaisa, price_id=change.id, today=TODAY, now=NOW),
        lambda: prices.set_vat(tx, by=kaisa, percent=Decimal(1), valid_from=TODAY, today=TODAY, now=NOW),
        lambda: prices.withdraw_vat(tx, by=kaisa, vat_id=1, today=TODAY, now=NOW),
        lambda: prices.set_currency(tx, by=kaisa, typed="SEK", now=NOW),
        lambda: prices.history(tx, by=kaisa),
        lambda: prices.ask_workbook(tx, by=kaisa, now=NOW),
    ):
        with pytest.raises(Unknown):
            tried()
    assert stored.changes(tx) == [change]


def test_a_workbook_is_used_once_by_the_owner_who_sent_it(tx: Transaction, otso: Person) -> None:
    other = agency.join(tx, Role.OWNER, "Outi")
    upload = studies.add_upload(tx, person_id=otso.id, file_id="f", filename="list.xlsx", size=1, now=NOW)
    listed = [Listed(what=RESEARCH, amount=Decimal("2.40")), Listed(what=FEE, amount=Decimal(18))]
    prices.note_read(tx, upload_id=upload, sha256="", listed=listed)
    with pytest.raises(Unknown):
        prices.use(tx, by=other, upload_id=upload, today=TODAY, now=NOW)
    assert len(prices.compared(tx, by=otso, upload_id=upload, today=TODAY)) == 2
    assert prices.use(tx, by=otso, upload_id=upload, today=TODAY, now=NOW) == 2
    with pytest.raises(Stale):
        prices.use(tx, by=otso, upload_id=upload, today=TODAY, now=NOW)
    assert on(tx, TODAY) == [(Item.RESEARCH, "2.40"), (Item.FEE, "18.00")]


def bare(tx: Transaction, otso: Person) -> int:
    """A study whose workbook says neither prices nor fees."""
    id = agency.a_study(tx, otso)
    row = studies.get(tx, id)
    assert row is not None
    said = studies.definition(row)
    services = tuple(service.model_copy(update={"fee": None}) for service in said.services)
    scenarios = tuple(scenario.model_copy(update={"fee": None}) for scenario in said.scenarios)
    without = said.model_copy(update={"prices": (), "services": services, "scenarios": scenarios})
    tx.change(tables.study, tables.study.c.id == id, definition=without.model_dump_json())
    return id


def test_contacts_take_the_fee_of_the_day_on_which_they_are_planned(tx: Transaction, otso: Person) -> None:
    study = bare(tx, otso)
    last = TODAY + timedelta(days=20)
    with pytest.raises(PriceMissing):
        plans.create_contacts(tx, by=otso, study_id=study, first=TODAY, last=last, now=NOW)
    sets(tx, otso, FEE, "15")
    sets(tx, otso, What(item=Item.FEE, channel=Channel.PHONE), "20")
    sets(tx, otso, What(item=Item.FEE, scenario=Kind.FEEDBACK), "17")
    sets(tx, otso, FEE, "99", TOMORROW)
    plans.create_contacts(tx, by=otso, study_id=study, first=TODAY, last=last, now=NOW)
    row = studies.get(tx, study)
    assert row is not None
    said: Study = studies.definition(row)
    for number in range(1, 23):
        contact = agency.contact(tx, f"HAVU-{number:03}")
        kind = said.scenario(contact.scenario).kind
        expected = 20 if contact.channel is Channel.PHONE else 17 if kind is Kind.FEEDBACK else 15
        assert contact.fee == expected


def test_a_quote_takes_the_list_where_the_workbook_says_nothing(tx: Transaction, otso: Person) -> None:
    study = bare(tx, otso)
    with pytest.raises(PriceMissing):
        agency.quoted(tx, otso, study)
    for item, amount in (("setup", "500"), ("research", "2"), ("analysis", "1000"), ("extra", "90")):
        sets(tx, otso, What(item=Item(item)), amount)
    sets(tx, otso, What(item=Item.RESEARCH, channel=Channel.PHONE), "3")
    prices.set_currency(tx, by=otso, typed="SEK", now=NOW)
    row = quotes.get(tx, agency.quoted(tx, otso, study))
    assert row is not None
    quote = document(row)
    assert [str(line.net) for line in quote.lines] == ["500.00", "500.00", "504.00", "200.00", "1000.00", "0.00"]
    assert (quote.currency, {rate: str(vat) for rate, vat in quote.vat_by_rate.items()}) == (
        "SEK",
        {Decimal("25.5"): "689.52"},
    )
