"""Long questions in titles and sentences go by a short name."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from domain.metric import Measure
from domain.texts import Words
from reporting.analyses.metrics import short_name
from reporting.findings.standing import standing
from reporting.measured import Measured, in_percent
from reporting.pdf.outcome_analysis import Report
from reporting.pdf.pages.experience import name_of
from reporting.telling import Telling
from tests.domain.workbook_edits import study

LONG = "All in all, thinking of everything that happened during this contact, how satisfied were you with the service?"


def satisfied(label: str, called: str = "CSAT (CX survey)") -> Measured:
    return replace(in_percent("csat", label, 20, 22, 80.0), called=called)


@pytest.mark.parametrize(
    ("label", "begins"),
    [
        (LONG, "CSAT (CX survey): 91%"),
        ("How satisfied were you?", "How satisfied were you? 91%"),
        ("x" * 60, f"{'x' * 60}: 91%"),
        ("x" * 61, "CSAT (CX survey): 91%"),
    ],
)
def test_a_sentence_begins_with_the_question_while_a_title_bears_it(label: str, begins: str) -> None:
    assert standing(satisfied(label), Telling.to(Words("en"))).text.startswith(begins)


def test_a_long_label_without_a_short_name_stays_itself() -> None:
    assert satisfied(LONG, called="").headline == LONG


def test_a_question_of_experience_is_called_by_its_measure_and_its_touchpoint() -> None:
    havu = study()
    told = {name: short_name(havu, havu.form.question(name), "fi") for name in ("nps", "csat", "ces", "ammattitaito")}
    place = havu.touchpoint("cx_kysely").label.text("fi", "fi")
    assert told == {"nps": f"NPS ({place})", "csat": f"CSAT ({place})", "ces": f"CES ({place})", "ammattitaito": ""}
    alone = havu.form.question("nps").model_copy(update={"touchpoint": ""})
    assert short_name(havu, alone, "fi") == "NPS"


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("How satisfied were you?", "Mystery shopper's CSAT: How satisfied were you?"),
        (LONG, "Mystery shopper's CSAT: {}"),
    ],
)
def test_a_bar_of_the_figure_is_named_within_its_line(label: str, told: str) -> None:
    havu = study()
    report = SimpleNamespace(words=Words("en"), analysis=SimpleNamespace(frames=SimpleNamespace(study=havu)))
    place = havu.touchpoint("cx_kysely").label.text("en", "fi")
    assert name_of(cast(Report, report), Measure.CSAT, satisfied(label)) == told.format(place)
