"""What counts in the analysis, and what does not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Select, update

from domain.contact import Outcome, State
from domain.refusal import NothingToAnalyse, Unknown
from domain.scope import WHOLE, Scope
from domain.storage import tables
from domain.storage.database import open_engine
from domain.storage.migrating import migrate
from reporting import digests, frames
from reporting.chosen import Chosen
from reporting.frames import Frames
from tests.reporting.conftest import MakeField, document
from tests.reporting.field import NOW, Field, havu


def read(field: Field, *, agency: int = 1, study: int = 1, wave: int = 1, scope: Scope = WHOLE) -> Frames:
    return frames.read(field.connection, agency=agency, study=study, wave=wave, scope=scope)


def change(field: Field, contact: int, **values: object) -> None:
    field.connection.execute(update(tables.contact).where(tables.contact.c.id == contact).values(**values))


def test_approved_contacts_count_answered_or_not(field: MakeField) -> None:
    wave = read(field(22))
    assert wave.n == 22
    assert wave.fate.unanswered == 1


@pytest.mark.parametrize("state", [state for state in State if state is not State.APPROVED])
def test_a_contact_in_any_other_state_does_not_count(field: MakeField, state: State) -> None:
    made = field(5)
    change(made, 2, state=state)
    assert 2 not in read(made).contacts.index


@pytest.mark.parametrize("outcome", [Outcome.CLOSED, Outcome.WRONG_NUMBER, Outcome.EXPOSED])
def test_a_failed_contact_is_paid_and_left_out(field: MakeField, outcome: Outcome) -> None:
    made = field(5)
    change(made, 2, outcome=outcome)
    wave = read(made)
    assert wave.n == 4
    assert wave.fate.failed == 1


def test_the_unit_that_answered_is_the_one_measured(field: MakeField) -> None:
    made = field(5)
    change(made, 3, reached_unit="oulu")
    assert read(made).contacts.at[3, "unit"] == "oulu"


def test_the_newest_time_of_a_moment_counts(field: MakeField) -> None:
    """The field stores each moment twice, fifty minutes wrong at first."""
    waits = read(field(22)).contacts.query("service == 'puhelin'")["wait"].dropna()
    assert waits.max() < 20


def test_times_of_an_earlier_attempt_do_not_count(field: MakeField) -> None:
    made = field(5)
    change(made, 4, attempts=1)
    assert read(made).contacts["started"].isna()[4]


@pytest.mark.parametrize(("state", "counted"), [("waiting", False), ("due", False), ("submitted", True)])
def test_a_later_part_counts_once_it_has_been_handed_in(field: MakeField, state: str, *, counted: bool) -> None:
    made = field(5)
    later = {question.name for question in made.study.form.questions if question.stage == "later"}
    before = set(read(made).answers.query("contact == 2")["question"])
    assert later & before
    made.connection.execute(tables.stage.insert().values(agency_id=1, contact_id=2, stage="later", state=state))
    now = read(made).answers
    assert set(now.query("contact == 2")["question"]) == (before if counted else before - later)
    assert later & set(now.query("contact == 3")["question"])


def test_an_answer_that_does_not_apply_is_not_there(field: MakeField) -> None:
    made = field(22)
    answers = read(made).answers
    assert "na" not in set(answers[answers["question"] == "myynnillisyys"]["value"])
    assert len(answers[answers["question"] == "myynnillisyys"]) < 21


def test_nothing_approved_is_refused(field: MakeField) -> None:
    with pytest.raises(NothingToAnalyse):
        read(field(0))


def test_contacts_that_a_review_returned_are_counted_once_each(field: MakeField) -> None:
    made = field(5)
    for contact, decision in ((2, "return"), (2, "return"), (2, "approve"), (3, "approve"), (4, "return")):
        row = {"agency_id": 1, "contact_id": contact, "reviewer_id": 3, "decision": decision, "words": {}}
        made.connection.execute(tables.review.insert().values(**row, reviewed_at=NOW))
    change(made, 4, state=State.EXCLUDED)
    assert read(made).fate.returned == 1


def says(field: Field, contact: int, question: str, value: str) -> None:
    of = tables.answer.c
    here = update(tables.answer).where(of.contact_id == contact, of.question == question)
    field.connection.execute(here.values(value=value, state="given"))


@pytest.mark.parametrize("words", ["lyhyt", "", "pitkä " * 30, "kaksi\x1fosaa", "\x1f", "rivi\nja; toinen, 'kolmas'"])
def test_words_are_read_as_they_were_written(field: MakeField, words: str) -> None:
    made = field(5)
    before = read(made).answers
    says(made, 3, "parasta", words)
    now = read(made).answers
    changed = now.query("contact == 3 and question == 'parasta'")
    assert changed["value"].tolist() == [words]
    others = before.query("not (contact == 3 and question == 'parasta')").reset_index(drop=True)
    pd.testing.assert_frame_equal(now.drop(changed.index).reset_index(drop=True), others)


def test_answers_to_a_question_that_the_form_no_longer_has_are_read(field: MakeField) -> None:
    made = field(5)
    of = tables.answer.c
    made.connection.execute(update(tables.answer).where(of.question == "parasta").values(question="vanha"))
    assert "vanha" in set(read(made).answers["question"])


CHOSEN = [Chosen(1, 1, (1,)), Chosen(1, 1, (1, 2)), Chosen(1, 1, (1, 2), ("puhelin",))]


def planned(folder: Path, query: Select[Any]) -> list[str]:
    """How the migrated database goes about a query; it knows nothing of how full its tables are."""
    migrate(url := f"sqlite:///{folder / 'one.db'}")
    with open_engine(url).connect() as connection:
        compiled = query.compile(connection, compile_kwargs={"literal_binds": True})
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")]


QUERIES = [digests.stored_query, digests.answers_query, digests.times_query]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("chosen", CHOSEN, ids=["a wave", "two waves", "a part of two waves"])
def test_other_contacts_are_not_looked_at(
    tmp_path: Path, chosen: Chosen, query: Callable[[Select[Any]], Select[Any]]
) -> None:
    """Each step begins from an index of the waves' contacts, not from all rows."""
    plan = planned(tmp_path, query(chosen.ids()))
    assert not [step for step in plan if step.startswith("SCAN")]


@pytest.mark.parametrize("chosen", CHOSEN, ids=["a wave", "two waves", "a part of two waves"])
def test_contacts_are_found_by_their_wave_or_by_their_study(tmp_path: Path, chosen: Chosen) -> None:
    index = "ix_contact_wave_id (wave_id=?)" if len(chosen.waves) == 1 else "ix_contact_study_state (study_id=?"
    plan = planned(tmp_path, chosen.ids())
    assert plan
    assert all(index in step for step in plan)


def test_a_scope_counts_waves_together_and_says_which_is_whose(field: MakeField) -> None:
    made = field(12)
    second = made.next_wave("2/2026")
    made.contacts(5)
    together = read(made, wave=second, scope=Scope(waves=(1, second)))
    assert together.waves == (read(made).wave, "2/2026")
    assert dict(together.contacts["wave"].value_counts()) == {together.waves[0]: 12, "2/2026": 5}
    assert together.fate.planned == 17
    assert len(together.answers) == len(read(made).answers) + len(read(made, wave=second).answers)


def test_a_wave_is_read_without_the_others(field: MakeField) -> None:
    made = field(12)
    second = made.next_wave("2/2026")
    made.contacts(5)
    assert read(made).n == 12
    assert read(made, wave=second).n == 5
    assert read(made, wave=second).waves == ("2/2026",)


def test_a_scope_leaves_other_services_out_of_everything(field: MakeField) -> None:
    part = read(field(22), scope=Scope(services=("sahkoposti",)))
    assert set(part.contacts["service"]) == {"sahkoposti"}
    assert [service.name for service in part.study.services] == ["sahkoposti"]
    assert {unit.service for unit in part.study.units} == {"sahkoposti"}
    assert {scenario.service for scenario in part.study.scenarios} == {"sahkoposti"}
    assert part.fate.planned == part.fate.counted == part.n
    assert set(part.answers["contact"]) <= set(part.contacts.index)


def test_a_service_without_contacts_is_nothing_to_analyse(field: MakeField) -> None:
    with pytest.raises(NothingToAnalyse):
        read(field(5), scope=Scope(services=("kuu",)))


def test_a_wave_of_another_study_is_not_counted_in(field: MakeField) -> None:
    made = field(5)
    other = dict(made.connection.execute(tables.study.select()).mappings().one()) | {"id": 2, "sha256": "1"}
    made.connection.execute(tables.study.insert().values(**other))
    made.connection.execute(tables.wave.insert().values(id=7, agency_id=1, study_id=2, number=1, name="1/2026"))
    with pytest.raises(Unknown):
        read(made, scope=Scope(waves=(1, 7)))


@pytest.mark.parametrize("other", [{"agency": 2}, {"study": 2}, {"wave": 2}])
def test_what_is_not_the_agencys_does_not_exist(field: MakeField, other: dict[str, int]) -> None:
    with pytest.raises(Unknown):
        read(field(5), **other)  # type: ignore[arg-type]


@pytest.mark.both_databases
def test_a_report_is_the_same_out_of_either_database(database_url: str, field: MakeField) -> None:
    engine = open_engine(database_url, writes=True)
    with engine.connect() as connection:
        stored = Field(connection, havu())
        stored.contacts(30)
        assert document(stored).numbers == document(field(30)).numbers
    engine.dispose()
