"""Predictions of a next wave hold as often as they say, and are what their sources make them."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reporting import statistics

DRAWS = 600
SLACK = 4 * np.sqrt(0.95 * 0.05 / DRAWS)
"""Four binomial standard errors of a share of 95 %."""

scores = st.floats(0, 100).map(lambda value: round(value, 1))
waves = st.lists(st.lists(scores, min_size=2, max_size=15), min_size=1, max_size=6)


@st.composite
def counted(draw: st.DrawFn) -> tuple[int, int, int]:
    n = draw(st.integers(2, 60))
    promoters = draw(st.integers(0, n))
    return promoters, draw(st.integers(0, n - promoters)), n


def _coverage(rng: np.random.Generator, k: int, n: int, between: float, level: float = 70) -> float:
    """How often the mean of a next wave lies in the interval; waves differ by a standard deviation `between`."""
    hits = 0
    for _ in range(DRAWS):
        *before, after = (np.clip(rng.normal(level + off, 14, n), 0, 100) for off in rng.normal(0, between, k + 1))
        told = statistics.next_mean(before, 0, 100)
        assert told.low is not None
        assert told.high is not None
        hits += told.low <= after.mean() <= told.high
    return hits / DRAWS


@pytest.mark.parametrize(("k", "n"), [(1, 30), (1, 60), (2, 40)])
def test_a_prediction_from_one_or_two_waves_holds_as_often_as_it_says(k: int, n: int) -> None:
    """Where only chance differs, and there are no pseudo-answers."""
    assert abs(_coverage(np.random.default_rng(k * n), k, n, 0) - 0.95) < SLACK


@pytest.mark.parametrize(("k", "n"), [(3, 30), (4, 22), (6, 40)])
def test_a_prediction_from_several_waves_holds_however_much_waves_differ(k: int, n: int) -> None:
    far = _coverage(np.random.default_rng(k * n), k, n, 10, level=50)
    assert abs(far - 0.95) < SLACK
    for between in (0, 3):
        assert _coverage(np.random.default_rng(k * n + 1), k, n, between) > 0.95 - SLACK


def _skewed(rng: np.random.Generator, n: int) -> Iterator[np.ndarray]:
    """Contacts at the ceiling, and contacts of which a tenth has a critical fault."""
    yield np.where(rng.random(n) < 0.7, 100, rng.uniform(50, 100, n))
    yield np.where(rng.random(n) < 0.1, 0, np.clip(rng.normal(75, 12, n), 0, 100))


@pytest.mark.parametrize("n", [10, 22])
@pytest.mark.parametrize("shape", [0, 1])
def test_a_small_wave_at_the_ceiling_is_foretold_as_surely(n: int, shape: int) -> None:
    rng = np.random.default_rng(n + shape)
    hits = 0
    for _ in range(DRAWS):
        before, after = (list(_skewed(rng, n))[shape] for _ in range(2))
        told = statistics.next_mean([before], 0, 100)
        hits += (told.low or 0) <= after.mean() <= (told.high or 0)
    assert hits / DRAWS > 0.95 - SLACK


@pytest.mark.parametrize(("k", "n"), [(1, 10), (1, 40), (2, 22), (3, 22), (6, 22)])
def test_an_nps_is_foretold_as_surely(k: int, n: int) -> None:
    rng = np.random.default_rng(k * n)
    hits = 0
    for _ in range(DRAWS):
        drawn = rng.multinomial(n, [0.45, 0.3, 0.25], size=k + 1)
        *before, after = ((int(up), int(down), n) for up, _, down in drawn)
        told = statistics.next_nps(before)
        hits += (told.low or 0) - 1e-9 <= 100 * (after[0] - after[1]) / n <= (told.high or 0) + 1e-9
    assert hits / DRAWS > 0.95 - SLACK


def test_from_one_large_wave_it_is_the_interval_of_a_mean_of_as_many_more() -> None:
    values = np.linspace(40, 95, 40)
    told = statistics.next_mean([values], 0, 100)
    reach = stats.t.ppf(0.975, 39) * np.std(values, ddof=1) * np.sqrt(2 / 40)
    assert (told.value, told.low, told.high, told.n) == pytest.approx(
        (values.mean(), values.mean() - reach, values.mean() + reach, 40)
    )


def test_from_three_waves_far_apart_their_means_are_the_observations() -> None:
    levels = (50.0, 60.0, 75.0)
    told = statistics.next_mean([level + np.tile([-3.0, 3.0], 20) for level in levels], 0, 100)
    reach = stats.t.ppf(0.975, 2) * np.std(levels, ddof=1) * np.sqrt(4 / 3)
    assert told.value == pytest.approx(np.mean(levels))
    assert told.low == pytest.approx(max(0, np.mean(levels) - reach))
    assert told.high == pytest.approx(min(100, np.mean(levels) + reach))


def test_waves_alike_by_chance_do_not_make_it_narrower_than_sampling() -> None:
    waves = [np.array([40.0, 60.0, 80.0] * 12)] * 3
    several, one = statistics.next_mean(waves, 0, 100), statistics.next_mean([np.concatenate(waves)], 0, 100)
    assert several.low is not None
    assert several.high is not None
    assert several.high - several.low > (one.high or 0) - (one.low or 0)


@given(waves)
def test_a_prediction_lies_on_the_scale_around_its_value(made: list[list[float]]) -> None:
    told = statistics.next_mean(made, 0, 100)
    assert told.value is not None
    assert told.low is not None
    assert told.high is not None
    assert 0 <= told.low <= told.high <= 100
    assert told.low - 1e-9 <= told.value <= told.high + 1e-9


@given(st.lists(counted(), min_size=1, max_size=6))
def test_an_nps_to_come_lies_on_the_scale_and_turns_around(made: list[tuple[int, int, int]]) -> None:
    told = statistics.next_nps(made)
    turned = statistics.next_nps([(down, up, n) for up, down, n in made])
    assert told.low is not None
    assert told.high is not None
    assert -100 <= told.low < told.high <= 100
    assert told.value == pytest.approx(-(turned.value or 0))
    assert told.low == pytest.approx(-(turned.high or 0))


@given(waves)
def test_a_surer_prediction_is_wider(made: list[list[float]]) -> None:
    narrow, wide = statistics.next_mean(made, 0, 100, level=0.68), statistics.next_mean(made, 0, 100)
    assert (wide.low or 0) <= (narrow.low or 0) + 1e-9
    assert (narrow.high or 0) <= (wide.high or 0) + 1e-9


def test_nothing_foretells_nothing_and_one_answer_no_interval() -> None:
    assert statistics.next_mean([], 0, 100).value is None
    assert statistics.next_nps([(0, 0, 0)]).value is None
    assert statistics.next_mean([[70.0]], 0, 100).interval is None
    assert statistics.next_nps([(1, 0, 1)]).interval is None
