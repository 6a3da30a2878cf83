"""One contact's questions as they stand."""

from functools import partial

import pytest

from domain import answering
from domain.contact import State
from domain.operations import answers, reviews
from domain.operations.sheets import sheet_of
from domain.operations.submissions import submit
from domain.person import Person, Role
from domain.refusal import CommentNeeded, NotExpected, RequiredAnswer, Stale, StillMissing, Unknown
from domain.sheet import Sheet, StepKind
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

CODE = "HAVU-003"


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa")


@pytest.fixture
def aino(tx: Transaction, kaisa: Person) -> Person:
    """Aino has made a call and is about to tell of it."""
    joined = agency.join(tx, Role.SHOPPER, "Aino")
    agency.planned(tx, kaisa)
    agency.taken(tx, kaisa, joined, CODE)
    agency.made(tx, joined, CODE)
    return joined


def _sheet(tx: Transaction) -> Sheet:
    return sheet_of(tx, agency.contact(tx, CODE), NOW)


def test_the_first_question_without_an_answer_comes_next(tx: Transaction, aino: Person) -> None:
    sheet = _sheet(tx)
    assert sheet.step.question is not None
    assert sheet.position(sheet.step.question) == (1, 17)
    assert len(sheet.missing) == 17
    agency.answered(tx, aino, CODE, "nps")
    step = _sheet(tx).step
    assert step.question is not None
    assert (step.kind, step.question.name) == (StepKind.QUESTION, "nps")


def test_the_check_comes_last(tx: Transaction, aino: Person) -> None:
    agency.answered(tx, aino, CODE)
    sheet = _sheet(tx)
    assert sheet.step.kind is StepKind.CHECK
    assert sheet.missing == ()
    assert sheet.before(None) is sheet.asked[-1]


def test_a_low_value_wants_words_before_submitting(tx: Transaction, aino: Person) -> None:
    agency.answered(tx, aino, CODE, "ensivaikutelma")
    agency.said(tx, aino, CODE, "2")
    sheet = _sheet(tx)
    assert sheet.step.kind is StepKind.COMMENT
    assert sheet.needs_words(sheet.study.form.question("ensivaikutelma"))
    with pytest.raises(CommentNeeded):
        agency.acted(tx, aino, CODE, partial(answering.skip, language="en"))


def test_a_required_question_is_not_skipped(tx: Transaction, aino: Person) -> None:
    with pytest.raises(RequiredAnswer):
        agency.acted(tx, aino, CODE, partial(answering.skip, language="en"))
    with pytest.raises(RequiredAnswer):
        agency.acted(tx, aino, CODE, answering.does_not_apply)


def test_an_older_button_is_stale(tx: Transaction, aino: Person) -> None:
    it = agency.contact(tx, CODE)
    agency.answered(tx, aino, CODE, "aani")
    with pytest.raises(Stale):
        answers.take(
            tx,
            by=aino,
            contact_id=it.id,
            version=it.version,
            act=partial(answering.choose, number=0, language="en"),
            now=NOW,
        )


@pytest.mark.parametrize("number", [5, 99, 10**15])
def test_a_choice_that_is_not_there_is_unknown(tx: Transaction, aino: Person, number: int) -> None:
    agency.answered(tx, aino, CODE, "aani")
    with pytest.raises(Unknown):
        agency.chosen(tx, aino, CODE, number)


def test_words_do_not_answer_a_question_for_a_recording(tx: Transaction, aino: Person) -> None:
    agency.answered(tx, aino, CODE, "nauhoite")
    with pytest.raises(NotExpected):
        agency.said(tx, aino, CODE, "no")


def test_what_is_missing_is_named_when_submitting(tx: Transaction, aino: Person) -> None:
    it = agency.contact(tx, CODE)
    with pytest.raises(StillMissing, match="How many times"):
        submit(tx, by=aino, contact_id=it.id, version=it.version, now=NOW)


def test_only_returned_metrics_are_asked_again(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.answered(tx, aino, CODE)
    it = agency.contact(tx, CODE)
    submit(tx, by=aino, contact_id=it.id, version=it.version, now=NOW)
    words = {"nps": "Are you sure?", "parasta": "More, please."}
    reviews.return_(tx, by=kaisa, contact_id=it.id, version=None, words=words, now=NOW)
    sheet = _sheet(tx)
    assert sheet.contact.state is State.RETURNED
    assert [question.name for question in sheet.missing] == ["nps", "parasta"]
    agency.answered(tx, aino, CODE, nps="5")
    assert _sheet(tx).missing == ()


def test_facts_of_the_contact_are_filled_in(tx: Transaction, aino: Person) -> None:
    facts = _sheet(tx).facts
    assert facts["channel"] == "phone"
    assert facts["answered"] == "yes"
    assert facts["wait_seconds"] == "60"
    assert facts["minutes"] == "12"
