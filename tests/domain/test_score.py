"""From answers to scores, and from scores to the index of a contact."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.form import Form, fill
from domain.label import Label
from domain.metric import Measure, Question, QuestionType
from domain.score import Composite, ContactIndex, composite, index, lowest, score
from domain.study import Study
from domain.workbook.reach import perfect_mean, perfect_nps, perfect_share
from tests.domain.workbook_edits import study

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
EMPTY = Form(form_id="f", title="F", version="1", default_language="en", languages=("en",), questions=(), choices={})
CALL = {"channel": "phone", "answered": "yes", "wait_seconds": "180"}
FIRST = {
    "siirrot": "0",
    "ensivaikutelma": "8",
    "aani": "hyva",
    "vastausohje": "3",
    "kuuntelukyky": "7",
    "tarkentavat": "tilanne",
    "ratkaisuaste": "solved",
    "myynnillisyys": "na",
    "ammattitaito": "9",
    "lopputervehdys": "yes",
    "jatko": "no",
    "nps": "9",
}


@pytest.fixture(scope="module")
def havu() -> Study:
    return study()


def of(
    study: Study, answers: Mapping[str, str], facts: Mapping[str, str] = CALL, **rest: tuple[str, ...]
) -> ContactIndex:
    """Returns the index of a contact."""
    return index(study, fill(study.form, answers, facts, now=NOW), **rest)


SCORES = [
    ("ratkaisuaste", "promised", 60),
    ("myynnillisyys", "na", None),
    ("myynnillisyys", "", None),
    ("myynnillisyys", "gone", None),
    ("tarkentavat", "tilanne", None),
    ("ensivaikutelma", "0", 0),
    ("ensivaikutelma", "7", 70),
    ("csat", "4", 75),
    ("odotus", "30", 100),
    ("odotus", "60", 100),
    ("odotus", "180", 50),
    ("odotus", "400", 0),
    ("odotus", "x", None),
    ("cx_sisalto", "67", 67),
    ("cx_sisalto", "140", 100),
    ("vastattiin", "0", 0),
    ("siirrot", "2", None),
]


@pytest.mark.parametrize(("name", "value", "expected"), SCORES)
def test_an_answer_has_a_score(havu: Study, name: str, value: str, expected: float | None) -> None:
    assert score(havu.form, havu.form.question(name), value) == expected


def test_a_range_where_less_is_better_goes_down(havu: Study) -> None:
    effort = havu.form.question("ces").model_copy(update={"less_is_better": True})
    assert [score(havu.form, effort, value) for value in "147"] == [100, 50, 0]


@given(st.floats(-1000, 1000), st.floats(-100, 100), st.floats(-100, 100))
def test_a_score_never_leaves_its_scale(value: float, full: float, zero: float) -> None:
    line = Question(
        name="n", type=QuestionType.DECIMAL, label=Label({}), row=2, measure=Measure.SCORE, full_at=full, zero_at=zero
    )
    found = score(EMPTY, line, f"{value:f}")
    assert found is None or 0 <= found <= 100


def test_a_weighted_mean_counts_what_was_answered() -> None:
    assert composite([(100, 3), (50, 1)]) == Composite(87.5, 1)
    assert composite([(100, 3), (None, 1)]) == Composite(100, 0.75)
    assert composite([(100, 1), (None, 1)]) == Composite(100, 0.5)
    assert composite([(100, 1), (None, 2)]) == Composite(None, 1 / 3)
    assert composite([]) == Composite(None, 0)
    assert composite([(100, 0)]) == Composite(None, 0)


def test_the_index_is_weighted_over_what_applied(havu: Study) -> None:
    found = of(havu, FIRST)
    # vastattiin 2, odotus 1, ensivaikutelma 2, aani 1, vastausohje 1, kuuntelukyky 3, ratkaisuaste 4, ammattitaito 2,
    # lopputervehdys 1, jatko 1 answered; cx_saapui 1 not yet
    total = 2 * 100 + 50 + 2 * 80 + 75 + 100 + 3 * 70 + 4 * 100 + 2 * 90 + 100 + 0
    assert found.value == pytest.approx(total / 18)
    assert found.coverage == pytest.approx(18 / 19)
    assert not found.critical


def test_parts_have_their_own_index(havu: Study) -> None:
    found = of(havu, FIRST)
    assert found.by_touchpoint["saapuminen"].value == pytest.approx(250 / 3)
    assert found.by_touchpoint["cx_kysely"] == Composite(None, 0)
    assert found.by_element["kerralla"] == Composite(80, 1)
    assert list(found.by_element) == [element.name for element in havu.elements]


def test_stages_that_have_not_come_may_be_left_out(havu: Study) -> None:
    found = of(havu, FIRST, stages=("",))
    assert found.coverage == 1
    assert "cx_kysely" not in found.by_touchpoint


def test_what_does_not_apply_leaves_both_sides(havu: Study) -> None:
    without = {**FIRST, "jatko": "na"}
    assert of(havu, without) == of(havu, FIRST, not_applicable=("jatko",))
    assert of(havu, without).by_touchpoint["lopetus"] == Composite(100, 1)


def test_a_contact_with_too_few_answers_has_no_index(havu: Study) -> None:
    found = of(havu, {"ensivaikutelma": "8"})
    assert found.value is None
    assert 0 < found.coverage < 0.5


def test_a_contact_that_nobody_answered_is_the_worst_one(havu: Study) -> None:
    found = of(havu, {}, {"channel": "phone", "answered": "no"})
    assert (found.value, found.coverage, found.critical, found.failed) == (0, 1, True, ("vastattiin",))


def test_a_critical_failure_makes_nothing_zero_when_the_study_says_so(havu: Study) -> None:
    terms = havu.terms.model_copy(update={"critical_makes_zero": False})
    questions = tuple(
        question.model_copy(update={"critical": True}) if question.name == "jatko" else question
        for question in havu.form.questions
    )
    strict = havu.model_copy(update={"form": havu.form.model_copy(update={"questions": questions})})
    assert of(strict, FIRST).value == 0
    mild = of(strict.model_copy(update={"terms": terms}), FIRST)
    assert mild.value == of(havu, FIRST).value
    assert mild.failed == ("jatko",)


def test_the_lowest_score_is_the_worst_choices(havu: Study) -> None:
    assert lowest(havu.form, havu.form.question("ratkaisuaste")) == 0
    assert lowest(havu.form, havu.form.question("ensivaikutelma")) == 0


def test_bounds_of_perfect_results_agree_with_their_formulas() -> None:
    from scipy.stats import t

    for n in (3, 5, 10, 22, 29):
        count = n + 0.5
        values, weights = [1.0, 0.0], [n + 0.25, 0.25]
        mean = sum(value * weight for value, weight in zip(values, weights, strict=True)) / count
        variance = sum(weight * (value - mean) ** 2 for value, weight in zip(values, weights, strict=True)) / (
            count - 1
        )
        exact = max(0.0, mean - t.ppf(0.975, count - 1) * (variance / count) ** 0.5)
        assert perfect_mean(n) == pytest.approx(exact, abs=0.02)
    assert perfect_share(10) == pytest.approx(0.7225, abs=1e-4)
    assert perfect_mean(30) == 1
    assert perfect_mean(0) == perfect_share(0) == 0
    assert 60 < perfect_nps(22) < 90
