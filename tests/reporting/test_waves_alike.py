"""Which waves are earlier ones, and what of them was measured as it is now."""

from collections.abc import Callable
from typing import Any

from domain.storage import tables
from domain.study import Study
from tests.reporting.conftest import MakeField, document
from tests.reporting.pdf.reading import text
from tests.reporting.waves import several


def changed(study: Study, name: str, **values: object) -> Study:
    """Returns a study with one question changed, whose wave has a later name."""
    questions = tuple(
        question.model_copy(update=values) if question.name == name else question for question in study.form.questions
    )
    return renamed(study, form=study.form.model_copy(update={"questions": questions}))


def renamed(study: Study, wave: str = "2027-Q1", **parts: object) -> Study:
    terms = study.terms.model_copy(update={"wave": wave})
    return study.model_copy(update={"terms": terms, **parts})


def followed(field: MakeField, later: Callable[[Study], Study], contacts: int = 22, **options: Any) -> Any:
    """Returns the waves of a study whose workbook was sent again, changed."""
    made = field(contacts)
    study = made.next_study(later(made.study), **options)
    made.contacts(contacts)
    return document(made, wave=2, study=study).numbers["waves"]


def test_a_workbook_sent_again_goes_on_from_the_older_study(field: MakeField) -> None:
    waves = followed(field, renamed)
    assert waves["names"] == ["2026-Q4", "2027-Q1"]
    assert all(one["not_compared"] is None for kind in waves["series"].values() for one in kind.values())


def test_the_same_wave_sent_again_is_no_earlier_wave(field: MakeField) -> None:
    assert followed(field, lambda study: study)["series"] == {}


def test_a_study_of_another_name_is_no_earlier_wave(field: MakeField) -> None:
    def named(study: Study) -> Study:
        later = renamed(study)
        return later.model_copy(update={"terms": later.terms.model_copy(update={"name": "Another"})})

    assert followed(field, named)["series"] == {}


def test_real_waves_are_not_compared_with_simulated_ones(field: MakeField) -> None:
    assert followed(field, renamed, simulated=False)["series"] == {}


def test_another_client_s_namesake_is_no_earlier_wave(field: MakeField) -> None:
    made = field(22)
    made._add(tables.client, agency_id=1, name="Sähkö Oy", letters="SAHK")
    study = made.next_study(renamed(made.study), client=2)
    made.contacts(12)
    assert document(made, wave=2, study=study).numbers["waves"]["series"] == {}


def test_a_metric_on_another_scale_is_listed_and_not_compared(field: MakeField) -> None:
    scale = {"start": "1", "end": "5", "step": "1"}
    waves = followed(field, lambda study: changed(study, "kuuntelukyky", parameters=scale))
    series = waves["series"]
    assert series["metric"]["kuuntelukyky"]["not_compared"] == "asked"
    assert series["metric"]["kuuntelukyky"]["values"][0] is None
    assert series["metric"]["kuuntelukyky"]["difference"] is None
    assert series["index"]["index"]["not_compared"] == "weighed"
    assert series["metric"]["nps"]["not_compared"] is None
    assert all(one["not_compared"] == "weighed" for one in series["service"].values())


def test_other_weights_make_another_index_of_the_same_metrics(field: MakeField) -> None:
    made = field(22)
    study = made.next_study(changed(made.study, "kuuntelukyky", weight=9.0))
    made.contacts(22)
    finished = document(made, wave=2, study=study)
    series = finished.numbers["waves"]["series"]
    assert series["index"]["index"]["not_compared"] == "weighed"
    assert series["metric"]["kuuntelukyky"]["not_compared"] is None
    assert "Not compared with wave 2026-Q4: its metrics or weights have changed" in text(finished.pdf)
    assert "higher than" not in finished.summary[1]


def test_a_new_wording_is_compared_and_named(field: MakeField) -> None:
    made = field(22)
    label = made.study.form.question("nps").label.model_copy(update={"root": {"fi": "Suosittelisitko meitä?"}})
    study = made.next_study(changed(made.study, "nps", label=label))
    made.contacts(22)
    finished = document(made, "fi", wave=2, study=study)
    nps = finished.numbers["waves"]["series"]["metric"]["nps"]
    assert nps["reworded"]
    assert nps["difference"] is not None
    assert "sanamuoto on muuttunut" in text(finished.pdf)


def test_a_metric_that_came_and_one_that_went_are_said(field: MakeField) -> None:
    made = field(22)
    questions = tuple(one for one in made.study.form.questions if one.name != "ces")
    later = renamed(made.study, form=made.study.form.model_copy(update={"questions": questions}))
    made.next_study(later)
    made.contacts(22)
    study = made.next_study(renamed(changed(made.study, "nps", touchpoint=""), "2027-Q2"))
    made.contacts(22)
    gone = document(made, wave=2, study=2).numbers["waves"]["gone"]
    assert len(gone) == 1
    assert study == 3
    whole = text(document(made, wave=2, study=2).pdf)
    assert "measured in wave 2026-Q4, not in this one" in whole


def test_a_place_in_the_journey_or_a_target_makes_no_other_metric(field: MakeField) -> None:
    waves = followed(field, lambda study: changed(study, "nps", touchpoint="", target=80.0))
    assert waves["series"]["metric"]["nps"]["not_compared"] is None
    assert waves["series"]["metric"]["nps"]["values"][0]["target"] == 80


def test_another_division_between_services_is_said(field: MakeField) -> None:
    made = field(22)
    made.next_wave("2027-Q1")
    for number in range(12):
        made.contact(100 + number, made.study.service("sahkoposti"))
    assert "divided between the services otherwise" in text(document(made, wave=2).pdf)
    assert "divided between the services otherwise" not in text(document(several(field, 2), wave=2).pdf)
