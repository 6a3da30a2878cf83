"""Several studies of one client in one report: its numbers, whose they are, and how they are told."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import fmean

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from domain.imprint import Imprint
from domain.refusal import NothingToAnalyse, Unknown
from domain.storage import tables
from domain.study import Study
from domain.texts import Words
from reporting import portfolio
from reporting.analyses.outcome import analyse
from reporting.analyses.portfolio import Member, Since, corrected, signature
from reporting.frames import read
from reporting.pdf.portfolio_pages.beside import even
from reporting.portfolio import Document
from tests.reporting.agencies import another_client, another_study, another_wave
from tests.reporting.field import NOW, Field, database
from tests.reporting.pdf.reading import text

AT = datetime(2026, 5, 10, tzinfo=UTC)


def renamed(study: Study, name: str) -> Study:
    return study.model_copy(update={"terms": study.terms.model_copy(update={"name": name})})


@pytest.fixture(scope="module")
def busy(study: Study) -> Iterator[Field]:
    """A client of three studies, the second with two waves, and another client."""
    engine = database()
    with engine.connect() as connection:
        made = Field(connection, study, simulated=False)
        made.contacts(22)
        shops = another_study(made, 1, 2, 12, at=AT, simulated=False, made=renamed(study, "Myymälät"))
        another_wave(made, shops, 2, 3, 14, at=AT, made=study)
        another_study(made, 1, 4, 4, at=AT, simulated=False, made=renamed(study, "Chat"))
        another_client(made, 9, 12, at=AT)
        connection.commit()
        yield made
    engine.dispose()


@pytest.fixture
def three(busy: Field) -> Iterator[Field]:
    """The same for one test, which may change it."""
    yield busy
    busy.connection.rollback()


def _made(field: Field, *studies: int, language: str = "en", client: int = 1, agency: int = 1) -> Document:
    return portfolio.make(
        field.connection,
        agency=agency,
        client=client,
        studies=studies or (1, 2, 3),
        language=language,
        imprint=Imprint(agency="Toteuma Oy"),
        now=NOW,
    )


def _indices(field: Field, study: int, wave: str) -> list[float]:
    contact = tables.contact.c
    rows = field.connection.execute(
        select(contact.score_index)
        .join(tables.wave, tables.wave.c.id == contact.wave_id)
        .where(contact.study_id == study, tables.wave.c.name == wave)
    )
    return [index for (index,) in rows if index is not None]


def test_each_study_is_counted_by_its_newest_wave(three: Field) -> None:
    told = _made(three).numbers["studies"]
    assert told["1"]["index"]["value"] == pytest.approx(fmean(_indices(three, 1, "2026-Q4")))
    assert told["2"]["wave"] == "2/2026"
    assert told["2"]["n"] == 14
    assert told["2"]["index"]["value"] == pytest.approx(fmean(_indices(three, 2, "2/2026")))


def test_the_change_is_the_newest_wave_less_the_one_before(three: Field) -> None:
    told = _made(three).numbers["studies"]
    change = fmean(_indices(three, 2, "2/2026")) - fmean(_indices(three, 2, "1/2026"))
    assert told["2"]["change"]["difference"] == pytest.approx(change)
    assert told["1"]["change"] is None


def test_a_change_is_told_when_it_is_more_than_chance(three: Field) -> None:
    assert "cannot be told from" in text(_made(three).pdf)
    first = select(tables.wave.c.id).where(tables.wave.c.study_id == 2, tables.wave.c.number == 1).scalar_subquery()
    three.connection.execute(tables.contact.update().where(tables.contact.c.wave_id == first).values(score_index=20.0))
    change = _made(three).numbers["studies"]["2"]["change"]
    assert change["p"] < 0.05
    assert f"+{round(change['difference'])}, higher" in text(_made(three).pdf)


def test_changes_are_corrected_for_the_number_of_studies(three: Field) -> None:
    analysis = analyse(read(three.connection, agency=1, study=1, wave=1), Words("en"))
    change = Since(difference=4.0, p=0.04, before=12, after=14)
    members = [Member(id=id, analysis=analysis, label="", since=change) for id in (1, 2)]
    assert [member.since.p for member in corrected(members) if member.since] == [0.08, 0.08]


def test_a_wave_without_results_is_passed_over(three: Field) -> None:
    three.connection.execute(tables.wave.insert().values(agency_id=1, study_id=2, number=3, name="3/2026"))
    assert _made(three).numbers["studies"]["2"]["wave"] == "2/2026"


def test_the_same_question_stands_beside_itself(three: Field) -> None:
    numbers = _made(three).numbers
    cells = numbers["metrics"]["kuuntelukyky"]
    for study in ("1", "2", "3"):
        assert cells[f"study:{study}"]["value"] == numbers["studies"][study]["metrics"]["kuuntelukyky"]["value"]
        assert cells[f"study:{study}"]["n"] == numbers["studies"][study]["metrics"]["kuuntelukyky"]["n"]


def test_a_question_with_another_scale_is_another_question(study: Study) -> None:
    asked = study.form.question("nps")
    wider = asked.model_copy(update={"parameters": {**asked.parameters, "end": "100"}})
    assert signature(study, asked) != signature(study, wider)
    assert signature(study, asked) == signature(renamed(study, "Chat"), asked)
    assert signature(study, asked) != signature(study, asked.model_copy(update={"name": "other"}))


def test_what_only_one_study_asks_is_in_no_map(three: Field, study: Study) -> None:
    questions = tuple(
        one.model_copy(update={"name": "own"}) if one.name == "kuuntelukyky" else one for one in study.form.questions
    )
    form = study.form.model_copy(update={"questions": questions})
    changed = study.model_copy(update={"form": form}).model_dump_json()
    three.connection.execute(tables.study.update().where(tables.study.c.id == 1).values(definition=changed))
    told = _made(three, 1, 2).numbers
    assert "kuuntelukyky" not in told["metrics"]
    assert "own" not in told["metrics"]
    assert "ensivaikutelma" in told["metrics"]


def test_another_client_s_study_is_refused_and_never_counted(three: Field) -> None:
    theirs = three.connection.scalar(select(tables.study.c.id).where(tables.study.c.client_id != 1))
    assert theirs is not None
    for wrong in ({"studies": (1, theirs)}, {"studies": (1, 2), "client": 2}, {"studies": (1, 2), "agency": 2}):
        with pytest.raises(Unknown):
            _made(three, *wrong.pop("studies"), **wrong)  # type: ignore[misc]
    assert "Study 9" not in text(_made(three).pdf)


def test_a_study_without_results_is_refused(three: Field) -> None:
    three.connection.execute(tables.contact.update().where(tables.contact.c.study_id == 3).values(state="submitted"))
    with pytest.raises(NothingToAnalyse):
        _made(three)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["To be mended first", "The same questions in several studies", "Services and channels"]),
        ("fi", ["Korjattava ensin", "Samat kysymykset eri tutkimuksissa", "Palvelut ja kanavat"]),
    ],
)
def test_the_report_says_it_in_both_languages(three: Field, language: str, said: list[str]) -> None:
    made = _made(three, language=language)
    whole = text(made.pdf)
    for words in (*said, "Myymälät", "Chat"):
        assert words in whole
    assert made.summary[-1].startswith(said[0])
    assert {"en": "SIMULATED", "fi": "SIMULOITU"}[language] not in whole


def test_the_same_data_make_the_same_file(three: Field) -> None:
    assert _made(three).pdf == _made(three).pdf


def test_a_simulated_study_is_marked_on_every_page_and_is_not_what_to_mend_first(three: Field) -> None:
    three.connection.execute(tables.study.update().where(tables.study.c.id != 3).values(simulated=True))
    made = _made(three)
    for page in PdfReader(io.BytesIO(made.pdf)).pages:
        assert "SIMULATED DATA" in page.extract_text()
    assert "Myymälät (simulated)" in text(made.pdf)
    assert "Chat" in made.summary[-1] or "No metric" in made.summary[-1]


def test_no_shopper_is_named(three: Field) -> None:
    assert "Aino" not in text(_made(three).pdf)
    assert "Eero" not in text(_made(three).pdf)


def test_columns_are_parted_evenly() -> None:
    assert [len(group) for group in even(tuple(range(8)), 6)] == [4, 4]
    assert [len(group) for group in even(tuple(range(3)), 6)] == [3]
    assert [len(group) for group in even(tuple(range(19)), 18)] == [10, 9]
