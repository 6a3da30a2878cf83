"""The owner's price list: prices, VAT and currency, changed from a day on; what has been in force stays."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from domain.currency import read_currency
from domain.operations.access import Action, ensure, may
from domain.operations.studies import own_upload
from domain.person import Person
from domain.price_differences import Difference, Listed, differences
from domain.price_history import InForceAlready, NoPriceToEnd, PriceChange, VatChange, in_force, order
from domain.price_list import Item, What
from domain.refusal import DayPassed, DayTooFar, Stale, Unknown
from domain.storage import audit, jobs, prices, studies
from domain.storage.transaction import Transaction
from domain.typed_price import FINEST, ensure_percent, ensure_price

YEARS_AHEAD = 5
LIST = TypeAdapter(tuple[Listed, ...])


def history(tx: Transaction, *, by: Person | None) -> Sequence[PriceChange]:
    """Returns every change of the price list, to the owner."""
    ensure(by, Action.OWN)
    return prices.changes(tx)


def standing(tx: Transaction, *, by: Person | None, today: date) -> list[PriceChange]:
    """Returns the prices of a day and those to come, in the order in which they are listed, to the owner."""
    changes = history(tx, by=by)
    coming = [change for change in changes if change.valid_from > today]
    shown = [*in_force(changes, today).values(), *coming]
    return sorted(shown, key=lambda change: (order(change.what), change.valid_from, change.id))


def vat_history(tx: Transaction, *, by: Person | None) -> Sequence[VatChange]:
    """Returns the general rates of VAT by their days, to the owner."""
    ensure(by, Action.OWN)
    return prices.vat_changes(tx)


def currency(tx: Transaction, *, by: Person | None) -> str:
    """Returns the currency of the price list, to the owner."""
    ensure(by, Action.OWN)
    return prices.currency(tx)


def a_change(tx: Transaction, *, by: Person | None, price_id: int) -> PriceChange:
    """Returns one change of the price list, to the owner (Unknown otherwise)."""
    found = next((change for change in history(tx, by=by) if change.id == price_id), None)
    if found is None:
        raise Unknown
    return found


def set_price(
    tx: Transaction, *, by: Person, what: What, amount: Decimal, valid_from: date, today: date, now: datetime
) -> None:
    """Changes a price from today or a later day on; a percentage of VAT that it states itself is kept."""
    ensure(by, Action.OWN)
    ensure_price(amount, 2 if what.item in {Item.FEE, Item.EXPENSES} else FINEST)
    _ensure_day(valid_from, today)
    there = in_force(prices.changes(tx), valid_from).get(what)
    if there is None or there.amount != amount:
        vat = there.vat_percent if there else None
        _add(tx, by, Difference(what=what, valid_from=valid_from, before=None, after=amount, vat_after=vat), now)


def end_price(tx: Transaction, *, by: Person, what: What, today: date, now: datetime) -> None:
    """Ends a price today: another one that fits is taken instead of it, or there is none."""
    ensure(by, Action.OWN)
    if what not in in_force(prices.changes(tx), today):
        raise NoPriceToEnd
    _add(tx, by, Difference(what=what, valid_from=today, before=None, after=None), now)


def withdraw(tx: Transaction, *, by: Person, price_id: int, today: date, now: datetime) -> What:
    """Takes back a change that is still to come, and returns of what it was (InForceAlready)."""
    change = a_change(tx, by=by, price_id=price_id)
    if not prices.take_back(tx, price_id, today):
        raise InForceAlready
    _note(tx, by, "withdraw price", change.what, now, amount=str(change.amount), day=change.valid_from.isoformat())
    return change.what


def set_vat(tx: Transaction, *, by: Person, percent: Decimal, valid_from: date, today: date, now: datetime) -> None:
    """Changes the general rate of VAT from today or a later day on."""
    ensure(by, Action.OWN)
    ensure_percent(percent)
    _ensure_day(valid_from, today)
    prices.add_vat(tx, percent=percent, valid_from=valid_from, by=by.id, now=now)
    audit.note(tx, by.id, "set VAT", str(percent), now, day=valid_from.isoformat())


def withdraw_vat(tx: Transaction, *, by: Person, vat_id: int, today: date, now: datetime) -> None:
    """Takes back a rate of VAT that is still to come (InForceAlready)."""
    ensure(by, Action.OWN)
    if all(change.id != vat_id for change in prices.vat_changes(tx)):
        raise Unknown
    if not prices.take_back_vat(tx, vat_id, today):
        raise InForceAlready
    audit.note(tx, by.id, "withdraw VAT", str(vat_id), now)


def set_currency(tx: Transaction, *, by: Person, typed: str, now: datetime) -> None:
    """Changes the currency of prices and of new quotes; no sum is converted."""
    ensure(by, Action.OWN)
    code = read_currency(typed)
    if code != prices.currency(tx):
        prices.set_currency(tx, code)
        audit.note(tx, by.id, "set currency", code, now)


def ask_workbook(tx: Transaction, *, by: Person, now: datetime) -> None:
    """Asks for the price list as a workbook; once, however often it is asked for while it is being made."""
    ensure(by, Action.OWN)
    if jobs.asked_lately(tx, "prices", now, timedelta(0), person=by.id) is None:
        jobs.add(tx, "prices", now, person=by.id)


def note_read(tx: Transaction, *, upload_id: int, sha256: str, listed: Sequence[Listed]) -> None:
    """Keeps the price list that a workbook is."""
    stored = LIST.dump_json(tuple(listed)).decode()
    studies.change_upload(tx, upload_id, sha256=sha256, state="prices", definition=stored, faults=None)


def compared(tx: Transaction, *, by: Person, upload_id: int, today: date) -> Sequence[Difference]:
    """Returns what a price list that the owner sent would change."""
    upload = _own_list(tx, by, upload_id)
    return differences(prices.changes(tx), LIST.validate_json(upload["definition"] or "[]"), today)


def use(tx: Transaction, *, by: Person, upload_id: int, today: date, now: datetime) -> int:
    """Takes a price list into use, and returns how many prices it changes."""
    if _own_list(tx, by, upload_id)["state"] != "prices":
        raise Stale(place={"kind": "prices"})
    found = compared(tx, by=by, upload_id=upload_id, today=today)
    for difference in found:
        _add(tx, by, difference, now)
    studies.change_upload(tx, upload_id, state="used")
    return len(found)


def _own_list(tx: Transaction, by: Person, upload_id: int) -> RowMapping:
    ensure(by, Action.OWN)
    upload = own_upload(tx, by, upload_id)
    if upload["state"] not in {"prices", "used"}:
        raise Unknown
    return upload


def is_owner(person: Person | None) -> bool:
    """Whether the price list is a person's to change."""
    return may(person, Action.OWN)


def _add(tx: Transaction, by: Person, change: Difference, now: datetime) -> None:
    prices.add(
        tx,
        what=change.what,
        amount=change.after,
        vat_percent=change.vat_after,
        valid_from=change.valid_from,
        by=by.id,
        now=now,
    )
    _note(tx, by, "set price", change.what, now, amount=str(change.after), day=change.valid_from.isoformat())


def _note(tx: Transaction, by: Person, action: str, what: What, now: datetime, **details: str) -> None:
    about = {name: str(value) for name, value in what.model_dump(mode="json").items() if value and name != "item"}
    audit.note(tx, by.id, action, what.item.value, now, **about, **details)


def _ensure_day(day: date, today: date) -> None:
    if day < today:
        raise DayPassed
    if day > today + timedelta(days=366 * YEARS_AHEAD):
        raise DayTooFar(years=YEARS_AHEAD)
