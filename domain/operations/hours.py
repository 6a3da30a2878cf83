"""Hours of extra work: logged by the people of the agency, changed and removed with their trace kept."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import RowMapping

from domain.hours import Hours, StudyUnknown, Told, read_hours
from domain.operations.access import Action, ensure
from domain.operations.secrecy import ensure_nobody_named
from domain.operations.studies import a_study
from domain.person import Person
from domain.price_list import Item
from domain.quote import price_of
from domain.refusal import Unknown
from domain.storage import audit, clients, hours, prices, studies
from domain.storage.transaction import Transaction
from domain.vat import rate_on


def studies_meant(tx: Transaction, *, by: Person, told: Told) -> Sequence[RowMapping]:
    """Returns the studies that hours may be of, newest first: those whose names begin as typed, or all."""
    ensure(by, Action.RUN)
    known = studies.all_of(tx)
    if not told.study:
        return known
    companies = {row["id"]: row for row in clients.all_of(tx)}
    wanted = told.study.casefold()
    meant = []
    for row in known:
        company = companies[row["client_id"]]
        called = (row["name"], company["name"], company["letters"])
        if any(name.casefold().startswith(wanted) for name in called):
            meant.append(row)
    if not meant:
        raise StudyUnknown(name=told.study, place={"kind": "studies"})
    return meant


def read(study: RowMapping, text: str, now: datetime) -> Told:
    """Returns hours that were typed, on the days of a study's own zone."""
    return read_hours(text, studies.definition(study).local(now).date())


def log(tx: Transaction, *, by: Person, study_id: int, text: str, now: datetime) -> int:
    """Logs typed hours for the present wave of a study, at the price of their day; returns their id.

    The client reads what was done: a shopper's name in it is refused (NamesAShopper).
    """
    row = a_study(tx, by, study_id)
    told = read(row, text, now)
    ensure_nobody_named(tx, study_id, told.what)
    price, vat_percent = _price(tx, row, told)
    id = hours.add(
        tx,
        study_id=study_id,
        wave_id=studies.present_wave(tx, study_id)["id"],
        person_id=by.id,
        day=told.day,
        hours=told.hours,
        what=told.what,
        price=price,
        vat_percent=vat_percent,
        charged=True,
        now=now,
    )
    audit.note(tx, by.id, "log hours", str(id), now, hours=str(told.hours), day=told.day.isoformat(), what=told.what)
    return id


def change(tx: Transaction, *, by: Person, hours_id: int, text: str, now: datetime) -> None:
    """Puts what is typed in the place of logged hours; the price becomes that of the new day."""
    found = of_mine(tx, by, hours_id)
    row = a_study(tx, by, found.study_id)
    told = read(row, text, now)
    ensure_nobody_named(tx, found.study_id, told.what)
    price, vat_percent = (found.price, found.vat_percent) if told.day == found.day else _price(tx, row, told)
    values = {"day": told.day, "hours": told.hours, "what": told.what, "price": price, "vat_percent": vat_percent}
    _changed(tx, by, found, "change hours", now, **values)


def charge(tx: Transaction, *, by: Person, hours_id: int, charged: bool, now: datetime) -> None:
    """Says whether hours are billed, or only told to the client."""
    found = of_mine(tx, by, hours_id)
    if found.charged != charged:
        _changed(tx, by, found, "charge hours" if charged else "do not charge hours", now, charged=charged)


def remove(tx: Transaction, *, by: Person, hours_id: int, now: datetime) -> Hours:
    """Takes hours out of every sum and returns them as they were; they stay in the database."""
    found = of_mine(tx, by, hours_id)
    _changed(tx, by, found, "remove hours", now, removed_at=now)
    return found


def of_mine(tx: Transaction, by: Person, hours_id: int) -> Hours:
    """Returns hours that have not been removed, to the people of the agency."""
    ensure(by, Action.RUN)
    found = hours.get(tx, hours_id)
    if found is None or found.removed_at is not None:
        raise Unknown
    return found


def of_study(tx: Transaction, by: Person, study_id: int) -> Sequence[Hours]:
    """Returns the hours of a study, the newest day first."""
    a_study(tx, by, study_id)
    return list(reversed(hours.of_study(tx, study_id)))


def _price(tx: Transaction, row: RowMapping, told: Told) -> tuple[Decimal, Decimal]:
    """What an hour costs on its day, and the rate of its VAT (PriceMissing, VatRateMissing)."""
    price = price_of(studies.definition(row), prices.price_list(tx, told.day), Item.EXTRA)
    rate = rate_on(prices.vat_rates(tx), told.day) if price.vat_percent is None else price.vat_percent
    return price.price, rate


def _changed(tx: Transaction, by: Person, was: Hours, action: str, now: datetime, **values: object) -> None:
    """Changes hours; the trail keeps what they were."""
    if not hours.change(tx, was.id, **{"changed_at": now, **values}):
        raise Unknown
    before = {name: getattr(was, name) for name in values if name != "removed_at"}
    kept = before or {"hours": was.hours, "day": was.day, "what": was.what}
    audit.note(tx, by.id, action, str(was.id), now, **{name: str(value) for name, value in kept.items()})
