"""What answers show beside what they measure, marked in the workbook or by their place in the form."""

import pytest

from domain.evidence import is_of_the_earlier, is_yes, questions_showing
from domain.metric import Shows
from tests.domain.workbook_edits import Edits, read_edited, study, told

THANKED, SALES, WHY, TRANSFERS = 29, 25, 24, 10
"""Rows of the survey: lopputervehdys, myynnillisyys, ratkaisu_miksi, siirrot."""


def shown(edits: Edits) -> dict[str, list[str]]:
    reading = read_edited(edits)
    assert reading.study is not None, told(reading.faults)
    form = reading.study.form
    return {shows.value: [question.name for question in questions_showing(form, shows)] for shows in Shows}


def test_without_a_mark_the_promised_day_its_later_part_and_the_usual_sales_metric_show_themselves() -> None:
    assert shown({}) == {
        "promise": ["lupaus_aika"],
        "kept": ["lupaus_piti"],
        "opening": [],
        "offer": ["myynnillisyys"],
    }


def test_a_mark_says_it_of_any_question_in_either_language() -> None:
    edits: Edits = {
        ("survey", WHY, "shows"): "promise",
        ("survey", THANKED, "shows"): "piti",
        ("survey", TRANSFERS, "shows"): "Tilaisuus",
        ("survey", SALES, "shows"): "ehdotus",
    }
    assert shown(edits) == {
        "promise": ["lupaus_aika", "ratkaisu_miksi"],
        "kept": ["lopputervehdys", "lupaus_piti"],
        "opening": ["siirrot"],
        "offer": ["myynnillisyys"],
    }


def test_the_finnish_heading_is_understood() -> None:
    assert shown({("survey", TRANSFERS, "osoittaa"): "opening"})["opening"] == ["siirrot"]


def test_a_promise_is_the_earlier_encounters_when_it_is_asked_about_at_once() -> None:
    form = study().form
    assert is_of_the_earlier(form.question("lopputervehdys"))
    assert not is_of_the_earlier(form.question("lupaus_piti"))


@pytest.mark.parametrize(
    ("name", "value", "yes"),
    [
        ("lupaus_piti", "yes", True),
        ("lupaus_piti", "no", False),
        ("lupaus_piti", "", None),
        ("myynnillisyys", "na", None),
        ("ratkaisuaste", "promised", True),  # 60 points
        ("ratkaisuaste", "transferred", False),  # 30 points
        ("ensivaikutelma", "5", True),
        ("ensivaikutelma", "4", False),
        ("siirrot", "0", False),
        ("siirrot", "2", True),
        ("lupaus_aika", "2026-10-30", True),
        ("ratkaisu_miksi", "Ei", False),
        ("ratkaisu_miksi", "Soittavat maanantaina.", True),
    ],
)
def test_an_answer_comes_to_yes_no_or_nothing(name: str, value: str, yes: bool | None) -> None:
    form = study().form
    assert is_yes(form, form.question(name), value) is yes
