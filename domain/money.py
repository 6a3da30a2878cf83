"""Sums and cents."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Returns an amount of euros rounded to whole cents, half a cent away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def net(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """Returns the price of a line without VAT: quantity x unit price in euros, rounded to cents once."""
    return cents(quantity * unit_price)


def vat_by_rate(nets: Iterable[tuple[Decimal, Decimal]]) -> dict[Decimal, Decimal]:
    """Returns the VAT of each rate in euros, highest rate first: sum of its lines x rate / 100, rounded to cents once.

    `nets` are pairs of a rate in per cent (>= 0) and a net in euros. Rounding each line by itself would let the cents
    drift; the sum of a rate is what an invoice states (directive 2006/112/EC, article 226).
    """
    bases: dict[Decimal, Decimal] = {}
    for rate, amount in nets:
        bases[rate] = bases.get(rate, Decimal(0)) + amount
    return {rate: cents(bases[rate] * rate / 100) for rate in sorted(bases, reverse=True)}


def split(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Returns an amount of whole cents (>= 0) in parts of whole cents by weights (>= 0, not all 0); they sum up to it.

    What is left after rounding down goes to the largest remainders, a cent each; of equal ones the first is taken.
    (Hamilton's method of apportionment.)
    """
    whole = sum(weights, Decimal(0))
    exact = [amount * weight / whole for weight in weights]
    parts = [share.quantize(CENT, ROUND_FLOOR) for share in exact]
    left = int((amount - sum(parts, Decimal(0))) / CENT)
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[:left]:
        parts[place] += CENT
    return tuple(parts)
