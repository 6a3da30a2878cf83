"""A client's own figures and its exchange's calls: who may, what is replaced, and what is counted anew."""

import pytest

from domain.answer import AnswerState
from domain.contact import Moment, Outcome, Source
from domain.figures.exchange import Standing
from domain.operations import analyses, figures, reviews, submissions
from domain.person import Person, Role
from domain.refusal import FileTooLarge, NoStudyYet, Stale, Unknown
from domain.scope import Scope
from domain.storage import analyses as stored_analyses
from domain.storage import answers, contacts, studies
from domain.storage.tables import audit, outbox, timing
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import MINUTE, NOW

CODE = "HAVU-003"
OWN = "date;nps;csat\n2026-11-02;9;5\n2026-11-03;3;4\n"


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa")


@pytest.fixture
def helmi(tx: Transaction, kaisa: Person) -> Person:
    agency.planned(tx, kaisa)
    return agency.join(tx, Role.CLIENT, "Helmi", client=agency.COMPANY)


@pytest.fixture
def aino(tx: Transaction, helmi: Person) -> Person:
    return agency.join(tx, Role.SHOPPER, "Aino")


def an_exchange(tx: Transaction, waited: str, unit: str, code: str = CODE) -> str:
    """A file with the call of a contact; each profile's first alias has the number of that order."""
    it = agency.contact(tx, code)
    alias = next(alias for alias in agency.sample().aliases if alias.profile == it.profile)
    started = agency.sample().local(contacts.times_of(tx, it)[Moment.STARTED])
    return f"numero;alkoi;jonotus;yksikkö\n{alias.phone};{started:%d.%m.%Y %H:%M:%S};{waited};{unit}\n"


def other_unit(tx: Transaction, code: str = CODE) -> str:
    it = agency.contact(tx, code)
    return next(unit.name for unit in agency.sample().units_of(it.service) if unit.name != it.answering_unit)


def test_without_a_study_there_is_nowhere_to_put_figures(tx: Transaction, kaisa: Person) -> None:
    with pytest.raises(NoStudyYet):
        agency.figures_sent(tx, kaisa, OWN)


def test_a_shopper_sends_none(tx: Transaction, aino: Person) -> None:
    with pytest.raises(Unknown):
        agency.figures_sent(tx, aino, OWN)


def test_a_file_over_five_megabytes_is_not_fetched(tx: Transaction, helmi: Person) -> None:
    with pytest.raises(FileTooLarge):
        figures.receive(tx, by=helmi, file_id="f", filename="x.csv", size=5 * 1024 * 1024 + 1, now=NOW)


def test_the_client_s_figures_are_told_to_the_agency_once_saved(tx: Transaction, kaisa: Person, helmi: Person) -> None:
    id = agency.figures_sent(tx, helmi, OWN)
    with pytest.raises(Unknown):
        figures.readable(tx, kaisa, id)
    figures.save(tx, by=helmi, figures_id=id, now=NOW)
    assert figures.readable(tx, kaisa, id)["state"] == "saved"
    told = [row for row in tx.all(outbox) if row["notice"]["kind"] == "figures_sent"]
    assert [row["chat_id"] for row in told] == [kaisa.chat_id]


def test_another_client_s_person_gets_nothing_of_it(tx: Transaction, kaisa: Person, helmi: Person) -> None:
    mikko = agency.join(tx, Role.CLIENT, "Mikko", client="Kilpailija Oy")
    id = agency.figures_saved(tx, helmi, OWN)
    with pytest.raises(NoStudyYet):
        agency.figures_sent(tx, mikko, OWN)
    for act in (figures.save, figures.discard, figures.use_exchange):
        with pytest.raises(Unknown):
            act(tx, by=mikko, figures_id=id, now=NOW)
    with pytest.raises(Unknown):
        figures.readable(tx, mikko, id)


def test_a_client_does_not_choose_another_company_s_study(tx: Transaction, kaisa: Person, helmi: Person) -> None:
    mine = figures.studies_of(tx, helmi)[0]["id"]
    second = agency.a_study(tx, kaisa)
    made = agency.sample()
    terms = made.terms.model_copy(update={"client": "Kilpailija Oy"})
    foreign = agency.a_study(tx, kaisa, made.model_copy(update={"terms": terms}))
    id = agency.figures_sent(tx, helmi, OWN)
    assert figures.readable(tx, helmi, id)["state"] == "asking"
    with pytest.raises(Unknown):
        figures.choose_study(tx, by=helmi, figures_id=id, study_id=foreign)
    figures.choose_study(tx, by=helmi, figures_id=id, study_id=second)
    assert second != mine
    with pytest.raises(Stale):
        figures.choose_study(tx, by=helmi, figures_id=id, study_id=mine)


def test_the_same_file_is_not_saved_twice_and_a_newer_one_replaces(
    tx: Transaction, kaisa: Person, aino: Person
) -> None:
    first = agency.figures_saved(tx, kaisa, OWN)
    study = figures.readable(tx, kaisa, first)["study_id"]
    again = agency.figures_sent(tx, kaisa, OWN)
    assert figures.same_file(tx, figures.readable(tx, kaisa, again)) is not None
    with pytest.raises(Stale):
        figures.save(tx, by=kaisa, figures_id=again, now=NOW)
    newer = agency.figures_sent(tx, kaisa, "date;nps\n2026-11-02;9\n2026-11-09;9\n2026-11-30;10\n")
    (change,) = figures.changes(tx, figures.readable(tx, kaisa, newer))
    assert (change.was.n, change.was.value, change.becomes.n, change.becomes.value) == (2, 0, 3, 100)
    figures.save(tx, by=kaisa, figures_id=newer, now=NOW + MINUTE)
    assert {(figure.measure.value, figure.n) for figure in figures.present(tx, study)} == {("nps", 3), ("csat", 2)}
    figures.discard(tx, by=kaisa, figures_id=newer, now=NOW + 2 * MINUTE)
    assert {(figure.measure.value, figure.n) for figure in figures.present(tx, study)} == {("nps", 2), ("csat", 2)}


def test_the_exchange_s_wait_and_unit_change_score_and_trail(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.approved(tx, kaisa, aino, CODE)
    was, unit = agency.contact(tx, CODE), other_unit(tx)
    index = contacts.index_of(tx, was.id)
    id = agency.figures_sent(tx, kaisa, an_exchange(tx, "5:00", unit))
    (row,) = figures.compared(tx, by=kaisa, figures_id=id).rows
    assert (row.standing, row.wait, row.unit) == (Standing.DIFFERS, 5 * MINUTE, unit)
    assert agency.contact(tx, CODE) == was

    assert figures.use_exchange(tx, by=kaisa, figures_id=id, now=NOW + MINUTE) == 1

    now = agency.contact(tx, CODE)
    times = contacts.times_of(tx, now)
    assert (now.reached_unit, now.state) == (unit, was.state)
    assert now.version > was.version
    assert times[Moment.ANSWERED] - times[Moment.STARTED] == 5 * MINUTE
    given = answers.of_contact(tx, now.id)
    assert (given["wait_seconds"].value, given["wait_seconds"].state) == ("300", AnswerState.CALCULATED)
    assert given["odotus"].value == "300"
    lower = contacts.index_of(tx, now.id)
    assert index is not None
    assert lower is not None
    assert lower < index
    assert lower == pytest.approx(_index_by_hand(tx, index))
    sources = [
        row["source"] for row in tx.all(timing, timing.c.contact_id == now.id, timing.c.moment == Moment.ANSWERED)
    ]
    assert sources == [Source.TOLD, Source.EXCHANGE]
    assert contacts.noted_from_exchange(tx, now) == [{"file": "figures.csv", "unit": was.answering_unit, "wait": 60.0}]
    with pytest.raises(Stale):
        figures.use_exchange(tx, by=kaisa, figures_id=id, now=NOW + MINUTE)
    with pytest.raises(Stale):
        figures.discard(tx, by=kaisa, figures_id=id, now=NOW + MINUTE)


def _index_by_hand(tx: Transaction, index: float) -> float:
    """The index with the wait's score for 300 s instead of 60 s, all else being the same."""
    form = agency.sample().form
    wait = form.question("odotus")
    assert wait.full_at is not None
    assert wait.zero_at is not None

    def score(seconds: float) -> float:
        assert wait.full_at is not None
        assert wait.zero_at is not None
        return min(100.0, max(0.0, 100 * (seconds - wait.zero_at) / (wait.full_at - wait.zero_at)))

    given = answers.of_contact(tx, agency.contact(tx, CODE).id)
    left_out = {AnswerState.IRRELEVANT, AnswerState.SKIPPED, AnswerState.NOT_APPLICABLE}
    applied = [
        question
        for question in form.questions
        if question.measure == "score"
        and (answer := given.get(question.name)) is not None
        and answer.state not in left_out
        and not any(c.name == answer.value and c.score is None for c in form.choices_of(question))
    ]
    weights = sum(question.weight for question in applied)
    return index + wait.weight * (score(300) - score(60)) / weights


def test_a_contact_that_has_not_been_handed_in_is_not_compared(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.taken(tx, kaisa, aino, CODE)
    agency.made(tx, aino, CODE)
    id = agency.figures_sent(tx, kaisa, an_exchange(tx, "5:00", other_unit(tx)))
    assert figures.compared(tx, by=kaisa, figures_id=id).rows == []
    assert agency.contact(tx, CODE).reached_unit == agency.contact(tx, CODE).unit


def test_one_that_is_handed_in_after_the_file_came_is_compared_then(
    tx: Transaction, kaisa: Person, aino: Person
) -> None:
    agency.taken(tx, kaisa, aino, CODE)
    agency.made(tx, aino, CODE)
    id = agency.figures_sent(tx, kaisa, an_exchange(tx, "5:00", other_unit(tx)))
    agency.answered(tx, aino, CODE)
    it = agency.contact(tx, CODE)
    submissions.submit(tx, by=aino, contact_id=it.id, version=it.version, now=NOW)
    assert figures.use_exchange(tx, by=kaisa, figures_id=id, now=NOW) == 1


def test_what_fits_already_is_left_as_it_is(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.approved(tx, kaisa, aino, CODE)
    was = agency.contact(tx, CODE)
    id = agency.figures_sent(tx, kaisa, an_exchange(tx, "1:02", was.answering_unit))
    assert [row.standing for row in figures.compared(tx, by=kaisa, figures_id=id).rows] == [Standing.FITS]
    figures.use_exchange(tx, by=kaisa, figures_id=id, now=NOW)
    assert agency.contact(tx, CODE) == was


def test_a_warning_comes_when_the_client_has_an_analysis_of_it(
    tx: Transaction, kaisa: Person, helmi: Person, aino: Person
) -> None:
    agency.approved(tx, kaisa, aino, CODE)
    study = agency.contact(tx, CODE).study_id
    id = agency.figures_sent(tx, kaisa, an_exchange(tx, "5:00", other_unit(tx)))
    assert not figures.compared(tx, by=kaisa, figures_id=id).analysed
    made = agency.analysed(tx, kaisa, study)
    analyses.note_made(tx, analysis_id=made, path="1.pdf", sha256="", headlines=[], now=NOW)
    assert not figures.compared(tx, by=kaisa, figures_id=id).analysed
    analyses.send(tx, by=kaisa, analysis_id=made, now=NOW)
    assert figures.compared(tx, by=kaisa, figures_id=id).analysed
    own, later = agency.contact(tx, CODE).wave_id, studies.add_wave(tx, study, number=2, name="2/2026")
    for waves, told in (((own, later), True), ((later,), False)):
        scope = Scope(waves=waves).model_dump(mode="json")
        stored_analyses.change(tx, made, wave_id=later, scope=scope)
        assert figures.compared(tx, by=kaisa, figures_id=id).analysed is told
    assert figures.use_exchange(tx, by=kaisa, figures_id=id, now=NOW) == 1


def test_the_draft_of_a_later_stage_stays_out_of_what_is_counted_anew(
    tx: Transaction, kaisa: Person, aino: Person
) -> None:
    agency.taken(tx, kaisa, aino, CODE)
    agency.submitted(tx, aino, CODE, ratkaisuaste="promised", lupaus_aika="24.11.")
    it = agency.contact(tx, CODE)
    contacts.set_stage(tx, it.id, "${lupaus_aika}", "due", NOW)
    agency.answered(tx, aino, CODE, now=NOW + 60 * MINUTE, lupaus_piti="no")
    before = contacts.index_of(tx, it.id)
    id = agency.figures_sent(tx, kaisa, an_exchange(tx, "1:30", it.answering_unit))
    figures.use_exchange(tx, by=kaisa, figures_id=id, now=NOW)
    after = contacts.index_of(tx, it.id)
    assert before is not None
    assert after is not None
    assert before - after < 5, "the promise that was not kept has not been handed in"
    assert answers.of_contact(tx, it.id)["lupaus_piti"].state is AnswerState.GIVEN
    reviews.approve(tx, by=kaisa, contact_id=it.id, version=None, now=NOW)


def test_nobody_else_uses_the_exchange(tx: Transaction, kaisa: Person, helmi: Person, aino: Person) -> None:
    agency.approved(tx, kaisa, aino, CODE)
    id = agency.figures_saved(tx, helmi, an_exchange(tx, "5:00", other_unit(tx)))
    for who in (helmi, aino):
        with pytest.raises(Unknown):
            figures.use_exchange(tx, by=who, figures_id=id, now=NOW)
        with pytest.raises(Unknown):
            figures.compared(tx, by=who, figures_id=id)
    assert figures.use_exchange(tx, by=kaisa, figures_id=id, now=NOW) == 1
    assert agency.contact(tx, CODE).outcome is Outcome.ANSWERED
    assert tx.all(audit, audit.c.action == "use exchange file")[0]["details"] == {"contacts": 1}
