"""The data behind an analysis as files, opened again as their readers would."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from domain.export import ExportForm as Form
from domain.imprint import Imprint
from domain.metric import QuestionType
from domain.refusal import NothingToAnalyse
from domain.storage import tables
from reporting import outcome_analysis
from reporting.export import files
from reporting.export.plain import Dialect, as_csv
from reporting.export.table import Cell, Column, Table
from reporting.export.workbook import LONGEST, plain, workbook
from reporting.measured import Measured
from tests.reporting import recounted
from tests.reporting.conftest import MakeField, analysed, document
from tests.reporting.field import NOW, Field
from tests.reporting.pdf.reading import reader

SECRETS = ("Aino", "Eero", "Kaisa", "Salmi", "Lampi", "Ranta", "testi1@", "20 000", "Virta", "ZQ")
"""Names of people, and what quotes are masked of."""
SHEETS = {
    "en": ["Summary", "Answers", "Timings", "Codebook", "About"],
    "fi": ["Yhteenveto", "Vastaukset", "Ajat", "Koodikirja", "Tietoja"],
}
EXECUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def made(field: Field, form: Form = Form.EXCEL, language: str = "en", *, for_client: bool = False) -> bytes:
    """Returns a file of a field's wave."""
    about: dict[str, Any] = {"agency": 1, "study": 1, "wave": 1, "imprint": Imprint(agency="Toteuma Oy"), "now": NOW}
    return files.make(field.connection, language=language, form=form, for_client=for_client, **about)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """Returns a sheet's rows by their headings."""
    heads, *found = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in found]


def member(archive: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened_archive:
        return opened_archive.read(name)


def read_csv(content: bytes, delimiter: str) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return [*csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter)]


def everything(content: bytes) -> Iterator[str]:
    """Returns all text of an archive, with its names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name
            yield archive.read(name).decode("utf-8-sig")


# --- the workbook


@pytest.mark.parametrize("language", ["en", "fi"])
def test_sheets_are_in_the_reader_s_language_with_a_frozen_heading_and_filters(field: MakeField, language: str) -> None:
    book = opened(made(field(12), language=language))
    assert book.sheetnames == SHEETS[language]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.value and cell.font.bold for cell in sheet[1])


def test_the_same_data_give_the_same_bytes(field: MakeField) -> None:
    for form in Form:
        assert made(field(12), form) == made(field(12), form)


def test_a_row_an_answer(field: MakeField) -> None:
    it = field(22)
    answers = rows(opened(made(it)), "Answers")
    stored = it.connection.execute(tables.answer.select()).all()
    by_key = {(row.contact_id, row.question): row for row in stored}
    assert {row["Contact"] for row in answers} == {f"HAVU-{number:03}" for number in range(1, 23)}
    for row in answers:
        kept = by_key[int(row["Contact"][-3:]), row["Metric"]]
        told = row["Value"]
        if isinstance(told, int | float):
            assert float(kept.value) == told
        elif isinstance(told, datetime):
            assert kept.value == told.date().isoformat()
        else:
            assert (told or "") == kept.value
        assert (row["Comment"] or "") == kept.comment
        assert row["State"] == kept.state
    outside = {("myynnillisyys", "na"), ("jatko", "na")}
    assert len(answers) == sum((row.question, row.value) not in outside for row in stored)


def test_numbers_are_numbers_days_are_days_and_choices_have_their_names(field: MakeField) -> None:
    answers = rows(opened(made(field(22))), "Answers")
    by_metric: dict[str, list[dict[str, Any]]] = {}
    for row in answers:
        by_metric.setdefault(row["Metric"], []).append(row)
    assert all(isinstance(row["Value"], int) for row in by_metric["nps"])
    assert all(isinstance(row["Value"], datetime) for row in by_metric["lupaus_aika"])
    voice = by_metric["aani"][0]
    assert (voice["Value"], voice["Meaning"], voice["Score"]) == ("hyva", "4 Pleasant", 75)
    several = next(row for row in by_metric["tarkentavat"] if " " in row["Value"])
    assert several["Meaning"].count("; ") == several["Value"].count(" ")


def test_times_are_in_the_study_s_own_time(field: MakeField) -> None:
    timings = rows(opened(made(field(12))), "Timings")
    assert len(timings) == 12
    assert timings[0]["Outcome"] == "nobody answered"
    assert timings[0]["Wait, min"] is None
    assert timings[1]["Started"] == datetime(2026, 10, 7, 10, 35)  # noqa: DTZ001 - a sheet knows no zones
    assert timings[1]["Wait, min"] > 0
    assert 0 <= timings[1]["Index"] <= 100


@pytest.mark.parametrize("contacts", [2, 4, 7, 40])
def test_the_summary_has_the_figures_of_the_report(field: MakeField, contacts: int) -> None:
    it = field(contacts)
    analysis = analysed(it)
    summary = {(row["Part"], row["Where"], row["Code"]): row for row in rows(opened(made(it)), "Summary")}
    things: list[tuple[str, str | None, Measured]] = [("Index", None, analysis.index)]
    things += [("Service", None, one) for one in analysis.services]
    things += [(league.kind.capitalize(), None, one) for league in analysis.leagues for one in league.groups]
    things += [("Element", None, one) for one in analysis.elements]
    things += [("Touchpoint", None, one) for one in analysis.touchpoints]
    things += [("Metric", None, one) for one in analysis.metrics]
    things += [
        ("Touchpoint", place.label, analysis.heat[touchpoint.name][f"{place.kind}:{place.name}"])
        for place in analysis.places
        for touchpoint in analysis.touchpoints
    ]
    for part, where, thing in things:
        row, told = summary[part, where, thing.name], thing.printed()
        assert row["n"] == told["n"]
        for name, key in (("Value", "value"), ("95% low", "low"), ("95% high", "high"), ("Target", "target")):
            assert row[name] == (None if told[key] is None else pytest.approx(told[key]))
        assert (row["Against the target"] in {None, "too few"}) == (told["verdict"] is None)
    times = [*analysis.waits, *analysis.lengths]
    assert len(summary) == len(things) + 1 + len(times)
    for time in times:
        row = next(row for (_, _, code), row in summary.items() if code == time.name)
        assert row["Value"] == (pytest.approx(time.median.value) if time.rung.shows_value else None)


def test_the_summary_is_what_is_counted_anew_from_the_rows(field: MakeField) -> None:
    it = field(40)
    summary = {(row["Part"], row["Code"]): row for row in rows(opened(made(it)), "Summary") if row["Where"] is None}
    for question in it.study.form.questions:
        if question.is_measured:
            n, value = recounted.metric(it, question.name)
            row = summary["Metric", question.name]
            assert (row["n"], row["Value"]) == (n, pytest.approx(value))


def test_below_three_contacts_only_n_is_told(field: MakeField) -> None:
    for row in rows(opened(made(field(2))), "Summary"):
        assert row["Value"] is row["95% low"] is row["Contacts at the target"] is None or row["Part"] == "Wait"


def test_the_codebook_says_what_was_asked(field: MakeField) -> None:
    it = field(7)
    codebook = {row["Metric"]: row for row in rows(opened(made(it)), "Codebook")}
    assert [*codebook] == [question.name for question in it.study.form.questions if question.type != "note"]
    solved = codebook["ratkaisuaste"]
    assert solved["Choices and their scores"].splitlines()[0] == "solved = Solved at once (100)"
    assert (solved["Weight"], solved["Target"], solved["Touchpoint"]) == (4, 85, "Solution and sales")
    assert codebook["kuuntelukyky"]["Comment is asked for"] == "below 6"
    assert codebook["aani"]["Asked when"] == "${answered} = 'yes' and ${channel} = 'phone'"
    assert codebook["ratkaisu_miksi"]["Asked when"].endswith(
        "and (${ratkaisuaste} = 'unsolved' or ${ratkaisuaste} = 'transferred')"
    )


def test_simulated_data_say_so_first_in_every_row(field: MakeField) -> None:
    book = opened(made(field(7)))
    for sheet in ("Summary", "Answers", "Timings"):
        assert {row[0] for row in book[sheet].iter_rows(min_row=2, values_only=True)} == {"SIMULATED DATA"}
    assert book["About"]["A2"].value == "SIMULATED DATA"
    archive = made(field(7), Form.FORMATS)
    assert {row["Data"] for row in read_csv(member(archive, "answers.csv"), ",")} == {"SIMULATED DATA"}
    assert {row["_simulated"] for row in read_csv(member(archive, "contacts_wide.csv"), ";")} == {"1"}
    assert next(iter(json.loads(member(archive, "study.json")).items())) == ("simulated", True)


def test_real_data_do_not(field: MakeField) -> None:
    for form in Form:
        assert not [text for text in everything(made(field(7, simulated=False), form)) if "SIMULATED" in text]


def test_nothing_approved_is_refused(field: MakeField) -> None:
    with pytest.raises(NothingToAnalyse):
        made(field(0))


# --- who reads


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_client_gets_nothing_of_a_shopper(field: MakeField, form: Form, language: str) -> None:
    it = field(12)
    it.connection.execute(tables.attachment.update().values(filename="Aino Salmi 1.m4a"))
    it.connection.execute(tables.person.update().values(code=tables.person.c.code.concat("ZQ")))
    it.connection.execute(
        tables.answer.update()
        .where(tables.answer.c.question == "puuttui")
        .values(value="Aino Salmi kysyi Eerolta. T. Kaisa, testi1@toteuma.example, +358 20 000 1001")
    )
    found = " ".join(everything(made(it, form, language, for_client=True)))
    for secret in SECRETS:
        assert secret not in found
    assert "ZQ" in " ".join(everything(made(it, form, language)))


def test_the_agency_gets_codes_and_whole_comments_but_no_names_of_its_own(field: MakeField) -> None:
    it = field(12)
    answers = rows(opened(made(it)), "Answers")
    assert {row["Shopper"] for row in answers} == {"A1", "A2"}
    assert "testi1@toteuma.example" in " ".join(everything(made(it)))
    found = " ".join(everything(made(it)))
    assert not [name for name in ("Aino", "Salmi", "Eero", "Lampi") if name in found]


def test_a_place_on_the_map_is_the_agency_s_alone(field: MakeField) -> None:
    it = field(7)
    question = it.study.form.question("puuttui").model_copy(update={"type": QuestionType.GEOPOINT})
    questions = tuple(question if one.name == "puuttui" else one for one in it.study.form.questions)
    study = it.study.model_copy(update={"form": it.study.form.model_copy(update={"questions": questions})})
    it.connection.execute(tables.study.update().values(definition=study.model_dump_json()))
    it.connection.execute(
        tables.answer.update().where(tables.answer.c.question == "puuttui").values(value="65.0121 25.4651 0 10")
    )
    for form in Form:
        assert "65.0121" in " ".join(everything(made(it, form)))
        assert "65.0121" not in " ".join(everything(made(it, form, for_client=True)))


def test_what_was_spoken_is_there_and_a_whole_contact_s_story_has_its_row(field: MakeField) -> None:
    it = field(7)
    about = {"agency_id": 1, "contact_id": 3, "question": "", "purpose": "story", "kind": "voice", "state": "kept"}
    file = {"file_id": "s", "file_unique_id": "s", "added_at": NOW, "transcript": "Kaikki sujui, sanoi Aino."}
    it.connection.execute(tables.attachment.insert().values(**about, **file))
    [story] = [row for row in rows(opened(made(it)), "Answers") if row["Metric"] is None]
    assert (story["Contact"], story["Comment"]) == ("HAVU-003", "Kaikki sujui, sanoi Aino.")
    [masked] = [row for row in rows(opened(made(it, for_client=True)), "Answers") if row["Metric"] is None]
    assert masked["Comment"] == "Kaikki sujui, sanoi […]."
    wide = read_csv(member(made(it, Form.FORMATS), "contacts_wide.csv"), ";")
    assert [row["_whole_contact"] for row in wide if row["_whole_contact"]] == ["Kaikki sujui, sanoi Aino."]


# --- the other formats


def test_the_tidy_csv_opens_as_a_country_writes(field: MakeField) -> None:
    it = field(12)
    english = read_csv(member(made(it, Form.FORMATS), "answers.csv"), ",")
    finnish = read_csv(member(made(it, Form.FORMATS, "fi"), "answers.csv"), ";")
    hours = [row["Value"] for row in english if row["Metric"] == "reply_hours" and "." in row["Value"]]
    assert hours
    assert [row["Arvo"] for row in finnish if row["Mittari"] == "reply_hours" and "," in row["Arvo"]] == [
        value.replace(".", ",") for value in hours
    ]
    assert {row["Value"] for row in english if row["Metric"] == "lupaus_aika"} <= {"2026-10-30", ""}


def test_the_json_has_the_same_rows_and_the_codebook(field: MakeField) -> None:
    it = field(12)
    data = json.loads(member(made(it, Form.FORMATS), "study.json"))
    sheet = rows(opened(made(it)), "Answers")
    assert [(row["contact"], row["metric"]) for row in data["answers"]] == [
        (row["Contact"], row["Metric"]) for row in sheet
    ]
    assert len(data["contacts"]) == data["n"] == 12
    listening = next(question for question in data["codebook"] if question["metric"] == "ratkaisuaste")
    assert listening["choices"][0] == {
        "name": "solved",
        "label": "Solved at once",
        "score": 100.0,
        "not_applicable": False,
    }


def test_the_wide_csv_has_a_row_a_contact_and_a_column_a_choice(field: MakeField) -> None:
    it = field(12)
    wide = read_csv(member(made(it, Form.FORMATS), "contacts_wide.csv"), ";")
    assert [row["_contact"] for row in wide] == [f"HAVU-{number:03}" for number in range(1, 13)]
    stored = {(row.contact_id, row.question): row.value for row in it.connection.execute(tables.answer.select()).all()}
    for number, row in enumerate(wide, start=1):
        chosen = stored.get((number, "tarkentavat"), "")
        assert row["tarkentavat"] == chosen
        for choice in ("tilanne", "sopimus", "aikataulu", "muuta", "ei_mitaan"):
            assert row[f"tarkentavat/{choice}"] == (str(int(choice in chosen.split())) if chosen else "")
        assert row["nps"] == stored.get((number, "nps"), "")
    assert "nauhoite" not in wide[0]


def test_odd_names_of_questions_and_choices_keep_their_columns(field: MakeField) -> None:
    """A choice named as another question's comment, and one that looks like a formula."""
    it = field(7)
    form = it.study.form
    odd = form.question("tarkentavat").list_name
    choices = tuple(
        choice.model_copy(update={"name": name})
        for choice, name in zip(form.choices[odd], ("=1+1", "@x", "a/b", "1", "-"), strict=True)
    )
    names = {"siirrot": "nps_comment", "parasta": "_contact"}
    questions = tuple(one.model_copy(update={"name": names.get(one.name, one.name)}) for one in form.questions)
    update = {"questions": questions, "choices": {**form.choices, odd: choices}}
    study = it.study.model_copy(update={"form": form.model_copy(update=update)})
    it.connection.execute(tables.study.update().values(definition=study.model_dump_json()))
    it.connection.execute(
        tables.answer.update().where(tables.answer.c.question == "tarkentavat").values(value="=1+1 1")
    )
    wide = read_csv(member(made(it, Form.FORMATS), "contacts_wide.csv"), ";")
    heads = [*wide[0]]
    assert len(heads) == len(set(heads))
    assert {"_contact", "_contact_2", "nps_comment", "nps_comment_2", "tarkentavat/=1+1"} <= set(heads)
    answered = next(row for row in wide if row["tarkentavat"])
    assert (answered["tarkentavat"], answered["tarkentavat/=1+1"], answered["tarkentavat/-"]) == ("'=1+1 1", "1", "0")
    told = next(row for row in rows(opened(made(it)), "Answers") if row["Metric"] == "tarkentavat")
    assert told["Value"] == "=1+1 1"


def test_the_pdf_holds_the_data_without_the_shoppers(field: MakeField) -> None:
    it = field(12)
    [(name, contents)] = reader(document(it, "fi").pdf).attachments.items()
    assert name == "vastaukset.csv"
    assert contents == [member(made(it, Form.FORMATS, "fi", for_client=True), "answers.csv")]
    file = reader(document(it).pdf).trailer["/Root"]["/AF"][0].get_object()  # type: ignore[index]
    assert (file["/AFRelationship"], file["/UF"]) == ("/Data", "answers.csv")
    assert file["/Desc"] == "The answers as a table, without the shoppers"


def test_a_pdf_of_very_many_answers_holds_none(field: MakeField, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome_analysis, "MOST_ATTACHED", 100)
    assert not reader(document(field(12)).pdf).attachments


# --- text is text

anything = st.text(max_size=60) | st.builds(str.__add__, st.sampled_from(EXECUTED), st.text(max_size=30))
cells = st.none() | anything | st.integers(-(10**14), 10**14) | st.floats(-1e9, 1e9) | st.dates(date(1901, 1, 1))


def sheet_of(values: list[Cell]) -> Table:
    return Table(name="x", title="X", columns=(Column(name="a", heading="A"),), rows=[(value,) for value in values])


@given(st.lists(cells, max_size=8))
@example(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A", "=", "'=1", "a\r\nb", " x ", "\x00\x08\x0b", "\ufffe\uffff"])
@example(['=HYPERLINK("https://x.example","y")', "=cmd|' /C calc'!A0", "DDE", "x\ud800y", "𝟙" * 40])
def test_text_never_becomes_a_formula_in_a_workbook(values: list[Cell]) -> None:
    content = workbook([sheet_of(values)], title="=1", language="fi", made=NOW)
    cells = [row[0] for row in opened(content)["X"].iter_rows(min_row=2, max_row=1 + len(values))]
    for value, cell in zip(values, cells, strict=len(values) == len(cells)):
        if isinstance(value, str):
            assert cell.data_type in {"s", "inlineStr"} or not plain(value)
            assert (cell.value or "") == plain(value)
        elif isinstance(value, date):
            assert isinstance(cell.value, datetime)
            assert cell.value.date() == value
        elif value is not None:
            assert cell.data_type == "n"
            assert cell.value == pytest.approx(value)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@given(st.text(alphabet="a\U0001f642\n", min_size=1, max_size=5), st.integers(1, 40_000))
@example("\U0001f642", 16_384)
@example("a", 32_768)
def test_a_cell_is_cut_where_excel_would_refuse_it(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    kept = plain(text)
    assert text.startswith(kept)
    assert len(kept.encode("utf-16-le")) // 2 <= LONGEST
    assert kept == text or len(kept.encode("utf-16-le")) // 2 >= LONGEST - 1


@given(st.lists(st.tuples(anything, anything), max_size=5), st.sampled_from(["fi", "en"]))
def test_csv_reads_back_and_executes_nothing(texts: list[tuple[str, str]], language: str) -> None:
    dialect = Dialect.of(language)
    content = as_csv(["a", "b"], texts, dialect).decode("utf-8-sig")
    _, *found = csv.reader(io.StringIO(content, newline=""), delimiter=dialect.delimiter)
    for row, written in zip(texts, found, strict=True):
        for value, cell in zip(row, written, strict=True):
            kept = value.replace("\x00", "").encode("utf-8", "ignore").decode()
            assert not cell.startswith(EXECUTED)
            assert cell == (f"'{kept}" if kept.startswith(EXECUTED) else kept)


def test_numbers_below_zero_are_no_formulas() -> None:
    written = as_csv(["n"], [(-1.5,), (-3,), ("-3",), (0.1 + 0.2,)], Dialect.of("fi")).decode("utf-8-sig")
    assert written.split("\r\n") == ["n", "-1,5", "-3", "'-3", "0,3", ""]
