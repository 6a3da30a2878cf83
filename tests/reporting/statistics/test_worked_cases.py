"""The worked cases of numbers_cases.json, to four decimals."""

import json
from pathlib import Path
from typing import Any

import pytest

from reporting import statistics

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads((Path(__file__).parent / "numbers_cases.json").read_text())
}


def case(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return CASES[name]["input"], CASES[name]["expected"]


def close(value: object) -> Any:
    return pytest.approx(value, abs=6e-5)


@pytest.mark.parametrize("name", ["NPS1", "NPS2", "NPS5"])
def test_nps_has_an_adjusted_wald_interval(name: str) -> None:
    given, expected = case(name)
    estimate = statistics.nps(**given)
    assert estimate.value == close(expected["nps"])
    assert estimate.interval == close(tuple(expected["ci"]))


def test_a_change_of_nps_is_after_minus_before_by_adjusted_values() -> None:
    given, expected = case("NPSD1")
    change = statistics.nps_change(tuple(given["before"]), tuple(given["after"]))
    assert (change.low, change.high) == close(tuple(expected["ci"]))
    assert change.p == close(expected["p"])
    assert change.difference == close(100 * (8 / 12 - 3 / 10))


@pytest.mark.parametrize("name", ["PROP1", "PROP2", "PROP5"])
def test_a_share_has_wilsons_interval(name: str) -> None:
    given, expected = case(name)
    estimate = statistics.share(given["x"], given["n"])
    assert estimate.interval == close(tuple(expected["wilson"]))


def test_a_kept_promise_is_a_share_of_what_applied() -> None:
    given, expected = case("PROM1")
    estimate = statistics.share(given["met"], given["applicable"])
    assert estimate.value == close(expected["rate"])
    assert estimate.interval == close(tuple(expected["wilson"]))


def test_a_change_of_shares_has_newcombes_interval() -> None:
    given, expected = case("PDIF1")
    change = statistics.share_change(tuple(given["before"]), tuple(given["after"]))
    assert (change.low, change.high) == close(tuple(expected["ci"]))


def test_shares_of_two_waves_are_compared_by_boschloos_exact_test() -> None:
    given, expected = case("WAVEP1")
    change = statistics.share_change(tuple(given["before"]), tuple(given["after"]))
    assert change.p == pytest.approx(expected["boschloo"], abs=5e-4)


@pytest.mark.parametrize("name", ["MEAN1", "MEAN3"])
def test_a_mean_of_few_gets_a_quarter_of_an_answer_at_each_end(name: str) -> None:
    given, expected = case(name)
    estimate = statistics.mean(given["values"], *given["scale"])
    assert estimate.value == close(expected["mean"])
    assert estimate.interval == close(tuple(expected["adj_t_c0_25"]))


def test_a_median_lies_between_order_statistics() -> None:
    given, expected = case("MIN1")
    estimate = statistics.median(given["values"])
    assert estimate.value == close(expected["median"])
    assert estimate.interval == close(tuple(expected["median_ci"]))


def test_a_weighted_mean_counts_kishs_effective_n() -> None:
    given, expected = case("WMEAN1")
    estimate = statistics.weighted_mean(given["values"], given["weights"])
    assert estimate.value == close(expected["mean"])
    assert estimate.interval == close(tuple(expected["ci"]))


def test_means_of_two_waves_are_compared_by_exact_permutation() -> None:
    given, expected = case("WAVEM1")
    change = statistics.mean_change(given["before"], given["after"])
    assert change.difference == close(expected["diff"])
    assert change.p == close(expected["exact_permutation_p"])
    assert (change.low, change.high) == close(tuple(expected["welch_ci"]))


def test_several_tests_are_corrected() -> None:
    given, expected = case("MULT1")
    assert statistics.holm(given["p"]) == close(tuple(expected["holm"]))
    assert statistics.benjamini_hochberg(given["p"]) == close(tuple(expected["bh"]))


def test_drivers_share_what_is_explained() -> None:
    given, expected = case("DRV1")
    assert statistics.drivers(given["Rxx"], given["rxy"]) == close(tuple(expected["lmg_share"]))


def test_a_correlation_has_fishers_interval() -> None:
    given, expected = case("COR_r0.7_n10_k0")
    assert statistics.correlation(given["r"], given["n"], given["k"]).interval == close(tuple(expected["ci"]))


def test_a_composite_leaves_out_what_does_not_apply_and_tells_its_coverage() -> None:
    given, expected = case("COMP1")
    weights = [item[2] for item in given["items"]]
    score = statistics.composite(zip(expected["normalised"], weights, strict=True))
    assert score.value == close(expected["score"])
    assert score.coverage == close(expected["coverage"])


def test_the_shoppers_hand_is_an_intraclass_correlation() -> None:
    given, expected = case("SHOP1")
    effect = statistics.shopper_effect(given)
    assert effect.icc == close(expected["icc1"])
    assert effect.design_effect == close(expected["deff"])
    assert effect.effective_n == close(expected["n_eff"])
