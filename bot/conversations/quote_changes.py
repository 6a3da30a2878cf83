"""The draft of a quote, changed: discounts, hours, order details, setup charged or waived."""

from collections.abc import Mapping

from bot.turn import Act, Desk, Draw, Turn
from bot.view import View
from bot.views import quote_forms as views
from domain.operations import drafts
from domain.operations import quotes as operations
from domain.operations.access import Action, ensure, may
from domain.place import Place, place
from domain.price_list import Item
from domain.quote import Line, Quote
from domain.quote_state import QuoteState
from domain.refusal import Unknown


def discount(turn: Turn) -> Place:
    """[Discount]"""
    return place("quote_discount", quote=drafts.draft(turn.tx, turn.person, turn.number(0))["id"])


def draw_discount(desk: Desk, where: Place) -> View:
    """Where a discount is typed."""
    row = drafts.draft(desk.tx, desk.reader, where["quote"])
    return views.ask_discount(desk.words, row["id"], operations.document(row))


def discount_said(turn: Turn) -> Place:
    """A discount, typed"""
    id = turn.place["quote"]
    drafts.give_discount(turn.tx, by=turn.person, quote_id=id, text=turn.text, now=turn.now)
    return _making(id)


def no_discounts(turn: Turn) -> Place:
    """[Remove discounts]"""
    drafts.take_discounts(turn.tx, by=turn.person, quote_id=turn.number(0), now=turn.now)
    return _making(turn.number(0))


def hours(turn: Turn) -> Place:
    """[Extra hours]"""
    return place("quote_hours", quote=drafts.draft(turn.tx, turn.person, turn.number(0))["id"])


def draw_hours(desk: Desk, where: Place) -> View:
    """Where estimated hours are typed."""
    row = drafts.draft(desk.tx, desk.reader, where["quote"])
    return views.ask_hours(desk.words, row["id"], operations.document(row))


def hours_said(turn: Turn) -> Place:
    """Hours, typed"""
    id = turn.place["quote"]
    drafts.estimate_hours(turn.tx, by=turn.person, quote_id=id, text=turn.text, now=turn.now)
    return _making(id)


def order(turn: Turn) -> Place:
    """[Order details]"""
    row, _, _ = operations.readable(turn.tx, turn.person, turn.number(0))
    return place("quote_order", quote=row["id"])


def draw_order(desk: Desk, where: Place) -> View:
    """Where the order's details are typed."""
    row, _, quote = operations.readable(desk.tx, desk.reader, where["quote"])
    known = operations.ByHand.of(row).ordering.over(quote.ordering)
    return views.ask_order(desk.words, row["id"], quote, known, for_client=may(desk.reader, Action.COMMISSION))


def order_said(turn: Turn) -> Place:
    """Lines of the order's details, typed"""
    id = turn.place["quote"]
    drafts.tell_order(turn.tx, by=turn.person, quote_id=id, text=turn.text, now=turn.now)
    row, _, _ = operations.readable(turn.tx, turn.person, id)
    if row["state"] == QuoteState.DRAFT:
        return _making(id)
    return place("quote", quote=id, note={"kind": "Saved"})


def setups(turn: Turn) -> Place:
    """[Setups]"""
    ensure(turn.person, Action.OWN)
    return place("quote_setups", quote=drafts.draft(turn.tx, turn.person, turn.number(0))["id"])


def draw_setups(desk: Desk, where: Place) -> View:
    """Whose setup is charged, and why; the owner may decide otherwise."""
    ensure(desk.person, Action.OWN)
    quote = operations.document(drafts.draft(desk.tx, desk.reader, where["quote"]))
    return views.setups(desk.words, where["quote"], quote, _setups(quote))


def setup(turn: Turn) -> Place:
    """[Charge setup], [Waive setup]"""
    ensure(turn.person, Action.OWN)
    row = drafts.draft(turn.tx, turn.person, turn.number(0))
    line = _setup_at(operations.document(row), turn.number(1))
    if turn.about(2) not in {"charge", "waive"}:
        raise Unknown
    return place("quote_setup", quote=row["id"], service=line.of, charged=turn.about(2) == "charge")


def draw_setup(desk: Desk, where: Place) -> View:
    """Where the reason of a decision against the rule is typed."""
    ensure(desk.person, Action.OWN)
    quote = operations.document(drafts.draft(desk.tx, desk.reader, where["quote"]))
    line = next((line for line in _setups(quote) if line.of == where["service"]), None)
    if line is None:
        raise Unknown
    return views.ask_reason(desk.words, where["quote"], quote, line, charged=where["charged"])


def setup_said(turn: Turn) -> Place:
    """The reason, typed"""
    where = turn.place
    drafts.decide_setup(
        turn.tx,
        by=turn.person,
        quote_id=where["quote"],
        service=where["service"],
        charged=where["charged"],
        reason=turn.text,
        now=turn.now,
    )
    return _making(where["quote"])


def _setups(quote: Quote) -> list[Line]:
    return [line for line in quote.lines if line.item is Item.SETUP]


def _setup_at(quote: Quote, number: int) -> Line:
    lines = _setups(quote)
    if number >= len(lines):
        raise Unknown
    return lines[number]


def _making(id: int) -> Place:
    return place("making", what="quote", quote=id)


DRAWN: Mapping[str, Draw] = {
    "quote_discount": draw_discount,
    "quote_hours": draw_hours,
    "quote_order": draw_order,
    "quote_setups": draw_setups,
    "quote_setup": draw_setup,
}
"""The cards on which a draft is changed."""

SAID: Mapping[str, Act] = {
    "quote_discount": discount_said,
    "quote_hours": hours_said,
    "quote_order": order_said,
    "quote_setup": setup_said,
}
"""Where a typed message changes a draft."""

PRESSED: Mapping[str, Act] = {
    "qdiscount": discount,
    "qfull": no_discounts,
    "qhours": hours,
    "qorder": order,
    "qsetups": setups,
    "qsetup": setup,
}
"""The buttons that lead there."""
