"""The sample workbook, whole."""

from decimal import Decimal

import pytest
from openpyxl import Workbook

from domain.form import stages
from domain.metric import Measure, QuestionType
from domain.service import Channel
from domain.study import RecordedBy, Study
from domain.workbook import read
from tests.domain.workbook_edits import DATA, changed, edited, read_edited, study, told


@pytest.fixture(scope="module")
def havu() -> Study:
    return study()


def test_the_sample_is_read_whole() -> None:
    reading = read(DATA, "havu_energia.xlsx")
    assert reading.faults == ()
    assert told(reading.warnings) == [
        "survey 7 target: With 22 contacts even a perfect result could not be shown to reach 95; 94 is the most.",
        "survey 46 target: With 22 contacts even a perfect result could not be shown to reach 100; 94 is the most.",
    ]


def test_its_terms_are_there(havu: Study) -> None:
    terms = havu.terms
    assert (terms.client, terms.wave, terms.timezone) == ("Havu Energia Oy", "2026-Q4", "Europe/Helsinki")
    assert (terms.recordings, terms.recordings_kept_days, terms.recorded_by) == (True, 90, RecordedBy.SHOPPER)
    assert (terms.target, terms.rotation_days, terms.later_hours, terms.critical_makes_zero) == (82, 0, 48, True)


def test_its_parts_are_there(havu: Study) -> None:
    assert [element.name for element in havu.elements] == ["kerralla", "kuunnellen", "kiireetta", "osaaminen"]
    assert [(service.name, service.channel, service.contacts) for service in havu.services] == [
        ("puhelin", Channel.PHONE, 12),
        ("sahkoposti", Channel.EMAIL, 10),
    ]
    assert havu.scenario("sopimuksen_vaihto").profiles == ("opiskelija", "elakelainen")
    assert [(step.step, step.scenario) for step in havu.steps] == [(1, "laskukysely"), (2, "reklamaatio")]
    assert len(havu.touchpoints) == 6
    assert len(havu.units) == len(havu.profiles) == len(havu.aliases) == 3
    assert {price.item.value: price.price for price in havu.prices}["research"] == Decimal("2.4")


def test_its_form_is_there(havu: Study) -> None:
    form = havu.form
    assert (form.form_id, form.version, form.default_language) == ("havu_asiakaspalvelu", "2026.1", "fi")
    assert form.languages == ("fi", "en")
    assert len(form.questions) == 31
    assert stages(form) == ("", "${lupaus_aika}", "later")


def test_a_question_knows_its_row_and_what_it_measures(havu: Study) -> None:
    voice = havu.form.question("aani")
    assert voice.row == 14
    assert voice.relevant == ("${answered} = 'yes'", "${channel} = 'phone'")
    assert (voice.type, voice.list_name) == (QuestionType.SELECT_ONE, "aani")
    assert (voice.measure, voice.element, voice.weight, voice.target) == (Measure.SCORE, "osaaminen", 1, 75)
    assert havu.form.label(voice, "en") == "Voice and clarity"
    assert havu.form.choices["kylla_ei_ek"][2].not_applicable


def test_a_study_survives_being_stored(havu: Study) -> None:
    assert Study.model_validate_json(havu.model_dump_json()) == havu


def test_names_and_values_are_understood_in_finnish(havu: Study) -> None:
    def translate(book: Workbook) -> None:
        for english, finnish in [
            ("services", "Palvelut"),
            ("survey", "lomake"),
            ("study", "Tutkimus"),
            ("choices", "vaihtoehdot"),
        ]:
            book[english].title = finnish
        for cell, finnish in zip(
            book["Palvelut"][1],
            ["palvelu", "otsikko::Suomi (fi)", "label::English (en)", "Kanava", "kontaktit"],
            strict=False,
        ):
            cell.value = finnish
        book["Palvelut"]["D2"] = "Puhelin"
        book["Palvelut"]["D3"] = "sähköposti"
        book["Palvelut"]["F2"] = "14,0"
        book["Tutkimus"]["B10"] = "kyllä"
        book["lomake"]["A1"] = "tyyppi"
        book["lomake"]["A10"] = "kokonaisluku"
        book["lomake"]["A14"] = "valinta aani"
        book["lomake"]["A12"] = "ryhmä alkaa"
        book["lomake"]["G10"] = "kyllä"
        book["lomake"]["S8"] = "vähemmän"

    reading = read(changed(translate), "havu.xlsx")
    assert told(reading.faults) == []
    assert reading.study == havu


def test_blank_rows_are_skipped() -> None:
    def insert(book: Workbook) -> None:
        book["survey"].insert_rows(10, 2)
        book["services"].insert_rows(3)

    reading = read(changed(insert), "havu.xlsx")
    assert reading.study is not None
    assert reading.study.form.question("siirrot").row == 12


def test_notes_of_the_author_are_left_alone() -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("Ohje").append(["Lue tämä"])

    assert read(changed(add), "havu.xlsx").study == study()


def test_a_row_without_a_measure_is_a_score_when_it_has_a_weight_else_a_fact() -> None:
    reading = read_edited({("survey", 13, "measure"): None, ("survey", 10, "measure"): None})
    assert reading.study is not None
    assert reading.study.form.question("ensivaikutelma").measure is Measure.SCORE
    assert reading.study.form.question("siirrot").measure is Measure.FACT


def test_labels_without_a_language_are_in_the_default_one() -> None:
    def rename(book: Workbook) -> None:
        book["survey"]["C1"] = "label"

    assert read(changed(rename), "havu.xlsx").study == study()


def test_formulas_are_read_as_their_values() -> None:
    assert any(
        "is missing" in line for line in told(read(edited({("services", 2, "minutes"): "=7*2"}), "x.xlsx").faults)
    )
