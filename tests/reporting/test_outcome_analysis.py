"""The whole way from rows to the client's PDF."""

import csv
import io
import json
import re
from collections import Counter
from typing import Any

import pytest

from domain.contact import State
from domain.refusal import NothingToAnalyse
from domain.scope import Scope
from domain.storage import tables
from domain.texts import Words
from reporting.formats import Formats
from tests.reporting import recounted
from tests.reporting.conftest import MakeField, document
from tests.reporting.field import Field
from tests.reporting.pdf.reading import marked, pages, reader, text, tree

LANGUAGES = ["en", *(["fi"] if Words("fi")("Index") != "Index" else [])]
"""Finnish once its texts are in the catalogue."""


@pytest.mark.parametrize("contacts", [2, 4, 7, 22, 40])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wave_of_any_size_becomes_a_tagged_document(field: MakeField, contacts: int, language: str) -> None:
    made = document(field(contacts), language)
    held = sorted(mark for tag in tree(made.pdf).walk() for mark in tag.marks)
    painted = sorted((page, n) for page, numbers in marked(made.pdf).items() for n in numbers if n is not None)
    assert held == painted
    assert json.loads(json.dumps(made.numbers))["n"] == contacts


def test_nothing_approved_is_refused_instead_of_an_empty_document(field: MakeField) -> None:
    with pytest.raises(NothingToAnalyse):
        document(field(0))


def test_the_same_data_give_the_same_bytes(field: MakeField) -> None:
    assert document(field(22)).pdf == document(field(22)).pdf


def test_simulated_data_are_said_on_every_page(field: MakeField) -> None:
    assert all("SIMULATED DATA" in page for page in pages(document(field(22)).pdf))


def test_real_data_are_not_called_simulated(field: MakeField) -> None:
    assert "SIMULATED" not in text(document(field(7, simulated=False)).pdf)


@pytest.mark.parametrize("contacts", [22, 40])
def test_every_metric_stands_in_the_appendix_with_its_n_value_and_interval(field: MakeField, contacts: int) -> None:
    """n and value are counted anew from the rows."""
    made = field(contacts)
    finished = document(made)
    printed, formats = text(finished.pdf), Formats("en")
    appendix = printed[printed.rindex("Appendix: the numbers") :]
    for question in made.study.form.questions:
        if question.is_measured:
            n, value = recounted.metric(made, question.name)
            own = {"nps": formats.number(value), "csat": formats.percent(value)}
            told = own.get(question.measure.value, formats.number(value, 1)).replace("\u00a0", " ")
            label = made.study.form.label(question, "en")
            row = re.search(rf"{re.escape(label)} {n} {re.escape(told)} (\S+–\S+|\S+ – \S+) ", appendix)
            assert row, f"{label} {n} {told}"


def test_every_number_of_the_report_equals_its_recount(field: MakeField) -> None:
    made = field(40)
    numbers = document(made).numbers
    study = made.study
    assert_same(numbers["index"], recounted.indices(made))
    for service in study.services:
        assert_same(numbers["services"][service.name], recounted.indices(made, service.name))
    for touchpoint in study.touchpoints:
        assert_same(numbers["touchpoints"][touchpoint.name], recounted.part(made, "touchpoint", touchpoint.name))
        for unit in ("oulu", "tampere"):
            cell = numbers["heat"][touchpoint.name][f"unit:{unit}"]
            assert_same(cell, recounted.part(made, "touchpoint", touchpoint.name, ("unit", unit)))
    for element in study.elements:
        assert_same(numbers["elements"][element.name], recounted.part(made, "element", element.name))
    for question in study.form.questions:
        if question.is_measured:
            assert_same(numbers["metrics"][question.name], recounted.metric(made, question.name))


def assert_same(printed: dict[str, Any], counted: tuple[int, float]) -> None:
    assert printed["n"] == counted[0]
    if printed["value"] is not None:
        assert printed["value"] == pytest.approx(counted[1])


def test_figures_have_their_findings_descriptions_and_sources(field: MakeField) -> None:
    finished = document(field(22))
    figures = [tag for tag in tree(finished.pdf).walk() if tag.role == "Figure"]
    captioned = [figure for figure in figures if any(kid.role == "Caption" for kid in figure.kids)]
    assert len(captioned) >= 4
    assert all(len(figure.alt) > 20 for figure in figures)
    assert text(finished.pdf).count("Source: 2026-Q4, reviewed by Toteuma Oy.") >= 4


def test_three_quotes_and_no_names(field: MakeField) -> None:
    finished = document(field(22))
    printed = text(finished.pdf)
    assert sum(tag.role == "BlockQuote" for tag in tree(finished.pdf).walk()) >= 3
    for name in ("Aino", "Eero", "Kaisa", "Salmi", "Virta", "testi1@", "1001"):
        assert name not in printed


def test_each_table_of_a_comparison_is_headed_by_one_of_its_things(field: MakeField) -> None:
    printed = text(document(field(40)).pdf)
    for several, one in (("Units", "Unit"), ("Scenarios", "Scenario"), ("Profiles", "Profile")):
        assert f"{several} {one} n Value" in printed


def test_what_was_excluded_is_called_as_on_the_button(field: MakeField) -> None:
    printed = text(document(field(22)).pdf)
    assert "Excluded from the results" in printed
    assert "Contacts returned for correction: 0" in printed


@pytest.mark.parametrize("contacts", [12, 22])
def test_no_page_but_the_last_is_mostly_empty(field: MakeField, contacts: int) -> None:
    assert min(len(page) for page in pages(document(field(contacts)).pdf)[:-1]) > 600


def test_the_median_of_whole_numbers_has_no_needless_decimal(field: MakeField) -> None:
    assert "median 0 " in f"{text(document(field(12)).pdf)} "


def test_a_star_stays_with_its_word(field: MakeField) -> None:
    """In Finnish the longest verdicts nearly fill their column."""
    lines = [line.strip() for page in pages(document(field(12), "fi").pdf) for line in page.splitlines()]
    assert any(line.endswith(" *") for line in lines)
    assert "*" not in lines


def test_the_shoppers_nps_is_called_what_it_is(field: MakeField) -> None:
    printed = text(document(field(22)).pdf)
    assert "Mystery shopper's NPS" in printed
    assert "not to be mixed with" in printed


def test_the_basis_of_recordings_stands_in_the_report(field: MakeField) -> None:
    made = field(22)
    assert made.study.terms.recordings_basis in text(document(made).pdf)


def test_a_service_with_few_contacts_is_said_to_be_uncertain(field: MakeField) -> None:
    assert "than the recommended 10, so its values are uncertain" in text(document(field(7)).pdf)


def test_the_chat_gets_index_nps_and_three_findings(field: MakeField) -> None:
    summary = document(field(40)).summary
    assert len(summary) == 5
    assert summary[0].startswith("Index: ")
    assert summary[1].startswith("Mystery shopper's NPS: ")


def test_too_few_contacts_give_no_values(field: MakeField) -> None:
    finished = document(field(4))
    assert finished.numbers["index"]["value"] is None
    assert finished.summary == (
        "Index: cannot be told from 4 contacts",
        "Mystery shopper's NPS: cannot be told from 3 contacts",
    )


def leave(field: Field, service: str) -> None:
    """Leaves a field as if the contacts of a service were all that there are."""
    contact = tables.contact.c
    others = tables.contact.update().where(contact.service != service)
    field.connection.execute(others.values(state=State.OPEN))


@pytest.mark.parametrize("service", ["puhelin", "sahkoposti"])
def test_a_part_s_numbers_are_those_of_its_contacts_alone(field: MakeField, service: str) -> None:
    made = field(40)
    numbers = document(made, scope=Scope(services=(service,))).numbers
    leave(made, service)
    assert_same(numbers["index"], recounted.indices(made))
    assert list(numbers["services"]) == [service]
    for name, printed in numbers["touchpoints"].items():
        assert_same(printed, recounted.part(made, "touchpoint", name))
    for name, printed in numbers["elements"].items():
        assert_same(printed, recounted.part(made, "element", name))
    for name, printed in numbers["metrics"].items():
        assert_same(printed, recounted.metric(made, name))
    answered = {row.question for row in recounted.rows(made)}
    measured = {question.name for question in made.study.form.questions if question.is_measured}
    assert set(numbers["metrics"]) >= measured & answered


def test_waves_counted_together_are_one_sample(field: MakeField) -> None:
    made = field(22)
    second = made.next_wave("2/2026")
    made.contacts(13)
    numbers = document(made, wave=second, scope=Scope(waves=(1, second))).numbers
    assert numbers["n"] == 35
    assert_same(numbers["index"], recounted.indices(made))
    for service in made.study.services:
        assert_same(numbers["services"][service.name], recounted.indices(made, service.name))
    for touchpoint in made.study.touchpoints:
        assert_same(numbers["touchpoints"][touchpoint.name], recounted.part(made, "touchpoint", touchpoint.name))
    for question in made.study.form.questions:
        if question.is_measured:
            assert_same(numbers["metrics"][question.name], recounted.metric(made, question.name))


def test_a_report_says_what_it_counts(field: MakeField) -> None:
    made = field(22)
    second = made.next_wave("2/2026")
    made.contacts(10)
    scope = Scope(waves=(1, second), services=("sahkoposti",))
    printed = text(document(made, wave=second, scope=scope).pdf)
    assert printed.count("2026-Q4 + 2/2026 · Customer service, e-mail") >= 5
    assert "Counted together are the waves 2026-Q4, 2/2026." in printed
    assert "Of the study’s services only these are counted: Customer service, e-mail." in printed
    assert "planned 20." in printed
    assert "Customer service, phone" not in printed
    assert "a value is of these waves together" in printed


def test_the_data_inside_a_report_of_several_waves_tell_whose_each_row_is(field: MakeField) -> None:
    made = field(6)
    second = made.next_wave("2/2026")
    made.contacts(5)
    pdf = document(made, wave=second, scope=Scope(waves=(1, second))).pdf
    rows = [*csv.reader(io.StringIO(reader(pdf).attachments["answers.csv"][0].decode("utf-8-sig")))]
    place = rows[0].index("Wave")
    contacts = {(row[place], row[place - 1]) for row in rows[1:]}
    assert Counter(wave for wave, _ in contacts) == {"2026-Q4": 6, "2/2026": 5}
