"""An offer computed from the plan of a study, to be accepted in chat."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from domain import money
from domain.fingerprint import Precedent
from domain.label import Label
from domain.price_list import Item, Price
from domain.refusal import Refusal
from domain.scenario import Kind
from domain.service import Channel, Service
from domain.study import Study
from domain.thing import Thing

VALID_FOR = timedelta(days=30)
PAYMENT_TERM_DAYS = 14
"""When the study does not say."""


class PriceMissing(Refusal):
    """Neither the study nor the agency's list has the price of an item."""


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
    """Of one unit, in euros without VAT."""
    vat_percent: Decimal
    precedent: Precedent | None = None
    """On a setup line: the earlier wave that waives it, or what has changed since."""

    @property
    def unit(self) -> str:
        """What one of it is: service, minute, study or hour."""
        return self.item.unit

    @property
    def is_waived(self) -> bool:
        """Whether an earlier wave paid for it."""
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

    @property
    def subtotal(self) -> Decimal:
        """Returns the sum of the lines without VAT, in euros."""
        return sum((line.net for line in self.lines), Decimal("0.00"))

    @property
    def vat_by_rate(self) -> dict[Decimal, Decimal]:
        """Returns the VAT in euros by rate in per cent, highest rate first, of the rates that are charged."""
        return money.vat_by_rate((line.vat_percent, line.net) for line in self.lines if line.is_charged)

    @property
    def gross(self) -> Decimal:
        """Returns what is paid in all, VAT included, in euros."""
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
    wave: str = "",
    timetable: Timetable | None = None,
    extra_hours: Decimal = Decimal(0),
    precedents: Iterable[Precedent] = (),
) -> Quote:
    """Returns the quote of one wave of a study; the study's own prices go before the agency's list.

    `wave` is the wave's name when it is not the one in the workbook, `precedents` come from `domain.fingerprint`.
    """
    terms = study.terms
    return Quote(
        number=number,
        dated=today,
        valid_until=today + VALID_FOR,
        study=terms.name,
        wave=wave or terms.wave,
        client=terms.client,
        business_id=terms.client_business_id,
        purchase_order=terms.purchase_order,
        payment_term_days=PAYMENT_TERM_DAYS if terms.payment_term_days is None else terms.payment_term_days,
        default_language=study.form.default_language,
        lines=tuple(_lines(study, _prices(study, price_list), extra_hours, precedents)),
        scope=tuple(_scope(service) for service in study.services),
        recordings=terms.recordings,
        excluded=tuple(_excluded(study)),
        timetable=timetable,
    )


def _prices(study: Study, price_list: Iterable[Price]) -> dict[Item, Price]:
    prices = {price.item: price for price in (*price_list, *study.prices)}
    for item in Item:
        if item not in prices:
            raise PriceMissing(item=item)
    return prices


def _lines(
    study: Study, prices: dict[Item, Price], extra_hours: Decimal, precedents: Iterable[Precedent]
) -> Iterator[Line]:
    earlier = {precedent.service: precedent for precedent in precedents}
    for service in study.services:
        setup = _line(prices[Item.SETUP], Decimal(1), service)
        yield setup.model_copy(update={"precedent": earlier.get(service.name)})
    for service in study.services:
        yield _line(prices[Item.RESEARCH], service.contacts * service.minutes, service)
    yield _line(prices[Item.ANALYSIS], Decimal(1))
    yield _line(prices[Item.EXTRA], extra_hours)


def _line(price: Price, quantity: Decimal, service: Service | None = None) -> Line:
    return Line(
        item=price.item,
        service=service.label if service else Label({}),
        quantity=quantity,
        price=price.price,
        vat_percent=price.vat_percent,
    )


def _scope(service: Service) -> Scope:
    return Scope(service=service.label, channel=service.channel, contacts=service.contacts, minutes=service.minutes)


def _excluded(study: Study) -> Iterator[Excluded]:
    yield Excluded.EXTRA_WORK
    yield Excluded.MORE_CONTACTS
    if any(scenario.kind in {Kind.PURCHASE, Kind.ORDER, Kind.BOOKING} for scenario in study.scenarios):
        yield Excluded.PURCHASES
    if any(service.channel is Channel.VISIT for service in study.services):
        yield Excluded.TRAVEL
