"""Patterns of regex() match as Python's own do, only without going back and forth."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.expressions.pattern import Pattern, UnplayablePattern

MATCHES = [
    ("abc", "abc", True),
    ("abc", "abcd", False),
    ("a.c", "axc", True),
    ("[a-c]+", "abccba", True),
    ("[^a-c]+", "xyz", True),
    (r"\d{4}-\d{2}", "2026-11", True),
    (r"\d{4}-\d{2}", "26-11", False),
    (r"(HAVU|OULU)-\d+", "OULU-7", True),
    (r"(?:ab)*", "ababab", True),
    (r"(?:ab)*", "aba", False),
    ("a{2,3}", "aaaa", False),
    ("a{2,}", "aaaa", True),
    ("a?b", "b", True),
    (r"^\S+@\S+\.\w{2,}$", "aino@toimisto.example", True),
    (r"^\S+@\S+\.\w{2,}$", "aino at toimisto", False),
    (r"\+358[ 0-9]{6,12}", "+358 20 000 0001", True),
    ("[äö]+", "äö", True),
    ("(a+)+", "aaa", True),
    ("(|a)b", "b", True),
    (r"[\]]", "]", True),
    ("", "", True),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), MATCHES)
def test_a_pattern_matches_the_whole_text_or_not(pattern: str, text: str, expected: bool) -> None:
    assert Pattern(pattern).matches(text) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "a)",
        "*a",
        "a**",
        "[a",
        "[z-a]",
        r"(a)\1",
        "(?=a)",
        "(?P<a>b)",
        "a{3,2}",
        "a{9999}",
        "a^b",
        "\\",
        "(" * 40 + ")" * 40,
    ],
)
def test_a_pattern_that_is_broken_or_too_involved_is_refused(pattern: str) -> None:
    with pytest.raises(UnplayablePattern):
        Pattern(pattern)


pieces = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from("*+?")).map(lambda two: f"({two[0]}){two[1]}"),
        inner.map(lambda one: f"({one}){{1,2}}"),
    ),
    max_leaves=5,
)


@given(pieces, st.text(alphabet="ab1", max_size=6))
def test_a_pattern_agrees_with_pythons_own(pattern: str, text: str) -> None:
    assert Pattern(pattern).matches(text) == bool(re.fullmatch(pattern, text))
