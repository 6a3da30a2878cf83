"""The five steps against a target of 80."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.verdicts import Verdict, verdict


@pytest.mark.parametrize(
    ("value", "wide", "narrow", "step"),
    [
        (90, (81, 99), (85, 95), Verdict.CLEARLY_ABOVE),
        (90, (79, 99), (85, 95), Verdict.PROBABLY_ABOVE),
        (82, (70, 94), (76, 88), Verdict.AT),
        (80, (70, 90), (75, 85), Verdict.AT),
        (78, (66, 90), (72, 84), Verdict.AT),
        (72, (62, 82), (67, 77), Verdict.PROBABLY_BELOW),
        (70, (62, 78), (66, 74), Verdict.CLEARLY_BELOW),
    ],
)
def test_a_verdict_follows_value_and_both_intervals(
    value: float, wide: tuple[float, float], narrow: tuple[float, float], step: Verdict
) -> None:
    assert verdict(value, wide, narrow, 80) is step


@given(st.floats(0, 100), st.floats(0, 50), st.floats(0, 1), st.floats(0, 100))
def test_a_verdict_never_says_more_than_its_interval(value: float, reach: float, part: float, target: float) -> None:
    wide = (value - reach, value + reach)
    narrow = (value - reach * part, value + reach * part)
    step = verdict(value, wide, narrow, target)
    if step.is_clear:
        assert not wide[0] <= target <= wide[1]
    if step.side:
        assert not narrow[0] <= target <= narrow[1]
        assert (value > target) == (step.side > 0)


@given(st.floats(0, 50), st.floats(1, 30))
def test_a_verdict_turns_around_with_its_scale(value: float, reach: float) -> None:
    above = verdict(value, (value - reach, value + reach), (value - reach / 2, value + reach / 2), 20)
    below = verdict(-value, (-value - reach, -value + reach), (-value - reach / 2, -value + reach / 2), -20)
    assert above.side == -below.side
    assert above.is_clear == below.is_clear
