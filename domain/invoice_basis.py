"""What a client is billed for a wave, from what was done (laskutuserittely)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain import money
from domain.biller import Biller
from domain.billing import Billing
from domain.label import Label
from domain.price_list import Item
from domain.refusal import Refusal
from domain.thing import Thing

ZERO = Decimal("0.00")
NOTHING = (ZERO, ZERO)
"""Net and VAT of a rate of which nothing was billed."""
SENT = "sent"
DRAFT = "draft"
CANCELLED = "cancelled"


class NothingToBill(Refusal):
    """Nothing has been done that earlier invoice bases have not billed."""


class InstalmentTooLarge(Refusal):
    """The instalment is more than what is left of the quote."""


class NotAnInstalment(Refusal):
    """Neither a share in per cent nor a sum of money."""


class BasisDecided(Refusal):
    """The invoice basis has been sent or cancelled already."""


class BasisBeingMade(Refusal):
    """The invoice basis is being printed, and cannot be sent before."""


class BasisOutdated(Refusal):
    """The invoice basis is of an earlier day, from which its payment term would run."""


class BasisOvertaken(Refusal):
    """Another invoice basis of the wave was sent or taken back since, so what this one deducts is no longer so."""


class Kind(StrEnum):
    """Why an invoice basis was made."""

    DONE = "done"
    """All that has been done, less what earlier ones have billed."""
    INSTALMENT = "instalment"
    """A part of the quote ahead of the work."""
    CREDIT = "credit"
    """Takes a sent one back as a whole."""


class Billed(Thing):
    """A line: its net is its quantity times its price, rounded once."""

    item: Item | None = None
    """None: a discount, or an instalment."""
    service: Label = Label({})
    quantity: Decimal
    """In units of the item; 1 of a discount and an instalment, negative when it is taken back."""
    price: Decimal
    """Of one unit, without VAT."""
    vat_percent: Decimal
    contacts: int | None = None
    """Of research: how many are billed."""
    planned: int | None = None
    measured: Decimal | None = None
    """Of research: their middle length in minutes, from enough of them."""
    waived: bool = False
    """Of setup: whether it is not charged."""
    same_as: str = ""
    """Of setup that is not charged: the earlier wave that paid for it."""
    reason: str = ""
    """Of setup that is not charged and of a discount, as it was given; of an instalment, its share in per cent."""

    @property
    def net(self) -> Decimal:
        """Its price without VAT, in whole cents."""
        return ZERO if self.waived else money.net(self.quantity, self.price)


class Worked(Thing):
    """Hours as the client is told of them; without who worked."""

    day: date
    hours: Decimal
    what: str
    charged: bool


class Sum(Thing):
    """What is billed at one rate of VAT."""

    vat_percent: Decimal
    net: Decimal
    vat: Decimal

    @property
    def gross(self) -> Decimal:
        """What is paid of it."""
        return self.net + self.vat


class Earlier(Thing):
    """An earlier invoice basis of the same wave, whose sums are deducted."""

    number: str
    dated: date
    sums: tuple[Sum, ...]

    @property
    def net(self) -> Decimal:
        """What it billed, without VAT."""
        return sum((one.net for one in self.sums), ZERO)


class InvoiceBasis(Thing):
    """An invoice basis as it was on its day; nobody who shopped is named in it."""

    number: str
    kind: Kind
    dated: date
    due_on: date
    payment_term_days: int
    reference: str
    """By which its payment is known."""
    cancels: str = ""
    """The number of the one that a credit takes back."""
    study: str
    wave: str
    seller: Biller
    buyer: Billing
    purchase_order: str
    quote: str
    """The number of the accepted quote it rests on; empty: the plan at the prices of its day."""
    accepted_on: date | None
    currency: str
    default_language: str
    """Of the services' labels."""
    first: date | None
    """Between which days what it bills was done."""
    last: date | None
    lines: tuple[Billed, ...]
    worked: tuple[Worked, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    """What has been billed before, and is deducted."""
    sums: tuple[Sum, ...]
    """What is to be paid, by rate of VAT."""

    @property
    def total(self) -> Decimal:
        """The sum of its lines without VAT, before what was billed earlier is deducted."""
        return sum((line.net for line in self.lines), ZERO)

    @property
    def net(self) -> Decimal:
        """What is to be paid, without VAT."""
        return sum((one.net for one in self.sums), ZERO)

    @property
    def vat(self) -> Decimal:
        """The VAT of it."""
        return sum((one.vat for one in self.sums), ZERO)

    @property
    def gross(self) -> Decimal:
        """What is to be paid; below zero it is the client's."""
        return self.net + self.vat


def sums_due(
    lines: Iterable[Billed],
    earlier: Iterable[Earlier],
    *,
    is_whole: bool = True,
    general: Decimal = Decimal(0),
    others: Collection[Decimal] = (),
) -> tuple[Sum, ...]:
    """Returns what is to be paid by rate, highest first: of the whole to date less what was billed earlier.

    `lines` are the whole to date, or (not `is_whole`) come on top of what was billed. The VAT of a rate is computed on
    its whole to date, and what was billed of it deducted: so the parts add up to the cent, whatever their sizes are.
    What was billed at the general rate of another day keeps it (`general` is today's, `others` are those).
    """
    billed = _by_rate(one for each in earlier for one in each.sums)
    own = _nets(lines)
    if is_whole:
        own = at_their_rates(own, {rate: net for rate, (net, _) in billed.items()}, general, others)
    whole = {rate: own.get(rate, ZERO) + (ZERO if is_whole else net) for rate, (net, _) in billed.items()}
    whole = {**own, **whole}
    vat = money.vat_by_rate(whole.items())
    due = [
        Sum(vat_percent=rate, net=net - billed.get(rate, NOTHING)[0], vat=vat[rate] - billed.get(rate, NOTHING)[1])
        for rate, net in sorted(whole.items(), reverse=True)
    ]
    return tuple(one for one in due if one.net or one.vat)


def at_their_rates(
    whole: Mapping[Decimal, Decimal],
    billed: Mapping[Decimal, Decimal],
    general: Decimal,
    others: Collection[Decimal],
) -> dict[Decimal, Decimal]:
    """Returns the nets of a whole by rate, with what was billed at a general rate of another day left at that one.

    VAT that has become chargeable with a part is not computed again (directive 2006/112/EC, articles 65 and 93).
    """
    nets = dict(whole)
    for rate in sorted(rate for rate in billed if rate in others):
        stays = min(billed[rate] - nets.get(rate, ZERO), nets.get(general, ZERO))
        if stays > 0:
            nets[rate] = nets.get(rate, ZERO) + stays
            nets[general] -= stays
    return nets


def _nets(lines: Iterable[Billed]) -> dict[Decimal, Decimal]:
    nets: dict[Decimal, Decimal] = {}
    for line in lines:
        if line.net:
            nets[line.vat_percent] = nets.get(line.vat_percent, ZERO) + line.net
    return nets


def _by_rate(sums: Iterable[Sum]) -> Mapping[Decimal, tuple[Decimal, Decimal]]:
    found: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for one in sums:
        net, vat = found.get(one.vat_percent, NOTHING)
        found[one.vat_percent] = (net + one.net, vat + one.vat)
    return found


def taken_back(basis: InvoiceBasis, *, number: str, reference: str, dated: date, due_on: date) -> InvoiceBasis:
    """Returns the credit of a sent invoice basis: the same lines and sums, below zero."""
    return basis.model_copy(
        update={
            "number": number,
            "kind": Kind.CREDIT,
            "cancels": basis.number,
            "dated": dated,
            "due_on": due_on,
            "reference": reference,
            "lines": tuple(line.model_copy(update={"quantity": -line.quantity}) for line in basis.lines),
            "earlier": tuple(_negative(each) for each in basis.earlier),
            "sums": tuple(one.model_copy(update={"net": -one.net, "vat": -one.vat}) for one in basis.sums),
        }
    )


def _negative(earlier: Earlier) -> Earlier:
    sums = tuple(one.model_copy(update={"net": -one.net, "vat": -one.vat}) for one in earlier.sums)
    return earlier.model_copy(update={"sums": sums})
