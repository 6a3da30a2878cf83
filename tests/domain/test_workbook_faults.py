"""Every kind of fault, told with its place; several at once."""

import pytest
from openpyxl import Workbook

from domain.workbook import read
from tests.domain.workbook_edits import Edits, changed, read_edited, told
from tests.domain.workbook_faults import ONE_FAULT


@pytest.mark.parametrize(("edits", "expected"), ONE_FAULT, ids=[expected[:60] for _, expected in ONE_FAULT])
def test_a_fault_is_told_with_its_place(edits: Edits, expected: str) -> None:
    reading = read_edited(edits)
    assert reading.study is None
    found = told(reading.faults)
    assert any(line.startswith(expected) for line in found), found


def test_all_faults_are_told_at_once_sheet_by_sheet() -> None:
    reading = read_edited(
        {
            ("study", 6, "value"): "Mars",
            ("services", 2, "channel"): "pigeon",
            ("survey", 8, "calculation"): "${wait}",
            ("survey", 13, "touchpoint"): "nowhere",
            ("survey", 14, "relevant"): "(",
            ("survey", 35, "target"): 8,
        }
    )
    assert {(fault.sheet, fault.row, fault.column) for fault in reading.faults} == {
        ("study", 6, "value"),
        ("services", 2, "channel"),
        ("survey", 8, "calculation"),
        ("survey", 13, "touchpoint"),
        ("survey", 14, "relevant"),
        ("survey", 35, "target"),
    }


@pytest.mark.parametrize(
    "name", ["settings", "study", "promise", "journey", "services", "units", "scenarios", "profiles", "survey"]
)
def test_a_missing_sheet_is_told(name: str) -> None:
    reading = read(changed(lambda book: book.remove(book[name])), "havu.xlsx")
    assert reading.study is None
    assert f"{name}: The sheet {name} is missing; the template has it." in told(reading.faults)


def test_an_empty_sheet_is_told() -> None:
    reading = read(changed(lambda book: book["profiles"].delete_rows(2, 9)), "havu.xlsx")
    assert "profiles 1: The sheet profiles has no rows." in told(reading.faults)


def test_a_workbook_of_nothing_is_told() -> None:
    def empty(book: Workbook) -> None:
        for name in book.sheetnames[1:]:
            book.remove(book[name])
        book["settings"].delete_rows(1, 9)

    assert len(told(read(changed(empty), "x.xlsx").faults)) == 9


def test_a_missing_column_is_told_once() -> None:
    def drop(book: Workbook) -> None:
        book["services"].delete_cols(4)

    found = told(read(changed(drop), "havu.xlsx").faults)
    assert found == ["services 1: The column channel is missing."]


def test_a_misspelt_sheet_is_told() -> None:
    def rename(book: Workbook) -> None:
        book["units"].title = "unitss"

    found = told(read(changed(rename), "havu.xlsx").faults)
    assert "unitss: The sheet “unitss” is not read; did you mean units?" in found


def test_two_sheets_of_one_kind_are_told() -> None:
    found = told(read(changed(lambda book: book.create_sheet("palvelut")), "havu.xlsx").faults)
    assert found == ["palvelut: There are two sheets for services; keep one."]


def test_repeated_groups_are_refused_with_their_row() -> None:
    found = told(read_edited({("survey", 6, "type"): "begin repeat", ("survey", 11, "type"): "end repeat"}).faults)
    assert found == [
        "survey 6 type: Repeated groups are not played; ask the questions once for each contact.",
        "survey 11 type: Repeated groups are not played; ask the questions once for each contact.",
    ]


def test_a_service_needs_a_unit_and_a_scenario() -> None:
    found = told(
        read_edited(
            {
                ("units", 4, "service"): "puhelin",
                ("scenarios", 4, "service"): "puhelin",
                ("scenarios", 5, "service"): "puhelin",
            }
        ).faults
    )
    assert found == [
        "services 3 service: No unit gives the service “sahkoposti”; add one to the sheet units.",
        "services 3 service: No scenario is for the service “sahkoposti”; add one to the sheet scenarios.",
    ]


def test_what_pyxform_refuses_is_told_with_its_row() -> None:
    found = told(read_edited({("survey", 13, "name"): "1st"}).faults)
    assert len(found) == 1
    assert found[0].startswith("survey 13: The form would not open in ODK: ")


LONG: list[tuple[Edits, str]] = [
    ({("study", 2, "value"): "x" * 3000}, "study 2 value: This is too long: 3000 characters, and at most 200 fit."),
    ({("study", 4, "value"): "x" * 101}, "study 4 value: This is too long: 101 characters, and at most 100 fit."),
    (
        {("units", 2, "label::Suomi (fi)"): "x" * 201},
        "units 2 label::Suomi (fi): This is too long: 201 characters, and at most 200 fit.",
    ),
    (
        {("survey", 13, "label::English (en)"): "x" * 501},
        "survey 13 label::English (en): This is too long: 501 characters, and at most 500 fit.",
    ),
    (
        {("survey", 13, "hint::Suomi (fi)"): "x" * 501},
        "survey 13 hint::Suomi (fi): This is too long: 501 characters, and at most 500 fit.",
    ),
    (
        {("choices", 3, "label::Suomi (fi)"): "x" * 151},
        "choices 3 label::Suomi (fi): This is too long: 151 characters, and at most 150 fit.",
    ),
    (
        {("scenarios", 2, "brief::Suomi (fi)"): "x" * 1501},
        "scenarios 2 brief::Suomi (fi): This is too long: 1501 characters, and at most 1500 fit.",
    ),
    (
        {("study", 5, "value"): "sv"},
        "study 5 value: Reports are made in en, fi; “sv” is not one of them.",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), LONG, ids=[expected[:30] for _, expected in LONG])
def test_what_would_not_fit_on_a_card_is_a_fault(edits: Edits, expected: str) -> None:
    assert told(read_edited(edits).faults) == [expected]


def test_names_stand_on_one_line() -> None:
    edits: Edits = {("study", 2, "value"): "Havu\nEnergia  Oy", ("units", 2, "label::Suomi (fi)"): "Oulun\r\ntiimi"}
    study = read_edited(edits).study
    assert study is not None
    assert study.terms.client == "Havu Energia Oy"
    assert study.units[0].label.text("fi") == "Oulun tiimi"


@pytest.mark.parametrize(("kind", "most"), [("select_one", 2_000), ("select_multiple", 2_000), ("rank", 300)])
def test_a_long_list_needs_a_filter(kind: str, most: int) -> None:
    edits: dict[tuple[str, int, str], object] = {}
    for n in range(most):
        for column, value in (("list_name", "wide"), ("name", f"c{n}"), ("label::Suomi (fi)", f"Valinta {n}")):
            edits["choices", 100 + n, column] = value
    edits[("survey", 13, "type")] = f"{kind} wide"
    edits[("survey", 13, "measure")] = "fact"
    edits[("survey", 13, "weight")] = None
    expected = f"survey 13 type: The list “wide” has {most + 1} choices; at most {most} are offered at once."
    assert not any("“wide”" in fault for fault in told(read_edited(edits).faults))
    for column, value in (("list_name", "wide"), ("name", "last"), ("label::Suomi (fi)", "Viimeinen")):
        edits["choices", 100 + most, column] = value
    assert any(fault.startswith(expected) for fault in told(read_edited(edits).faults))
    edits[("survey", 13, "choice_filter")] = "name = 'c7'"
    assert not any(fault.startswith(expected) for fault in told(read_edited(edits).faults))


def test_a_workbook_without_lists_is_told_so() -> None:
    found = told(read(changed(lambda book: book["choices"].delete_rows(2, 200)), "havu.xlsx").faults)
    assert "survey 14 type: There is no list “aani”; the sheet choices has no lists yet." in found


def test_faults_come_in_the_order_of_the_workbook() -> None:
    found = read_edited(
        {
            ("survey", 14, "touchpoint"): "nowhere",
            ("survey", 13, "target"): "much",
            ("survey", 13, "touchpoint"): "nowhere",
            ("units", 3, "service"): "nobody",
            ("study", 17, "value"): 101,
        }
    ).faults
    places = [(fault.sheet, fault.row, fault.column) for fault in found]
    assert places == [
        ("study", 17, "value"),
        ("units", 3, "service"),
        ("survey", 13, "touchpoint"),
        ("survey", 13, "target"),
        ("survey", 14, "touchpoint"),
    ]


def test_warnings_do_not_keep_a_study_from_being_made() -> None:
    reading = read_edited(
        {
            ("services", 3, "contacts"): 4,
            ("survey", 10, "weight"): 2,
            ("survey", 13, "target"): 0.8,
            ("survey", 13, "image"): "scale.png",
            ("survey", 13, "colour"): "blue",
            ("survey", 6, "measure"): "score",
            ("survey", 8, "constraint"): ". > 1",
            ("survey", 2, "type"): "start",
        }
    )
    assert reading.study is not None
    assert reading.study.form.question("siirrot").weight == 0
    found = told(reading.warnings)
    for expected in [
        "services 3 contacts: 4 contacts are few: from fewer than 10 for a service the results stay uncertain.",
        "services 3 target: With 4 contacts even a perfect result could not be shown to reach 80;",
        "survey 10 weight: Only scores count in the index; this weight is left out.",
        "survey 13 target: The target 0.8 is less than one of a hundred; did you mean 80?",
        "survey 1 image: The column image is not shown in the chat.",
        "survey 1 colour: The column “colour” is not read; the sheet has type, name,",
        "survey 6 type: A group is not measured; its measure, weight and stage are left out.",
        "survey 8 constraint: Nobody answers this row, so its constraint is never checked.",
        "survey 2 type: A row of type start is filled by a phone in ODK; here it stays empty.",
    ]:
        assert any(line.startswith(expected) for line in found), (expected, found)
