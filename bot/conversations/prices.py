"""`/prices`: the owner's price list, changed in chat or by a workbook."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from bot.turn import Act, Desk, Draw, Turn
from bot.view import Enclosed, Notice, View
from bot.views import prices as views
from bot.views.names import percent
from domain import typed_price
from domain.clock import day_of
from domain.operations import prices as operations
from domain.operations.access import Action, ensure
from domain.place import Place, place
from domain.price_list import Item, What
from domain.refusal import Stale, Unknown
from domain.scenario import Kind
from domain.service import Channel
from domain.storage import people, studies
from domain.vat import VatRate, VatRateMissing, rate_on

SERVICES = 12
"""Services that are offered for a price of their own, of the newest studies."""


def _today(at: Turn | Desk) -> date:
    return day_of(at.now, at.settings.timezone)


def _place(kind: str, what: What, **about: Any) -> Place:
    return place(kind, **what.model_dump(mode="json"), **about)


def _what(where: Place) -> What:
    return What.model_validate({name: where.get(name) for name in What.model_fields if where.get(name) is not None})


def _present(turn: Turn) -> What:
    """The price whose card is open."""
    ensure(turn.person, Action.OWN)
    if turn.place.kind not in {"price", "price_narrow"}:
        raise Stale(place={"kind": "prices"})
    return _what(turn.place)


def open_(turn: Turn) -> Place:
    """`/prices`"""
    ensure(turn.person, Action.OWN)
    return place("prices")


def draw(desk: Desk, _: Place) -> View:
    """The price list of today."""
    today, owner = _today(desk), desk.person
    changes = operations.history(desk.tx, by=owner)
    rates = [
        VatRate(percent=change.percent, valid_from=change.valid_from)
        for change in operations.vat_history(desk.tx, by=owner)
    ]
    try:
        general = percent(rate_on(rates, today), desk.words)
    except VatRateMissing:
        general = desk.words("none yet")
    return views.overview(desk.words, changes, general, operations.currency(desk.tx, by=owner), today)


def item(turn: Turn) -> Place:
    """An item's button"""
    ensure(turn.person, Action.OWN)
    if turn.about(0) not in set(Item):
        raise Unknown
    page = turn.number(1) if len(turn.press.about) > 1 else 0
    return _place("price", What(item=Item(turn.about(0))), page=page)


def own(turn: Turn) -> Place:
    """The button of a price of its own"""
    return _place("price", operations.a_change(turn.tx, by=turn.person, price_id=turn.number(0)).what)


def draw_price(desk: Desk, where: Place) -> View:
    """One price, with its history."""
    changes = operations.history(desk.tx, by=desk.person)
    currency = operations.currency(desk.tx, by=desk.person)
    what = _what(where)
    setters = {change.id: people.get(desk.tx, change.set_by or 0) for change in changes if change.what == what}
    who = {id: setter.name for id, setter in setters.items() if setter}
    return views.price(desk.words, what, changes, who, currency, _today(desk), page=where.get("page", 0))


def narrow(turn: Turn) -> Place:
    """[A price of its own for …]"""
    return _place("price_narrow", _present(turn))


def draw_narrow(desk: Desk, where: Place) -> View:
    """For what a price of its own is wanted."""
    ensure(desk.person, Action.OWN)
    offered: dict[str, tuple[int, int, str]] = {}
    for row in reversed(studies.all_of(desk.tx)):
        for position, service in enumerate(studies.definition(row).services):
            offered.setdefault(service.name.casefold(), (row["id"], position, service.name))
    return views.narrow(desk.words, _what(where), list(offered.values())[:SERVICES])


def choose(turn: Turn) -> Place:
    """A channel, a kind of scenario or a service"""
    what, dimension = _present(turn), turn.about(0)
    if dimension not in what.item.narrowed_by:
        raise Unknown
    return _place("price", what.model_copy(update={dimension: _chosen(turn, dimension)}))


def _chosen(turn: Turn, dimension: str) -> str | Channel | Kind:
    if dimension == "service":
        row = studies.get(turn.tx, turn.number(1))
        services = studies.definition(row).services if row else ()
        if turn.number(2) >= len(services):
            raise Unknown
        return services[turn.number(2)].name.casefold()
    kinds = {"channel": Channel, "scenario": Kind}[dimension]
    if turn.about(1) not in set(kinds):
        raise Unknown
    return kinds(turn.about(1))


def change(turn: Turn) -> Place:
    """[Change price]"""
    return _place("price_change", _present(turn))


def draw_change(desk: Desk, where: Place) -> View:
    """The new price is to be typed."""
    ensure(desk.person, Action.OWN)
    return views.ask_price(desk.words, _what(where))


def typed(turn: Turn) -> Place:
    """A new price, typed"""
    what, today = _what(turn.place), _today(turn)
    read = typed_price.read(turn.text, today)
    operations.set_price(
        turn.tx, by=turn.person, what=what, amount=read.number, valid_from=read.day, today=today, now=turn.now
    )
    return _place("price", what, note={"kind": "Saved"})


def end(turn: Turn) -> Place:
    """[End this price]"""
    what = _present(turn)
    operations.end_price(turn.tx, by=turn.person, what=what, today=_today(turn), now=turn.now)
    return _place("price", what, note={"kind": "Saved"})


def withdraw(turn: Turn) -> Place:
    """[Withdraw the one from …]"""
    what = operations.withdraw(turn.tx, by=turn.person, price_id=turn.number(0), today=_today(turn), now=turn.now)
    return _place("price", what, note={"kind": "Saved"})


def vat(turn: Turn) -> Place:
    """[VAT]"""
    ensure(turn.person, Action.OWN)
    return place("vat_rates")


def draw_vat(desk: Desk, _: Place) -> View:
    """The general rates of VAT."""
    return views.vat(desk.words, operations.vat_history(desk.tx, by=desk.person), _today(desk))


def change_vat(turn: Turn) -> Place:
    """[Change VAT]"""
    ensure(turn.person, Action.OWN)
    return place("vat_change")


def draw_change_vat(desk: Desk, _: Place) -> View:
    """The new rate of VAT is to be typed."""
    ensure(desk.person, Action.OWN)
    return views.ask_vat(desk.words)


def typed_vat(turn: Turn) -> Place:
    """A new rate of VAT, typed"""
    today = _today(turn)
    read = typed_price.read(turn.text, today)
    operations.set_vat(turn.tx, by=turn.person, percent=read.number, valid_from=read.day, today=today, now=turn.now)
    return place("vat_rates", note={"kind": "Saved"})


def withdraw_vat(turn: Turn) -> Place:
    """[Withdraw the one from …]"""
    operations.withdraw_vat(turn.tx, by=turn.person, vat_id=turn.number(0), today=_today(turn), now=turn.now)
    return place("vat_rates", note={"kind": "Saved"})


def currency(turn: Turn) -> Place:
    """[Currency], or one of them"""
    ensure(turn.person, Action.OWN)
    return _set_currency(turn, turn.about(0)) if turn.press.about else place("currency")


def typed_currency(turn: Turn) -> Place:
    """A currency, typed"""
    return _set_currency(turn, turn.text)


def _set_currency(turn: Turn, code: str) -> Place:
    operations.set_currency(turn.tx, by=turn.person, typed=code, now=turn.now)
    return place("prices", note={"kind": "Saved"})


def draw_currency(desk: Desk, _: Place) -> View:
    """In which currency prices are."""
    return views.currency(desk.words, operations.currency(desk.tx, by=desk.person))


def excel(turn: Turn) -> Place:
    """[Price list as Excel]"""
    operations.ask_workbook(turn.tx, by=turn.person, now=turn.now)
    return place("prices", note={"kind": "PricesCome"})


def made(desk: Desk, ids: Mapping[str, Any]) -> Notice:
    """The price list as a workbook."""
    ensure(desk.person, Action.OWN)
    words = desk.words
    text = words("The price list. Change it and send it back here: what differs is shown before anything is stored.")
    return Notice(View(text), Enclosed(filename=f"{words('Price list')}.xlsx".replace(" ", "_"), path=ids["path"]))


def draw_compared(desk: Desk, upload: RowMapping) -> View:
    """What a price list that was sent would change."""
    found = operations.compared(desk.tx, by=desk.reader, upload_id=upload["id"], today=_today(desk))
    money = operations.currency(desk.tx, by=desk.reader)
    used = upload["state"] == "used"
    return views.compared(desk.words, upload["id"], upload["filename"], found, money, used=used)


def use(turn: Turn) -> Place:
    """[Use these prices]"""
    n = operations.use(turn.tx, by=turn.person, upload_id=turn.number(0), today=_today(turn), now=turn.now)
    return place("prices", note={"kind": "PricesUsed", "n": n})


DRAWN: Mapping[str, Draw] = {
    "prices": draw,
    "price": draw_price,
    "price_narrow": draw_narrow,
    "price_change": draw_change,
    "vat_rates": draw_vat,
    "vat_change": draw_change_vat,
    "currency": draw_currency,
}
PRESSED: Mapping[str, Act] = {
    "prices": open_,
    "pitem": item,
    "price": own,
    "pnarrow": narrow,
    "pof": choose,
    "pchange": change,
    "pend": end,
    "pdrop": withdraw,
    "pvat": vat,
    "pvatnew": change_vat,
    "pvatdrop": withdraw_vat,
    "pcur": currency,
    "pexcel": excel,
    "puse": use,
}
SAID: Mapping[str, Act] = {"price_change": typed, "vat_change": typed_vat, "currency": typed_currency}
