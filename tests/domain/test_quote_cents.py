"""No plan, price, discount or rate makes a cent appear or vanish; counted in integers beside the code."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.adjustments import Adjustments, Discount
from domain.discounts import DiscountTooLarge
from domain.price_list import Item, Price
from domain.quote import quote_for
from domain.service import Channel
from domain.vat import FINLAND, VatTreatment
from tests.domain.havu import PHONE, STUDY

RATES = st.none() | st.sampled_from([Decimal(0), Decimal(10), Decimal("13.5"), Decimal("25.5")])
AMOUNTS = st.decimals(0, 5000, places=4)
QUOTED = [item for item in Item if item.is_quoted]
PRICES = st.tuples(*[st.tuples(AMOUNTS, RATES)] * len(QUOTED))
PLANS = st.lists(
    st.tuples(st.sampled_from(Channel), st.integers(1, 500), st.decimals(0, 240, places=1)), min_size=1, max_size=5
)
DISCOUNTS = st.lists(
    st.builds(
        lambda size, item: Discount.model_validate({"reason": "agreed", "item": item, **size}),
        st.builds(lambda share: {"percent": share}, st.decimals("0.01", 100, places=2))
        | st.builds(lambda amount: {"amount": amount}, st.decimals("0.01", 900, places=2)),
        st.none() | st.sampled_from(QUOTED),
    ),
    max_size=4,
)


def _half_up(exact: Fraction) -> int:
    whole, rest = divmod(exact.numerator, exact.denominator)
    return whole + (2 * rest >= exact.denominator)


def _cents(amount: Decimal) -> int:
    assert amount == amount.quantize(Decimal("0.01"))
    return int(amount * 100)


@settings(max_examples=150)
@given(
    plan=PLANS,
    prices=PRICES,
    own=AMOUNTS,
    hours=st.decimals(0, 200, places=2),
    discounts=DISCOUNTS,
    treatment=st.sampled_from(VatTreatment),
)
def test_no_cent_appears_or_vanishes(
    plan: list[tuple[Channel, int, Decimal]],
    prices: tuple[tuple[Decimal, Decimal | None], ...],
    own: Decimal,
    hours: Decimal,
    discounts: list[Discount],
    treatment: VatTreatment,
) -> None:
    services = tuple(
        PHONE.model_copy(update={"name": f"s{n}", "channel": channel, "contacts": contacts, "minutes": minutes})
        for n, (channel, contacts, minutes) in enumerate(plan)
    )
    listed = [
        Price(item=item, price=price, vat_percent=rate) for item, (price, rate) in zip(QUOTED, prices, strict=True)
    ]
    listed.append(Price(item=Item.RESEARCH, price=own, channel=Channel.VISIT))
    try:
        quote = quote_for(
            STUDY.model_copy(update={"services": services, "prices": ()}),
            price_list=listed,
            number="2026-001",
            today=date(2026, 11, 2),
            adjustments=Adjustments(extra_hours=hours, discounts=tuple(discounts)),
            vat=FINLAND,
            vat_treatment=treatment,
        )
    except DiscountTooLarge:
        assert discounts
        return
    nets = [_cents(line.net) for line in quote.lines]
    assert nets == [_half_up(Fraction(line.quantity) * Fraction(line.price) * 100) for line in quote.lines]
    off = [_cents(line.net) for line in quote.discounts]
    assert all(cents < 0 for cents in off)
    assert _cents(quote.subtotal) == sum(nets) + sum(off) >= 0

    bases: dict[Decimal, int] = {}
    rates = [line.vat_percent for line in quote.lines] + [line.vat_percent for line in quote.discounts]
    for rate, cents in zip(rates, (*nets, *off), strict=True):
        bases[rate] = bases.get(rate, 0) + cents
    assert all(base >= 0 for base in bases.values())
    vat = {rate: _half_up(base * Fraction(rate) / 100) for rate, base in bases.items()}
    assert {rate: _cents(amount) for rate, amount in quote.vat_by_rate.items()}.items() <= vat.items()
    assert _cents(quote.gross) == _cents(quote.subtotal) + sum(vat.values())
    if treatment is not VatTreatment.DOMESTIC:
        assert quote.gross == quote.subtotal

    if all(discount.item is None for discount in discounts):
        left = sum(nets)
        for discount in discounts:
            share = discount.percent
            left -= _half_up(left * Fraction(share) / 100) if share else _half_up(Fraction(discount.amount or 0) * 100)
        assert _cents(quote.subtotal) == left
