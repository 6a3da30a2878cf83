"""Taking back what was handed in: everything stands as before, or nothing has changed."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import RowMapping

from bot.conversations import notices
from bot.settings import Settings
from bot.turn import Desk
from bot.view import ChatWords
from domain import answering
from domain.answer import AnswerState
from domain.contact import RECALL_WITHIN, State
from domain.operations import answers, encounters, reviews, submissions
from domain.operations.sheets import sheet_of
from domain.person import Person, Role
from domain.refusal import ClientWasTold, NotThatState, RecallTooLate, Refusal, Stale, Unknown
from domain.sheet import StepKind
from domain.storage import answers as stored_answers
from domain.storage import contacts, tables
from domain.storage.transaction import Transaction
from domain.study import Study
from tests import agency
from tests.agency import DAY, MINUTE, NOW

CODE = "HAVU-003"
SOON = NOW + 2 * MINUTE
SURVEY = NOW + 3 * DAY
"""When the survey, the later part, is told of."""


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa")


@pytest.fixture
def aino(tx: Transaction, kaisa: Person) -> Person:
    """Aino has a contact of a study in which not going on being a customer is a critical failure."""
    joined = agency.join(tx, Role.SHOPPER, "Aino")
    agency.planned(tx, kaisa, made=_with_critical("jatko"))
    agency.taken(tx, kaisa, joined, CODE)
    return joined


def _with_critical(*names: str, **terms: Any) -> Study:
    made = agency.sample()
    questions = tuple(
        each.model_copy(update={"critical": True}) if each.name in names else each for each in made.form.questions
    )
    return made.model_copy(
        update={
            "form": made.form.model_copy(update={"questions": questions}),
            "terms": made.terms.model_copy(update=terms),
        }
    )


def _submit(tx: Transaction, by: Person, now: Any = NOW, code: str = CODE) -> None:
    it = agency.contact(tx, code)
    submissions.submit(tx, by=by, contact_id=it.id, version=it.version, now=now)


def _recall(tx: Transaction, by: Person, now: Any = SOON, code: str = CODE) -> State:
    it = agency.contact(tx, code)
    return submissions.recall(tx, by=by, contact_id=it.id, version=it.version, now=now)


def _stands(tx: Transaction) -> Mapping[str, Any]:
    """Everything that counts of the contact: what a submission changes and taking it back restores."""
    it = agency.contact(tx, CODE)
    row = tx.one(tables.contact, tables.contact.c.id == it.id)
    assert row is not None
    counted = stored_answers.of_contact(tx, it.id).items()
    return {
        "contact": {name: value for name, value in row.items() if name != "version"},
        "stages": {
            name: dict(stage) for name, stage in contacts.stages_of(tx, it.id).items() if stage["state"] != "waiting"
        },
        "answers": {name: answer for name, answer in counted if answer.state is not AnswerState.CALCULATED},
        "calculated": {name: answer.value for name, answer in counted if answer.state is AnswerState.CALCULATED},
    }


def _alerts(tx: Transaction) -> list[RowMapping]:
    return list(tx.all(tables.alert))


def _owed(tx: Transaction, kind: str) -> list[Mapping[str, Any]]:
    return [row["notice"] for row in tx.all(tables.outbox) if row["notice"]["kind"] == kind]


def _desk(tx: Transaction, reader: Person) -> Desk:
    settings = Settings(_env_file=None, bot_token="1:x", agency_name="Aalto Mystery")
    return Desk(tx, SOON, reader, ChatWords("en"), settings, "toteuma_bot")


def _survey_told(tx: Transaction, aino: Person) -> None:
    """The survey has come, and is told of; it is not handed in yet."""
    for stage in submissions.due_stages(tx, SURVEY):
        submissions.wake(tx, stage=stage, now=SURVEY)
    agency.answered(tx, aino, CODE, now=SURVEY, cx_saapui="yes", cx_osat_kysytty="nps")


# What stands as before.


@pytest.mark.both_databases
def test_a_first_submission(tx: Transaction, aino: Person) -> None:
    agency.made(tx, aino, CODE)
    agency.answered(tx, aino, CODE)
    before = _stands(tx)
    _submit(tx, aino)
    assert _recall(tx, aino) is State.ANSWERING
    after = _stands(tx)
    assert after["contact"] == before["contact"]
    assert (after["contact"]["submitted_at"], after["contact"]["score_index"]) == (None, None)
    assert after["stages"] == before["stages"]
    assert {name: after["answers"][name] for name in before["answers"]} == before["answers"]
    assert after["calculated"] == {}
    sheet = sheet_of(tx, agency.contact(tx, CODE), SOON)
    assert (sheet.is_open, sheet.step.kind) == (True, StepKind.CHECK)


def test_what_another_answer_had_hidden_is_in_the_draft_again(tx: Transaction, aino: Person) -> None:
    agency.made(tx, aino, CODE)
    agency.answered(tx, aino, CODE, ratkaisuaste="unsolved", ratkaisu_miksi="Kukaan ei tiennyt.")
    _goes_to_and_says(tx, aino, "ratkaisuaste", "solved")
    _submit(tx, aino)
    _recall(tx, aino)
    _goes_to_and_says(tx, aino, "ratkaisuaste", "unsolved")
    sheet = sheet_of(tx, agency.contact(tx, CODE), SOON)
    assert sheet.filled.values["ratkaisu_miksi"] == "Kukaan ei tiennyt."
    assert "ratkaisu_miksi" not in {question.name for question in sheet.missing}


def _goes_to_and_says(tx: Transaction, by: Person, name: str, value: str) -> None:
    asked = [question.name for question in sheet_of(tx, agency.contact(tx, CODE), NOW).asked]
    agency.acted(tx, by, CODE, partial(answering.go_to, number=asked.index(name)))
    sheet = sheet_of(tx, agency.contact(tx, CODE), NOW)
    agency.chosen(tx, by, CODE, answering.offered_values(sheet, sheet.study.form.question(name)).index(value))


def test_a_returned_contact_is_returned_again(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.submitted(tx, aino, CODE, now=NOW - DAY)
    it = agency.contact(tx, CODE)
    reviews.return_(tx, by=kaisa, contact_id=it.id, version=None, words={"ammattitaito": "Really?"}, now=NOW - MINUTE)
    agency.answered(tx, aino, CODE, ammattitaito="6")
    before = _stands(tx)
    _submit(tx, aino)
    assert _stands(tx)["contact"]["score_index"] != before["contact"]["score_index"]
    assert _recall(tx, aino) is State.RETURNED
    after = _stands(tx)
    assert after["contact"] == before["contact"]
    assert after["contact"]["submitted_at"] == NOW - DAY
    assert after["stages"] == before["stages"]
    sheet = sheet_of(tx, agency.contact(tx, CODE), SOON)
    assert sheet.returned == {"ammattitaito": "Really?"}
    assert sheet.missing == ()


@pytest.mark.both_databases
def test_a_later_part_of_an_approved_contact_leaves_it_approved_as_it_was(
    tx: Transaction, kaisa: Person, aino: Person
) -> None:
    agency.submitted(tx, aino, CODE)
    reviews.approve(tx, by=kaisa, contact_id=agency.contact(tx, CODE).id, version=None, now=NOW)
    _survey_told(tx, aino)
    before = _stands(tx)
    _submit(tx, aino, SURVEY)
    assert _stands(tx)["calculated"]["cx_sisalto"] == "33"
    assert _stands(tx)["contact"]["score_index"] != before["contact"]["score_index"]
    assert _recall(tx, aino, SURVEY + MINUTE) is State.APPROVED
    after = _stands(tx)
    assert {**after, "answers": None} == {**before, "answers": None}
    changed = {name for name, answer in after["answers"].items() if before["answers"].get(name) != answer}
    assert all(after["answers"][name].state is AnswerState.IRRELEVANT for name in changed)
    assert sheet_of(tx, agency.contact(tx, CODE), SURVEY).step.kind is StepKind.CHECK
    _submit(tx, aino, SURVEY + 3 * MINUTE)
    assert _stands(tx)["calculated"]["cx_sisalto"] == "33"


def test_a_later_part_leaves_an_earlier_one_waiting_for_its_review(
    tx: Transaction, kaisa: Person, aino: Person
) -> None:
    agency.submitted(tx, aino, CODE)
    _survey_told(tx, aino)
    before = _stands(tx)
    _submit(tx, aino, SURVEY)
    assert _recall(tx, aino, SURVEY + MINUTE) is State.SUBMITTED
    after = _stands(tx)
    assert (after["contact"], after["stages"]) == (before["contact"], before["stages"])
    assert after["contact"]["submitted_at"] == NOW
    with pytest.raises(RecallTooLate):
        _recall(tx, aino, SURVEY + MINUTE)
    reviews.approve(tx, by=kaisa, contact_id=agency.contact(tx, CODE).id, version=None, now=SURVEY + MINUTE)


def test_parts_handed_in_one_after_the_other_are_taken_back_one_by_one(tx: Transaction, aino: Person) -> None:
    agency.submitted(tx, aino, CODE)
    it = agency.contact(tx, CODE)
    answers.come(tx, by=aino, contact_id=it.id, version=it.version, now=NOW + MINUTE)
    agency.answered(tx, aino, CODE, now=NOW + 4 * MINUTE)
    _submit(tx, aino, NOW + 4 * MINUTE)
    assert _recall(tx, aino, NOW + 5 * MINUTE) is State.SUBMITTED
    assert _recall(tx, aino, NOW + 6 * MINUTE) is State.ANSWERING
    _submit(tx, aino, NOW + 7 * MINUTE)
    stages = contacts.stages_of(tx, it.id)
    assert {stages[name]["submitted_at"] for name in ("", "later")} == {NOW + 7 * MINUTE}


def test_planned_later_parts_stay_and_are_planned_anew(tx: Transaction, aino: Person) -> None:
    agency.submitted(tx, aino, CODE, ratkaisuaste="promised", lupaus_aika="30.11.2026")
    it = agency.contact(tx, CODE)
    _recall(tx, aino)
    waiting = {name for name, stage in contacts.stages_of(tx, it.id).items() if stage["state"] == "waiting"}
    assert waiting == {"later", "${lupaus_aika}"}
    _goes_to_and_says(tx, aino, "ratkaisuaste", "solved")
    _submit(tx, aino, SOON)
    assert set(contacts.stages_of(tx, it.id)) == {"", "later"}


def test_a_submission_again_may_be_taken_back_again(tx: Transaction, aino: Person) -> None:
    agency.submitted(tx, aino, CODE)
    first = _stands(tx)["contact"]["score_index"]
    for round_ in range(1, 4):
        _recall(tx, aino, NOW + 9 * round_ * MINUTE)
        _submit(tx, aino, NOW + 9 * round_ * MINUTE)
    assert _stands(tx)["contact"]["score_index"] == first


def test_the_trail_tells(tx: Transaction, aino: Person) -> None:
    agency.submitted(tx, aino, CODE)
    _recall(tx, aino)
    noted = [(row["action"], row["person_id"], row["at"]) for row in tx.all(tables.audit) if row["thing"] == CODE]
    assert noted[-2:] == [("submit", aino.id, NOW), ("recall", aino.id, SOON)]


# What may not be taken back.


def test_it_may_be_taken_back_until_the_last_moment(tx: Transaction, aino: Person) -> None:
    agency.submitted(tx, aino, CODE)
    it = agency.contact(tx, CODE)
    last = NOW + RECALL_WITHIN
    assert submissions.recallable_until(tx, it, last) == last
    assert submissions.recallable_until(tx, it, last + timedelta(microseconds=1)) is None
    assert _recall(tx, aino, last) is State.ANSWERING


def _nothing_changes(tx: Transaction, act: Callable[[], object], refused: type[Refusal]) -> None:
    before = agency.dump(tx.connection)
    with pytest.raises(refused):
        act()
    assert agency.dump(tx.connection) == before


def test_a_moment_later_it_stays(tx: Transaction, aino: Person) -> None:
    agency.submitted(tx, aino, CODE)
    late = NOW + RECALL_WITHIN + timedelta(microseconds=1)
    _nothing_changes(tx, lambda: _recall(tx, aino, late), RecallTooLate)


def test_what_has_been_reviewed_stays(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.submitted(tx, aino, CODE)
    it = agency.contact(tx, CODE)
    reviews.approve(tx, by=kaisa, contact_id=it.id, version=it.version, now=NOW + MINUTE)
    _nothing_changes(tx, lambda: _recall(tx, aino), NotThatState)
    old = it.version
    _nothing_changes(tx, lambda: submissions.recall(tx, by=aino, contact_id=it.id, version=old, now=SOON), Stale)


def test_what_has_not_been_handed_in_is_not_taken_back(tx: Transaction, aino: Person) -> None:
    _nothing_changes(tx, lambda: _recall(tx, aino), NotThatState)
    agency.submitted(tx, aino, CODE)
    _recall(tx, aino)
    _nothing_changes(tx, lambda: _recall(tx, aino), NotThatState)


def test_somebody_else_s_is_unknown(tx: Transaction, kaisa: Person, aino: Person) -> None:
    eero = agency.join(tx, Role.SHOPPER, "Eero")
    agency.submitted(tx, aino, CODE)
    for other in (eero, kaisa):
        _nothing_changes(tx, lambda by=other: _recall(tx, by), Unknown)  # type: ignore[misc]


def test_an_old_approval_is_stale(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.submitted(tx, aino, CODE)
    it = agency.contact(tx, CODE)
    _recall(tx, aino)

    def approves(version: int | None) -> None:
        reviews.approve(tx, by=kaisa, contact_id=it.id, version=version, now=SOON)

    _nothing_changes(tx, lambda: approves(it.version), Stale)
    _nothing_changes(tx, lambda: approves(None), NotThatState)


# What others are told.


def test_a_review_that_waits_no_more_is_not_told(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.submitted(tx, aino, CODE)
    (owed,) = _owed(tx, "submitted")
    assert notices.submitted(_desk(tx, kaisa), owed) is not None
    _recall(tx, aino)
    assert notices.submitted(_desk(tx, kaisa), owed) is None


@pytest.mark.both_databases
def test_an_alert_is_taken_back_and_raised_anew(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.submitted(tx, aino, CODE, jatko="no")
    (owed,) = _owed(tx, "alert")
    (alert,) = _alerts(tx)
    _recall(tx, aino)
    with pytest.raises(Unknown):
        notices.alert(_desk(tx, kaisa), owed)
    _nothing_changes(
        tx, lambda: reviews.decide_alert(tx, by=kaisa, alert_id=alert["id"], confirm=True, now=SOON), Stale
    )
    _submit(tx, aino, SOON)
    (raised,) = _alerts(tx)
    assert (raised["state"], raised["raised_at"]) == ("raised", SOON)
    assert len(_owed(tx, "alert")) == 2
    assert notices.alert(_desk(tx, kaisa), _owed(tx, "alert")[1]) is not None


def test_a_failure_that_was_a_slip_alarms_nobody(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.nobody_answered(tx, aino, CODE)
    _submit(tx, aino)
    _recall(tx, aino)
    it = agency.contact(tx, CODE)
    encounters.undo_failure(tx, by=aino, contact_id=it.id, version=it.version, now=SOON)
    agency.submitted(tx, aino, CODE, now=SOON)
    assert [alert["state"] for alert in _alerts(tx)] == ["recalled"]


def test_a_dropped_alert_is_not_raised_again(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.submitted(tx, aino, CODE, jatko="no")
    (alert,) = _alerts(tx)
    reviews.decide_alert(tx, by=kaisa, alert_id=alert["id"], confirm=False, now=NOW)
    _recall(tx, aino)
    _submit(tx, aino, SOON)
    assert [alert["state"] for alert in _alerts(tx)] == ["dropped"]
    assert len(_owed(tx, "alert")) == 1


def test_what_the_client_has_been_told_stays(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.submitted(tx, aino, CODE, jatko="no")
    (alert,) = _alerts(tx)
    reviews.decide_alert(tx, by=kaisa, alert_id=alert["id"], confirm=True, now=NOW)
    assert submissions.recallable_until(tx, agency.contact(tx, CODE), SOON) is None
    _nothing_changes(tx, lambda: _recall(tx, aino), ClientWasTold)


def test_what_the_client_is_told_at_once_stays(tx: Transaction, kaisa: Person) -> None:
    joined = agency.join(tx, Role.SHOPPER, "Aino")
    agency.planned(tx, kaisa, made=_with_critical("jatko", critical_alert_at_once=True))
    agency.taken(tx, kaisa, joined, CODE)
    agency.submitted(tx, joined, CODE, jatko="no")
    _nothing_changes(tx, lambda: _recall(tx, joined), ClientWasTold)


def test_an_alert_of_an_earlier_part_stays_and_holds_nothing_up(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.submitted(tx, aino, CODE, jatko="no")
    (alert,) = _alerts(tx)
    reviews.decide_alert(tx, by=kaisa, alert_id=alert["id"], confirm=True, now=NOW)
    _survey_told(tx, aino)
    _submit(tx, aino, SURVEY)
    assert _recall(tx, aino, SURVEY + MINUTE) is State.SUBMITTED
    assert [alert["state"] for alert in _alerts(tx)] == ["confirmed"]
