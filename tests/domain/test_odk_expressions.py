"""Each row of the table of expressions gives what ODK's own players give.

A truth is compared as a truth, a number as a number within 1e-12, a text as a text. The clock stands at half past ten
on 2 January 2018 in UTC.
"""

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.expressions import ExpressionFault, Value, parse, parse_filter, to_number, to_text, to_truth
from domain.expressions.functions import FUNCTIONS, LAZY
from tests.domain.odk_expressions import TABLE

NOW = datetime(2018, 1, 2, 10, 30, tzinfo=UTC)
ROWS = [(source, expected) for rows in TABLE.values() for source, expected in rows]


@pytest.mark.parametrize(("source", "expected"), ROWS, ids=[source for source, _ in ROWS])
def test_an_expression_gives_what_odk_gives(source: str, expected: str | float | bool) -> None:
    value = parse(source).value({}, "kept", now=NOW)
    match expected:
        case bool():
            assert to_truth(value) is expected
        case float() if math.isnan(expected):
            assert math.isnan(to_number(value))
        case float():
            assert math.isclose(to_number(value), expected, rel_tol=1e-12, abs_tol=1e-12) or value == expected
        case str():
            assert to_text(value) == expected


def test_the_table_is_long_enough_and_no_row_is_there_twice() -> None:
    assert len(ROWS) == len(dict(ROWS)) >= 150


def test_every_function_has_its_row() -> None:
    told = " ".join(source for source, _ in ROWS)
    assert [name for name in [*FUNCTIONS, *LAZY] if f"{name}(" not in told] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("region = ${place}", True),
        ("region=${place} and kind != 'x'", True),
        ("name = 'kamppi' or other", True),
        ("selected(${many}, name)", True),
        ("not(selected(${many}, region))", True),
        ("starts-with(name, 'kam') and string-length(kind) = 0", True),
        ("region", True),
        ("kind", False),
        ("order > 2 and order < 4", True),
    ],
)
def test_a_choice_filter_looks_at_the_columns_of_a_choice(source: str, expected: bool) -> None:
    columns = {"name": "kamppi", "region": "south", "order": "3"}
    assert parse_filter(source).fits({"place": "south", "many": "valkea kamppi"}, columns, now=NOW) is expected


def test_a_choice_filter_tells_which_columns_it_needs() -> None:
    read = parse_filter("region = ${place} and (name or kind-of = 'x')")
    assert read.names == {"place"}
    assert sorted(read.columns or ()) == ["kind-of", "name", "region"]
    with pytest.raises(ExpressionFault):
        parse("region = ${place}")


VALUES = st.one_of(
    st.text(max_size=12),
    st.floats(),
    st.booleans(),
    st.sampled_from(["", "1", "-0", "2026-11-21", "0001-01-01T00:00:00+14:00", "25:99", "9999-12-31T23:59:59-12:00"]),
)
NUMBERED = st.sampled_from(sorted(set(FUNCTIONS) - {"true", "false", "today", "now"}))


@given(NUMBERED, st.lists(VALUES, min_size=1, max_size=5))
def test_no_function_raises_for_any_values(name: str, values: list[Value]) -> None:
    function = FUNCTIONS[name]
    arguments = (values * 4)[: function.most or max(function.least, len(values))]
    assert isinstance(function.value(arguments, NOW), str | float | bool)


@given(st.text(alphabet="abn ame=<>'\"${}()+-*.,0123orandivm", max_size=40), st.text(max_size=5))
def test_any_text_is_a_choice_filter_or_its_fault(source: str, value: str) -> None:
    try:
        read = parse_filter(source)
    except ExpressionFault:
        return
    assert read.fits({"a": value}, {"name": value}, now=NOW) in {True, False}
