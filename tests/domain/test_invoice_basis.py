"""What is billed, from what was done: worked by hand, and to the cent whatever the parts are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from domain.adjustments import Adjustments, Discount, SetupDecision
from domain.billed import Taxed, Work, instalment, lines_done, quoted_nets
from domain.biller import Biller
from domain.billing import Billing
from domain.done import Fate, ServiceDone
from domain.fingerprint import Precedent
from domain.hours import Hours
from domain.invoice_basis import (
    Billed,
    Earlier,
    InstalmentTooLarge,
    InvoiceBasis,
    Kind,
    Sum,
    sums_due,
    taken_back,
)
from domain.price_list import Item
from domain.quote import Quote, named, quote_for
from domain.vat import FINLAND, VatTreatment
from tests.domain.havu import EMAIL, PHONE, STUDY

D = Decimal
TODAY = date(2026, 11, 23)
AT_HOME = Taxed(VatTreatment.DOMESTIC, D("25.5"))
CHANGED = Taxed(VatTreatment.DOMESTIC, D(26), frozenset({D(24), D("25.5")}))
WAIVED = tuple(
    Precedent(service=service.name, study=STUDY.terms.name, wave="1/2026", changed=()) for service in (PHONE, EMAIL)
)


def quoted(**more: object) -> Quote:
    return quote_for(STUDY, price_list=(), number="2026-001", today=TODAY, vat=FINLAND, **more)  # type: ignore[arg-type]


def done(phone: int = 12, email: int = 10, **more: object) -> Work:
    services = {
        service.name: ServiceDone(service=service.name, contacts={Fate.BILLED: n}, in_vain=0, minutes=())
        for service, n in ((PHONE, phone), (EMAIL, email))
    }
    return Work(services=services, is_analysed=bool(more.pop("analysed", True)), **more)  # type: ignore[arg-type]


def worked(hours: str, price: str = "95", *, charged: bool = True, vat: str = "25.5") -> Hours:
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    return Hours(
        id=1, study_id=1, wave_id=1, person_id=1, day=TODAY, hours=D(hours), what="x", price=D(price),
        vat_percent=D(vat), charged=charged, logged_at=moment, changed_at=None, removed_at=None,
    )  # fmt: skip


def earlier(number: str, *sums: tuple[str, str, str]) -> Earlier:
    made = tuple(Sum(vat_percent=D(rate), net=D(net), vat=D(vat)) for rate, net, vat in sums)
    return Earlier(number=number, dated=TODAY, sums=made)


@dataclass(frozen=True)
class Case:
    """What was done, and what it comes to: net and gross."""

    net: str
    gross: str
    work: Work = field(default_factory=done)
    quote: Mapping[str, object] = field(default_factory=dict)
    taxed: Taxed = AT_HOME
    before: tuple[Earlier, ...] = ()
    discounts: tuple[Discount, ...] = ()


HALF_PAID = (earlier("L1", ("25.5", "2000.00", "510.00")),)
THIRD = worked("0.33", "61.5")
PILOT = SetupDecision(service=PHONE.name, charged=False, reason="Pilot", by="Otso")
# the sample: setup 2 x 890, research 12 x 14 min and 10 x 10 min at 2.40, analysis 1,200; an hour is 95
TEN = Discount(reason="An old client", percent=D(10))
CASES = {
    "all as planned": Case("3623.20", "4547.12"),
    "nothing yet but setup": Case("1780.00", "2233.90", done(0, 0, analysed=False)),
    "half of the calls": Case("3421.60", "4294.11", done(6, 10)),
    "one more than planned": Case("3656.80", "4589.28", done(13, 10)),
    "not analysed yet": Case("2423.20", "3041.12", done(analysed=False)),
    "two hours and a half": Case("3860.70", "4845.18", done(hours=(worked("2.5"),))),
    "hours that are not charged": Case("3623.20", "4547.12", done(hours=(worked("2.5", charged=False),))),
    "hours at two prices": Case("3907.70", "4904.16", done(hours=(worked("1"), worked("1.5", "126.333333")))),
    "hours rounded once, not each": Case("3663.79", "4598.06", done(hours=(THIRD, THIRD))),
    "setup waived": Case("1843.20", "2313.22", quote={"precedents": WAIVED}),
    "one setup waived by hand": Case(
        "2733.20",
        "3430.17",
        quote={"adjustments": Adjustments(setups=(PILOT,))},
    ),
    "ten per cent off what was done": Case("3260.88", "4092.40", discounts=(TEN,)),
    "ten per cent off setup alone": Case("1602.00", "2010.51", done(0, 0, analysed=False), discounts=(TEN,)),
    "an amount off": Case("3523.20", "4421.62", discounts=(Discount(reason="x", amount=D(100)),)),
    "an amount off the analysis before it is made": Case(
        "2423.20", "3041.12", done(analysed=False), discounts=(Discount(reason="x", amount=D(100), item=Item.ANALYSIS),)
    ),
    "an amount larger than what was done": Case(
        "0.00", "0.00", done(0, 0, analysed=False), discounts=(Discount(reason="x", amount=D(5000)),)
    ),
    "reverse charge": Case("3623.20", "3623.20", taxed=Taxed(VatTreatment.REVERSE_CHARGE, D("25.5"))),
    "outside the Union": Case("3623.20", "3623.20", taxed=Taxed(VatTreatment.OUTSIDE, D("25.5"))),
    "quoted abroad, billed at home": Case("3623.20", "4547.12", quote={"vat_treatment": VatTreatment.REVERSE_CHARGE}),
    "an instalment deducted": Case("2623.20", "3292.12", before=(earlier("L1", ("25.5", "1000.00", "255.00")),)),
    "two deducted, their VAT as it was billed": Case(
        "3609.86", "4530.38", before=(earlier("L1", ("25.5", "6.67", "1.70")), earlier("L2", ("25.5", "6.67", "1.70")))
    ),
    "more billed than done": Case("-220.00", "-276.10", done(0, 0, analysed=False), before=HALF_PAID),
    "deducted at another rate": Case("3523.20", "4423.12", before=(earlier("L1", ("24", "100.00", "24.00")),)),
    "the rest after VAT has changed": Case(
        "3523.20", "4439.23", taxed=CHANGED, before=(earlier("L1", ("25.5", "100.00", "25.50")),)
    ),
    "done after VAT has changed": Case("3623.20", "4565.23", taxed=CHANGED),
    "an hour of before, the rest of after the change": Case(
        "3718.20", "4684.46", done(hours=(worked("1"),)), taxed=CHANGED
    ),
    "more billed before the change than was done": Case(
        "-220.00", "-276.10", done(0, 0, analysed=False), taxed=CHANGED, before=HALF_PAID
    ),
    "expenses at cost": Case("3665.70", "4600.45", done(expenses={PHONE.name: D("42.50")})),
    "expenses bear no discount": Case("3303.38", "4145.74", done(expenses={PHONE.name: D("42.50")}), discounts=(TEN,)),
}


@pytest.mark.parametrize("name", CASES)
def test_a_worked_invoice_basis(name: str) -> None:
    case = CASES[name]
    lines = lines_done(quoted(**case.quote), case.work, case.taxed, case.discounts)
    sums = sums_due(lines, case.before, general=case.taxed.general, others=case.taxed.others)
    assert sum((one.net for one in sums), D("0.00")) == D(case.net)
    assert sum((one.gross for one in sums), D("0.00")) == D(case.gross)


def test_the_minutes_are_those_expected_however_long_it_took() -> None:
    lines = lines_done(quoted(), done(3, 1), AT_HOME)
    research = [line for line in lines if line.item is Item.RESEARCH]
    assert [(line.quantity, line.contacts, line.planned) for line in research] == [
        (3 * PHONE.minutes, 3, PHONE.contacts),
        (1 * EMAIL.minutes, 1, EMAIL.contacts),
    ]


def test_a_waived_setup_stays_as_a_line_of_nothing_with_its_wave() -> None:
    first = lines_done(quoted(precedents=WAIVED), done(), AT_HOME)[0]
    assert (first.waived, first.same_as, first.net) == (True, "1/2026", D(0))


MONEY = st.decimals(1, 5000, places=2)
RATES = st.sampled_from([D(0), D(10), D(14), D(24), D("25.5")])
SHARES = st.lists(st.integers(1, 97), min_size=1, max_size=6).map(
    lambda cuts: [D(high - low) for low, high in pairwise([0, *sorted(set(cuts))])]
)


def _quote(nets: list[tuple[D, D]]) -> Quote:
    line = quoted().lines[0]
    lines = tuple(line.model_copy(update={"price": net, "vat_percent": rate}) for net, rate in nets)
    return quoted().model_copy(update={"lines": lines})


@given(st.lists(st.tuples(MONEY, RATES), min_size=1, max_size=5), SHARES)
def test_instalments_and_the_rest_are_the_whole_to_the_cent(nets: list[tuple[D, D]], shares: list[D]) -> None:
    quote = _quote(nets)
    whole = tuple(Billed(quantity=D(1), price=net, vat_percent=rate) for net, rate in nets)
    parts: list[Earlier] = []
    for number, share in enumerate(shares):
        lines = instalment(quote, AT_HOME, parts, percent=share)
        parts.append(Earlier(number=str(number), dated=TODAY, sums=sums_due(lines, parts, is_whole=False)))
    last = sums_due(whole, parts)
    assert _sums(*parts, Earlier(number="", dated=TODAY, sums=last)) == _sums(
        Earlier(number="", dated=TODAY, sums=sums_due(whole, ()))
    )


@example(nets=[(D("1054.50"), D(0))], cuts=[1, 2, 3])
@given(st.lists(st.tuples(MONEY, RATES), min_size=1, max_size=5), st.lists(st.integers(1, 99), max_size=5))
def test_shares_that_make_a_hundred_are_the_quote_to_the_cent(nets: list[tuple[D, D]], cuts: list[int]) -> None:
    quote = _quote(nets)
    # of less, one per cent is no more than what is lost in rounding
    assume(quote.subtotal >= 10)
    parts: list[Earlier] = []
    for low, high in pairwise([0, *sorted(set(cuts)), 100]):
        lines = instalment(quote, AT_HOME, parts, percent=D(high - low))
        parts.append(Earlier(number=str(low), dated=TODAY, sums=sums_due(lines, parts, is_whole=False)))
    assert sum((part.net for part in parts), D(0)) == quote.subtotal
    assert sum((one.gross for part in parts for one in part.sums), D(0)) == quote.gross


def _sums(*parts: Earlier) -> dict[D, tuple[D, D]]:
    found: dict[D, tuple[D, D]] = {}
    for one in (one for part in parts for one in part.sums):
        net, vat = found.get(one.vat_percent, (D(0), D(0)))
        found[one.vat_percent] = (net + one.net, vat + one.vat)
    return found


@pytest.mark.parametrize(("percent", "amount"), [(D(101), None), (D(0), None), (None, D("3623.21")), (None, D(0))])
def test_an_instalment_is_never_more_than_the_quote(percent: D | None, amount: D | None) -> None:
    with pytest.raises(InstalmentTooLarge):
        instalment(quoted(), AT_HOME, (), percent=percent, amount=amount)


def test_an_amount_is_split_over_the_rates_of_the_quote() -> None:
    quote = _quote([(D(300), D("25.5")), (D(100), D(14))])
    lines = instalment(quote, AT_HOME, (), percent=None, amount=D("100.01"))
    assert [(line.vat_percent, line.net) for line in lines] == [(D("25.5"), D("75.01")), (D(14), D("25.00"))]
    assert sum((net for _, net in quoted_nets(quote)), D(0)) == 400


def basis(lines: tuple[Billed, ...], *before: Earlier) -> InvoiceBasis:
    return InvoiceBasis(
        number="L2026-002", kind=Kind.DONE, dated=TODAY, due_on=TODAY, payment_term_days=0, reference="20260023",
        study="S", wave="W", seller=Biller(name="A"), buyer=Billing(name="H"), purchase_order="", quote="2026-001",
        accepted_on=TODAY, currency="EUR", default_language="fi", first=None, last=None, lines=lines, earlier=before,
        sums=sums_due(lines, before),
    )  # fmt: skip


def test_a_quote_of_before_services_were_named_bills_the_same() -> None:
    now = quoted()
    old = now.model_copy(
        update={
            "lines": tuple(line.model_copy(update={"of": ""}) for line in now.lines),
            "scope": tuple(scope.model_copy(update={"of": ""}) for scope in now.scope),
        }
    )
    assert sum(line.net for line in lines_done(named(old, STUDY), done(), AT_HOME)) == D("3623.20")


def test_a_credit_takes_back_all_of_it() -> None:
    made = basis(lines_done(quoted(), done(), AT_HOME), earlier("L1", ("25.5", "1000.00", "255.00")))
    credit = taken_back(made, number="L2026-003", reference="20260036", dated=TODAY, due_on=TODAY)
    assert (credit.kind, credit.cancels) == (Kind.CREDIT, "L2026-002")
    assert (credit.total, credit.net, credit.vat, credit.gross) == (-made.total, -made.net, -made.vat, -made.gross)
    assert credit.total - sum(each.net for each in credit.earlier) == credit.net


def test_it_comes_back_from_storage_as_it_was() -> None:
    made = basis(lines_done(quoted(precedents=WAIVED), done(hours=(worked("2.5"),)), AT_HOME, (TEN,)))
    assert InvoiceBasis.model_validate(made.model_dump(mode="json")) == made
