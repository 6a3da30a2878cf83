"""An offer computed from the plan of a study, to be accepted in chat."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain import money
from domain.adjustments import Adjustments, SetupDecision
from domain.difference import Difference
from domain.discounts import DiscountLine, discount_lines
from domain.fingerprint import Fingerprint, Precedent, fingerprint
from domain.label import Label
from domain.ordering import Ordering
from domain.price_list import Item, Price, PriceMissing, find
from domain.scenario import Kind
from domain.service import Channel, Service
from domain.study import Study
from domain.thing import Thing
from domain.vat import VatRate, VatTreatment, rate_on

VALID_FOR = timedelta(days=30)
PAYMENT_TERM_DAYS = 14
"""When the study does not say."""
NOTHING_SET = Adjustments()
NOTHING_TOLD = Ordering()


class Excluded(StrEnum):
    """What a quote does not include."""

    EXTRA_WORK = "extra_work"
    """Work beyond the content, by the hour."""
    MORE_CONTACTS = "more_contacts"
    """Contacts beyond the plan, by the minute."""
    PURCHASES = "purchases"
    """What shoppers have to buy, order or book."""
    TRAVEL = "travel"
    """The way to visits."""


class Line(Thing):
    """A priced line; its net is its quantity times its price, or nothing when it is waived."""

    item: Item
    service: Label = Label({})
    """What the service is called; nothing on lines of the whole study."""
    quantity: Decimal
    """In units of the item; zero when only the price is told."""
    price: Decimal
    """Of one unit, without VAT."""
    vat_percent: Decimal
    of: str = ""
    """Name of the service; empty on lines of the whole study, and in quotes of before 22.11.2026."""
    precedent: Precedent | None = None
    """On a setup line: the earlier wave that waives it, or what has changed since."""
    decision: SetupDecision | None = None
    """On a setup line: what was decided by hand; it goes before the precedent."""

    @property
    def is_waived(self) -> bool:
        """Whether an earlier wave paid for it, or somebody decided that it is not charged."""
        if self.decision is not None:
            return not self.decision.charged
        return self.precedent is not None and self.precedent.waives

    @property
    def is_charged(self) -> bool:
        """Whether it counts in the sums."""
        return bool(self.quantity) and not self.is_waived

    @property
    def net(self) -> Decimal:
        """Returns its price without VAT, in whole cents."""
        return money.net(self.quantity, self.price) if self.is_charged else Decimal("0.00")


class Scope(Thing):
    """What is done for one service."""

    service: Label
    channel: Channel
    contacts: int
    minutes: Decimal
    """Expected length of one contact."""
    of: str = ""
    """Name of the service; empty in quotes of before 22.11.2026."""


class Timetable(Thing):
    """The days between which the contacts are made."""

    opens_on: date
    closes_on: date


class Quote(Thing):
    """A quote as it was on its day."""

    number: str
    dated: date
    valid_until: date
    binding: bool = True
    """Whether the agency is bound by it until then."""
    study: str
    wave: str
    client: str
    business_id: str
    purchase_order: str
    payment_term_days: int
    default_language: str
    """Of the services' labels."""
    lines: tuple[Line, ...]
    scope: tuple[Scope, ...]
    recordings: bool
    """Whether the calls are recorded and handed over."""
    excluded: tuple[Excluded, ...]
    timetable: Timetable | None
    discounts: tuple[DiscountLine, ...] = ()
    """What is taken off the lines."""
    currency: str = "EUR"
    """ISO 4217; of every sum in it."""
    version: int = 1
    vat_treatment: VatTreatment = VatTreatment.DOMESTIC
    ordering: Ordering = NOTHING_TOLD
    """As it was known when the quote was made; the client may tell it afterwards."""
    contents: dict[str, Fingerprint] = Field(default_factory=dict)
    """What of each service is measured and done, by the service's name, so that a change of it is seen."""
    priced_on: date | None = None
    """The day whose prices it has; None: its own."""
    since: Difference | None = None
    """What differs from the version before."""

    @property
    def subtotal(self) -> Decimal:
        """Returns the sum of the lines and discounts without VAT."""
        return sum((net for _, net in self._nets), Decimal("0.00"))

    @property
    def vat_by_rate(self) -> dict[Decimal, Decimal]:
        """Returns the VAT by rate in per cent, highest rate first, of the rates that are charged."""
        return money.vat_by_rate(self._nets)

    @property
    def _nets(self) -> list[tuple[Decimal, Decimal]]:
        """Rates and nets of what is charged, and of what is taken off."""
        charged = [(line.vat_percent, line.net) for line in self.lines if line.is_charged]
        return charged + [(discount.vat_percent, discount.net) for discount in self.discounts]

    @property
    def gross(self) -> Decimal:
        """Returns what is paid in all, VAT included."""
        return sum(self.vat_by_rate.values(), self.subtotal)

    def is_valid(self, today: date) -> bool:
        """Whether it can still be accepted, its last day included."""
        return today <= self.valid_until


def quote_for(
    study: Study,
    *,
    price_list: Iterable[Price],
    number: str,
    today: date,
    version: int = 1,
    wave: str = "",
    timetable: Timetable | None = None,
    adjustments: Adjustments = NOTHING_SET,
    precedents: Iterable[Precedent] = (),
    vat: Iterable[VatRate] = (),
    vat_treatment: VatTreatment = VatTreatment.DOMESTIC,
    currency: str = "EUR",
    ordering: Ordering = NOTHING_TOLD,
    priced_on: date | None = None,
) -> Quote:
    """Returns the quote of one wave of a study; the study's own prices go before the agency's list of the day.

    `wave` is the wave's name when it is not the one in the workbook, `precedents` come from `domain.fingerprint`, `vat`
    has the general rates: that of the day on which the work ends is charged where a price states none of its own.
    Raises PriceMissing, VatRateMissing and DiscountTooLarge.
    """
    terms = study.terms
    rates = _Rates(tuple(vat), timetable.closes_on if timetable else today, vat_treatment)
    lines = tuple(_lines(study, tuple(price_list), rates, adjustments, precedents))
    charged = [(line.item, line.vat_percent, line.net) for line in lines if line.is_charged]
    return Quote(
        number=number,
        dated=today,
        valid_until=today + VALID_FOR,
        study=terms.name,
        wave=wave or terms.wave,
        client=terms.client,
        business_id=terms.client_business_id,
        purchase_order=ordering.purchase_order or terms.purchase_order,
        payment_term_days=PAYMENT_TERM_DAYS if terms.payment_term_days is None else terms.payment_term_days,
        default_language=study.form.default_language,
        lines=lines,
        discounts=tuple(discount_lines(charged, adjustments.discounts)),
        currency=currency,
        version=version,
        vat_treatment=vat_treatment,
        ordering=ordering,
        priced_on=priced_on if priced_on != today else None,
        **plan_of(study, timetable),
    )


def named(quote: Quote, study: Study) -> Quote:
    """Returns a quote whose lines and scope name their services: before 22.11.2026 they had what it is called alone."""
    names = {service.label: service.name for service in study.services}

    def of(each: Line | Scope) -> dict[str, str]:
        return {"of": each.of or names.get(each.service, "")}

    return quote.model_copy(
        update={
            "lines": tuple(line.model_copy(update=of(line)) for line in quote.lines),
            "scope": tuple(scope.model_copy(update=of(scope)) for scope in quote.scope),
        }
    )


def plan_of(study: Study, timetable: Timetable | None) -> dict[str, Any]:
    """Returns what a quote says of what is done, whatever it costs."""
    return {
        "scope": tuple(_scope(service) for service in study.services),
        "recordings": study.terms.recordings,
        "excluded": tuple(_excluded(study)),
        "timetable": timetable,
        "contents": {service.name: fingerprint(study, service.name) for service in study.services},
    }


@dataclass(frozen=True)
class _Rates:
    general: tuple[VatRate, ...]
    day: date
    """On which the work ends, as far as is known."""
    treatment: VatTreatment

    def of(self, price: Price) -> Decimal:
        if not self.treatment.bears_vat:
            return Decimal(0)
        return rate_on(self.general, self.day) if price.vat_percent is None else price.vat_percent


def price_of(study: Study, price_list: Iterable[Price], item: Item, service: Service | None = None) -> Price:
    """Returns what an item costs in a study, of a service when one is said: by its own workbook, else by the list."""
    name, channel = (service.name, service.channel) if service else ("", None)
    for prices in (study.prices, price_list):
        if found := find(prices, item, service=name, channel=channel):
            return found
    raise PriceMissing(item=item, service=name)


def _lines(
    study: Study, listed: tuple[Price, ...], rates: _Rates, adjustments: Adjustments, precedents: Iterable[Precedent]
) -> Iterator[Line]:
    def line(item: Item, quantity: Decimal, service: Service | None = None) -> Line:
        price = price_of(study, listed, item, service)
        return Line(
            item=item,
            service=service.label if service else Label({}),
            of=service.name if service else "",
            quantity=quantity,
            price=price.price,
            vat_percent=rates.of(price),
        )

    earlier = {precedent.service: precedent for precedent in precedents}
    decided = {decision.service: decision for decision in adjustments.setups}
    for service in study.services:
        found = {"precedent": earlier.get(service.name), "decision": decided.get(service.name)}
        yield line(Item.SETUP, Decimal(1), service).model_copy(update=found)
    for service in study.services:
        yield line(Item.RESEARCH, service.contacts * service.minutes, service)
    yield line(Item.ANALYSIS, Decimal(1))
    yield line(Item.EXTRA, adjustments.extra_hours)


def _scope(service: Service) -> Scope:
    return Scope(
        service=service.label,
        channel=service.channel,
        contacts=service.contacts,
        minutes=service.minutes,
        of=service.name,
    )


def _excluded(study: Study) -> Iterator[Excluded]:
    yield Excluded.EXTRA_WORK
    yield Excluded.MORE_CONTACTS
    if any(scenario.kind in {Kind.PURCHASE, Kind.ORDER, Kind.BOOKING} for scenario in study.scenarios):
        yield Excluded.PURCHASES
    if any(service.channel is Channel.VISIT for service in study.services):
        yield Excluded.TRAVEL
