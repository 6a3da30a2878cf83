"""What holds of every estimate, whatever the data."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import statistics

scores = st.floats(0, 100).map(lambda value: round(value, 1))


@st.composite
def counted(draw: st.DrawFn) -> tuple[int, int, int]:
    n = draw(st.integers(2, 60))
    promoters = draw(st.integers(0, n))
    return promoters, draw(st.integers(0, n - promoters)), n


@given(counted())
def test_an_nps_interval_stays_on_the_scale_and_in_order(counts: tuple[int, int, int]) -> None:
    estimate = statistics.nps(*counts)
    assert estimate.value is not None
    assert estimate.low is not None
    assert estimate.high is not None
    assert -100 <= estimate.low < estimate.high <= 100
    assert -100 <= estimate.value <= 100


@given(counted())
def test_nps_turns_around_with_its_scale(counts: tuple[int, int, int]) -> None:
    promoters, detractors, n = counts
    up, down = statistics.nps(promoters, detractors, n), statistics.nps(detractors, promoters, n)
    assert up.low == pytest.approx(-(down.high or 0))


@given(st.integers(2, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    estimate = statistics.share(*counts)
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.value is not None
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1


@given(st.integers(2, 60))
def test_a_share_s_interval_rises_with_its_count(n: int) -> None:
    lows = [statistics.share(count, n).low or 0.0 for count in range(n + 1)]
    assert all(lower <= higher for lower, higher in pairwise(lows))


@given(st.lists(scores, min_size=2, max_size=50))
def test_a_mean_lies_in_its_interval_on_its_scale(values: list[float]) -> None:
    estimate = statistics.mean(values, 0, 100)
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.value is not None
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 100


@given(st.lists(scores, min_size=2, max_size=40))
def test_a_surer_interval_is_wider(values: list[float]) -> None:
    narrow, wide = statistics.mean(values, 0, 100, level=0.68), statistics.mean(values, 0, 100)
    assert (wide.low or 0) <= (narrow.low or 0) <= (narrow.high or 0) <= (wide.high or 0)


@given(st.lists(scores, min_size=1, max_size=40))
def test_a_median_lies_in_its_interval(values: list[float]) -> None:
    estimate = statistics.median(values)
    assert estimate.value is not None
    if estimate.interval is not None:
        assert estimate.interval[0] <= estimate.value <= estimate.interval[1]


@given(st.lists(scores, min_size=2, max_size=12), st.lists(scores, min_size=2, max_size=12))
def test_a_change_turns_around_with_its_waves(before: list[float], after: list[float]) -> None:
    there, back = statistics.mean_change(before, after), statistics.mean_change(after, before)
    assert there.difference == pytest.approx(-(back.difference or 0))
    assert there.p == pytest.approx(back.p)
    assert 0 <= (there.p or 0) <= 1


@given(st.lists(st.floats(0, 1), max_size=20))
def test_correction_never_makes_a_p_smaller_nor_turns_their_order(p: list[float]) -> None:
    for adjusted in (statistics.holm(p), statistics.benjamini_hochberg(p)):
        assert all(raw <= new <= 1 for raw, new in zip(p, adjusted, strict=True))
        ranked = [new for _, new in sorted(zip(p, adjusted, strict=True))]
        assert all(lower <= higher for lower, higher in pairwise(ranked))


@given(st.lists(st.tuples(st.none() | scores, st.floats(0.5, 5)), max_size=12))
def test_a_composite_lies_among_its_scores_or_is_not_told(items: list[tuple[float | None, float]]) -> None:
    result = statistics.composite(items)
    given_scores = [score for score, _ in items if score is not None]
    assert 0 <= result.coverage <= 1
    if result.value is not None:
        assert min(given_scores) - 1e-9 <= result.value <= max(given_scores) + 1e-9
        assert result.coverage >= 0.5


def test_nothing_has_no_value_and_one_has_no_interval() -> None:
    assert statistics.nps(0, 0, 0).value is None
    assert statistics.share(0, 0).value is None
    assert statistics.mean([], 0, 100).value is None
    assert statistics.median([]).value is None
    assert statistics.weighted_mean([], []).value is None
    assert statistics.nps(1, 0, 1).interval is None
    assert statistics.share(1, 1).interval is None
    assert statistics.mean([7], 0, 10).interval is None
    assert statistics.weighted_mean([7], [2]).interval is None
    assert statistics.mean_change([], [1]).difference is None
    assert statistics.composite([]).value is None
    assert statistics.shopper_effect({"A1": [1, 2]}).icc is None


def test_equal_answers_still_have_a_width_however_many() -> None:
    estimate = statistics.mean([10.0] * 40, 0, 10)
    assert estimate.low is not None
    assert estimate.low < 10
    assert estimate.high == 10


def test_ten_times_stretch_from_the_second_to_the_ninth() -> None:
    assert statistics.median(range(1, 11)).interval == (2, 9)


def test_more_than_fourteen_drivers_are_refused() -> None:
    with pytest.raises(ValueError, match="14"):
        statistics.drivers([[0.0] * 15] * 15, [0.1] * 15)
