"""The agency's price list as a workbook of one sheet."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.answer_moment import read_day
from domain.price_differences import Listed
from domain.price_list import Item, What
from domain.scenario import Kind
from domain.service import Channel
from domain.texts import N_
from domain.typed_price import FINEST, MOST
from domain.unreadable import NotADate
from domain.workbook.cells import Cells

_ANY_DAY = date(2026, 1, 1)
_YEARS = range(2000, 2100)


def read_price_list(rows: Iterable[Cells]) -> tuple[Listed, ...]:
    """Returns the rows of a price list; two of one price and day are a fault."""
    taken: set[tuple[What, date | None]] = set()
    found = []
    for cells in rows:
        row = _row(cells)
        if (row.what, row.valid_from) in taken:
            cells.fault("item", N_("The price of {item} is there twice."), item=row.what.item.value)
        taken.add((row.what, row.valid_from))
        found.append(row)
    return tuple(found)


def _row(cells: Cells) -> Listed:
    item = cells.one_of("item", Item)
    what = What(
        item=item,
        service=cells.name("service").casefold() if cells.text("service") else "",
        channel=cells.one_of("channel", Channel) if cells.text("channel") else None,
        scenario=cells.one_of("scenario", Kind) if cells.text("scenario") else None,
    )
    for column in ("service", "channel", "scenario"):
        if cells.text(column) and column not in item.narrowed_by:
            cells.fault(column, N_("The price of {item} does not differ by this; leave it empty."), item=item.value)
    return Listed(what=what, amount=_price(cells, item), vat_percent=_percent(cells), valid_from=_day(cells))


def _price(cells: Cells, item: Item) -> Decimal | None:
    if "price" not in cells.sheet.headings:  # without it every price would seem to end
        cells.needed("price")
    amount = cells.decimal("price", Decimal(0), MOST)
    decimals = 2 if item in {Item.FEE, Item.EXPENSES} else FINEST
    if amount is not None and amount != round(amount, decimals):
        cells.fault("price", N_("At most {n} decimals, please."), n=decimals)
    return amount


def _percent(cells: Cells) -> Decimal | None:
    percent = cells.decimal("vat_percent", Decimal(0), Decimal(99))
    if percent is not None and percent != round(percent, 2):
        cells.fault("vat_percent", N_("At most {n} decimals, please."), n=2)
    return percent


def _day(cells: Cells) -> date | None:
    text = cells.text("valid_from")
    if not text:
        return None
    try:
        day = read_day(text, _ANY_DAY, ahead=True) if re.search(r"\d{4}", text) else None
    except NotADate:
        day = None
    if day is None or day.year not in _YEARS:
        message = N_("“{text}” is not a day with its year, for example {example}.")
        cells.fault("valid_from", message, text=text[:40], example="1.1.2027")
        return None
    return day
