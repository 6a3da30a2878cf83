"""Every form in a folder is read whole or refused with its reasons: FORMS_CORPUS=folder make test, else ours."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.texts import Words, languages
from domain.workbook import Reading, marked_copy, read
from domain.workbook.marked_copy import LARGEST_MARKED
from domain.workbook.safety import LARGEST, unpacked_size
from tests.domain.workbook_edits import told
from tests.forms import FORMS, Form, build

FOLDER = os.environ.get("FORMS_CORPUS", "")
LONGEST = 2.0
"""Seconds of computing for one form: what else the machine does is not its fault."""
NO_STUDY = "This is an XLSForm without a study: add the sheets"


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our forms as files in a folder."""
    folder = tmp_path_factory.mktemp("forms")
    for form in FORMS:
        (folder / f"{form.name}.xlsx").write_bytes(build(form))
    whole = build(FORMS[0])
    (folder / "damaged.xlsx").write_bytes(whole[: len(whole) // 2])
    (folder / "too large.xlsx").write_bytes(whole + bytes(LARGEST))
    return folder


def files(folder: Path) -> list[Path]:
    """Returns the workbooks of a folder and of those in it."""
    return sorted(path for path in folder.rglob("*") if path.suffix.casefold() in {".xlsx", ".xls", ".xlsm"})


def read_timed(path: Path) -> tuple[Reading, float]:
    """Returns what became of a file, and the seconds that it took."""
    before = time.process_time()
    reading = read(path.read_bytes(), path.name)
    return reading, time.process_time() - before


def wrongs(path: Path, reading: Reading, seconds: float) -> Iterator[str]:
    """Tells what should not have become of a file; whatever is raised on the way counts too."""
    if seconds >= LONGEST:
        yield f"took {seconds:.1f} s"
    if not reading.faults and reading.study is None:
        yield "neither read nor refused"
    for fault in reading.faults:
        if fault.row is not None and not (fault.row > 0 and fault.sheet):
            yield f"a fault without its place: {fault}"
        if not all(Words(language)(fault.message, **fault.details) for language in languages()):
            yield f"a fault without words: {fault}"
    data = path.read_bytes()
    in_cells = any(fault.sheet for fault in reading.faults)  # else the file was not even opened
    marked = marked_copy(data, reading.faults, Words("fi"))
    if in_cells and unpacked_size(data) <= LARGEST_MARKED and not marked:
        yield "no cell was marked"


def test_every_form_is_read_or_refused_with_reasons_and_in_time(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = files(Path(FOLDER) if FOLDER else ours)
    assert corpus
    read(corpus[0].read_bytes(), corpus[0].name)  # pyxform is imported once, and not on a form's account
    whole, wrong = 0, []
    for path in corpus:
        try:
            reading, seconds = read_timed(path)
            whole += reading.form is not None
            wrong += [f"{path.name}: {told}" for told in wrongs(path, reading, seconds)]
        except Exception as failure:  # the rest of the folder is looked at all the same
            wrong.append(f"{path.name}: {failure!r}")
    if FOLDER:
        with capsys.disabled():
            print(f"\n{FOLDER}: {whole} of {len(corpus)} forms are whole, the others refused")  # noqa: T201
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_becomes_what_it_is_for(form: Form) -> None:
    reading = read(build(form), f"{form.name}.xlsx")
    found = told(reading.faults)
    if not form.is_study:
        assert found.pop(0).startswith(f": {NO_STUDY}")
    for line in form.faults:
        assert any(one.startswith(line) for one in found), (line, found)
    assert len(found) == len(form.faults), found
    warned = told(reading.warnings)
    assert [line for line in form.warnings if not any(one.startswith(line) for one in warned)] == [], warned
    assert (reading.form is not None) == (not form.faults)
    if form.questions and reading.form is not None:
        assert tuple(question.name for question in reading.form.questions) == form.questions


def test_there_are_enough_forms_and_each_says_what_it_is_for() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS) >= 25
    assert all(form.purpose.endswith(".") for form in FORMS)
