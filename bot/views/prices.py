"""Cards of the price list: what is charged and paid, since when, and what is to come."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press, short
from bot.views.names import day, money, percent
from domain.currency import COMMON
from domain.price_differences import Difference
from domain.price_history import PriceChange, VatChange, in_force, of
from domain.price_list import ITEMS, Item, What
from domain.scenario import KINDS, Kind
from domain.service import CHANNELS, Channel

LINES = 18
"""Lines of prices on one card."""
SHOWN = 12
"""Prices of their own, and days of a history, on one card."""


def overview(words: ChatWords, changes: Sequence[PriceChange], vat: str, currency: str, today: date) -> View:
    """All prices of a day; when they are many, of each item the widest one and how many there are besides."""
    told = [*_overview(words, changes, currency, today, whole=True)]
    if len(told) > LINES:
        told = [*_overview(words, changes, currency, today, whole=False)]
    return View(
        lines(
            words("<b>Prices</b> · {currency}, without VAT", currency=currency),
            "",
            *told,
            words("General VAT: {percent}", percent=vat),
            "",
            words("Press one to see its history and to change it."),
        ),
        [
            *in_rows([Button(_label(words, item), press("pitem", item.value)) for item in Item], 1),
            [Button(words("VAT"), press("pvat")), Button(words("Currency"), press("pcur"))],
            [Button(words("Price list as Excel"), press("pexcel"))],
        ],
    )


def _label(words: ChatWords, item: Item) -> str:
    return str(words(ITEMS[item]))


def _overview(
    words: ChatWords, changes: Sequence[PriceChange], currency: str, today: date, *, whole: bool
) -> Iterator[Markup]:
    present = in_force(changes, today)
    for item in Item:
        widest = present.get(What(item=item))
        amount = _amount(words, widest.amount if widest else None, currency)
        yield words("{item}: <b>{price}</b>", item=words(ITEMS[item]), price=amount)
        if whole:
            yield from _coming(words, changes, What(item=item), currency, today)
        own = [what for what in present if what.item is item and what != What(item=item)]
        for what in own if whole else ():
            yield words("· {what}: {price}", what=called(words, what), price=money(_of(present[what]), words, currency))
            yield from _coming(words, changes, what, currency, today)
        if own and not whole:
            yield words.plural("· and {n} price of its own", "· and {n} prices of their own", len(own))


def _coming(
    words: ChatWords, changes: Sequence[PriceChange], what: What, currency: str, today: date
) -> Iterator[Markup]:
    for change in of(changes, what):
        if change.valid_from > today:
            price = _amount(words, change.amount, currency)
            yield words("→ from {day}: {price}", day=day(change.valid_from, words), price=price)


def _of(change: PriceChange) -> Decimal:
    return change.amount or Decimal(0)


def _amount(words: ChatWords, amount: Decimal | None, currency: str) -> str:
    return words("no price") if amount is None else money(amount, words, currency)


def called(words: ChatWords, what: What) -> str:
    """What a price is narrowed to: the service, the channel, the kind of scenario."""
    parts = [
        what.service,
        words(CHANNELS[what.channel]) if what.channel else "",
        words(KINDS[what.scenario]) if what.scenario else "",
    ]
    return ", ".join(part for part in parts if part)


def _title(words: ChatWords, what: What) -> Markup:
    narrowed = called(words, what)
    item = words(ITEMS[what.item])
    return words("<b>{item}</b>: {what}", item=item, what=narrowed) if narrowed else words("<b>{item}</b>", item=item)


def price(
    words: ChatWords,
    what: What,
    changes: Sequence[PriceChange],
    who: Mapping[int, str],
    currency: str,
    today: date,
    *,
    page: int = 0,
) -> View:
    """One price: what it is, has been and will be; `who` set each, by the change's id."""
    own = of(changes, what)
    present = in_force(own, today).get(what)
    now = _amount(words, present.amount if present else None, currency)
    return View(
        lines(
            _title(words, what),
            words("Now: <b>{price}</b>, without VAT", price=now),
            words("With VAT of its own, {percent}", percent=percent(present.vat_percent, words))
            if present and present.vat_percent is not None
            else None,
            "" if own else None,
            *[_change(words, change, who.get(change.id, ""), currency) for change in own[::-1][:SHOWN]],
        ),
        [
            [
                Button(words("Change price"), press("pchange")),
                *([Button(words("End this price"), press("pend"))] if present else []),
            ],
            *_withdrawals(words, own, today),
            *_variants(words, what, changes, today, page),
            [Button(words("Prices"), press("prices"))],
        ],
    )


def _change(words: ChatWords, change: PriceChange, who: str, currency: str) -> Markup:
    amount = _amount(words, change.amount, currency)
    told = words("• from {day}: {price}", day=day(change.valid_from, words), price=amount)
    return Markup("{} ({})").format(told, who) if who else told


def _withdrawals(words: ChatWords, own: Sequence[PriceChange], today: date) -> list[list[Button]]:
    coming = [change for change in own if change.valid_from > today]
    return [
        [Button(words("Withdraw the one from {day}", day=day(change.valid_from, words)), press("pdrop", change.id))]
        for change in coming[:SHOWN]
    ]


def _variants(
    words: ChatWords, what: What, changes: Sequence[PriceChange], today: date, page: int
) -> list[list[Button]]:
    rows = []
    if not called(words, what):
        latest = {change.what: change for change in changes if change.what.item is what.item}
        others = [latest[other] for other in latest if called(words, other)]
        shown = others[page * SHOWN : (page + 1) * SHOWN]
        rows = [[Button(short(called(words, change.what), 60), press("price", change.id))] for change in shown]
        rows += paging(
            words,
            press("pitem", what.item.value, page - 1) if page else None,
            press("pitem", what.item.value, page + 1) if len(others) > (page + 1) * SHOWN else None,
        )
    if what.item.narrowed_by - _named(what):
        rows.append([Button(words("A price of its own for …"), press("pnarrow"))])
    return rows


def _named(what: What) -> set[str]:
    named = {"service": what.service, "channel": what.channel, "scenario": what.scenario}
    return {name for name, value in named.items() if value}


def narrow(words: ChatWords, what: What, services: Sequence[tuple[int, int, str]]) -> View:
    """For what a price of its own is wanted; `services` are a study's id, a place in it and a name."""
    left = what.item.narrowed_by - _named(what)
    rows: list[list[Button]] = []
    if "channel" in left:
        rows += in_rows([Button(words(CHANNELS[one]), press("pof", "channel", one.value)) for one in Channel], 3)
    if "scenario" in left:
        rows += in_rows([Button(words(KINDS[one]), press("pof", "scenario", one.value)) for one in Kind], 3)
    if "service" in left:
        rows += [[Button(short(name, 60), press("pof", "service", id, place))] for id, place, name in services[:SHOWN]]
    return View(
        lines(
            _title(words, what),
            words("For what shall it have a price of its own?"),
            words("A service goes before a channel, and a channel before a kind of scenario."),
        ),
        [*rows, [Button(words("Back"), press("pitem", what.item.value))]],
    )


def ask_price(words: ChatWords, what: What) -> View:
    """The new price is to be typed."""
    example = "2,40" if words.language == "fi" else "2.40"
    return View(
        lines(
            _title(words, what),
            words(
                "Type the new price without VAT, for example {example}, or with its first day: {example} 1.1.2027",
                example=example,
            ),
            words("Contacts that have been planned keep their fee.")
            if what.item is Item.FEE
            else words("Quotes that have been made stay as they are."),
        ),
        [[Button(words("Back"), press("pitem", what.item.value))]],
    )


def vat(words: ChatWords, changes: Sequence[VatChange], today: date) -> View:
    """The general rates of VAT by their days."""
    coming = [change for change in changes if change.valid_from > today]
    told = [
        words("• from {day}: {price}", day=day(change.valid_from, words), price=percent(change.percent, words))
        for change in reversed(changes)
    ]
    return View(
        lines(
            words("<b>General VAT</b>"),
            *told[:SHOWN],
            "",
            words("A quote has the rate of the day on which the work ends."),
        ),
        [
            [Button(words("Change VAT"), press("pvatnew"))],
            *[
                [
                    Button(
                        words("Withdraw the one from {day}", day=day(one.valid_from, words)), press("pvatdrop", one.id)
                    )
                ]
                for one in coming[:SHOWN]
            ],
            [Button(words("Prices"), press("prices"))],
        ],
    )


def ask_vat(words: ChatWords) -> View:
    """The new rate of VAT is to be typed."""
    example = "26,5 1.1.2027" if words.language == "fi" else "26.5 1.1.2027"
    return View(
        words("Type the new percentage and its first day, for example {example}", example=example),
        [[Button(words("Back"), press("pvat"))]],
    )


def currency(words: ChatWords, present: str) -> View:
    """In which currency prices are."""
    return View(
        lines(
            words("<b>Currency</b>: {currency}", currency=present),
            words("Prices stay as they are and are not converted; a new currency is that of new quotes only."),
            words("Press one, or type its three letters."),
        ),
        [
            *in_rows([Button(code, press("pcur", code)) for code in COMMON if code != present], 4),
            [Button(words("Prices"), press("prices"))],
        ],
    )


def compared(
    words: ChatWords, upload: int, filename: str, found: Sequence[Difference], currency: str, *, used: bool
) -> View:
    """What a price list that came in would change."""
    if used:
        return View(words("These prices are in use."), [[Button(words("Prices"), press("prices"))]])
    told = [_difference(words, difference, currency) for difference in found]
    more = len(told) - LINES
    return View(
        lines(
            words("<b>{filename}</b>", filename=short(filename, 60)),
            words.plural("{n} price would change:", "{n} prices would change:", len(found))
            if found
            else words("Nothing in it differs from the price list."),
            *told[:LINES],
            words("… and {n} more", n=more) if more > 0 else None,
        ),
        [
            [
                *([Button(words("Use these prices"), press("puse", upload))] if found else []),
                Button(words("Discard"), press("discard", upload)),
            ]
        ],
    )


def _difference(words: ChatWords, change: Difference, currency: str) -> Markup:
    narrowed = called(words, change.what)
    item = words(ITEMS[change.what.item])
    return words(
        "• {what}: {before} → <b>{after}</b> from {day}",
        what=f"{item} ({narrowed})" if narrowed else item,
        before=_with_vat(words, change.before, change.vat_before, currency),
        after=_with_vat(words, change.after, change.vat_after, currency),
        day=day(change.valid_from, words),
    )


def _with_vat(words: ChatWords, amount: Decimal | None, vat_percent: Decimal | None, currency: str) -> str:
    told = _amount(words, amount, currency)
    return (
        told
        if vat_percent is None
        else words("{price}, VAT {percent}", price=told, percent=percent(vat_percent, words))
    )
