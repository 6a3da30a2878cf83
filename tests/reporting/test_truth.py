"""What a report claims of waves whose truth is known: over 1,000 draws, how often it is wrong, and how often right."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom, binomtest

from domain.study import Study
from domain.texts import Words
from reporting.analyses import parts as counting
from reporting.analyses.comparisons import leagues
from reporting.analyses.metrics import metrics
from reporting.findings.decisions import decisions
from reporting.findings.standing import shortfalls, strengths
from reporting.frames import Frames
from reporting.measured import Measured
from reporting.statistics import mean, shopper_effect
from reporting.telling import Telling
from tests.reporting.field import NOW, havu
from tests.reporting.truth import HUGE, Truth

DRAWS = 1_000
TELLING = Telling.to(Words("en"))
CLEAR, LIKELY = 0.05, 0.32
"""How often a 95 % and a 68 % interval may miss."""
UNLUCKY = 1e-4
"""A count so high has this chance even where the level is kept; some hundred counts are looked at."""


def most(level: float, draws: int) -> int:
    """The most false claims that binomial error lets through."""
    return int(binom.ppf(1 - UNLUCKY, draws, level))


def parts(frames: Frames) -> Iterator[tuple[str, Measured]]:
    """Everything that is held against a target, by a name of its own."""
    by_touchpoint, by_element = (
        counting.by_contact(frames, lambda question: question.touchpoint),
        counting.by_contact(frames, lambda question: question.element),
    )
    yield "index", counting.whole(frames, "")
    yield "promise", counting.promise(frames.study, by_element, "")
    for group, members in (
        ("elements", counting.elements(frames, by_element, "en")),
        ("touchpoints", counting.touchpoints(frames, by_touchpoint, "en")),
        ("services", counting.services(frames, "en")),
        ("metrics", metrics(frames, "en")),
    ):
        yield from ((f"{group} {one.name}", one) for one in members)


@cache
def everything(**about: Any) -> Mapping[str, float]:
    """The true value of each part, from a wave so large that chance is no matter."""
    huge = Truth(havu(), **about).draw(np.random.default_rng(1), HUGE)
    return {name: one.value for name, one in parts(huge) if one.value is not None}


def aimed(true: Mapping[str, float], away: Mapping[str, float] | None = None) -> Study:
    """The sample study with the truth as its targets, `away` from it where it is told."""
    study = havu()

    def target(name: str) -> float | None:
        return None if name not in true else true[name] + (away or {}).get(name, 0.0)

    def named(group: str, things: Any) -> Any:
        return tuple(one.model_copy(update={"target": target(f"{group} {one.name}")}) for one in things)

    form = study.form.model_copy(update={"questions": named("metrics", study.form.questions)})
    return study.model_copy(
        update={
            "form": form,
            "terms": study.terms.model_copy(update={"target": target("index")}),
            "elements": named("elements", study.elements),
            "touchpoints": named("touchpoints", study.touchpoints),
            "services": named("services", study.services),
        }
    )


def waves(truth: Truth, n: int, draws: int = DRAWS) -> Iterator[Frames]:
    """So many waves, drawn one after the other."""
    rng = np.random.default_rng(n)
    for _ in range(draws):
        yield truth.draw(rng, n)


@pytest.mark.parametrize(
    ("about", "optimistic"),
    [
        pytest.param({}, {}, id="usual"),
        # of two yes-or-no questions that are nearly always met: the mean's own interval is too narrow there
        pytest.param({"level": 0.9}, {"touchpoints lopetus": 0.1}, id="near-the-ceiling"),
        pytest.param({"level": 0.5, "swing": 0.3, "unanswered": 0.1}, {}, id="uneven-and-unanswered"),
    ],
)
def test_where_a_value_is_its_target_a_verdict_says_otherwise_as_seldom_as_it_promises(
    about: dict[str, Any], optimistic: Mapping[str, float]
) -> None:
    told, clear, likely = Counter[str](), Counter[str](), Counter[str]()
    for frames in waves(Truth(aimed(everything(**about)), **about), 22):
        for name, one in parts(frames):
            if one.verdict is not None:
                told[name] += 1
                clear[name] += bool(one.verdict.side and one.verdict.is_clear)
                likely[name] += bool(one.verdict.side)
    assert len(told) > 20
    assert {name: n for name, n in clear.items() if n > most(optimistic.get(name, CLEAR), told[name])} == {}
    assert {name: n for name, n in likely.items() if n > most(LIKELY, told[name])} == {}
    assert sum(clear.values()) <= CLEAR * sum(told.values())


def test_groups_that_do_not_differ_are_told_apart_as_seldom_as_it_promises() -> None:
    ranked: Counter[str] = Counter()
    for frames in waves(Truth(havu()), 30):
        ranked.update(league.kind for league in leagues(frames, "en") if league.differences)
    assert {kind: n for kind, n in ranked.items() if n > most(CLEAR, DRAWS)} == {}


def test_what_is_far_below_its_target_is_found_and_named_first() -> None:
    """Listening is 25 points under its target in truth, first impression 20 points above; all else is as it should."""
    true = everything()
    away = {"metrics kuuntelukyky": 25.0, "metrics ensivaikutelma": -20.0}
    truth = Truth(aimed(true, away))
    found: Counter[str] = Counter()
    for frames in waves(truth, 22):
        study, measured, index = frames.study, metrics(frames, "en"), counting.whole(frames, "Index")
        found["first shortfall"] += shortfalls(study, measured)[0].name == "kuuntelukyky"
        found["first decision"] += "Listening" in decisions(study, index, measured, TELLING, NOW.date())[0].moves
        found["strength"] += strengths(study, measured, TELLING)[0].about == "ensivaikutelma"
        verdicts = {metric.name: metric.verdict for metric in measured}
        low = verdicts["kuuntelukyky"]
        found["clearly below"] += bool(low and low.side < 0 and low.is_clear)
        found["said to be above"] += bool(low and low.side > 0)
    assert found["clearly below"] >= 0.99 * DRAWS
    assert found["first shortfall"] >= 0.95 * DRAWS
    assert found["first decision"] >= found["first shortfall"]
    assert found["strength"] >= 0.9 * DRAWS
    assert found["said to be above"] == 0


def test_a_unit_that_is_truly_worse_is_told_apart_and_its_equals_share_a_rank() -> None:
    truth = Truth(havu(), units={"tampere": -0.25})
    rng = np.random.default_rng(3)
    found: Counter[str] = Counter()
    draws = 200
    for _ in range(draws):
        (units,) = (league for league in leagues(truth.draw(rng, 66), "en") if league.kind == "unit")
        ranks = {group.name: rank for group, rank in zip(units.groups, units.ranks, strict=True)}
        found["worse"] += any(pair.lower.name == "tampere" for pair in units.differences)
        found["wrong"] += any(pair.higher.name == "tampere" for pair in units.differences)
        found["equals apart"] += ranks["oulu"] != ranks["keskitetty"]
    assert found["worse"] >= 0.9 * draws
    assert found["wrong"] == 0
    assert found["equals apart"] <= most(CLEAR, draws)


def test_what_does_not_apply_and_small_cells_move_no_value() -> None:
    """Half of the answers to what can be left out are left out: the means stay what they were."""
    usual, sparse = (everything(outside=outside) for outside in (0.0, 0.5))
    for name in ("metrics myynnillisyys", "metrics jatko", "metrics kuuntelukyky"):
        assert sparse[name] == pytest.approx(usual[name], abs=1)
    truth = Truth(aimed(sparse), outside=0.5)
    for frames in waves(truth, 4, 50):
        assert all(one.value is None and one.verdict is None for _, one in parts(frames))
        assert leagues(frames, "en") == ()


def test_contacts_that_nobody_answered_count_as_the_worst_ones() -> None:
    answered, missed = everything(), everything(unanswered=0.2)
    assert missed["index"] == pytest.approx(0.8 * answered["index"], abs=1)
    assert missed["metrics kuuntelukyky"] == pytest.approx(answered["metrics kuuntelukyky"], abs=1)


def test_the_shoppers_hand_is_seen_where_it_is_and_not_where_it_is_not() -> None:
    truth, rng = Truth(havu()), np.random.default_rng(4)
    none: list[float] = []
    some: list[float] = []
    for _ in range(DRAWS):
        contacts = truth.draw(rng, 60).contacts
        hands = {"1": 0.0, "2": 12.0, "3": -12.0}
        for found, shift in ((none, 0), (some, 1)):
            values = contacts["index"] + shift * contacts["shopper"].map(hands)
            groups = {str(name): rows.tolist() for name, rows in values.groupby(contacts["shopper"])}
            found.append(shopper_effect(groups).icc or 0.0)
    assert np.mean(none) == pytest.approx(0, abs=0.03)
    within = np.var(truth.draw(rng, HUGE).contacts["index"])
    between = np.var([12.0, -12.0, 0.0], ddof=1)
    assert np.mean(some) == pytest.approx(between / (between + within), abs=0.05)


def test_a_metric_that_is_only_met_or_not_has_the_interval_of_a_share() -> None:
    frames = Truth(havu()).draw(np.random.default_rng(6), 22)
    measured = {metric.name: metric for metric in metrics(frames, "en")}
    met = frames.coded.known("lopputervehdys", "score")
    wilson = binomtest(int((met == 100).sum()), len(met)).proportion_ci(method="wilson")
    assert measured["lopputervehdys"].interval == pytest.approx([100 * end for end in wilson])
    assert measured["lopputervehdys"].unit is measured["kuuntelukyky"].unit
    scale = mean(frames.coded.known("kuuntelukyky", "score"), 0, 100)
    assert measured["kuuntelukyky"].interval == scale.interval
