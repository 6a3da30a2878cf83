"""Sentences follow their verdicts, and say no more."""

from datetime import date

import pytest

from domain.manuscript import Section
from domain.study import Study
from domain.texts import Words
from reporting.analyses.timings import Period
from reporting.figures.times import period, stretch
from reporting.findings.decisions import decisions, working_day
from reporting.findings.offered import offered
from reporting.findings.standing import shortfalls, standing, strengths, title
from reporting.measured import Measured, in_percent, points, recommended
from reporting.telling import Telling
from tests.reporting.conftest import MakeField, analysed

EN = Telling.to(Words("en"))
FI = Telling.to(Words("fi"))


def listening(*values: float, target: float | None = 80) -> Measured:
    return points("kuuntelukyky", "Listening", values, target)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([95.0, 96.0] * 10, "clearly above the target"),
        ([78.0, 92.0] * 7, "probably above the target"),
        ([75.0, 85.0] * 5, "at the target"),
        ([85.0, 55.0] * 5, "probably below the target"),
        ([40.0, 60.0] * 10, "clearly below the target"),
    ],
)
def test_a_sentence_has_value_verdict_interval_target_and_n(values: list[float], words: str) -> None:
    text = standing(listening(*values), EN).text
    assert text.startswith(f"Listening: {EN.formats.number(sum(values) / len(values))}, {words} (95%: ")
    assert "target 80" in text
    assert f"n\u00a0=\u00a0{len(values)}" in text


def test_a_value_from_few_contacts_is_marked_indicative() -> None:
    assert standing(listening(70, 80, 90, 60, 75, 85), EN).text.endswith("indicative)")
    assert "indicative" not in standing(listening(*[70, 80] * 5), EN).text


def test_too_few_contacts_tell_nothing() -> None:
    assert standing(listening(100, 100), EN).text == "Listening: cannot be told from 2 contacts"
    assert standing(listening(100), EN).text == "Listening: cannot be told from 1 contact"
    assert EN.value(listening(70, 80, 90)) == "2 of 3"


def test_a_question_keeps_its_own_mark() -> None:
    asked = points("x", "Were you thanked?", [90.0] * 12, None)
    assert standing(asked, EN).text.startswith("Were you thanked? 90 (95%: ")


def test_a_share_is_told_in_per_cent_and_nps_in_points() -> None:
    assert EN.value(in_percent("csat", "CSAT", 17, 20, 80)) == "85%"
    assert FI.value(in_percent("csat", "CSAT", 17, 20, 80)) == "85\u00a0%"
    assert EN.value(recommended("nps", "NPS", [3] * 6 + [9] * 4, 30)) == "−20"


def test_what_is_below_target_is_never_a_strength(field: MakeField, study: Study) -> None:
    metrics = analysed(field(40)).metrics
    assert all("below" not in finding.text for finding in strengths(study, metrics, EN, 20))
    assert all((metric.gap or 0) < 0 for metric in shortfalls(study, metrics, 20))


def test_the_surest_findings_come_first(field: MakeField, study: Study) -> None:
    sure = [finding.certainty for finding in strengths(study, analysed(field(40)).metrics, EN, 20)]
    assert sure == sorted(sure, reverse=True)


def test_a_title_says_how_many_and_which_is_furthest() -> None:
    parts = [points("a", "First", [50.0, 60.0] * 8, 80), points("b", "Second", [79.0, 81.0] * 8, 80)]
    assert title(parts, EN, "Promise") == "Promise: 1 of 2 below target, furthest “First” (55, target 80)"
    assert title(parts[1:], EN, "Promise") == "Promise: none of 1 can be told apart from its target"
    assert title([listening(1, 2)], EN, "Promise") == "Promise: too few contacts for values"


def test_each_decision_has_who_by_when_and_what_it_should_move(field: MakeField, study: Study) -> None:
    analysis = analysed(field(40))
    made = decisions(study, analysis.index, analysis.metrics, EN, date(2026, 11, 20))
    assert len(made) == 3
    owners = {touchpoint.owner for touchpoint in study.touchpoints}
    for decision in made:
        assert decision.who in owners
        assert decision.by in {date(2026, 12, 21), date(2027, 1, 19)}
        assert "→" in decision.moves


@pytest.mark.parametrize(("day", "moved"), [(18, 18), (19, 21), (20, 21), (21, 21)])
def test_a_decision_is_never_due_on_a_weekend(day: int, moved: int) -> None:
    """The 18th of December 2026 is a Friday."""
    assert working_day(date(2026, 12, day)) == date(2026, 12, moved)


def test_a_target_is_told_in_the_unit_of_its_value() -> None:
    assert EN.target(in_percent("csat", "CSAT", 17, 20, 85)) == "85%"
    assert FI.facts(in_percent("csat", "CSAT", 17, 20, 85)).split("; ")[1].endswith("85\u00a0%")
    assert EN.target(listening(70, 80)) == "80"


@pytest.mark.parametrize(
    ("unit", "number", "told"),
    [
        (Period.MINUTES, 0.0, "0 s"),
        (Period.MINUTES, 0.04, "2 s"),
        (Period.MINUTES, 9.46, "9,5 min"),
        (Period.HOURS, 0.01, "36 s"),
        (Period.HOURS, 0.5, "30 min"),
        (Period.HOURS, 26.4, "26 h"),
        (Period.SECONDS, 48, "48 s"),
    ],
)
def test_a_time_is_told_in_a_unit_that_shows_it(unit: Period, number: float, told: str) -> None:
    assert period(FI, unit, number).replace("\u00a0", " ") == told


def test_an_interval_of_times_has_its_unit() -> None:
    assert stretch(FI, Period.MINUTES, 0.4, 1.25).replace("\u00a0", " ") == "0,4–1,3 min"
    assert stretch(FI, Period.MINUTES, 0, 0.5).replace("\u00a0", " ") == "0–30 s"


def test_with_too_few_contacts_the_decision_is_to_make_more(field: MakeField, study: Study) -> None:
    analysis = analysed(field(4))
    (only,) = decisions(study, analysis.index, analysis.metrics, EN, date(2026, 11, 20))
    assert only.what.startswith("Make more contacts")


@pytest.mark.skipif(FI.words("Index") == "Index", reason="the Finnish texts are not in the catalogue yet")
def test_finnish_sentences_do_not_bend_names() -> None:
    asked = points("x", "Asiakaspalvelu, puhelin", [40.0, 60.0] * 10, 82)
    told = standing(asked, FI).text.replace("\u00a0", " ")
    assert told.startswith("Asiakaspalvelu, puhelin: 50, selvästi tavoitteen alapuolella (95 %: ")
    assert told.endswith("tavoite 82; n = 20)")


def test_the_first_decision_is_about_what_the_matrix_says_to_mend_first(field: MakeField) -> None:
    analysis = analysed(field(200))
    first = [row.measured.name for row in analysis.together.priorities.first]
    sentences = offered(analysis, Telling.to(Words("en")), date(2026, 11, 20))
    decided = [one.about for one in sentences if one.section is Section.DECISIONS]
    touchpoints = [analysis.frames.study.form.question(name).touchpoint for name in decided]
    assert first
    assert touchpoints[: len(first)] == first[: len(touchpoints)]
    assert len(set(touchpoints)) == len(touchpoints)
