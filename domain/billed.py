"""How the lines of an invoice basis come from a quote and from what was done."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from domain import money
from domain.adjustments import Discount
from domain.amount import read_amount
from domain.discounts import DiscountTooLarge, discount_lines
from domain.done import ServiceDone
from domain.hours import Hours
from domain.invoice_basis import Billed, Earlier, InstalmentTooLarge, NotAnInstalment, at_their_rates
from domain.label import Label
from domain.price_list import Item
from domain.quote import Line, Quote
from domain.vat import VatTreatment

_SHARE = re.compile(r"\s*(?:%|prosenttia|percent)\s*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Work:
    """What has been done of a wave."""

    services: Mapping[str, ServiceDone]
    """By name."""
    is_analysed: bool
    """Whether an outcome analysis of it has been made."""
    hours: tuple[Hours, ...] = ()
    expenses: Mapping[str, Decimal] = field(default_factory=dict)
    """What shoppers paid on the way and the client pays back, by the service's name."""


@dataclass(frozen=True)
class Taxed:
    """At which rates a client is billed."""

    treatment: VatTreatment
    general: Decimal
    """The general rate in per cent, of the day on which the work was done."""
    others: frozenset[Decimal] = frozenset()
    """The general rates of other days."""

    def rate(self, quoted: Decimal, treatment: VatTreatment = VatTreatment.DOMESTIC) -> Decimal:
        """Returns the rate for what was quoted at a rate, under the treatment of that day: a changed one as it is now.

        The rate follows the supply, whatever was expected of it (directive 2006/112/EC, article 93).
        """
        if treatment.bears_vat and quoted not in self.others:
            return self.kept(quoted)
        return self.kept(self.general)

    def kept(self, percent: Decimal) -> Decimal:
        """Returns the rate of something that was done on a day of that rate."""
        return percent if self.treatment.bears_vat else Decimal(0)


def lines_done(quote: Quote, work: Work, taxed: Taxed, discounts: Iterable[Discount] = ()) -> tuple[Billed, ...]:
    """Returns all that is billed of a wave to date, at the prices and the expected minutes of its quote.

    Setup as quoted; research by contacts that are results times the expected minutes, however long they took; the
    analysis when it has been made; hours and expenses as they were logged; discounts in the shares that were given.
    """
    quoted = [*_quoted(quote, work, taxed)]
    extra = [*_hours(work.hours, taxed)]
    expenses = [*_expenses(quote, work, taxed)]
    return (*quoted, *extra, *_discounts([*quoted, *extra], discounts), *expenses)


def _quoted(quote: Quote, work: Work, taxed: Taxed) -> Iterator[Billed]:
    expected = iter(quote.scope)
    for line in quote.lines:
        rate = taxed.rate(line.vat_percent, quote.vat_treatment)
        about: dict[str, Any] = {"item": line.item, "service": line.service, "price": line.price, "vat_percent": rate}
        if line.item is Item.SETUP:
            yield Billed(**about, quantity=line.quantity, **_waived(line, quote))
        elif line.item is Item.RESEARCH:
            scope = next(expected)
            done = work.services.get(line.of)
            contacts = done.billed if done else 0
            yield Billed(
                **about,
                quantity=contacts * scope.minutes,
                contacts=contacts,
                planned=scope.contacts,
                measured=done.median if done else None,
            )
        elif line.item is Item.ANALYSIS:
            yield Billed(**about, quantity=line.quantity if work.is_analysed else Decimal(0))


def _waived(line: Line, quote: Quote) -> dict[str, Any]:
    """Whether setup is not charged, and why: it was decided by hand, or an earlier wave paid for it."""
    if not line.is_waived:
        return {}
    if line.decision is not None:
        return {"waived": True, "reason": line.decision.reason}
    assert line.precedent is not None
    earlier = line.precedent
    wave = earlier.wave if earlier.study == quote.study else f"{earlier.study}, {earlier.wave}"
    return {"waived": True, "same_as": wave}


def _hours(hours: Iterable[Hours], taxed: Taxed) -> Iterator[Billed]:
    """A line for each price and rate, so that its product is rounded once."""
    together: dict[tuple[Decimal, Decimal], Decimal] = {}
    for one in hours:
        if one.charged:
            by = one.price, taxed.kept(one.vat_percent)
            together[by] = together.get(by, Decimal(0)) + one.hours
    for (price, rate), many in together.items():
        yield Billed(item=Item.EXTRA, quantity=many, price=price, vat_percent=rate)


def _expenses(quote: Quote, work: Work, taxed: Taxed) -> Iterator[Billed]:
    labels = {line.of: line.service for line in quote.lines if line.of}
    for service, amount in work.expenses.items():
        if amount:
            yield Billed(
                item=Item.EXPENSES,
                service=labels.get(service, Label({})),
                quantity=Decimal(1),
                price=amount,
                vat_percent=taxed.kept(taxed.general),
            )


def _discounts(lines: Iterable[Billed], discounts: Iterable[Discount]) -> Iterator[Billed]:
    """Discounts of what has been done: shares of it; amounts as far as there is something to take them off."""
    nets = [(line.item, line.vat_percent, line.net) for line in lines if line.item is not None and line.net]
    given: list[Discount] = []
    for discount in discounts:
        fitting = _fitting(nets, given, discount)
        given += [fitting] if fitting else []
    for line in discount_lines(nets, given):
        yield Billed(quantity=Decimal(1), price=line.net, vat_percent=line.vat_percent, reason=line.reason)


def _fitting(nets: list[tuple[Item, Decimal, Decimal]], before: list[Discount], discount: Discount) -> Discount | None:
    try:
        discount_lines(nets, [*before, discount])
    except DiscountTooLarge as refused:
        left = Decimal(refused.details["left"])
        return discount.model_copy(update={"amount": left, "percent": None}) if left else None
    return discount


def instalment(
    quote: Quote, taxed: Taxed, earlier: Sequence[Earlier], *, percent: Decimal | None, amount: Decimal | None = None
) -> tuple[Billed, ...]:
    """Returns the lines of a part of a quote, one for each rate: a share in per cent, or an amount without VAT.

    Never more than what earlier ones have left of the quote (InstalmentTooLarge); a share that reaches it takes it all.
    """
    whole = _by_rate((taxed.rate(rate, quote.vat_treatment), net) for rate, net in quoted_nets(quote))
    billed = _by_rate((one.vat_percent, one.net) for each in earlier for one in each.sums)
    whole = at_their_rates(whole, billed, taxed.general, taxed.others)
    left = {rate: max(net - billed.get(rate, Decimal(0)), Decimal(0)) for rate, net in whole.items()}
    rest = sum(left.values(), Decimal(0))
    wanted = money.cents(sum(whole.values(), Decimal(0)) * percent / 100) if percent is not None else amount
    assert wanted is not None
    # this share and each before it was rounded by half a cent at most
    rounded = (len(earlier) + 1) * money.CENT / 2
    wanted = rest if percent is not None and abs(wanted - rest) <= rounded else wanted
    if not 0 < wanted <= rest:
        raise InstalmentTooLarge(left=str(rest))
    parts = money.split(wanted, list(left.values()))
    reason = f"{percent.normalize():f}" if percent is not None else ""
    return tuple(
        Billed(quantity=Decimal(1), price=part, vat_percent=rate, reason=reason)
        for rate, part in zip(left, parts, strict=True)
        if part
    )


def read_instalment(text: str) -> tuple[Decimal | None, Decimal | None]:
    """Returns the share in per cent or the amount that was typed: `40 %`, `1200`, `1 200,50 €` (NotAnInstalment)."""
    share = _SHARE.search(text)
    found = read_amount(text[: share.start()] if share else text)
    if found is None or found[1] or found[0] <= 0:
        raise NotAnInstalment
    return (found[0], None) if share else (None, found[0])


def quoted_nets(quote: Quote) -> list[tuple[Decimal, Decimal]]:
    """Returns the rates of VAT and the nets of what a quote charges, and of what is taken off."""
    charged = [(line.vat_percent, line.net) for line in quote.lines if line.is_charged]
    return charged + [(discount.vat_percent, discount.net) for discount in quote.discounts]


def _by_rate(nets: Iterable[tuple[Decimal, Decimal]]) -> dict[Decimal, Decimal]:
    found: dict[Decimal, Decimal] = {}
    for rate, net in nets:
        found[rate] = found.get(rate, Decimal(0)) + net
    return found
