from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.adjustments import Adjustments
from domain.fingerprint import Part, Precedent
from domain.money import CENT
from domain.price_list import Item, Price, PriceMissing
from domain.quote import Excluded, Quote, Timetable, quote_for
from domain.service import Channel
from domain.study import Study
from tests.domain.havu import EMAIL, PHONE, PRICES, STUDY, VAT

TODAY = date(2026, 11, 2)
WAIVED = Precedent(service="puhelin", study=STUDY.terms.name, wave="2026-Q2")


def quoted(study: Study = STUDY, *, extra_hours: Decimal = Decimal(0), precedents: tuple[Precedent, ...] = ()) -> Quote:
    return quote_for(
        study,
        price_list=(),
        number="T-2026-001",
        today=TODAY,
        adjustments=Adjustments(extra_hours=extra_hours),
        precedents=precedents,
    )


def test_the_sample_costs_what_its_plan_says() -> None:
    quote = quoted()
    assert [
        (line.item, str(line.quantity), line.item.unit, str(line.price), str(line.net)) for line in quote.lines
    ] == [
        (Item.SETUP, "1", "service", "890", "890.00"),
        (Item.SETUP, "1", "service", "890", "890.00"),
        (Item.RESEARCH, "168", "minute", "2.4", "403.20"),
        (Item.RESEARCH, "100", "minute", "2.4", "240.00"),
        (Item.ANALYSIS, "1", "study", "1200", "1200.00"),
        (Item.EXTRA, "0", "hour", "95", "0.00"),
    ]
    assert str(quote.subtotal) == "3623.20"
    assert {rate: str(vat) for rate, vat in quote.vat_by_rate.items()} == {VAT: "923.92"}
    assert str(quote.gross) == "4547.12"


def test_it_names_the_parties_and_is_valid_for_thirty_days() -> None:
    quote = quoted()
    assert (quote.client, quote.business_id, quote.purchase_order) == ("Havu Energia Oy", "1234567-1", "PO-88213")
    assert (quote.payment_term_days, quote.valid_until) == (14, date(2026, 12, 2))
    assert quote.is_valid(date(2026, 12, 2))
    assert not quote.is_valid(date(2026, 12, 3))


def test_the_scope_is_the_plan_of_each_service() -> None:
    assert [(scope.service, scope.channel, scope.contacts, scope.minutes) for scope in quoted().scope] == [
        (PHONE.label, Channel.PHONE, 12, Decimal(14)),
        (EMAIL.label, Channel.EMAIL, 10, Decimal(10)),
    ]


def test_it_does_not_include_what_shoppers_buy_nor_the_way_to_visits() -> None:
    visited = STUDY.model_copy(
        update={"services": (PHONE.model_copy(update={"channel": Channel.VISIT}),), "scenarios": ()}
    )
    assert quoted().excluded == (Excluded.EXTRA_WORK, Excluded.MORE_CONTACTS, Excluded.PURCHASES)
    assert quoted(visited).excluded == (Excluded.EXTRA_WORK, Excluded.MORE_CONTACTS, Excluded.TRAVEL)


def test_a_waived_setup_stays_as_a_zero_line_that_says_why() -> None:
    quote = quoted(precedents=(WAIVED,))
    setup = quote.lines[0]
    assert (setup.net, setup.is_waived, setup.precedent) == (Decimal(0), True, WAIVED)
    assert quote.subtotal == Decimal("2733.20")


def test_a_changed_service_is_charged_and_says_what_changed() -> None:
    changed = WAIVED.model_copy(update={"changed": (Part.METRICS,)})
    quote = quoted(precedents=(changed,))
    assert (quote.lines[0].net, quote.lines[0].precedent) == (Decimal(890), changed)
    assert quote.subtotal == Decimal("3623.20")


def test_estimated_extra_hours_are_summed() -> None:
    quote = quoted(extra_hours=Decimal("2.5"))
    assert quote.lines[-1].net == Decimal("237.50")
    assert quote.subtotal == Decimal("3860.70")


def test_the_studys_own_prices_go_before_the_agencys_list() -> None:
    dearer = tuple(price.model_copy(update={"price": price.price * 2}) for price in PRICES)
    own = STUDY.model_copy(update={"prices": PRICES[:1]})
    lines = quote_for(own, price_list=dearer, number="T-1", today=TODAY).lines
    assert [line.price for line in lines] == [890, 890, Decimal("4.8"), Decimal("4.8"), 2400, 190]


def test_a_missing_price_is_refused_by_its_name() -> None:
    without = STUDY.model_copy(update={"prices": PRICES[1:]})
    with pytest.raises(PriceMissing) as refusal:
        quoted(without)
    assert refusal.value.details == {"item": Item.SETUP, "service": "puhelin"}


def test_it_comes_back_from_storage_as_it_was() -> None:
    quote = quote_for(
        STUDY,
        price_list=(),
        number="T-2026-001",
        today=TODAY,
        wave="2027-Q1",
        timetable=Timetable(opens_on=date(2026, 11, 9), closes_on=date(2026, 11, 27)),
        precedents=(WAIVED,),
    )
    back = Quote.model_validate_json(quote.model_dump_json())
    assert back == quote
    assert (back.wave, back.gross) == ("2027-Q1", quote.gross)


MONEY = st.decimals(0, 5000, places=4)
RATES = st.sampled_from([Decimal(0), Decimal(10), Decimal("13.5"), Decimal("25.5")])
PLANS = st.lists(st.tuples(st.integers(1, 500), st.decimals("0.5", 240, places=1)), min_size=1, max_size=6)


@given(
    plan=PLANS,
    prices=st.tuples(MONEY, MONEY, MONEY, MONEY),
    rates=st.tuples(RATES, RATES, RATES, RATES),
    hours=st.decimals(0, 200, places=2),
    waived=st.booleans(),
)
def test_no_plan_makes_a_cent_appear_or_vanish(
    plan: list[tuple[int, Decimal]],
    prices: tuple[Decimal, ...],
    rates: tuple[Decimal, ...],
    hours: Decimal,
    waived: bool,
) -> None:
    services = tuple(
        PHONE.model_copy(update={"name": f"s{n}", "contacts": contacts, "minutes": minutes})
        for n, (contacts, minutes) in enumerate(plan)
    )
    listed = tuple(
        Price(item=item, price=price, vat_percent=rate) for item, price, rate in zip(Item, prices, rates, strict=False)
    )
    quote = quoted(
        STUDY.model_copy(update={"services": services, "prices": listed}),
        extra_hours=hours,
        precedents=(WAIVED.model_copy(update={"service": "s0"}),) if waived else (),
    )
    charged = [line for line in quote.lines if line.is_charged]
    exact_net = sum((line.quantity * line.price for line in charged), Decimal(0))
    exact_gross = sum((line.net * (100 + line.vat_percent) / 100 for line in charged), Decimal(0))

    assert quote.subtotal == sum(line.net for line in quote.lines)
    assert quote.gross == quote.subtotal + sum(quote.vat_by_rate.values())
    assert abs(quote.subtotal - exact_net) <= len(charged) * CENT / 2
    assert abs(quote.gross - exact_gross) <= len(quote.vat_by_rate) * CENT / 2
    assert all(amount == amount.quantize(CENT) for amount in (quote.subtotal, quote.gross))
    assert Quote.model_validate_json(quote.model_dump_json()).gross == quote.gross
