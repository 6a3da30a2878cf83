"""Expenses on the way: told by the shopper with a receipt, decided by the coordinator."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.turn import Act, Desk, Draw, Turn
from bot.view import Enclosed, Notice, View
from bot.views import expenses as views
from domain.amount import read_amount
from domain.expense import NotAnExpense
from domain.operations import expenses as operations
from domain.operations.access import Action, ensure
from domain.place import Place, place
from domain.refusal import NotExpected
from domain.storage import contacts

RECEIPTS = {"photo", "document"}


def choose(turn: Turn) -> Place:
    """[Add an expense]: of which contact, when there are several"""
    ensure(turn.person, Action.SHOP)
    mine = contacts.of_shopper(turn.tx, turn.person.id, *operations.MAY_COST)
    return place("expense", contact=mine[0].id) if len(mine) == 1 else place("expense_of")


def draw_choose(desk: Desk, _: Place) -> View:
    """Of which contact an expense is told."""
    ensure(desk.person, Action.SHOP)
    return views.choose(desk.words, contacts.of_shopper(desk.tx, desk.reader.id, *operations.MAY_COST))


def open_(turn: Turn) -> Place:
    """A contact's button"""
    return place("expense", contact=operations.a_contact(turn.tx, turn.person, turn.number(0)).id)


def draw(desk: Desk, where: Place) -> View:
    """A contact's expenses, and what is still missing of the one that is being told."""
    ensure(desk.person, Action.SHOP)
    contact = operations.a_contact(desk.tx, desk.reader, where["contact"])
    return views.tell(
        desk.words,
        contact,
        operations.of_contact(desk.tx, by=desk.reader, contact_id=contact.id),
        cap=operations.cap_of(desk.tx, contact, desk.now),
        amount=where.get("amount", ""),
        what=where.get("what", ""),
        has_receipt=bool(where.get("file")),
    )


def told(turn: Turn) -> Place:
    """A receipt, or what it was and the amount; kept when both are there"""
    ensure(turn.person, Action.SHOP)
    so_far: dict[str, Any] = dict(turn.place.about)
    if turn.file is not None:
        if turn.file.kind not in RECEIPTS:
            raise NotExpected
        so_far |= {"file": turn.file.file_id, "file_kind": turn.file.kind}
    if text := (turn.heard.caption if turn.file is not None else turn.text):
        so_far |= _read(text, so_far)
    if not (so_far.get("file") and so_far.get("amount") and so_far.get("what")):
        return Place("expense", so_far)
    operations.log(
        turn.tx,
        by=turn.person,
        contact_id=so_far["contact"],
        what=so_far["what"],
        amount=Decimal(so_far["amount"]),
        file_id=so_far["file"],
        file_kind=so_far["file_kind"],
        now=turn.now,
    )
    return place("expense", contact=so_far["contact"], note={"kind": "Saved"})


def _read(text: str, so_far: Mapping[str, Any]) -> dict[str, str]:
    """The amount and what it was for; once only an amount is known, words are what it was: `Bus line 55`."""
    found = read_amount(text)
    if so_far.get("amount") and (found is None or (found[1] and not so_far.get("what"))):
        return {"what": text}
    if found is None:
        raise NotAnExpense
    operations.ensure_sensible(found[0])
    return {"amount": str(found[0]), "what": found[1] or so_far.get("what", "")}


def remove(turn: Turn) -> Place:
    """[Remove]"""
    return place("expense", contact=operations.remove(turn.tx, by=turn.person, expense_id=turn.number(0), now=turn.now))


def review(turn: Turn) -> Place:
    """[Expenses] of a contact under review"""
    ensure(turn.person, Action.RUN)
    return place("expenses", contact=operations.a_contact(turn.tx, turn.person, turn.number(0)).id)


def draw_review(desk: Desk, where: Place) -> View:
    """A contact's expenses, to be decided."""
    ensure(desk.person, Action.RUN)
    contact = operations.a_contact(desk.tx, desk.reader, where["contact"])
    every = operations.of_contact(desk.tx, by=desk.reader, contact_id=contact.id)
    return views.decide(desk.words, contact, every)


def approve(turn: Turn) -> Place:
    """[Approve] an expense"""
    contact = operations.decide(turn.tx, by=turn.person, expense_id=turn.number(0), approve=True, now=turn.now)
    return place("expenses", contact=contact)


def refuse(turn: Turn) -> Place:
    """[Refuse]: why"""
    return place("refuse_expense", expense=operations.an_expense(turn.tx, turn.person, turn.number(0)).id)


def draw_refuse(desk: Desk, where: Place) -> View:
    """Asks why an expense is refused."""
    return views.refuse(desk.words, operations.an_expense(desk.tx, desk.reader, where["expense"]))


def refused(turn: Turn) -> Place:
    """Why an expense is refused, typed"""
    id = turn.place["expense"]
    contact = operations.decide(turn.tx, by=turn.person, expense_id=id, approve=False, reason=turn.text, now=turn.now)
    return place("expenses", contact=contact)


def receipt(turn: Turn) -> None:
    """[Receipt]: it comes as it was sent"""
    operations.send_receipt(turn.tx, by=turn.person, expense_id=turn.number(0), now=turn.now)


def notice_receipt(desk: Desk, ids: Mapping[str, Any]) -> Notice:
    """A receipt, for the coordinator."""
    found = operations.an_expense(desk.tx, desk.reader, ids["expense"])
    enclosed = Enclosed(filename="receipt", file_id=found.file_id, kind=found.file_kind)
    return Notice(View(views.told(desk.words, found)), enclosed)


def notice_refused(desk: Desk, ids: Mapping[str, Any]) -> Notice:
    """An expense is not paid, for its shopper."""
    found = operations.refused(desk.tx, by=desk.reader, expense_id=ids["expense"])
    return Notice(views.was_refused(desk.words, found, operations.a_contact(desk.tx, desk.reader, found.contact_id)))


PRESSED: Mapping[str, Act] = {
    "spendof": choose,
    "spend": open_,
    "unspend": remove,
    "spends": review,
    "okspend": approve,
    "nospend": refuse,
    "receipt": receipt,
}
SAID: Mapping[str, Act] = {"expense": told, "refuse_expense": refused}
DRAWN: Mapping[str, Draw] = {
    "expense_of": draw_choose,
    "expense": draw,
    "expenses": draw_review,
    "refuse_expense": draw_refuse,
}
