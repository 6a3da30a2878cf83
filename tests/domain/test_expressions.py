"""Expressions as ODK plays them: each row of the tables is one sentence of the language."""

import math
import pickle
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.expressions import Expression, ExpressionFault, parse
from domain.texts import Words

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
VALUES = {
    "five": "5",
    "half": "5.5",
    "comma": "5,5",
    "word": "solved",
    "picked": "nps csat",
    "day": "2026-11-20",
    "no_day": "2026-02-30",
    "moment": "2026-11-20T23:15:00+02:00",
}

TEXTS = [
    # literals and names
    ("'yes'", "yes"),
    ('"yes"', "yes"),
    ("‘yes’", "yes"),
    ("''", ""),
    ("12", "12"),
    ("12.0", "12"),
    ("12.50", "12.5"),
    (".5", "0.5"),
    ("0.1 + 0.2", "0.30000000000000004"),
    ("${five}", "5"),
    ("${ five }", "5"),
    ("${missing}", ""),
    (".", "here"),
    ("true()", "true"),
    ("false()", "false"),
    # arithmetic
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("10 - 2 - 3", "5"),
    ("3-1", "2"),
    ("2 * -3", "-6"),
    ("--3", "3"),
    ("7 div 2", "3.5"),
    ("1 div 0", "Infinity"),
    ("-1 div 0", "-Infinity"),
    ("0 div 0", "NaN"),
    ("5 mod 3", "2"),
    ("5 mod -3", "2"),
    ("-5 mod 3", "-2"),
    ("5 mod 0", "NaN"),
    ("${five} + 1", "6"),
    ("${half} * 2", "11"),
    ("${comma} * 2", "11"),
    ("${missing} + 1", "NaN"),
    ("${word} + 1", "NaN"),
    ("true() + true()", "2"),
    ("(1 = 1) * 100", "100"),
    ("-0", "0"),
    ("pow(2, 50) * 1000", "1125899906842624000"),
    # functions of numbers
    ("round(2.5)", "3"),
    ("round(-2.5)", "-2"),
    ("round(2.4999)", "2"),
    ("round(10 div 3, 2)", "3.33"),
    ("round(1234, -2)", "1200"),
    ("round(67.5, 0)", "68"),
    ("round('')", "NaN"),
    ("int(2.9)", "2"),
    ("int(-2.9)", "-2"),
    ("int('x')", "NaN"),
    ("number('5')", "5"),
    ("number(' 5 ')", "5"),
    ("number('5e3')", "NaN"),
    ("number(true())", "1"),
    ("number('')", "NaN"),
    ("pow(2, 10)", "1024"),
    ("pow(0, -1)", "Infinity"),
    ("pow(-8, 0.5)", "NaN"),
    ("pow(10, 400)", "Infinity"),
    ("min(3, 1, 2)", "1"),
    ("max(3, 1, ${half})", "5.5"),
    ("max('', 3)", "3"),
    ("min('')", "NaN"),
    ("max(-3, -1)", "-1"),
    ("sum(1, 2, '', 3)", "6"),
    # functions of texts
    ("concat('a', 1.50, true())", "a1.5true"),
    ("string-length('Kiitos')", "6"),
    ("string-length('')", "0"),
    ("if(${five} > 3, 'many', 'few')", "many"),
    ("if(${missing}, 'some', 'none')", "none"),
    ("if('', 1, if(0, 2, 3))", "3"),
    ("coalesce('', 'other')", "other"),
    ("coalesce(${word}, 'other')", "solved"),
    ("coalesce(number(''), 3)", "3"),
    ("once('fresh')", "here"),
    ("count-selected(${picked})", "2"),
    ("count-selected('')", "0"),
    ("(selected(${picked}, 'nps') + selected(${picked}, 'ces')) * 100 div 2", "50"),
    # days
    ("today()", "2026-11-21"),
    ("now()", "2026-11-21T14:30:00.000+02:00"),
    ("number('1970-01-02')", "1"),
    ("number(today()) - number(${day})", "1"),
    ("number(${no_day})", "NaN"),
    ("number(${moment}) = number(${day})", "true"),
]

TRUTHS = [
    ("1 = 1", True),
    ("1 = 2", False),
    ("1 != 2", True),
    ("'a' = 'a'", True),
    ("'5' = '5.0'", False),
    ("'5' = 5", True),
    ("${five} = '5'", True),
    ("${five} = 5.0", True),
    ("${missing} = ''", True),
    ("${missing} != ''", False),
    ("${missing} = 0", False),
    ("${missing} != 0", True),
    ("${missing} < 1", False),
    ("${missing} >= 1", False),
    ("${five} >= 5 and ${five} <= 5", True),
    ("0.1 + 0.2 = 0.3", True),
    ("true() = 'x'", True),
    ("true() = 1", True),
    ("false() = ''", True),
    ("1 < 2 = true()", True),
    ("1 = 1 = 1", True),
    ("3 > 2 > 1", False),
    ("''", False),
    ("0", False),
    ("'0'", True),
    ("'false'", True),
    ("0 div 0", False),
    ("not('')", True),
    ("not(1 = 1)", False),
    ("not (${five} = 5) or true()", True),
    ("1 = 2 or 2 = 2 and 3 = 4", False),
    ("(1 = 2 or 2 = 2) and 4 = 4", True),
    ("selected(${picked}, 'nps')", True),
    ("selected(${picked}, 'np')", False),
    ("selected('', '')", True),
    ("not(selected(${picked}, 'ces') and count-selected(${picked}) > 1)", True),
    ("contains('palvelu', 'alv')", True),
    ("contains('palvelu', '')", True),
    ("starts-with(${word}, 'sol')", True),
    ("starts-with(${word}, 'ved')", False),
    ("regex('HAVU-003', '[A-Z]{4}-[0-9]{3}')", True),
    ("regex('HAVU-0033', '[A-Z]{4}-[0-9]{3}')", False),
    ("regex('', '[0-9]*')", True),
    ("regex(., '^he(re|ar)$')", True),
    ("${day} < today()", True),
    ("${day} <= today() - 1", True),
    ("today() + 1 > '2026-11-21'", True),
    ("'2026-11-21' = today()", True),
    ("today() <= now()", True),
    ("${no_day} < today()", False),
    (". = 'here' and true()", True),
    ("true() and(1 = 1)", True),
]


@pytest.mark.parametrize(("source", "expected"), TEXTS)
def test_an_expression_has_the_text(source: str, expected: str) -> None:
    assert parse(source).text(VALUES, "here", now=NOW) == expected


@pytest.mark.parametrize(("source", "expected"), TRUTHS)
def test_an_expression_holds_or_not(source: str, expected: bool) -> None:
    assert parse(source).holds(VALUES, "here", now=NOW) is expected


FAULTS = [
    ("", 1, "The expression ends too early: something is missing."),
    ("1 +", 4, "The expression ends too early: something is missing."),
    ("(1 = 1", 7, "The expression ends too early: something is missing."),
    ("${a} = 'yes", 8, "A quote is opened at character 8 and never closed."),
    (
        "${a} = yes",
        8,
        "“yes” at character 8 cannot stand there; a text needs quotes, a question is written ${yes}.",
    ),
    ("${a} = ) 1", 8, "The expression breaks at character 8, at “) 1”."),
    ("1 == 1", 4, "The expression breaks at character 4, at “= 1”."),
    ("../a = 1", 2, "The expression breaks at character 2, at “./a = 1”."),
    ("1 + selectd(., 'x')", 5, "There is no function selectd() (character 5); did you mean selected()?"),
    ("uuid()", 1, "There is no function uuid() here (character 1)."),
    ("if(1, 2)", 1, "if() at character 1 takes 3 values, not 2."),
    ("round(1, 2, 3)", 1, "round() at character 1 takes 1-2 values, not 3."),
    ("max()", 1, "max() at character 1 takes 1+ values, not 0."),
    ("regex(., ${a})", 1, "regex() at character 1 needs its pattern as a text in quotes."),
    (
        "regex(., '(?=a)')",
        1,
        "The pattern “(?=a)” of regex() is broken or too involved; keep to letters, sets, choices and repetition.",
    ),
    ("(" * 99 + "1" + ")" * 99, 1, "The expression has more than 60 levels inside each other."),
    ("'" + "a" * 6000 + "'", 5000, "The expression is longer than 5000 characters."),
]


@pytest.mark.parametrize(("source", "column", "told"), FAULTS)
def test_a_broken_expression_tells_where(source: str, column: int, told: str) -> None:
    with pytest.raises(ExpressionFault) as caught:
        parse(source)
    fault = caught.value
    assert fault.column == column
    assert Words("en")(fault.message, **fault.details) == told


def test_an_expression_knows_the_names_it_looks_at() -> None:
    assert parse("if(${a} = 1, ${b-2}, concat(${c.d}, '${e}'))").names == {"a", "b-2", "c.d"}


def test_an_expression_is_parsed_once_and_travels_to_the_worker() -> None:
    assert parse("1 + 1") is parse("1 + 1")
    carried = pickle.loads(pickle.dumps(parse("1 + ${a}")))
    assert carried.number({"a": "2"}, now=NOW) == 3


def test_a_long_chain_is_no_deep_one() -> None:
    assert parse("1" + "+1" * 2000).number({}, now=NOW) == 2001


operands = st.sampled_from(
    ["''", "'x'", "'-3'", "0", "2.5", "1e", "'2026-11-21'", "${a}", "${b}", ".", "today()", "now()"]
)
texts = st.text(max_size=20) | st.sampled_from(["", "0", "-1", "5,5", "9" * 400, "NaN", "2026-11-21", "0000-00-00"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(["=", "!=", "<", ">=", "+", "-", "*", "div", "mod", "and", "or"])
    binary = st.tuples(inner, signs, inner).map(" ".join)
    one = st.tuples(
        st.sampled_from(["not", "int", "number", "round", "count-selected", "once", "string-length"]), inner
    )
    two = st.tuples(
        st.sampled_from(["pow", "selected", "contains", "coalesce", "round", "max", "concat"]), inner, inner
    )
    return st.one_of(
        binary,
        inner.map(lambda source: f"-({source})"),
        one.map(lambda call: f"{call[0]}({call[1]})"),
        two.map(lambda call: f"{call[0]}({call[1]}, {call[2]})"),
        st.tuples(inner, inner, inner).map(lambda call: f"if({call[0]}, {call[1]}, {call[2]})"),
    )


@given(st.recursive(operands, _grown, max_leaves=12), texts, texts, texts)
def test_whatever_is_parsed_has_a_value_for_any_answers(source: str, a: str, b: str, here: str) -> None:
    try:
        expression = parse(source)
    except ExpressionFault:
        return
    values = {"a": a, "b": b}
    assert isinstance(expression.text(values, here, now=NOW), str)
    assert isinstance(expression.number(values, here, now=NOW), float)
    assert expression.holds(values, here, now=NOW) in {True, False}


@given(st.text(max_size=60) | st.text(alphabet="${}ab()'\"=<>+-*., orandivm1", max_size=40))
def test_any_text_is_an_expression_or_an_expression_fault(source: str) -> None:
    try:
        found: Expression | ExpressionFault = parse(source)
    except ExpressionFault as fault:
        found = fault
    if isinstance(found, ExpressionFault):
        assert 1 <= found.column <= len(source) + 1
        assert Words("en")(found.message, **found.details)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_becomes_text_that_reads_as_the_same_number(number: float) -> None:
    text = parse("number(.)").text({}, number, now=NOW)
    assert "e" not in text
    assert math.isclose(float(text), number, rel_tol=1e-12, abs_tol=1e-12)


def test_an_evil_pattern_does_not_hang() -> None:
    expression = parse("regex(., '(a|a)*(a*)*(a?){50}b')")
    before = time.process_time()
    assert not expression.holds({}, "a" * 4000, now=NOW)
    assert time.process_time() - before < 1
