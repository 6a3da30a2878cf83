"""The price list goes out as a workbook and comes back: what was not touched differs in nothing."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.price_differences import Listed, differences
from domain.price_history import PriceChange, in_force
from domain.price_list import Item, What
from domain.scenario import Kind
from domain.service import Channel
from domain.texts import Words
from domain.workbook import read
from domain.workbook.price_book import write
from tests.domain.workbook_edits import told

TODAY = date(2026, 11, 22)
NEW_YEAR = date(2027, 1, 1)
RESEARCH = What(item=Item.RESEARCH)


def change(
    id: int, what: What, amount: str | None, valid_from: date = date(2026, 1, 1), vat: str | None = None
) -> PriceChange:
    return PriceChange(
        id=id,
        what=what,
        valid_from=valid_from,
        amount=None if amount is None else Decimal(amount),
        vat_percent=None if vat is None else Decimal(vat),
    )


@st.composite
def whats(draw: st.DrawFn) -> What:
    item = draw(st.sampled_from(Item))
    about = {
        "service": draw(st.sampled_from(["", "laskutus", "vika"])),
        "channel": draw(st.none() | st.sampled_from(Channel)),
        "scenario": draw(st.none() | st.sampled_from(Kind)),
    }
    return What.model_validate({"item": item, **{name: about[name] for name in item.narrowed_by}})


def changes() -> st.SearchStrategy[list[PriceChange]]:
    one = st.tuples(
        whats(),
        st.decimals(0, 9999, places=2),
        st.sampled_from([date(2026, 1, 1), TODAY, NEW_YEAR]),
        st.none() | st.sampled_from([Decimal(10), Decimal("25.5")]),
    )
    return st.lists(one, max_size=8, unique_by=lambda each: (each[0], each[2])).map(
        lambda rows: [
            PriceChange(id=n, what=what, amount=amount, valid_from=day, vat_percent=vat)
            for n, (what, amount, day, vat) in enumerate(rows, 1)
        ]
    )


@settings(max_examples=25)
@given(known=changes(), language=st.sampled_from(["fi", "en"]))
def test_a_list_that_was_not_touched_differs_in_nothing(known: list[PriceChange], language: str) -> None:
    shown = [*in_force(known, TODAY).values(), *(one for one in known if one.valid_from > TODAY)]
    found = read(write(shown, "EUR", Words(language)), "list.xlsx")
    assert found.faults == ()
    assert found.listed is not None
    assert len(found.listed) == len(shown)
    assert list(differences(known, found.listed, TODAY)) == []


@given(known=changes(), wanted=changes())
def test_a_list_that_is_used_is_in_force_afterwards(known: list[PriceChange], wanted: list[PriceChange]) -> None:
    listed = [
        Listed(what=one.what, amount=one.amount, vat_percent=one.vat_percent, valid_from=one.valid_from)
        for one in wanted
        if one.valid_from >= TODAY
    ]
    after = list(known)
    for found in differences(known, listed, TODAY):
        id = 1 + max((one.id for one in after), default=0)
        after.append(
            PriceChange(
                id=id,
                what=found.what,
                valid_from=found.valid_from,
                amount=found.after,
                vat_percent=found.vat_after,
            )
        )
    for row in listed:
        assert row.valid_from is not None
        there = in_force(after, row.valid_from)[row.what]
        assert (there.amount, there.vat_percent) == (row.amount, row.vat_percent)
    before_today = [one for one in after if one.valid_from < TODAY]
    assert before_today == [one for one in known if one.valid_from < TODAY]


def test_a_price_that_changes_twice_is_told_twice_in_order() -> None:
    listed = [
        Listed(what=RESEARCH, amount=Decimal("2.60"), valid_from=NEW_YEAR),
        Listed(what=RESEARCH, amount=Decimal("2.50"), valid_from=date(2026, 1, 1)),
    ]
    found = differences([change(1, RESEARCH, "2.40")], listed, TODAY)
    assert [(one.valid_from, str(one.before), str(one.after)) for one in found] == [
        (TODAY, "2.40", "2.50"),
        (NEW_YEAR, "2.50", "2.60"),
    ]


def test_an_empty_price_ends_it_and_a_row_left_out_stays() -> None:
    known = [change(1, RESEARCH, "2.40"), change(2, What(item=Item.EXTRA), "95")]
    (ended,) = differences(known, [Listed(what=RESEARCH, amount=None)], TODAY)
    assert (ended.what, ended.before, ended.after) == (RESEARCH, Decimal("2.40"), None)


def book(*rows: tuple[object, ...]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "price_list"
    for row in (("item", "service", "channel", "scenario", "price", "unit", "vat_percent", "valid_from"), *rows):
        sheet.append(list(row))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("reading", None, None, None, 2), "“reading” is not one of"),
        (("research", None, "pigeon", None, 2), "“pigeon” is not one of"),
        (("research", None, None, "complaint", 2), "does not differ by this"),
        (("analysis", None, "phone", None, 2), "does not differ by this"),
        (("research", None, None, None, -1), "is not within"),
        (("research", None, None, None, "two"), "is not a number"),
        (("research", None, None, None, 2.34567), "At most 4 decimals"),
        (("fee", None, None, None, 18.005), "At most 2 decimals"),
        (("research", None, None, None, 2, None, 120), "is not within"),
        (("research", None, None, None, 2, None, None, "spring"), "is not a day with its year"),
        (("research", None, None, None, 2, None, None, "1.1."), "is not a day with its year"),
        (("research", "two words", None, None, 2), "cannot be a name"),
    ],
)
def test_a_fault_is_told_with_its_place(row: tuple[object, ...], fault: str) -> None:
    found = read(book(row), "list.xlsx")
    assert found.listed is None
    assert any(line.startswith("price_list 2") and fault in line for line in told(found.faults)), told(found.faults)


def test_one_price_twice_from_a_day_is_a_fault() -> None:
    row = ("research", None, "phone", None, 2)
    assert any("is there twice" in line for line in told(read(book(row, row), "x.xlsx").faults))


def test_a_formula_that_was_never_reckoned_ends_no_price() -> None:
    found = read(book(("research", None, None, None, "=2.4*1.1")), "x.xlsx")
    assert found.listed is None
    assert any(line.startswith("price_list 2") and "has no value" in line for line in told(found.faults))


def test_a_list_without_its_column_of_prices_ends_nothing() -> None:
    made = load_workbook(io.BytesIO(book(("research", None, None, None, 2))))
    made["price_list"].delete_cols(5)
    file = io.BytesIO()
    made.save(file)
    found = read(file.getvalue(), "x.xlsx")
    assert found.listed is None
    assert any("The column price is missing" in line for line in told(found.faults))


def test_both_languages_call_the_sheet_and_its_columns_their_own_way() -> None:
    sheet = load_workbook(io.BytesIO(write([change(1, RESEARCH, "2.40")], "EUR", Words("fi")))).worksheets[0]
    assert sheet.title == "toimiston_hinnasto"
    assert [cell.value for cell in sheet[1]][:3] == ["tuote", "palvelu", "kanava"]
    assert sheet["A2"].value == "tutkimus"


def test_a_list_without_rows_is_one_and_what_is_no_workbook_is_none() -> None:
    assert read(book(), "x.xlsx").listed == ()
    assert read(b"no workbook", "x.xlsx").listed is None
