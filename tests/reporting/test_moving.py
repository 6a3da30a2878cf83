"""What moves together: correlations, shares of what is explained, and how often either is claimed of mere chance."""

from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, pearsonr

from reporting.analyses.moving import corrected, moving
from reporting.analyses.shares import ranks, shares
from reporting.statistics import Estimate, drivers

ALONE = np.asarray(["1"] * 200)
NAMES = ("a", "b", "c", "d")


def made(n: int, k: int, seed: int, strength: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """Drivers that hang together, the first of which the outcome follows."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(n, k)) + 0.4 * rng.normal(size=(n, 1))
    return values, strength * values[:, 0] + rng.normal(size=n)


@given(st.integers(0, 10_000), st.integers(5, 120))
def test_a_correlation_is_pearsons_with_fishers_interval(seed: int, n: int) -> None:
    values, outcome = made(n, 1, seed)
    found, oracle = moving(values[:, 0], outcome, ALONE[:n]), pearsonr(values[:, 0], outcome)
    assert found is not None
    low, high = oracle.confidence_interval(0.95)
    assert found.estimate.value == pytest.approx(oracle.statistic)
    assert found.estimate.interval == pytest.approx((low, high))
    assert found.n == n


def test_what_is_missing_is_left_out_and_counted() -> None:
    first, then = np.asarray([1.0, 2, np.nan, 4, 5]), np.asarray([2.0, np.nan, 3, 5, 4])
    found = moving(first, then, ALONE[:5])
    assert found is not None
    assert found.n == 3
    assert found.estimate.value == pytest.approx(pearsonr([1, 4, 5], [2, 5, 4]).statistic)


@pytest.mark.parametrize("values", [[5.0] * 40, [np.nan] * 40, [np.nan] * 39 + [1.0]])
def test_nothing_moves_with_what_does_not_move(values: list[float]) -> None:
    assert moving(np.asarray(values), np.arange(40.0), ALONE[:40]) is None


@pytest.mark.parametrize(("n", "sure"), [(3, False), (40, True)])
def test_values_on_one_line_surely_move_together_unless_they_are_too_few(n: int, sure: bool) -> None:
    found = moving(np.arange(n), np.arange(n) * 2.0 + 1, ALONE[:n])
    assert found is not None
    assert found.estimate.value == pytest.approx(1)
    assert found.is_sure is sure


def test_shoppers_with_ways_of_their_own_widen_the_interval() -> None:
    rng = np.random.default_rng(3)
    shoppers = np.repeat([str(number) for number in range(4)], 25)
    hand = np.repeat(rng.normal(size=4), 25)
    first, then = hand + rng.normal(size=100), hand + rng.normal(size=100)
    alone, among = moving(first, then, ALONE[:100]), moving(first, then, shoppers)
    assert alone is not None
    assert among is not None
    assert alone.estimate.value == among.estimate.value
    assert among.estimate.n < alone.estimate.n == 100
    assert among.p > alone.p


@pytest.mark.parametrize("hands", [1, 4])
def test_mere_chance_is_seldom_claimed_to_move_together(hands: int) -> None:
    """Eight touchpoints that have nothing to do with the outcome; each shopper has a way of scoring each of them."""
    rng, draws, false = np.random.default_rng(11), 200, 0
    for _ in range(draws):
        shoppers = np.asarray([str(number % hands) for number in range(40)])
        ways = rng.normal(size=(hands, 9)) * (hands > 1) * 0.5
        values = rng.normal(size=(40, 9)) + ways[np.arange(40) % hands]
        tested = corrected([moving(values[:, place], values[:, 8], shoppers) for place in range(8)])
        false += any(one is not None and one.is_sure for one in tested)
    assert false <= binom.ppf(1 - 1e-4, draws, 0.05), f"{false} of {draws}"


def by_orders(correlations: np.ndarray, with_outcome: np.ndarray) -> np.ndarray:
    """Shares of R2, by entering the drivers in every order there is."""

    def explained(chosen: list[int]) -> float:
        if not chosen:
            return 0.0
        beta = np.linalg.lstsq(correlations[np.ix_(chosen, chosen)], with_outcome[chosen], rcond=None)[0]
        return float(beta @ with_outcome[chosen])

    k = len(with_outcome)
    added = np.zeros(k)
    for order in permutations(range(k)):
        for place, driver in enumerate(order):
            added[driver] += explained(list(order[: place + 1])) - explained(list(order[:place]))
    return added / factorial(k) / explained(list(range(k)))


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_shares_are_what_each_driver_adds_over_all_orders(seed: int, k: int) -> None:
    values, outcome = made(60, k, seed)
    correlations = np.corrcoef(np.column_stack([values, outcome]), rowvar=False)
    expected = by_orders(correlations[:k, :k], correlations[:k, k])
    assert drivers(correlations[:k, :k], correlations[:k, k]) == pytest.approx(expected)


def test_two_drivers_that_are_one_share_alike() -> None:
    values, outcome = made(150, 3, 5)
    values[:, 1] = values[:, 0]
    found = shares(NAMES[:3], values, outcome)
    assert found is not None
    assert found.of["a"].value == pytest.approx(found.of["b"].value)
    assert sum(one.value or 0 for one in found.of.values()) == pytest.approx(1)


@settings(max_examples=10)
@given(st.integers(0, 10_000), st.permutations(range(120)), st.permutations(range(4)))
def test_the_order_of_contacts_and_touchpoints_does_not_matter(seed: int, rows: list[int], columns: list[int]) -> None:
    values, outcome = made(120, 4, seed)
    values = values.round(1)  # with ties
    one = shares(NAMES, values, outcome)
    other = shares([NAMES[place] for place in columns], values[rows][:, columns], outcome[rows])
    assert one is not None
    assert other is not None
    assert one.ranks == other.ranks
    for name in NAMES:
        assert one.of[name].interval == pytest.approx(other.of[name].interval)


def test_the_same_data_give_the_same_intervals() -> None:
    values, outcome = made(120, 4, 9)
    assert shares(NAMES, values, outcome) == shares(NAMES, values, outcome)


def test_many_contacts_drawn_by_handfuls_tell_what_they_would_one_by_one() -> None:
    values, outcome = made(2_500, 3, 11)
    found, mixed = shares(NAMES[:3], values, outcome), np.random.default_rng(12)
    rows = mixed.permutation(2_500)
    assert found is not None
    assert shares(NAMES[:3], values[rows], outcome[rows]) == found
    data, drawn = np.column_stack([values, outcome]), []
    for _ in range(300):
        correlations = np.corrcoef(data[mixed.integers(0, 2_500, 2_500)], rowvar=False)
        drawn.append(drivers(correlations[:3, :3], correlations[:3, 3]))
    for name, (low, high) in zip(NAMES[:3], np.quantile(drawn, [0.025, 0.975], axis=0).T, strict=True):
        interval = found.of[name].interval or (0.0, 0.0)
        assert interval == pytest.approx((low, high), abs=0.2 * (high - low))


def test_a_touchpoint_that_never_moves_has_no_share() -> None:
    values, outcome = made(120, 4, 9)
    values[:, 2] = 100
    assert shares(NAMES, values, outcome) is None


def test_what_is_not_explained_is_not_shared_out() -> None:
    rng = np.random.default_rng(17)
    found = [shares(NAMES, rng.normal(size=(100, 4)), rng.normal(size=100)) for _ in range(60)]
    claimed = sum(one is not None and one.is_explained for one in found)
    assert claimed <= binom.ppf(1 - 1e-4, 60, 0.05)


def test_touchpoints_that_matter_alike_are_seldom_ranked_apart() -> None:
    rng, draws, false = np.random.default_rng(23), 100, 0
    for _ in range(draws):
        values = rng.normal(size=(100, 4))
        found = shares(NAMES, values, values.sum(axis=1) * 0.4 + rng.normal(size=100))
        assert found is not None
        false += any(best > 1 for best, _ in found.ranks.values())
    assert false <= binom.ppf(0.99, draws, 0.05), f"{false} of {draws}"


def test_one_that_matters_far_more_has_the_first_place_alone() -> None:
    values, outcome = made(300, 4, 2, strength=2.0)
    found = shares(NAMES, values, outcome)
    assert found is not None
    assert found.ranks["a"] == (1, 1)


ends = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@given(st.lists(ends, min_size=1, max_size=14))
def test_those_whose_intervals_overlap_share_a_place(intervals: list[list[float]]) -> None:
    estimates = {
        str(number): Estimate((low + high) / 2, low, high, 100) for number, (low, high) in enumerate(intervals)
    }
    places = ranks(estimates)
    assert all(1 <= best <= worst <= len(intervals) for best, worst in places.values())
    for one, mine in estimates.items():
        for other, its in estimates.items():
            apart = (mine.low or 0) > (its.high or 0)
            if apart:
                assert places[one][1] < places[other][0] or places[one][0] < places[other][0]
            elif not (its.low or 0) > (mine.high or 0):
                assert max(places[one][0], places[other][0]) <= min(places[one][1], places[other][1])
